/* Checkpoints as a program sees them: what is kept and loaded, what is refused and how that is told. */
#include "train/checkpoint_run.h"

#include <calx/checkpoint.h>

#include "base/refusal.h"
#include "io/file.h"
#include "train/checkpoint_folder.h"

#include <sys/stat.h>
#include <unistd.h>

static cx_runtime *rt;

static int open_runtime(void **state) {
    (void)state;
    rt = open_cpu();
    return 0;
}

static int close_runtime(void **state) {
    (void)state;
    return close_empty(rt);
}

static void set_floats(cx_store *store, const char *path, float a, float b) {
    cx_store_set(store, path, FLOATS(rt, CX_DIMS(2), a, b));
}

static double element(const cx_store *store, const char *path, int index) {
    cx_array *array = cx_tensor_array(cx_store_value(store, path));
    double value = cx_array_at(array, index);
    cx_array_free(array);
    return value;
}

/* Checkpoints of steps 1..count in `dir`: "w" = [step, 10 step]. */
static void make_checkpoints(const char *dir, int count, int keep) {
    cx_store *store = cx_store_new(rt, 3);
    cx_checkpoint *c = cx_checkpoint_open(store, dir, .keep = keep);
    for (int step = 1; step <= count; step++) {
        set_floats(store, "w", (float)step, (float)step * 10);
        assert_true(cx_checkpoint_write(c, step));
    }
    cx_checkpoint_free(c);
    cx_store_free(store);
    assert_calx_fine(rt);
}

static size_t count_steps(const char *dir) {
    struct cxi_status status = {0};
    struct cxi_steps steps;
    assert_true(cxi_checkpoint_steps(dir, &steps, &status));
    size_t count = steps.count;
    cxi_steps_free(&steps);
    return count;
}

/* Opening fails, the store is unusable, and the message has both parts. */
#define ASSERT_REFUSED(part, other, ...)                             \
    do {                                                             \
        cx_store *store_ = cx_store_new(rt, 0);                      \
        cx_checkpoint *c_ = cx_checkpoint_open(store_, __VA_ARGS__); \
        assert_has(cx_checkpoint_error(c_), part);                   \
        assert_has(cx_checkpoint_error(c_), other);                  \
        assert_has(cx_store_error(store_), part);                    \
        assert_null(cx_checkpoint_loaded(c_));                       \
        assert_false(cx_checkpoint_write(c_, 99));                   \
        cx_checkpoint_free(c_);                                      \
        cx_store_free(store_);                                       \
        assert_calx_error(rt, part);                                 \
    } while (0)

static void test_keeps_the_last(void **state) {
    (void)state;
    const char *dir = work_path("a/deep/keep");
    make_checkpoints(dir, 5, 2);
    assert_int_equal(count_steps(dir), 2);
    cx_store *store = cx_store_new(rt, 77);
    cx_checkpoint *c = cx_checkpoint_open(store, dir);
    assert_int_equal(cx_checkpoint_step(c), 5);
    assert_has(cx_checkpoint_loaded(c), "step-000000005");
    assert_close(element(store, "w", 1), 50, 0);
    cx_store_free(store);
}

/* A fuzzer's: the same step with more zeros would be found twice, and opened by a name that is not there. */
static void test_a_step_has_one_name(void **state) {
    (void)state;
    const char *dir = work_path("zeros");
    make_checkpoints(dir, 2, 2);
    assert_int_equal(rename(work_path("zeros/step-000000002"), work_path("zeros/step-0000000002")), 0);
    assert_int_equal(count_steps(dir), 1);
}

static void test_one_of_them_by_its_path(void **state) {
    (void)state;
    make_checkpoints(work_path("single"), 3, 3);
    cx_store *store = cx_store_new(rt, 0);
    cx_checkpoint *c = cx_checkpoint_open(store, work_path("single/step-000000002"));
    assert_int_equal(cx_checkpoint_step(c), 2);
    assert_false(cx_checkpoint_write(c, 9));
    assert_calx_error(rt, "it is one checkpoint");
    cx_store_free(store);
}

