/* Measures Calx on this machine: medians, least and most.

   usage: calx-bench [CASE...]

   call       an 8x8 add through cx_call, result freed; beside it the same through the plugin's own call
   chain      1,000 calls, each on the last one's result, until the end is there; for one call
   cnn        a training step of the CIFAR-10 CNN, batch 64, f32
   start      from the start of a process to the first result of a compiled function; its program is loaded from
              disk, or compiled ("cold")
   start-cnn  the same to the end of the first training step of the CIFAR-10 CNN, all files read: those of the folder
              $CIFAR10, or some of that size
   tokenize   text to ids by the vocabularies of tests/text/data, in MB/s, for texts of 1 KB, 100 KB and 10 MB: sentences,
              and one word of a single letter, which is the worst case. Run it at the top of the source tree. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "cifar10_model.h"

#include "run/executable.h"
#include "run/tensor.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SAMPLES = 41 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void report(const char *name, double *seconds, int count, double scale, const char *unit) {
    qsort(seconds, (size_t)count, sizeof *seconds, ascending);
    printf("%-32s %10.3f %s   (%.3f to %.3f, n = %d)\n", name, seconds[count / 2] * scale, unit, seconds[0] * scale,
           seconds[count - 1] * scale, count);
    fflush(stdout);
}

static void add(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_add(in[0], in[1]);
}

static cx_tensor *matrix(cx_runtime *rt) {
    static float elements[64];
    return cx_tensor_new(rt, CX_F32, CX_DIMS(8, 8), elements);
}

static void bench_call(cx_runtime *rt) {
    enum { CALLS = 2000 };
    cx_tensor *in[] = {matrix(rt), matrix(rt)};
    cx_function *f = cx_jit(rt, add);
    double calx[SAMPLES], bare[SAMPLES];
    cx_tensor_free(cx_apply(f, in[0], in[1]));
    cx_graph *g = cx_graph_new("add");
    cx_node *a = cx_parameter(g, "a", CX_F32, CX_DIMS(8, 8)), *b = cx_parameter(g, "b", CX_F32, CX_DIMS(8, 8));
    cx_return(g, CX_LIST(cx_node *, cx_add(a, b)));
    struct cxi_status status = {0};
    struct cxi_executable *e = cxi_executable_new(rt, g, &(struct cxi_compile_spec){0}, &status);
    for (int s = 0; s < SAMPLES && e; s++) {
        double start = now();
        for (int i = 0; i < CALLS; i++) cx_tensor_free(cx_apply(f, in[0], in[1]));
        calx[s] = (now() - start) / CALLS;
        struct cxi_buffer *buffers[] = {in[0]->buffer[0], in[1]->buffer[0]}, *out;
        start = now();
        for (int i = 0; i < CALLS; i++)
            if (cxi_program_execute(cxi_executable_program(e), buffers, 2, NULL, &out, 1, &status))
                cxi_buffer_free(out);
        bare[s] = (now() - start) / CALLS;
    }
    cxi_executable_free(e);
    cx_graph_free(g);
    report("call", calx, SAMPLES, 1e6, "us");
    report("call, plugin", bare, SAMPLES, 1e6, "us");
}

static void bench_chain(cx_runtime *rt) {
    enum { CALLS = 1000 };
    cx_function *f = cx_jit(rt, add);
    double seconds[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
        cx_tensor *x = matrix(rt), *one = matrix(rt);
        double start = now();
        for (int i = 0; i < CALLS; i++) {
            cx_tensor *next = cx_apply(f, x, one);
            cx_tensor_free(x);
            x = next;
        }
        cx_tensor_wait(x);
        seconds[s] = (now() - start) / CALLS;
        cx_tensor_free(x), cx_tensor_free(one);
    }
    report("chain", seconds, SAMPLES, 1e6, "us");
}

static void bench_cnn(cx_runtime *rt) {
    enum { BATCH = 64, STEPS = 30, PIXELS = BATCH * 32 * 32 * 3 };
    cx_array *x = cx_array_new(CX_U8, CX_DIMS(BATCH, 32, 32, 3)), *y = cx_array_new(CX_I32, CX_DIMS(BATCH));
    for (int i = 0; i < PIXELS; i++) ((uint8_t *)cx_array_data(x))[i] = (uint8_t)(i * 7919 >> 3);
    for (int i = 0; i < BATCH; i++) ((int32_t *)cx_array_data(y))[i] = i % 10;
    cx_dataset *data = cx_dataset_new(rt, x, y, .batch = BATCH, .repeat = true);
    cx_store *vars = cx_store_new(rt, 1);
    struct cifar10_options options = {0};
    cx_trainer *t = cx_trainer_new(vars, cifar10_model, cx_sparse_xent, cx_adam(1e-3), .user = &options);
    double seconds[STEPS], start = now();
    cx_fit(t, data, 1);
    double first = now() - start;
    for (int s = 0; s < STEPS; s++) {
        start = now();
        cx_fit(t, data, s + 2);
        cx_trainer_loss(t); /* waits */
        seconds[s] = now() - start;
    }
    report("cnn", seconds, STEPS, 1e3, "ms");
    report("cnn, first", &first, 1, 1e3, "ms");
}

/* ------------------------------------------------------------------------------------- processes that start */

static const char *self, *data; /* data: a folder with CIFAR-10 */

