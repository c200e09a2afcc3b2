/* Metrics against scikit-learn's numbers: data/metrics.json, made by make_metrics.py. */
#include "train/checkpoint_run.h"

#include <calx/metrics.h>

#include <jansson.h>

static json_t *cases;

static int load_cases(void **state) {
    (void)state;
    cases = json_load_file(CALX_TEST_DATA "/train/data/metrics.json", 0, NULL);
    return cases ? 0 : -1;
}

static int free_cases(void **state) {
    (void)state;
    json_decref(cases);
    return 0;
}

static double number(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (!json_is_number(value)) fail_msg("no %s", key);
    return json_number_value(value);
}

static double item(const json_t *object, const char *key, size_t index) {
    return json_number_value(json_array_get(json_object_get(object, key), index));
}

static cx_array *floats_of(const json_t *list, cx_dims dims) {
    cx_array *array = cx_array_new(CX_F32, dims);
    assert_int_equal(json_array_size(list), cx_array_count(array));
    for (int64_t i = 0; i < cx_array_count(array); i++)
        ((float *)cx_array_data(array))[i] = (float)json_number_value(json_array_get(list, (size_t)i));
    return array;
}

static cx_array *labels_of(const json_t *list) {
    int64_t count = (int64_t)json_array_size(list);
    cx_array *array = cx_array_new(CX_I32, CX_DIMS(count));
    for (int64_t i = 0; i < count; i++)
        ((int32_t *)cx_array_data(array))[i] = (int32_t)json_integer_value(json_array_get(list, (size_t)i));
    return array;
}

static void check_case(const json_t *c) {
    int64_t classes = (int64_t)number(c, "classes"), n = (int64_t)json_array_size(json_object_get(c, "labels"));
    cx_array *scores = floats_of(json_object_get(c, "scores"), CX_DIMS(n, classes));
    cx_array *labels = labels_of(json_object_get(c, "labels"));
    cx_metrics *m = cx_metrics_new(classes, .top_k = (int64_t)number(c, "top_k"));
    /* in two parts, as from batches */
    cx_array *s0 = cx_array_rows(scores, 0, n / 3), *s1 = cx_array_rows(scores, n / 3, n);
    cx_array *l0 = cx_array_rows(labels, 0, n / 3), *l1 = cx_array_rows(labels, n / 3, n);
    cx_metrics_add(m, s0, l0);
    cx_metrics_add(m, s1, l1);
    assert_null(cx_metrics_error(m));
    assert_int_equal(cx_metrics_examples(m), n);
    assert_close(cx_metrics_accuracy(m), number(c, "accuracy"), 1e-12);
    assert_close(cx_metrics_top_k(m), number(c, "top"), 1e-12);
    for (int64_t i = 0; i < classes; i++) {
        assert_close(cx_metrics_precision(m, i), item(c, "precision", (size_t)i), 1e-12);
        assert_close(cx_metrics_recall(m, i), item(c, "recall", (size_t)i), 1e-12);
        assert_close(cx_metrics_f1(m, i), item(c, "f1", (size_t)i), 1e-12);
    }
    const struct {
        const char *suffix;
        int64_t of;
    } kinds[] = {{"macro", CX_MACRO}, {"weighted", CX_WEIGHTED}, {"micro", CX_MICRO}};
    for (int i = 0; i < 3; i++) {
        char key[40];
        snprintf(key, sizeof key, "precision_%s", kinds[i].suffix);
        assert_close(cx_metrics_precision(m, kinds[i].of), number(c, key), 1e-12);
        snprintf(key, sizeof key, "recall_%s", kinds[i].suffix);
        assert_close(cx_metrics_recall(m, kinds[i].of), number(c, key), 1e-12);
        snprintf(key, sizeof key, "f1_%s", kinds[i].suffix);
        assert_close(cx_metrics_f1(m, kinds[i].of), number(c, key), 1e-12);
    }
    cx_array *confusion = cx_metrics_confusion(m);
    for (int64_t i = 0; i < classes * classes; i++)
        assert_close(cx_array_at(confusion, i), item(c, "confusion", (size_t)i), 0);
    cx_array_free(confusion);
    cx_array_free(s0), cx_array_free(s1), cx_array_free(l0), cx_array_free(l1);
    cx_array_free(scores), cx_array_free(labels);
    cx_metrics_free(m);
}

static void test_classes(void **state) {
    (void)state;
    size_t index;
    json_t *c;
    assert_int_equal(json_array_size(json_object_get(cases, "multi")), 4);
    json_array_foreach(json_object_get(cases, "multi"), index, c) check_case(c);
}

