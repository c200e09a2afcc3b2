/* Messages about calls, training, data and files that the tests of those do not provoke: what is done wrong, and what is
   said of it. The device is played by mime_plugin.c. */
#define _GNU_SOURCE /* mkdtemp */
#include "messages/messages.h"

#include "io/csv.h"
#include "train/checkpoint_about.h"

#include <jansson.h>
#include <unistd.h>
#include <zlib.h>

static char folder[] = "/tmp/calx-messages-XXXXXX"; /* the working folder */

/* ------------------------------------------------------------------------------------- through a runtime */
static void same(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = in[0];
}

static void nothing_to_trace(cx_runtime *rt) {
    cx_tensor *x = cx_tensor_scalar(rt, CX_F32, 1);
    cx_apply(cx_jit(rt, NULL), x);
}
static void too_many_inputs(cx_runtime *rt) {
    cx_graph *g = cx_graph_new("negate");
    cx_node *y = cx_neg(cx_parameter(g, "x", CX_F32, CX_SCALAR));
    cx_return(g, 1, &y);
    cx_tensor *x = cx_tensor_scalar(rt, CX_F32, 1);
    cx_apply(cx_jit_graph(rt, g), x, x);
}
static void null_input(cx_runtime *rt) {
    cx_apply(cx_jit(rt, same), (cx_tensor *)NULL);
}
static void tensor_of_null(cx_runtime *rt) {
    cx_tensor_of(rt, NULL);
}
static void data_of_null(cx_runtime *rt) {
    cx_dataset_new(rt, NULL);
}
static void npy_of_null(cx_runtime *rt) {
    cx_npy_write(rt, "null.npy", NULL);
}
static void weights_alone(cx_runtime *rt) {
    cx_dataset_new(rt, cx_array_new(CX_F32, CX_DIMS(4, 2)), .weights = cx_array_new(CX_F32, CX_DIMS(4)));
}
static void negative_batch(cx_runtime *rt) {
    cx_dataset_new(rt, cx_array_new(CX_F32, CX_DIMS(4, 2)), .batch = -1);
}
static void npy_without_path(cx_runtime *rt) {
    cx_npy_dataset(rt, NULL);
}
static void idx_without_path(cx_runtime *rt) {
    cx_idx_dataset(rt, NULL);
}
static void csv_without_path(cx_runtime *rt) {
    cx_csv_dataset(rt, NULL);
}
static void checkpoint_without_folder(cx_runtime *rt) {
    cx_checkpoint_open(cx_store_new(rt, 1), "");
}

static void mean_of_other_shapes(cx_runtime *rt) {
    for (int64_t step = 1; step <= 2; step++) {
        cx_store *next = cx_store_new(rt, 1);
        cx_checkpoint *written = cx_checkpoint_open(next, "mean");
        cx_store_set(next, "a", cx_tensor_new(rt, CX_F32, CX_DIMS(step), ((float[]){1, 2})));
        cx_checkpoint_write(written, step);
        cx_checkpoint_free(written);
    }
    cx_checkpoint_open(cx_store_new(rt, 1), "mean", .average = 2);
}

/* ---------------------------------------------------------------------------------------------- training */
static cx_node *line(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    return cx_dense(cx_in(s, "line"), in[0], 1);
}
static cx_node *no_model(cx_scope *s, cx_node *const *in, void *user) {
    (void)s, (void)in, (void)user;
    return NULL;
}
static cx_node *one_loss(cx_node *y, cx_node *labels) {
    (void)labels;
    return cx_sum(y, .axes = CX_DIMS(1));
}

static cx_dataset *points(cx_runtime *rt, int64_t weights) {
    return cx_dataset_new(rt, cx_array_new(CX_F32, CX_DIMS(4, 2)), cx_array_new(CX_F32, CX_DIMS(4, 1)),
                          .weights = weights ? cx_array_new(CX_F32, CX_DIMS(4, weights)) : NULL, .repeat = true,
                          .batch = 4);
}
static void fit(cx_runtime *rt, cx_trainer_args args) {
    cx_fit(cx_trainer_new_(cx_store_new(rt, 1), args), points(rt, args.weighted ? 2 : 0), 1);
}
#define FIT(...) fit(rt, CX_ARGS(cx_trainer_args, __VA_ARGS__))