static void first_result(void) {
    cx_runtime *rt = cx_open("cpu");
    cx_tensor *x = matrix(rt);
    cx_tensor_wait(cx_apply(cx_jit(rt, add), x, x));
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
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        if (cache) setenv("CALX_PROGRAM_CACHE", cache, 1);
        execl(self, self, what, data, (char *)NULL);
        _exit(1);
    }
    close(ends[1]);
    char said = '-';
    bool done = read(ends[0], &said, 1) == 1 && said == '+';
    double seconds = now() - start;
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
    report(name, loaded, 9, 1e3, "ms");
    snprintf(label, sizeof label, "%s, cold", name);
    report(label, compiled, 3, 1e3, "ms");
}

static void bench_start(cx_runtime *unused) {
    (void)unused;
    time_processes("start", "--first-result");
}

/* Files of the size of CIFAR-10's. */
static bool write_pictures(const char *folder) {
    enum { RECORD = 1 + 3072, RECORDS = 10000 };
    static unsigned char record[RECORD];
    for (int f = 1; f <= 5; f++) {
        char path[200];
        snprintf(path, sizeof path, "%s/data_batch_%d.bin", folder, f);
        FILE *file = fopen(path, "wb");
        for (int r = 0; r < RECORDS && file; r++) {
            record[0] = (unsigned char)(r % 10);
            for (int i = 1; i < RECORD; i++) record[i] = (unsigned char)((r + i) * 7919 >> 3);
            fwrite(record, RECORD, 1, file);
        }
        if (!file || fclose(file) != 0) return false;
    }
    return true;
}

static void remove_pictures(const char *folder) {
    char path[200];
    for (int f = 1; f <= 5; f++) {
        snprintf(path, sizeof path, "%s/data_batch_%d.bin", folder, f);
        remove(path);
    }
    remove(folder);
}

static void bench_start_cnn(cx_runtime *unused) {
    (void)unused;
    char made[] = "/tmp/calx-bench-XXXXXX";
    bool given = *data;
    if (!given) {
        data = mkdtemp(made);
        if (!data || !write_pictures(data)) perror(made);
    }
    time_processes("start-cnn", "--first-step");
    if (!given && data) remove_pictures(data);
}

/* Sentences from a few words, in an order that does not repeat; or one letter. */
static void fill_text(char *text, size_t size, bool sentences) {
    static const char *const words[] = {"the ",
                                        "machine ",
                                        "learns ",
                                        "a language ",
                                        "of 1,234 tokens. ",
                                        "na\xC3\xAFve ",
                                        "don't ",
                                        "\xD0\xBF\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 ",
                                        "\xE4\xBD\xA0\xE5\xA5\xBD",
                                        "compile(x);\n"};
    uint32_t state = 1;
    memset(text, 'a', size);
    for (size_t at = 0; sentences;) {
        state = state * 1664525 + 1013904223;
        const char *word = words[(state >> 16) % (sizeof words / sizeof words[0])];
        size_t length = strlen(word);
        if (at + length > size) break;
        memcpy(text + at, word, length);
        at += length;
    }
}

static void bench_tokenize(cx_runtime *unused) {
    (void)unused;
    static const char *const names[] = {"gemma.model", "unigram.model", "gpt2.json", "llama3.json", "bert.json"};
    enum { LARGEST = 10000000, RUNS = 5 };
    char *text = malloc(LARGEST), path[64], label[64];
    for (size_t n = 0; text && n < sizeof names / sizeof names[0]; n++) {
        snprintf(path, sizeof path, "tests/text/data/%s", names[n]);
        cx_tokenizer *t = cx_tokenizer_open(path);
        if (cx_tokenizer_error(t)) printf("%s\n", cx_tokenizer_error(t));
        for (int k = 0; !cx_tokenizer_error(t) && k < 6; k++) {
            size_t size = k % 3 == 0 ? 1000 : k % 3 == 1 ? 100000 : LARGEST;
            double rate[RUNS];
            fill_text(text, size, k < 3);
            for (int s = 0; s < RUNS; s++) {
                size_t times = LARGEST / size / 10 + 1;
                double start = now();
                for (size_t i = 0; i < times; i++) cx_array_free(cx_encode(t, text, size));
                rate[s] = (double)(size * times) / (now() - start);
            }
            snprintf(label, sizeof label, "%s, %s%zu KB", names[n], k < 3 ? "" : "one word of ", size / 1000);
            report(label, rate, RUNS, 1e-6, "MB/s");
        }
        cx_tokenizer_free(t);
    }
    free(text);
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        void (*run)(cx_runtime *rt);
    } cases[] = {{"start", bench_start},
                 {"start-cnn", bench_start_cnn},
                 {"call", bench_call},
                 {"chain", bench_chain},
                 {"cnn", bench_cnn},
                 {"tokenize", bench_tokenize}};
    struct utsname machine;
    uname(&machine);
    cx_tune_process();
    self = argv[0];
    data = argc == 3 && strncmp(argv[1], "--", 2) == 0 ? argv[2] : getenv("CIFAR10");
    if (!data) data = "";
    if (argc == 3 && strcmp(argv[1], "--first-result") == 0) return first_result(), 0;
    if (argc == 3 && strcmp(argv[1], "--first-step") == 0) return first_step(), 0;
    cx_runtime *rt = cx_open("cpu");
    printf("Calx %s, %s, %ld processors\n", CX_VERSION, machine.machine, sysconf(_SC_NPROCESSORS_ONLN));
    cx_describe(rt, stdout);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        bool wanted = argc < 2;
        for (int i = 1; i < argc; i++) wanted |= strcmp(argv[i], cases[c].name) == 0;
        if (wanted && cx_ok(rt)) cases[c].run(rt);
    }
    return cx_close(rt, stderr);
}