static void test_two_classes(void **state) {
    (void)state;
    size_t index;
    json_t *c;
    json_array_foreach(json_object_get(cases, "binary"), index, c) {
        int64_t n = (int64_t)json_array_size(json_object_get(c, "labels"));
        cx_array *scores = floats_of(json_object_get(c, "scores"), CX_DIMS(n, 1));
        cx_array *labels = labels_of(json_object_get(c, "labels"));
        cx_metrics *m = cx_metrics_new(2, .threshold = number(c, "threshold"));
        cx_metrics_add(m, scores, labels);
        assert_close(cx_metrics_auc(m), number(c, "auc"), 1e-12);
        assert_close(cx_metrics_accuracy(m), number(c, "accuracy"), 1e-12);
        assert_close(cx_metrics_precision(m, 1), number(c, "precision"), 1e-12);
        assert_close(cx_metrics_recall(m, 1), number(c, "recall"), 1e-12);
        assert_close(cx_metrics_f1(m, 1), number(c, "f1"), 1e-12);
        cx_metrics_add(m, scores, labels); /* after the AUC has sorted them */
        assert_close(cx_metrics_auc(m), number(c, "auc"), 1e-12);
        cx_metrics_reset(m);
        assert_true(isnan(cx_metrics_auc(m)));
        assert_true(isnan(cx_metrics_accuracy(m)));
        cx_metrics_free(m);
        cx_array_free(scores), cx_array_free(labels);
    }
}

static void test_what_does_not_fit(void **state) {
    (void)state;
    cx_array *scores = cx_array_new(CX_F32, CX_DIMS(4, 3)), *labels = cx_array_new(CX_I32, CX_DIMS(4));
    cx_metrics *m = cx_metrics_new(4);
    cx_metrics_add(m, scores, labels);
    assert_has(cx_metrics_error(m), "4 classes");
    assert_true(isnan(cx_metrics_accuracy(m)));
    cx_metrics_free(m);
    m = cx_metrics_new(3);
    ((int32_t *)cx_array_data(labels))[2] = 3;
    cx_metrics_add(m, scores, labels);
    assert_has(cx_metrics_error(m), "label 3 of example 2");
    cx_metrics_free(m);
    m = cx_metrics_new(1);
    assert_has(cx_metrics_error(m), "1 classes");
    cx_metrics_free(m);
    cx_array_free(scores), cx_array_free(labels);
}

static void test_nan_scores(void **state) {
    (void)state;
    cx_array *scores = cx_array_copy_of(CX_F32, CX_DIMS(1, 3), (const float[]){NAN, 1, NAN});
    cx_array *labels = cx_array_copy_of(CX_I32, CX_DIMS(1), (const int32_t[]){1});
    cx_metrics *m = cx_metrics_new(3);
    cx_metrics_add(m, scores, labels);
    assert_close(cx_metrics_accuracy(m), 1, 0);
    cx_metrics_free(m);
    cx_array_free(scores), cx_array_free(labels);
}

static cx_node *first_columns(cx_scope *s, cx_node *const *in, void *user) {
    (void)s, (void)user;
    return cx_scale(in[0], 2);
}

/* 10 examples in batches of 4: the last batch has 2. */
static void test_a_data_set(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_array *x = cx_array_new(CX_F32, CX_DIMS(10, 2)), *y = cx_array_new(CX_I32, CX_DIMS(10));
    for (int i = 0; i < 10; i++) {
        ((float *)cx_array_data(x))[2 * i + (i % 2)] = 1;
        ((int32_t *)cx_array_data(y))[i] = i < 7 ? i % 2 : 1 - i % 2;
    }
    cx_dataset *data = cx_dataset_new(rt, x, y, .batch = 4);
    cx_store *store = cx_store_new(rt, 0);
    cx_metrics *m = cx_metrics_new(2);
    assert_true(cx_metrics_measure(m, cx_predictor(store, first_columns, NULL), data));
    assert_int_equal(cx_metrics_examples(m), 10);
    assert_close(cx_metrics_accuracy(m), 0.7, 1e-12);
    cx_metrics_free(m);
    close_fine(rt);
}

static void test_moving_average(void **state) {
    (void)state;
    cx_moving_average average = {.keep = 0.5};
    assert_close(cx_moving_average_add(&average, 4), 4, 1e-12);
    assert_close(cx_moving_average_add(&average, 1), 2, 1e-12); /* (4 * 0.25 + 1 * 0.5) / 0.75 */
    assert_close(cx_moving_average_add(&average, 2), 2, 1e-12); /* (4 * 0.125 + 0.25 + 1) / 0.875 */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_classes),    cmocka_unit_test(test_two_classes), cmocka_unit_test(test_what_does_not_fit),
        cmocka_unit_test(test_nan_scores), cmocka_unit_test(test_a_data_set),  cmocka_unit_test(test_moving_average),
    };
    return cmocka_run_group_tests(tests, load_cases, free_cases);
}