static void model_null(cx_runtime *rt) {
    FIT(no_model, one_loss, cx_sgd(0.1));
}
static void no_loss(cx_runtime *rt) {
    FIT(line, NULL, cx_sgd(0.1));
}
static void weights_misshapen(cx_runtime *rt) {
    FIT(line, one_loss, cx_sgd(0.1), .weighted = true);
}
static void negative_rate(cx_runtime *rt) {
    FIT(line, one_loss, cx_sgd(-0.1));
}
static void rate_not_a_number(cx_runtime *rt) {
    FIT(line, one_loss, cx_sgd(NAN));
}
static void large_momentum(cx_runtime *rt) {
    FIT(line, one_loss, cx_sgd(0.1, .momentum = 1.5));
}
static void large_beta(cx_runtime *rt) {
    FIT(line, one_loss, cx_adam(0.1, .beta2 = 1));
}
static void negative_decay(cx_runtime *rt) {
    FIT(line, one_loss, cx_adamw(0.1, .decay = -1));
}
static void negative_clip(cx_runtime *rt) {
    FIT(line, one_loss, cx_sgd(0.1), .clip = -1);
}
static void negative_accumulation(cx_runtime *rt) {
    FIT(line, one_loss, cx_sgd(0.1), .accumulate = -2);
}
static void ema_of_one(cx_runtime *rt) {
    FIT(line, one_loss, cx_sgd(0.1), .ema = 1);
}
static void trained_on_null(cx_runtime *rt) {
    cx_fit(cx_trainer_new(cx_store_new(rt, 1), line, one_loss, cx_sgd(0.1)), NULL, 1);
}
static void evaluated_on_null(cx_runtime *rt) {
    assert_true(isnan(cx_evaluate(cx_trainer_new(cx_store_new(rt, 1), line, one_loss, cx_sgd(0.1)), NULL).loss));
}

static const struct {
    void (*provoke)(cx_runtime *rt);
    const char *expected;
} cases[] = {
    {nothing_to_trace, "function: there is no function to trace (NULL)"},
    {too_many_inputs, "negate: it takes 1 inputs and was given 2"},
    {null_input, "function: input 0: there is no tensor (NULL)"},
    {tensor_of_null, "there is no array (NULL)"},
    {data_of_null, "data set: there are no inputs (NULL); give an array"},
    {npy_of_null, "there is no array (NULL)"},
    {weights_alone, "data set: weights without labels; a batch is inputs, labels, weights"},
    {negative_batch, "data set: a batch of -1 examples; give 1 or more"},
    {npy_without_path, "npy data set: no path was given (NULL)"},
    {idx_without_path, "IDX data set: no path was given (NULL)"},
    {csv_without_path, "CSV data set: no path was given (NULL)"},
    {checkpoint_without_folder, "a checkpoint needs the path of a folder"},
    {mean_of_other_shapes, "variable a is not the same in the checkpoints of steps 2 and 1: no mean of them"},
    {model_null, "the model returned NULL"},
    {no_loss, "training: there is no loss (NULL)"},
    {weights_misshapen, "weights: there are [4] losses and [4, 2] weights"},
    {negative_rate, "training: the learning rate is -0.1; give 0 or more"},
    {rate_not_a_number, "training: the learning rate is nan; give 0 or more"},
    {large_momentum, "training: the optimizer's momentum is 1.5; give 0 or more, and less than 1"},
    {large_beta, "training: the optimizer's beta2 is 1; give 0 or more, and less than 1"},
    {negative_decay, "training: the optimizer's decay is -1; give 0 or more"},
    {negative_clip, "training: .clip is -1; give 0 or more"},
    {negative_accumulation, "training: .accumulate is -2; give 0 or more"},
    {ema_of_one, "training: .ema is 1; give 0 or more, and less than 1"},
    {trained_on_null, "training: there is no data set (NULL)"},
    {evaluated_on_null, "training: there is no data set (NULL)"},
};

