/* Around the training loop: history, logs, evaluation, early stopping, Ctrl-C. */
#include "train/checkpoint_run.h"

#include <signal.h>
#include <unistd.h>

static cx_runtime *rt;
static cx_store *store;
static cx_trainer *trainer;

static int begin(void **state) {
    (void)state;
    rt = open_cpu();
    store = cx_store_new(rt, 1);
    trainer = cx_trainer_new(store, small_model, cx_mean_squared_error, cx_sgd(0.05));
    return 0;
}

static int end(void **state) {
    (void)state;
    cx_trainer_free(trainer);
    return close_empty(rt);
}

struct seen {
    int calls;
    double losses[64];
};

static bool note_loss(cx_trainer *t, void *user) {
    struct seen *seen = user;
    if (seen->calls < 64) seen->losses[seen->calls] = cx_trainer_loss(t);
    seen->calls++;
    return true;
}

/* Each callback has its own means; and the records are the same whoever asks. */
static void test_means_are_the_askers(void **state) {
    (void)state;
    struct seen each = {0}, fifth = {0};
    cx_every(trainer, 1, note_loss, &each);
    cx_every(trainer, 5, note_loss, &fifth);
    assert_true(cx_fit(trainer, small_data(rt), 25));
    assert_int_equal(each.calls, 25);
    assert_int_equal(fifth.calls, 5);
    double all = 0;
    for (int i = 0; i < 25; i++) all += each.losses[i] / 25;
    for (int i = 0; i < 5; i++) {
        double mean = 0;
        for (int k = 0; k < 5; k++) mean += each.losses[5 * i + k] / 5;
        assert_close(fifth.losses[i], mean, 1e-9);
    }
    assert_close(cx_trainer_loss(trainer), all, 1e-9); /* outside: since the beginning */
    size_t count;
    const cx_record *record = cx_trainer_records(trainer, &count);
    assert_int_equal(count, 3);
    const int64_t steps[] = {10, 20, 25};
    for (int i = 0; i < 3; i++) {
        double mean = 0;
        int64_t from = i ? steps[i - 1] : 0;
        for (int64_t k = from; k < steps[i]; k++) mean += each.losses[k] / (double)(steps[i] - from);
        assert_int_equal(record[i].step, steps[i]);
        assert_string_equal(record[i].name, "loss");
        assert_close(record[i].value, mean, 1e-9);
    }
}

static void test_more_callbacks_than_anybody_has(void **state) {
    (void)state;
    struct seen seen = {0};
    for (int i = 0; i < 100; i++) cx_every(trainer, 4, note_loss, &seen);
    assert_true(cx_fit(trainer, small_data(rt), 8));
    assert_int_equal(seen.calls, 200);
}

static bool pause_briefly(cx_trainer *t, void *user) {
    (void)t, (void)user;
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    return true;
}

static void test_by_time(void **state) {
    (void)state;
    struct seen often = {0}, never = {0};
    cx_every(trainer, 1, pause_briefly, NULL);
    cx_every_seconds(trainer, 0.05, note_loss, &often);
    cx_every_seconds(trainer, 1000, note_loss, &never);
    assert_true(cx_fit(trainer, small_data(rt), 40)); /* 0.4 s and more */
    assert_true(often.calls >= 3 && often.calls <= 40);
    assert_int_equal(never.calls, 1); /* after the last step */
}

static void test_evaluation_is_recorded(void **state) {
    (void)state;
    cx_array *x = cx_array_new(CX_F32, CX_DIMS(10, 3)), *y = cx_array_new(CX_F32, CX_DIMS(10, 1));
    cx_evaluation held_back = {cx_dataset_new(rt, x, y, .batch = 4), "held back"};
    cx_every(trainer, 6, cx_evaluate_now, &held_back);
    assert_true(cx_fit(trainer, small_data(rt), 12));
    const cx_record *latest = cx_trainer_latest(trainer, "held back loss");
    assert_non_null(latest);
    assert_int_equal(latest->step, 12);
    assert_close(latest->value, cx_evaluate(trainer, held_back.dataset).loss, 1e-9);
    assert_null(cx_trainer_latest(trainer, "held back metric")); /* this loss has none */
}

/* Gives 5, 4, 3.95, 3.9, 3.86, ...: after 4 no gain of more than 0.5. */
static bool record_plateau(cx_trainer *t, void *user) {
    int *call = user;
    static const double values[] = {5, 4, 3.95, 3.9, 3.86, 3.8};
    cx_trainer_record(t, "score", values[*call < 5 ? (*call)++ : 5]);
    return true;
}

static void test_early_stopping(void **state) {
    (void)state;
    int call = 0;
    cx_early_stop stop = {.metric = "score", .patience = 2, .min_delta = 0.5};
    cx_every(trainer, 3, record_plateau, &call);
    cx_every(trainer, 1, cx_stop_early, &stop); /* asked more often than there is news */
    assert_false(cx_fit(trainer, small_data(rt), 100));
    assert_int_equal(cx_trainer_step(trainer), 12);
    assert_true(stop.stopped);
    assert_close(stop.best, 4, 0);
    assert_int_equal(stop.best_step, 6);
}

