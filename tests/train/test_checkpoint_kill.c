/* A program that saves every step is killed at random moments, hundreds of times; each time the next one goes on from a
   whole checkpoint, no older than the last that the one before is known to have finished. */
#include "train/checkpoint_run.h"

#include <calx/checkpoint.h>

#include "io/directory.h"
#include "train/checkpoint_folder.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void sleep_for(long microseconds) {
    struct timespec time = {.tv_sec = microseconds / 1000000, .tv_nsec = microseconds % 1000000 * 1000};
    nanosleep(&time, NULL);
}

static unsigned random_below(unsigned *state, unsigned bound) {
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % bound;
}

/* Whether the newest checkpoint, as cx_checkpoint_open would find it, is whole; its step. */
static int64_t check_newest(const char *dir) {
    struct cxi_status status = {0};
    struct cxi_saved saved;
    cxi_directory_recover(dir);
    int64_t step = newest_step(dir);
    if (step < 0) return step;
    char *folder = cxi_checkpoint_path(dir, step);
    if (!cxi_saved_open(&saved, folder, &status)) fail_msg("after a kill: %s", cxi_error(&status));
    assert_int_equal(saved.about.step, step);
    cxi_saved_close(&saved);
    free(folder);
    return step;
}

/* ------------------------------------------------------------------------------------- writers without a device */

/* Saves again and again, from the step it finds, and each step twice: once new and once in the place of the first. Tells
   each finished step through a pipe. */
static void write_forever(const char *dir, int finished) {
    static float values[20000];
    struct cxi_status status = {0};
    struct cxi_tensor tensors[] = {{.name = "a", .dtype = CX_F32, .dims = CX_DIMS(20000), .data = values},
                                   {.name = "b", .dtype = CX_F32, .dims = CX_DIMS(2, 3), .data = values}};
    cxi_directory_sweep(dir);
    for (int64_t step = newest_step(dir) + 1; cxi_ok(&status); step++) {
        for (int i = 0; i < 2; i++) {
            struct cxi_about about = {.step = step, .position = step};
            values[0] = (float)step + (float)i / 2;
            cxi_checkpoint_write(dir, &about, tensors, 2, &status);
        }
        cxi_checkpoint_thin(dir, step, 1, (struct cxi_best){0}, &status);
        if (cxi_ok(&status) && write(finished, &step, sizeof step) != sizeof step) _exit(3);
    }
    fprintf(stderr, "%s\n", cxi_error(&status));
    _exit(2);
}

/* What it told before it died; `before` when nothing. */
static int64_t last_told(int pipe_end, int64_t before) {
    for (int64_t step; read(pipe_end, &step, sizeof step) == sizeof step;) before = step;
    close(pipe_end);
    return before;
}

#ifdef __SANITIZE_ADDRESS__
enum { KILLS = 60 };
#else
enum { KILLS = 300 };
#endif

static void test_writers_killed(void **state) {
    (void)state;
    const char *dir = work_path("writers");
    struct cxi_status status = {0};
    assert_true(cxi_directory_make(dir, &status));
    unsigned random = 1;
    int64_t told = -1, first = -1, before = -1;
    unsigned span = 60000; /* microseconds; more where the disk, or the machine, has no time for them */
    for (int kill_count = 0; kill_count < KILLS; kill_count++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            write_forever(dir, ends[1]);
        }
        close(ends[1]);
        sleep_for(2000 + random_below(&random, span));
        kill(child, SIGKILL);
        int how;
        waitpid(child, &how, 0);
        assert_true(WIFSIGNALED(how));
        told = last_told(ends[0], told);
        int64_t found = check_newest(dir);
        if (found < told)
            fail_msg("kill %d: step %lld was saved and %lld is there", kill_count, (long long)told, (long long)found);
        if (first < 0) first = found;
        span = found > before ? 60000 + (span - 60000) / 2 : span < 2000000 ? 2 * span : span;
        before = found;
    }
    assert_true(told > first + KILLS / 6);
}

/* ------------------------------------------------------------------------------------------------ whole programs */

static void test_programs_killed(void **state) {
    (void)state;
    const char *dir = work_path("programs");
    unsigned random = 7;
    /* Each takes a second to start: CALX_KILLS=200 asks for more. */
    int kills = getenv("CALX_KILLS") ? atoi(getenv("CALX_KILLS")) : 20;
    int64_t before = -1, progressed = 0;
    for (int kill_count = 0; kill_count < kills; kill_count++) {
        int child = start_child(dir, 1000000, 1, NULL);
        /* Most of the time it starts up; wait until it has saved something, then a random while. */
        for (int i = 0; i < 120000 && newest_step(dir) <= before; i++) sleep_for(1000);
        sleep_for(random_below(&random, 30000));
        kill(child, SIGKILL);
        assert_int_equal(finish_child(child), 128 + SIGKILL);
        int64_t found = check_newest(dir);
        assert_true(found >= before);
        progressed += found > before;
        before = found;
    }
    assert_true(progressed > kills * 9 / 10);
    /* And a program goes on from there. */
    assert_int_equal(finish_child(start_child(dir, before + 3, 1, NULL)), 0);
    assert_int_equal(newest_step(dir), before + 3);
}

int main(int argc, char **argv) {
    int child = checkpoint_child(argc, argv);
    if (child >= 0) return child;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writers_killed),
        cmocka_unit_test(test_programs_killed),
    };
    return cmocka_run_group_tests(tests, work_make, work_remove);
}
