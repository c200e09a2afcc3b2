/* After fork(), a child that touches what its parent opened gets an error, at once, whatever the parent's threads were in the
   midst of: they, and XLA's, are not there. */
#include "run/calx_test.h"

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

static cx_node *line(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    return cx_dense(cx_in(s, "line"), in[0], 1);
}

static void twice(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_scale(in[0], 2);
}

struct world {
    cx_runtime *runtime;
    cx_tensor *x;
    cx_function *function;
    cx_store *store;
    cx_trainer *trainer;
    cx_exec *predictor;
    cx_dataset *points;
    atomic_bool stop;
};

static void make_world(struct world *w) {
    w->runtime = open_cpu();
    w->x = FLOATS(w->runtime, CX_DIMS(2, 1), 1, 2);
    w->function = cx_jit(w->runtime, twice);
    w->store = cx_store_new(w->runtime, 1);
    w->trainer = cx_trainer_new(w->store, line, cx_mean_squared_error, cx_sgd(0.1));
    w->predictor = cx_predictor(w->store, line, NULL);
    w->points = cx_dataset_prefetch(cx_dataset_new(w->runtime, cx_array_new(CX_F32, CX_DIMS(8, 1)),
                                                   cx_array_new(CX_F32, CX_DIMS(8, 1)), .batch = 4, .repeat = true));
    cx_tensor_free(cx_apply(w->function, w->x));
    assert_true(cx_fit(w->trainer, w->points, 4));
    cx_tensor_free(cx_predict(w->predictor, w->x));
    assert_calx_fine(w->runtime);
}

static int refused(const char *error) {
    return !error || !strstr(error, "fork");
}

static int refused_tensor(cx_tensor *tensor) {
    int wrong = refused(cx_tensor_error(tensor));
    cx_tensor_free(tensor);
    return wrong;
}

/* In the child: how many of these were not refused. A hang is ended by the alarm. */
static int touch_everything(struct world *w) {
    alarm(120);
    float read[2];
    cx_tensor *batch[CX_BATCH_MAX];
    int wrong = refused(cx_error(w->runtime));
    wrong += cx_ok(w->runtime);
    wrong += refused_tensor(FLOATS(w->runtime, CX_SCALAR, 1));
    wrong += refused_tensor(cx_apply(w->function, w->x));
    wrong += refused_tensor(cx_apply(cx_jit(w->runtime, twice), w->x));
    wrong += refused_tensor(cx_predict(w->predictor, w->x));
    wrong += refused(cx_tensor_error(w->x));
    wrong += cx_tensor_wait(w->x);
    wrong += cx_tensor_read(w->x, read, sizeof read);
    wrong += cx_tensor_view(w->x) != NULL;
    wrong += cx_dataset_next(w->points, batch) != 0;
    wrong += cx_fit(w->trainer, w->points, 8);
    wrong += cx_save(w->store, "/nowhere/at-all");
    cx_store_set(w->store, "new", FLOATS(w->runtime, CX_SCALAR, 1));
    cx_tensor_free(w->x);
    cx_function_free(w->function);
    cx_dataset_free(w->points);
    char *said = NULL;
    size_t length = 0;
    FILE *report = open_memstream(&said, &length);
    wrong += cx_close(w->runtime, report) != 1;
    fclose(report);
    wrong += refused(said);
    free(said);
    return wrong;
}

static void assert_refused_in_child(struct world *w) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) _exit(touch_everything(w));
    int end;
    assert_int_equal(waitpid(child, &end, 0), child);
    if (!WIFEXITED(end)) fail_msg("the child was ended by signal %d", WTERMSIG(end));
    assert_int_equal(WEXITSTATUS(end), 0);
}

static void assert_goes_on(struct world *w) {
    ASSERT_FLOATS(cx_apply(w->function, w->x), CX_DIMS(2, 1), 2, 4);
    assert_true(cx_fit(w->trainer, w->points, 12));
    close_fine(w->runtime);
}

static void test_a_fork_is_refused(void **state) {
    (void)state;
    struct world w = {0};
    make_world(&w);
    assert_refused_in_child(&w);
    assert_goes_on(&w);
}

/* Holds the locks of the runtime, of the function and of the store most of the time. */
static void *keep_busy(void *user) {
    struct world *w = user;
    for (int i = 0; !atomic_load(&w->stop); i++) {
        cx_tensor *x = cx_tensor_new(w->runtime, CX_F32, CX_DIMS(1 + i % 50, 1), ((float[50]){0}));
        cx_tensor_free(cx_apply(w->function, x)); /* a new length: it compiles */
        cx_tensor_free(cx_predict(w->predictor, x));
        cx_tensor_free(x);
    }
    return NULL;
}

static void test_a_fork_in_the_midst_of_work(void **state) {
    (void)state;
#ifdef __SANITIZE_THREAD__ /* whose own locks the child would find held, too */
    print_message("skipped under the thread sanitizer\n");
    skip();
#endif
    struct world w = {0};
    pthread_t thread;
    make_world(&w);
    assert_int_equal(pthread_create(&thread, NULL, keep_busy, &w), 0);
    for (int i = 0; i < 20; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 7000000}, NULL);
        assert_refused_in_child(&w);
    }
    atomic_store(&w.stop, true);
    pthread_join(thread, NULL);
    assert_goes_on(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_fork_is_refused),
        cmocka_unit_test(test_a_fork_in_the_midst_of_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
