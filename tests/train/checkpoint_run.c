#define _XOPEN_SOURCE 700 /* nftw, mkdtemp */
#include "train/checkpoint_run.h"

#include <calx/checkpoint.h>

#include "train/checkpoint_folder.h"

#include <ftw.h>
#include <sys/wait.h>
#include <unistd.h>

cx_node *small_model(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *x = cx_tanh(cx_dense(cx_in(s, "hidden"), in[0], 8));
    return cx_dense(cx_in(s, "out"), cx_dropout(cx_in(s, "drop"), x, 0.25), 1);
}

cx_dataset *small_data(cx_runtime *runtime) {
    cx_array *x = cx_array_new(CX_F32, CX_DIMS(64, 3)), *y = cx_array_new(CX_F32, CX_DIMS(64, 1));
    float *xs = cx_array_data(x), *ys = cx_array_data(y);
    for (int i = 0; i < 64; i++) {
        for (int k = 0; k < 3; k++) xs[3 * i + k] = (float)((i * 7 + k * 13) % 32) / 16 - 1;
        ys[i] = xs[3 * i] * xs[3 * i + 1] + xs[3 * i + 2];
    }
    return cx_dataset_new(runtime, x, y, .batch = 8, .shuffle = true, .repeat = true, .seed = 5);
}

int train_small(const char *dir, int64_t steps, int64_t every, const char *out) {
    cx_runtime *rt = cx_open("cpu");
    cx_store *vars = cx_store_new(rt, 42);
    cx_checkpoint *ckpt = cx_checkpoint_open(vars, dir, .keep = 2);
    cx_trainer *t = cx_trainer_new(vars, small_model, cx_mean_squared_error, cx_adam(1e-2));
    cx_every(t, every, cx_checkpoint_save, ckpt);
    cx_fit(t, small_data(rt), steps);
    if (out) cx_save(vars, out);
    return cx_close(rt, stderr);
}

/* ------------------------------------------------------------------------------------------------- as a program */

static const char *program;

int checkpoint_child(int argc, char **argv) {
    program = argv[0];
    if (argc < 5 || strcmp(argv[1], "--train") != 0) return -1;
    cx_tune_process();
    return train_small(argv[2], atoll(argv[3]), atoll(argv[4]), argc > 5 ? argv[5] : NULL);
}

int start_child(const char *dir, int64_t steps, int64_t every, const char *out) {
    char step_text[24], every_text[24];
    snprintf(step_text, sizeof step_text, "%lld", (long long)steps);
    snprintf(every_text, sizeof every_text, "%lld", (long long)every);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        execl(program, program, "--train", dir, step_text, every_text, out, (char *)NULL);
        _exit(127);
    }
    assert_true(child > 0);
    return child;
}

int finish_child(int pid) {
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* ------------------------------------------------------------------------------------------------------ folders */

static char work_folder[64];

int work_make(void **state) {
    (void)state;
    strcpy(work_folder, "/tmp/calx-train-XXXXXX");
    return mkdtemp(work_folder) ? 0 : -1;
}

static int remove_entry(const char *path, const struct stat *about, int type, struct FTW *where) {
    (void)about, (void)type, (void)where;
    return remove(path);
}

void remove_tree(const char *path) {
    nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

int work_remove(void **state) {
    (void)state;
    remove_tree(work_folder);
    return 0;
}

const char *work_path(const char *name) {
    static char paths[8][512];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", work_folder, name);
    return path;
}

char *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file) fail_msg("cannot open %s", path);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*size + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    bytes[*size] = '\0';
    fclose(file);
    return bytes;
}

void write_file(const char *path, const void *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    if (!file) fail_msg("cannot open %s", path);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

int64_t newest_step(const char *dir) {
    struct cxi_status status = {0};
    struct cxi_steps steps;
    assert_true(cxi_checkpoint_steps(dir, &steps, &status));
    int64_t newest = steps.count ? steps.step[steps.count - 1] : -1;
    cxi_steps_free(&steps);
    return newest;
}