static void test_nothing_there(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 0);
    cx_checkpoint *c = cx_checkpoint_open(store, work_path("none"));
    assert_null(cx_checkpoint_error(c));
    assert_null(cx_checkpoint_loaded(c));
    ASSERT_REFUSED("there is no checkpoint in", "none", work_path("none"), .must_exist = true);
    cx_store_free(store);
}

static void test_notes(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 0), *other = cx_store_new(rt, 0);
    cx_checkpoint *c = cx_checkpoint_open(store, work_path("notes"));
    cx_checkpoint_set_note(c, "classes", "cat \"and\" dog");
    cx_checkpoint_set_note(c, "classes", "cat, ♥");
    cx_checkpoint_set_note(c, "gone", "1");
    cx_checkpoint_set_note(c, "gone", NULL);
    assert_true(cx_checkpoint_write(c, 1));
    cx_checkpoint_free(c);
    cx_checkpoint *d = cx_checkpoint_open(other, work_path("notes"));
    assert_string_equal(cx_checkpoint_note(d, "classes"), "cat, ♥");
    assert_null(cx_checkpoint_note(d, "gone"));
    cx_checkpoint_set_note(d, "bad", "\xff");
    assert_false(cx_checkpoint_write(d, 2));
    assert_calx_error(rt, "UTF-8");
    assert_int_equal(newest_step(work_path("notes")), 1);
    cx_store_free(store), cx_store_free(other);
}

/* A lock is had once, by whatever opens the file: a second object stands for a second program. */
static void test_one_saves_at_a_time(void **state) {
    (void)state;
    cx_store *store = cx_store_new(rt, 0);
    cx_checkpoint *first = cx_checkpoint_open(store, work_path("lock")),
                  *second = cx_checkpoint_open(store, work_path("lock"));
    assert_true(cx_checkpoint_write(first, 1));
    assert_false(cx_checkpoint_write(second, 2));
    assert_calx_error(rt, "lock: another program does; give each a folder of its own");
    assert_int_equal(newest_step(work_path("lock")), 1);
    cx_checkpoint_free(first);
    assert_true(cx_checkpoint_write(second, 2));
    cx_store_free(store);
}

/* ------------------------------------------------------------------------------------------------------- damage */

static void test_damage_is_refused(void **state) {
    (void)state;
    char dir[512];
    strcpy(dir, work_path("damage"));
    make_checkpoints(dir, 3, 3);
    static const char *const files[] = {"damage/step-000000003/variables.safetensors",
                                        "damage/step-000000003/checkpoint.json"};
    for (int f = 0; f < 2; f++) {
        char path[512];
        strcpy(path, work_path(files[f]));
        size_t size;
        char *bytes = read_file(path, &size);
        for (size_t cut = 0; cut + 2 < size; cut += size / 13 + 1) { /* all but the end of the line is needed */
            write_file(path, bytes, cut);
            ASSERT_REFUSED("step-000000003", f ? "checkpoint.json" : "it was cut short", dir);
        }
        for (size_t at = 0; at + 1 < size; at += size / 29 + 1) {
            bytes[at] ^= 1;
            write_file(path, bytes, size);
            ASSERT_REFUSED("step-000000003", f ? "checkpoint.json" : "checksum", dir);
            bytes[at] ^= 1;
        }
        unlink(path);
        ASSERT_REFUSED("step-000000003", "No such file", dir);
        write_file(path, bytes, size);
        free(bytes);
    }
}