static void test_runtimes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cx_runtime *rt = cx_open(CALX_MIME_PLUGIN);
        assert_calx_fine(rt);
        cases[i].provoke(rt);
        expect_message(cx_error(rt), cases[i].expected, "test_messages_run.c");
        assert_int_equal(cx_close(rt, NULL), 1);
    }
}

/* What is asked of NULL is answered as of an object in error. */
static void test_null(void **state) {
    (void)state;
    assert_string_equal(cx_tensor_error(NULL), "there is no tensor (NULL)");
    assert_string_equal(cx_array_error(NULL), "there is no array (NULL)");
    assert_string_equal(cx_dataset_error(NULL), "there is no data set (NULL)");
    float number;
    assert_true(isnan(cx_tensor_item(NULL)));
    assert_true(isnan(cx_array_at(NULL, 0)));
    assert_false(cx_tensor_read(NULL, &number, sizeof number));
    assert_false(cx_tensor_wait(NULL));
    assert_null(cx_tensor_view(NULL));
    assert_null(cx_array_data(NULL));
    assert_int_equal(cx_dataset_batches(NULL), 0);
    cx_tensor *out[CX_BATCH_MAX];
    assert_int_equal(cx_dataset_next(NULL, out), 0);
    cx_array *array = cx_tensor_array(NULL);
    assert_string_equal(cx_array_error(array), "there is no tensor (NULL)");
    cx_array_free(array);
}

/* ------------------------------------------------------------------------------------------------- arrays */
static cx_array *rows(const cx_array *a) {
    return cx_array_rows(a, 1, 9);
}
static cx_array *columns(const cx_array *a) {
    return cx_array_columns(a, 2, 1);
}
static cx_array *reshaped(const cx_array *a) {
    return cx_array_reshape(a, CX_DIMS(7));
}
static cx_array *shuffled(const cx_array *a) {
    cx_array *scalar = cx_array_rows(a, 0, 1), *number = cx_array_columns(scalar, 0, 1);
    cx_array *zero = cx_array_reshape(number, CX_SCALAR), *result = cx_array_shuffle_rows(zero, 1);
    cx_array_free(scalar), cx_array_free(number), cx_array_free(zero);
    return result;
}
static cx_array *rows_of_null(const cx_array *a) {
    (void)a;
    return cx_array_rows(NULL, 0, 1);
}
static cx_array *zero_in_heading(const cx_array *a) {
    (void)a;
    FILE *file = fopen("zero.csv", "wb");
    fwrite("a,b\0c\n1,2\n", 1, 10, file);
    fclose(file);
    struct cxi_csv_names names;
    cx_array *table = cxi_csv_read("zero.csv", &(struct cxi_csv_options){.header = true}, &names);
    cxi_csv_names_free(&names);
    return table;
}

static void test_arrays(void **state) {
    (void)state;
    static const struct {
        cx_array *(*make)(const cx_array *a); /* of f32[2, 3] */
        const char *expected;
    } arrays[] = {
        {rows, "rows 1 to 9 of an array that has 2; they count from 0, the last is not included"},
        {columns, "columns 2 to 1 of an array that has 3; they count from 0, the last is not included"},
        {reshaped, "reshape: 6 elements do not make 7; check the shape"},
        {shuffled, "shuffle: a single number has no rows; give an array of rank 1 or more"},
        {rows_of_null, "there is no array (NULL)"},
        {zero_in_heading, "zero.csv, line 1, column 2: \"b?c\" has a zero byte; is the file text?"},
    };
    cx_array *a = cx_array_new(CX_F32, CX_DIMS(2, 3));
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        cx_array *made = arrays[i].make(a);
        expect_message(cx_array_error(made), arrays[i].expected, "zero.csv");
        cx_array_free(made);
    }
    cx_array_free(a);
}

