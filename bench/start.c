/* Processes from their start. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "bench.h"
#include "cifar10_model.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *data = ""; /* a folder with CIFAR-10 */

static void twice(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_add(in[0], in[0]);
}

static void first_result(void) {
    cx_runtime *rt = cx_open("cpu");
    cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(8, 8), ((float[64]){0}));
    cx_tensor_wait(cx_apply(cx_jit(rt, twice), x));
    putchar(cx_ok(rt) ? '+' : '-'), fflush(stdout);
    cx_close(rt, stderr);
}

static void first_step(void) {
    cx_runtime *rt = cx_open("cpu");
    cx_dataset *train = cx_cifar10(rt, data, .batch = 64, .shuffle = true, .repeat = true);
    struct cifar10_options options = {0};
    cx_trainer *t = cx_trainer_new(cx_store_new(rt, 1), cifar10_model, cx_sparse_xent, cx_adam(1e-3), .user = &options);
    cx_fit(t, train, 1);
    cx_trainer_loss(t); /* waits */
    putchar(cx_ok(rt) ? '+' : '-'), fflush(stdout);
    cx_close(rt, stderr);
}

/* Seconds from before the process is made until it says that it has its result; negative when it does not. */
static double time_process(const char *what, const char *cache) {
    int ends[2];
    if (pipe(ends) != 0) return -1;
    double start = bench_now();
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        if (cache) setenv("CALX_PROGRAM_CACHE", cache, 1);
        execl("/proc/self/exe", "calx-bench", what, data, (char *)NULL);
        _exit(1);
    }
    close(ends[1]);
    char said = '-';
    bool done = read(ends[0], &said, 1) == 1 && said == '+';
    double seconds = bench_now() - start;
    close(ends[0]);
    waitpid(child, NULL, 0);
    return done ? seconds : -1;
}

static void time_processes(const char *name, const char *what) {
    double compiled[3], loaded[9];
    char label[40];
    time_process(what, NULL); /* puts the programs into the cache */
    for (int s = 0; s < 3; s++) compiled[s] = time_process(what, "off");
    for (int s = 0; s < 9; s++) loaded[s] = time_process(what, NULL);
    bench_report(name, loaded, 9, 1e3, "ms");
    snprintf(label, sizeof label, "%s, cold", name);
    bench_report(label, compiled, 3, 1e3, "ms");
}

void bench_start(cx_runtime *unused) {
    (void)unused;
    time_processes("start", "--first-result");
}

static void name_file(char path[static 64], const char *folder, int number) {
    snprintf(path, 64, "%s/data_batch_%d.bin", folder, number);
}

static bool write_file(const char *path) {
    enum { RECORD = 1 + 3072, RECORDS = 10000 };
    static unsigned char record[RECORD];
    FILE *file = fopen(path, "wb");
    for (int r = 0; r < RECORDS && file; r++) {
        record[0] = (unsigned char)(r % 10);
        for (int i = 1; i < RECORD; i++) record[i] = (unsigned char)((r + i) * 7919 >> 3);
        fwrite(record, RECORD, 1, file);
    }
    return file && fclose(file) == 0;
}

const char *bench_write_pictures(char folder[static 32]) {
    strcpy(folder, "/tmp/calx-bench-XXXXXX");
    bool written = mkdtemp(folder) != NULL;
    for (int f = 1; f <= 5 && written; f++) {
        char path[64];
        name_file(path, folder, f);
        written = write_file(path);
    }
    if (written) return folder;
    perror(folder);
    bench_remove_pictures(folder);
    return NULL;
}

void bench_remove_pictures(const char *folder) {
    for (int f = 1; f <= 5; f++) {
        char path[64];
        name_file(path, folder, f);
        remove(path);
    }
    remove(folder);
}

void bench_start_cnn(cx_runtime *unused) {
    (void)unused;
    char made[32];
    const char *given = getenv("CIFAR10");
    data = given ? given : bench_write_pictures(made);
    if (data) time_processes("start-cnn", "--first-step");
    if (!given && data) bench_remove_pictures(data);
}

bool bench_is_child(int argc, char **argv) {
    return argc == 3 && (strcmp(argv[1], "--first-result") == 0 || strcmp(argv[1], "--first-step") == 0);
}

int bench_child(char **argv) {
    data = argv[2];
    if (strcmp(argv[1], "--first-step") == 0)
        first_step();
    else
        first_result();
    return 0;
}