static void test_the_one_before_where_asked(void **state) {
    (void)state;
    const char *dir = work_path("before");
    make_checkpoints(dir, 3, 3);
    write_file(work_path("before/step-000000003/variables.safetensors"), "x", 1);
    cx_store *store = cx_store_new(rt, 0);
    cx_checkpoint *c = cx_checkpoint_open(store, dir, .previous = true, .keep = 1);
    assert_int_equal(cx_checkpoint_step(c), 2);
    assert_has(cx_checkpoint_warning(c), "step-000000003");
    assert_close(element(store, "w", 0), 2, 0);
    set_floats(store, "w", 7, 8);
    assert_true(cx_checkpoint_write(c, 3)); /* going on replaces the damaged one */
    assert_int_equal(count_steps(dir), 1);
    cx_store *other = cx_store_new(rt, 0);
    cx_checkpoint *d = cx_checkpoint_open(other, dir);
    assert_int_equal(cx_checkpoint_step(d), 3);
    assert_close(element(other, "w", 0), 7, 0);
    cx_store_free(store), cx_store_free(other);
    write_file(work_path("before/step-000000003/checkpoint.json"), "{}", 2);
    ASSERT_REFUSED("no checkpoint in", "does not say that it is", dir, .previous = true);
}

/* A damaged newest one is not what makes room: the whole one just saved, of a lower step, stays. */
static void test_saving_below_a_damaged_one(void **state) {
    (void)state;
    const char *dir = work_path("below");
    make_checkpoints(dir, 5, 5);
    write_file(work_path("below/step-000000005/variables.safetensors"), "x", 1);
    write_file(work_path("below/step-000000004/variables.safetensors"), "x", 1);
    cx_store *store = cx_store_new(rt, 0);
    cx_checkpoint *c = cx_checkpoint_open(store, dir, .previous = true, .keep = 1);
    assert_int_equal(cx_checkpoint_step(c), 3);
    set_floats(store, "w", 30, 0);
    assert_true(cx_checkpoint_write(c, 3));
    cx_store *other = cx_store_new(rt, 0);
    cx_checkpoint_open(other, dir, .previous = true);
    assert_close(element(other, "w", 0), 30, 0);
    cx_store_free(store), cx_store_free(other);
}

static void test_a_newer_format(void **state) {
    (void)state;
    make_checkpoints(work_path("newer"), 1, 1);
    const char *path = work_path("newer/step-000000001/checkpoint.json");
    const char *text = "{\"format\": \"calx checkpoint\", \"version\": 2}";
    write_file(path, text, strlen(text));
    ASSERT_REFUSED("version 2", "newer Calx", work_path("newer"));
}

/* ------------------------------------------------------------------------------------------------------ choosing */

static void test_average(void **state) {
    (void)state;
    make_checkpoints(work_path("average"), 4, 4);
    cx_store *store = cx_store_new(rt, 0);
    cx_checkpoint_open(store, work_path("average"), .average = 3);
    assert_calx_fine(rt);
    assert_close(element(store, "w", 0), 3, 1e-6); /* of 2, 3, 4 */
    assert_close(element(store, "w", 1), 30, 1e-5);
    cx_store_free(store);
}

/* Records 5, 9, 2, 4 for steps 1..4; keeps two and the best. */
static void make_with_records(const char *dir, bool lowest) {
    static const double records[] = {5, 9, 2, 4};
    cx_store *store = cx_store_new(rt, 0);
    cx_checkpoint *c = cx_checkpoint_open(store, dir, .keep = 1, .best = "score", .lowest = lowest);
    cx_trainer *t = cx_trainer_new(store, small_model, cx_mean_squared_error, cx_sgd(0.1));
    for (int step = 1; step <= 4; step++) {
        cx_dataset *data = small_data(rt);
        assert_true(cx_fit(t, data, step));
        cx_dataset_free(data);
        cx_trainer_record(t, "score", records[step - 1]);
        assert_true(cx_checkpoint_save(t, c));
    }
    cx_trainer_free(t);
    cx_store_free(store);
}