/* ------------------------------------------------------------------------------------------- checkpoints */
/* What is said of a checkpoint.json that is sound but for one field. */
static void expect_about(const char *field, json_t *value, const char *expected) {
    json_t *root =
        json_pack("{s:s, s:i, s:i, s:i, s:i, s:s, s:n, s:{}, s:{}, s:{}, s:{s:i, s:s}}", "format", "calx checkpoint",
                  "version", 1, "step", 1, "position", 1, "time", 1, "seed", "1", "optimizer", "hyperparameters",
                  "metrics", "notes", "variables", "bytes", 1, "crc32", "00000000");
    assert_non_null(root);
    json_object_set_new(root, field, value);
    char *text = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS), sum[9];
    snprintf(sum, sizeof sum, "%08lx", crc32(0, (const Bytef *)text, (uInt)strlen(text)));
    free(text);
    json_object_set_new(root, "crc32", json_string(sum));
    text = json_dumps(root, JSON_COMPACT);
    struct cxi_about about;
    struct cxi_status status = {0};
    assert_false(cxi_about_parse(&about, text, strlen(text), "checkpoint.json", &status));
    expect_message(cxi_error(&status), expected, "checkpoint.json");
    cxi_status_clear(&status);
    cxi_about_free(&about);
    free(text);
    json_decref(root);
}

static void test_checkpoints(void **state) {
    (void)state;
    expect_about("step", json_integer(-1),
                 "\"step\" is not a whole number from 0; the file is damaged or not a checkpoint's");
    expect_about("metrics", json_pack("{s:s}", "loss", "low"),
                 "\"metrics\" has a value that is not a number; the file is damaged or not a checkpoint's");
    expect_about("notes", json_pack("{s:i}", "norm", 1),
                 "\"notes\" has a value that is not a string; the file is damaged or not a checkpoint's");
    expect_about("seed", json_string("0x1"),
                 "\"seed\" is not a string of decimal digits; the file is damaged or not a checkpoint's");
    expect_about("variables", json_pack("{s:i, s:s}", "bytes", 1, "crc32", "0x12"),
                 "\"crc32\" is not eight hexadecimal digits; the file is damaged or not a checkpoint's");
    struct cxi_about about;
    struct cxi_status status = {0};
    assert_false(cxi_about_parse(&about, "[1]", 3, "checkpoint.json", &status));
    expect_message(cxi_error(&status), "checkpoint.json: it is not a JSON object; check the path", "");
    cxi_status_clear(&status);
    cxi_about_free(&about);
    assert_false(cxi_about_parse(&about, "[1]", (size_t)1 << 30, "checkpoint.json", &status));
    expect_message(cxi_error(&status), "checkpoint.json: it is too large to be a checkpoint's; check the path", "");
    cxi_status_clear(&status);
    cxi_about_free(&about);
}

/* ---------------------------------------------------------------------------------------------- metrics */
static void test_metrics(void **state) {
    (void)state;
    cx_runtime *rt = cx_open(CALX_MIME_PLUGIN);
    cx_dataset *bare = cx_dataset_new(rt, cx_array_new(CX_F32, CX_DIMS(4, 2)));
    cx_metrics *m = cx_metrics_new(2);
    assert_false(cx_metrics_measure(m, cx_predictor(cx_store_new(rt, 1), line, NULL), bare));
    expect_message(cx_metrics_error(m), "metrics: the data set has no labels", "");
    cx_metrics_free(m);
    assert_int_equal(cx_close(rt, stderr), 0);
}

static int make_folder(void **state) {
    (void)state;
    return !mkdtemp(folder) || chdir(folder) != 0;
}

static int remove_folder(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") != 0 || system(command) != 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runtimes),    cmocka_unit_test(test_null),    cmocka_unit_test(test_arrays),
        cmocka_unit_test(test_checkpoints), cmocka_unit_test(test_metrics),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
