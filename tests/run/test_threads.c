/* What several threads may do at once. Run under the thread sanitizer too: there a race is an error. */
#include "run/calx_test.h"

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 8, CALLS = 60 };

/* Starts `count` threads and waits for all of them; work(user + i * size) counts what is wrong. */
static void run_threads(int count, void *(*work)(void *), void *user, size_t size) {
    pthread_t thread[THREADS];
    for (int i = 0; i < count; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, work, (char *)user + (size_t)i * size), 0);
    for (int i = 0; i < count; i++) pthread_join(thread[i], NULL);
}

static void square_plus_one(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_shift(cx_square(in[0]), 1);
}

/* ------------------------------------------------------------------------------------------ one function, many threads */

struct caller {
    cx_runtime *runtime;
    cx_function *function;
    cx_tensor *shared; /* an input of all threads */
    int number, wrong;
};

/* All start with the first call of a shape, which compiles it. */
static void *call_often(void *user) {
    struct caller *c = user;
    for (int i = 0; i < CALLS; i++) {
        float values[4], read[4];
        int count = 1 + (i + c->number) % 4;
        for (int k = 0; k < 4; k++) values[k] = (float)(c->number * CALLS + i + k);
        cx_tensor *x = cx_tensor_new(c->runtime, CX_F32, CX_DIMS(count), values);
        cx_tensor *y = cx_apply(c->function, x), *z = cx_apply(c->function, c->shared);
        c->wrong += !cx_tensor_read(y, read, (size_t)count * sizeof read[0]);
        for (int k = 0; k < count; k++) c->wrong += read[k] != values[k] * values[k] + 1;
        c->wrong += cx_tensor_item(z) != 10;
        cx_tensor_free(x);
        cx_tensor_free(y);
        cx_tensor_free(z);
    }
    return NULL;
}

static void test_one_function_from_eight_threads(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    struct caller caller[THREADS];
    for (int i = 0; i < THREADS; i++)
        caller[i] = (struct caller){.runtime = rt,
                                    .number = i,
                                    .function = i ? caller[0].function : cx_jit(rt, square_plus_one),
                                    .shared = i ? caller[0].shared : FLOATS(rt, CX_SCALAR, 3)};
    run_threads(THREADS, call_often, caller, sizeof caller[0]);
    assert_calx_fine(rt);
    for (int i = 0; i < THREADS; i++) assert_int_equal(caller[i].wrong, 0);
    cx_statistics s = cx_runtime_statistics(rt);
    assert_int_equal(s.compilations, 5); /* four lengths and a scalar: none twice */
    assert_int_equal(s.executions, 2 * THREADS * CALLS);
    assert_int_equal(s.buffers, 1); /* what is shared */
    close_fine(rt);
}

/* ---------------------------------------------------------------------------------------------- a runtime per thread */

static void *open_call_close(void *user) {
    int *wrong = user;
    for (int i = 0; i < 3; i++) {
        cx_runtime *rt = cx_open("cpu");
        cx_tensor *x = FLOATS(rt, CX_SCALAR, 2);
        *wrong += cx_tensor_item(cx_apply(cx_jit(rt, square_plus_one), x)) != 5;
        *wrong += cx_close(rt, stderr);
    }
    return NULL;
}

static void test_runtimes_side_by_side(void **state) {
    (void)state;
    int wrong[4] = {0};
    run_threads(4, open_call_close, wrong, sizeof wrong[0]);
    for (int i = 0; i < 4; i++) assert_int_equal(wrong[i], 0);

    cx_runtime *one = open_cpu(), *two = open_cpu();
    cx_tensor *x = FLOATS(one, CX_SCALAR, 2);
    cx_function *f = cx_jit(two, square_plus_one);
    assert_failed_tensor(two, cx_apply(f, x), "another runtime");
    close_fine(one);
    close_fine(two);
}

/* ------------------------------------------------------------------------------------------ asked while it is trained */

enum { STEPS = 300 };

static cx_node *line(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    return cx_dense(cx_in(s, "line"), in[0], 1);
}