static void test_best_is_kept_and_loaded(void **state) {
    (void)state;
    make_with_records(work_path("best"), false);
    assert_int_equal(count_steps(work_path("best")), 2); /* 2, the best, and 4 */
    cx_store *store = cx_store_new(rt, 0);
    cx_checkpoint *c = cx_checkpoint_open(store, work_path("best"), .best = "score", .load_best = true);
    assert_int_equal(cx_checkpoint_step(c), 2);
    cx_store_free(store);
    make_with_records(work_path("lowest"), true);
    store = cx_store_new(rt, 0);
    c = cx_checkpoint_open(store, work_path("lowest"), .best = "score", .lowest = true, .load_best = true);
    assert_int_equal(cx_checkpoint_step(c), 3);
    cx_store_free(store);
    ASSERT_REFUSED("no checkpoint in", "has a record of \"other\"", work_path("best"), .best = "other",
                   .load_best = true);
}

/* ------------------------------------------------------------------------------------------------ another model */

static cx_node *other_model(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *x = cx_tanh(cx_dense(cx_in(s, "hidden"), in[0], 9));
    return cx_dense(cx_in(s, "head"), x, 1);
}

static void test_another_model_is_told_in_full(void **state) {
    (void)state;
    assert_int_equal(train_small(work_path("other"), 2, 1, NULL), 0);
    cx_store *store = cx_store_new(rt, 0);
    cx_checkpoint_open(store, work_path("other"));
    cx_exec *exec = cx_predictor(store, other_model, NULL);
    cx_tensor *x = FLOATS(rt, CX_DIMS(1, 3), 1, 2, 3), *y = cx_predict(exec, x);
    const char *error = cx_tensor_error(y);
    assert_has(error, "step-000000002 does not fit the model");
    assert_has(error, "missing: head/kernel f32[9, 1], head/bias f32[1]");
    assert_has(error, "misshapen: hidden/kernel f32[3, 8] where the model has f32[3, 9], hidden/bias f32[8] where");
    assert_has(error, "extra: out/");
    assert_null(strstr(error, "adam"));
    assert_null(strstr(error, "train/step"));
    cx_tensor_free(x), cx_tensor_free(y);
    cx_exec_free(exec);
    cx_store_free(store);
    cx_clear_error(rt);
}

static void test_a_store_with_other_variables(void **state) {
    (void)state;
    make_checkpoints(work_path("full"), 1, 1);
    cx_store *store = cx_store_new(rt, 0);
    set_floats(store, "v", 1, 2);
    cx_store_set(store, "w", cx_tensor_scalar(rt, CX_F32, 1));
    cx_checkpoint *c = cx_checkpoint_open(store, work_path("full"));
    assert_has(cx_checkpoint_error(c), "missing: v f32[2]; misshapen: w f32[2] where the model has f32[]");
    cx_store_free(store);
    cx_clear_error(rt);
    store = cx_store_new(rt, 0);
    cx_store_set(store, "v", cx_tensor_scalar(rt, CX_F32, 1));
    c = cx_checkpoint_open(store, work_path("full"));
    assert_has(cx_checkpoint_error(c), "missing: v f32[]; extra: w f32[2]");
    cx_store_free(store);
    cx_clear_error(rt);
}

/* ------------------------------------------------------------------------------------------------------ failures */

static int countdown;
static bool refuse(enum cxi_file_call call) {
    (void)call;
    return countdown > 0 && --countdown == 0;
}

/* Whatever call to the system fails: an error that says so, what was there stays whole, and the next save works. */
static void test_every_failing_call(void **state) {
    (void)state;
    const char *dir = work_path("failing");
    make_checkpoints(dir, 2, 2);
    cx_store *store = cx_store_new(rt, 0);
    cx_checkpoint *c = cx_checkpoint_open(store, dir, .keep = 2);
    int failures = 0;
    for (int n = 1; n < 200; n++) {
        countdown = n;
        cxi_file_refuses = refuse;
        bool saved = cx_checkpoint_write(c, 3 + n % 2); /* new, and in the place of another */
        cxi_file_refuses = NULL;
        if (!saved) assert_calx_error(rt, "cannot");
        failures += !saved;
        cx_store *other = cx_store_new(rt, 0);
        cx_checkpoint_open(other, dir);
        assert_calx_fine(rt);
        assert_close(element(other, "w", 0), 2, 0);
        cx_store_free(other);
        if (countdown > 0) break;
    }
    assert_true(failures > 15);
    assert_true(cx_checkpoint_write(c, 5));
    assert_int_equal(newest_step(dir), 5);
    cx_store_free(store);
}