static void test_early_stopping_by_the_highest(void **state) {
    (void)state;
    int call = 0;
    cx_early_stop stop = {.metric = "score", .patience = 1, .highest = true};
    cx_every(trainer, 2, record_plateau, &call);
    cx_every(trainer, 2, cx_stop_early, &stop);
    assert_false(cx_fit(trainer, small_data(rt), 100));
    assert_int_equal(cx_trainer_step(trainer), 4);
}

/* ------------------------------------------------------------------------------------------------------- Ctrl-C */

static volatile sig_atomic_t own_handler_ran;
static void own_handler(int signal_number) {
    (void)signal_number;
    own_handler_ran++;
}

static bool press_ctrl_c(cx_trainer *t, void *user) {
    if (cx_trainer_step(t) == *(int *)user) raise(SIGINT);
    return true;
}

static void test_interrupt(void **state) {
    (void)state;
    int at = 7;
    own_handler_ran = 0;
    signal(SIGINT, own_handler);
    cx_every(trainer, 1, press_ctrl_c, &at);
    cx_stop_on_interrupt(trainer);
    assert_false(cx_fit(trainer, small_data(rt), 50));
    assert_int_equal(cx_trainer_step(trainer), 7);
    assert_int_equal(own_handler_ran, 0);
    assert_calx_fine(rt);
    raise(SIGINT); /* the program's own is back */
    assert_int_equal(own_handler_ran, 1);
    assert_true(cx_fit(trainer, small_data(rt), 20)); /* and training goes on when asked to */
    signal(SIGINT, SIG_DFL);
}

static void test_what_is_ignored_stays_so(void **state) {
    (void)state;
    int at = 3;
    signal(SIGINT, SIG_IGN);
    cx_every(trainer, 1, press_ctrl_c, &at);
    cx_stop_on_interrupt(trainer);
    assert_true(cx_fit(trainer, small_data(rt), 5));
    assert_ptr_equal(signal(SIGINT, SIG_DFL), SIG_IGN);
}

static void test_without_asking_nothing_is_touched(void **state) {
    (void)state;
    int at = 3;
    own_handler_ran = 0;
    signal(SIGINT, own_handler);
    cx_every(trainer, 1, press_ctrl_c, &at);
    assert_true(cx_fit(trainer, small_data(rt), 5));
    assert_int_equal(own_handler_ran, 1);
    signal(SIGINT, SIG_DFL);
}

/* --------------------------------------------------------------------------------------------------------- logs */

static void test_logs(void **state) {
    (void)state;
    char csv[512], jsonl[512];
    strcpy(csv, work_path("run.csv"));
    strcpy(jsonl, work_path("run.jsonl"));
    write_file(csv, "step,seconds,name,value\n5,0.1,lo", 32); /* of a program that was killed in a write */
    assert_true(cx_log_csv(trainer, csv));
    assert_true(cx_log_jsonl(trainer, jsonl));
    assert_true(cx_fit(trainer, small_data(rt), 10));
    cx_trainer_record(trainer, "a, \"b\"", -0.5);
    cx_trainer_record(trainer, "bad", NAN);
    size_t size;
    char *text = read_file(csv, &size), *lines = read_file(jsonl, &size);
    double loss = cx_trainer_latest(trainer, "loss")->value;
    double step, seconds, value;
    assert_int_equal(strncmp(text, "step,seconds,name,value\n5,0.1,lo\n10,", 36), 0);
    assert_int_equal(sscanf(strstr(text, "\n10,"), "\n%lf,%lf,loss,%lf\n", &step, &seconds, &value), 3);
    assert_close(value, loss, 1e-8 * fabs(loss));
    assert_has(text, ",\"a, \"\"b\"\"\",-0.5\n");
    assert_has(text, ",bad,nan\n");
    assert_has(lines, "{\"step\": 10, \"seconds\": ");
    assert_has(lines, "\"name\": \"a, \\\"b\\\"\", \"value\": -0.5}\n");
    assert_has(lines, "\"name\": \"bad\", \"value\": null}\n");
    free(text);
    free(lines);
    assert_false(cx_log_csv(trainer, work_path("no/such/folder.csv")));
    assert_calx_error(rt, "cannot open the log");
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
        TEST(test_means_are_the_askers),
        TEST(test_more_callbacks_than_anybody_has),
        TEST(test_by_time),
        TEST(test_evaluation_is_recorded),
        TEST(test_early_stopping),
        TEST(test_early_stopping_by_the_highest),
        TEST(test_interrupt),
        TEST(test_what_is_ignored_stays_so),
        TEST(test_without_asking_nothing_is_touched),
        TEST(test_logs),
    };
    return cmocka_run_group_tests(tests, work_make, work_remove);
}