struct training {
    cx_runtime *runtime;
    cx_trainer *trainer, *evaluator;
    cx_dataset *points, *others;
    cx_store *store;
    cx_exec *predictor;
    const char *path;
    atomic_bool over;
};

struct actor {
    struct training *training;
    int wrong, turns;
};

static void *train(void *user) {
    struct actor *a = user;
    a->wrong += !cx_fit(a->training->trainer, a->training->points, STEPS);
    atomic_store(&a->training->over, true);
    return NULL;
}

/* The answer at 0 is the bias; that at 1 is the kernel and the bias of one and the same step, when all is well. */
static void *ask(void *user) {
    struct actor *a = user;
    while (!atomic_load(&a->training->over) || a->turns < 20) {
        float answer[2] = {NAN, NAN};
        cx_tensor *x = FLOATS(a->training->runtime, CX_DIMS(2, 1), 0, 1);
        cx_tensor *y = cx_predict(a->training->predictor, x);
        a->wrong += !cx_tensor_read(y, answer, sizeof answer) || !isfinite(answer[0]) || !isfinite(answer[1]);
        cx_tensor_free(x);
        cx_tensor_free(y);
        a->turns++;
    }
    return NULL;
}

/* By a trainer of its own over the same variables. */
static void *evaluate(void *user) {
    struct actor *a = user;
    while (!atomic_load(&a->training->over) || a->turns < 2) {
        cx_scores scores = cx_evaluate(a->training->evaluator, a->training->others);
        a->wrong += !isfinite(scores.loss) || scores.examples != 64;
        a->turns++;
    }
    return NULL;
}

static void *save(void *user) {
    struct actor *a = user;
    while (!atomic_load(&a->training->over) || a->turns < 2) {
        a->wrong += !cx_save(a->training->store, a->training->path);
        a->turns++;
    }
    return NULL;
}

/* Points of y = 3 x + 2. */
static cx_dataset *points(cx_runtime *rt, bool repeat) {
    cx_array *x = cx_array_new(CX_F32, CX_DIMS(64, 1)), *y = cx_array_new(CX_F32, CX_DIMS(64, 1));
    for (int i = 0; i < 64; i++) {
        ((float *)cx_array_data(x))[i] = (float)i / 32 - 1;
        ((float *)cx_array_data(y))[i] = 3 * ((float)i / 32 - 1) + 2;
    }
    return cx_dataset_new(rt, x, y, .batch = 16, .shuffle = repeat, .repeat = repeat);
}

static void test_training_while_asked_evaluated_and_saved(void **state) {
    (void)state;
    char path[] = "/tmp/calx-threads-XXXXXX";
    close(mkstemp(path));
    struct training t = {.runtime = open_cpu(), .path = path};
    t.store = cx_store_new(t.runtime, 1);
    t.points = cx_dataset_prefetch(points(t.runtime, true), .threads = 2);
    t.others = points(t.runtime, false);
    t.trainer = cx_trainer_new(t.store, line, cx_mean_squared_error, cx_sgd(0.3));
    t.evaluator = cx_trainer_new(t.store, line, cx_mean_squared_error, cx_sgd(0.3));
    t.predictor = cx_predictor(t.store, line, NULL);
    assert_true(cx_fit(t.trainer, t.points, 1)); /* the variables are there */

    void *(*const acts[])(void *) = {train, ask, ask, evaluate, save};
    enum { ACTORS = sizeof acts / sizeof acts[0] };
    struct actor actor[ACTORS];
    pthread_t thread[ACTORS];
    for (int i = 0; i < ACTORS; i++) actor[i] = (struct actor){.training = &t};
    for (int i = 0; i < ACTORS; i++) assert_int_equal(pthread_create(&thread[i], NULL, acts[i], &actor[i]), 0);
    for (int i = 0; i < ACTORS; i++) pthread_join(thread[i], NULL);
    for (int i = 0; i < ACTORS; i++) assert_int_equal(actor[i].wrong, 0);

    assert_close(cx_tensor_item(cx_store_value(t.store, "line/kernel")), 3, 1e-3);
    cx_store *saved = cx_store_new(t.runtime, 2);
    assert_true(cx_load(saved, path));
    assert_int_equal(cx_store_count(saved), cx_store_count(t.store));
    assert_int_equal(remove(path), 0);
    close_fine(t.runtime);
}