/* Without memory for any one thing: an error, nothing leaked, and what was there stays whole. */
static void test_every_failing_allocation(void **state) {
    (void)state;
    const char *dir = work_path("memory");
    make_checkpoints(dir, 1, 1);
    char *folder = cxi_checkpoint_path(dir, 1);
    float values[2] = {1, 2};
    struct cxi_tensor tensor = {.name = "w", .dtype = CX_F32, .dims = CX_DIMS(2), .data = values};
    int failures = 0;
    for (int n = 1; n < 400; n++) {
        struct cxi_status status = {0};
        struct cxi_saved saved = {0};
        struct cxi_about about = {.step = 2};
        refuse_allocation(n);
        bool fine = cxi_checkpoint_write(dir, &about, &tensor, 1, &status) &&
                    cxi_checkpoint_thin(dir, 2, 2, (struct cxi_best){"x", false}, &status) &&
                    cxi_saved_open(&saved, folder, &status);
        bool refused = end_refusal();
        assert_int_equal(fine, cxi_ok(&status));
        failures += !fine;
        cxi_saved_close(&saved);
        cxi_status_clear(&status);
        assert_true(cxi_saved_open(&saved, folder, &status));
        cxi_saved_close(&saved);
        if (!refused) break;
    }
    assert_true(failures > 20);
    free(folder);
}

/* The corpus of the fuzz target was written by Python: the checksum is what its comment in checkpoint_about.c says. */
static void test_written_by_another_program(void **state) {
    (void)state;
    size_t size;
    char *text = read_file(CALX_TEST_DATA "/fuzz/corpus/checkpoint/good", &size);
    struct cxi_status status = {0};
    struct cxi_about about;
    if (!cxi_about_parse(&about, text, size, "good", &status)) fail_msg("%s", cxi_error(&status));
    assert_int_equal(about.step, 1000);
    assert_int_equal(about.seed, 42);
    assert_int_equal(about.checksum, 0x0123abcd);
    assert_string_equal(cxi_about_note(&about, "classes"), "cat, \"dog\"");
    double loss;
    assert_true(cxi_about_number(&about.metrics, "loss", &loss));
    assert_close(loss, 0.25, 0);
    cxi_about_free(&about);
    free(text);
}

static void test_a_folder_that_is_a_file(void **state) {
    (void)state;
    write_file(work_path("file"), "x", 1);
    ASSERT_REFUSED("cannot make the folder", "file", work_path("file"));
    ASSERT_REFUSED("cannot make the folder", "a file of that name", work_path("file/sub"));
}

int main(int argc, char **argv) {
    int child = checkpoint_child(argc, argv);
    if (child >= 0) return child;
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_runtime, close_runtime)
        TEST(test_keeps_the_last),
        TEST(test_a_step_has_one_name),
        TEST(test_one_of_them_by_its_path),
        TEST(test_nothing_there),
        TEST(test_notes),
        TEST(test_one_saves_at_a_time),
        TEST(test_damage_is_refused),
        TEST(test_the_one_before_where_asked),
        TEST(test_saving_below_a_damaged_one),
        TEST(test_a_newer_format),
        TEST(test_average),
        TEST(test_best_is_kept_and_loaded),
        TEST(test_another_model_is_told_in_full),
        TEST(test_a_store_with_other_variables),
        TEST(test_every_failing_call),
        TEST(test_every_failing_allocation),
        TEST(test_written_by_another_program),
        TEST(test_a_folder_that_is_a_file),
    };
    return cmocka_run_group_tests(tests, work_make, work_remove);
}