/* ----------------------------------------------------------------------------------------- closed while work is under way */

enum { SIDE = 256 };

static void multiply_often(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *x = in[0];
    for (int i = 0; i < 20; i++) x = cx_tanh(cx_matmul(x, in[0]));
    out[0] = x;
}

static void test_closing_while_work_is_in_flight(void **state) {
    (void)state;
    static float elements[SIDE * SIDE];
    for (int k = 0; k < SIDE * SIDE; k++) elements[k] = (float)(k % 7) * 0.01F;
    for (int round = 0; round < 3; round++) {
        atomic_int done = 0;
        cx_runtime *rt = open_cpu();
        cx_function *f = cx_jit(rt, multiply_often);
        cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(SIDE, SIDE), elements, .memory = CX_BORROW, .done = count_done,
                                     .user = &done);
        cx_tensor *y = cx_apply(f, x);
        for (int i = 0; i < 4; i++) {
            cx_tensor *next = cx_apply(f, y);
            if (i % 2) cx_tensor_free(y); /* while a call reads it */
            y = next;
        }
        cx_tensor_free(x);
        if (round == 1) cx_function_free(f);
        close_fine(rt); /* nobody waited for y */
        assert_done_once(&done);
    }
}

/* ------------------------------------------------------------------------------------ two processes, one folder of programs */

/* Four threads of this process want four programs each, all with their own functions, at the same time. */
static void *compile_all(void *user) {
    struct caller *c = user;
    cx_function *f = cx_jit(c->runtime, square_plus_one);
    for (int i = 1; i <= 4; i++) {
        float values[4] = {1, 2, 3, 4}, read[4] = {0};
        cx_tensor *x = cx_tensor_new(c->runtime, CX_F32, CX_DIMS(i), values);
        c->wrong +=
            !cx_tensor_read(cx_apply(f, x), read, (size_t)i * sizeof read[0]) || read[i - 1] != (float)(i * i + 1);
    }
    return NULL;
}

/* The process: its status is how many programs it compiled, or 100 after anything wrong. */
static int be_one_of_two(void) {
    struct caller caller[4] = {{.runtime = cx_open("cpu")}};
    for (int i = 1; i < 4; i++) caller[i].runtime = caller[0].runtime;
    run_threads(4, compile_all, caller, sizeof caller[0]);
    int wrong = cx_warning(caller[0].runtime) != NULL;
    for (int i = 0; i < 4; i++) wrong += caller[i].wrong;
    int64_t compiled = cx_runtime_statistics(caller[0].runtime).compilations;
    wrong += cx_close(caller[0].runtime, stderr);
    return wrong ? 100 : (int)compiled;
}

static const char *self; /* this program */

static pid_t start_one(void) {
    pid_t child = fork();
    if (child == 0) {
        execl(self, self, "one of two", (char *)NULL);
        _exit(101);
    }
    return child;
}

static int end_of(pid_t child) {
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_two_processes_share_programs(void **state) {
    (void)state;
    char folder[] = "/tmp/calx-threads-XXXXXX", clear[60];
    assert_non_null(mkdtemp(folder));
    setenv("CALX_PROGRAM_CACHE", folder, 1);
    pid_t one = start_one(), two = start_one();
    assert_in_range(end_of(one), 0, 16);
    assert_in_range(end_of(two), 0, 16);
    assert_int_equal(end_of(start_one()), 0);
    setenv("CALX_PROGRAM_CACHE", "off", 1);
    snprintf(clear, sizeof clear, "rm -r %s", folder);
    assert_int_equal(system(clear), 0);
}

int main(int argc, char **argv) {
    if (argc > 1) return be_one_of_two();
    self = argv[0];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_function_from_eight_threads),
        cmocka_unit_test(test_runtimes_side_by_side),
        cmocka_unit_test(test_training_while_asked_evaluated_and_saved),
        cmocka_unit_test(test_closing_while_work_is_in_flight),
        cmocka_unit_test(test_two_processes_share_programs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
