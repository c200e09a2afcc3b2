/* Curves from records and logs, and what is drawn of them. */
#include "train/checkpoint_run.h"

#include <calx/plot.h>

#include "io/image.h"
#include "plot/draw.h"

static void assert_text(struct cxi_text *text, const char *expected) {
    assert_string_equal(cxi_text(text), expected);
    cxi_text_free(text);
}

/* -------------------------------------------------------------------------------------------------------- parts */

/* The vectors of RFC 4648, section 10. */
static void test_base64(void **state) {
    (void)state;
    static const char *const vectors[][2] = {{"", ""},
                                             {"f", "Zg=="},
                                             {"fo", "Zm8="},
                                             {"foo", "Zm9v"},
                                             {"foob", "Zm9vYg=="},
                                             {"fooba", "Zm9vYmE="},
                                             {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        struct cxi_text text = {0};
        cxi_add_base64(&text, vectors[i][0], strlen(vectors[i][0]));
        assert_text(&text, vectors[i][1]);
    }
    struct cxi_text text = {0};
    cxi_add_base64(&text, "\xfb\xff\xbf", 3);
    assert_text(&text, "+/+/");
}

static void test_escaping(void **state) {
    (void)state;
    struct cxi_text text = {0};
    cxi_add_escaped(&text, "<a href='x'>&\"\xff\xc3(\x01 ♥");
    assert_text(&text, "&lt;a href=&#39;x&#39;&gt;&amp;&quot;?"
                       "?(? ♥");
}

static void test_ticks(void **state) {
    (void)state;
    struct cxi_ticks ticks = cxi_ticks_of((struct cxi_range){0, 1}, 5);
    assert_close(ticks.step, 0.2, 1e-12);
    assert_int_equal(ticks.count, 6);
    assert_int_equal(ticks.decimals, 1);
    ticks = cxi_ticks_of((struct cxi_range){-3, 29}, 5);
    assert_close(ticks.first, 0, 1e-12);
    assert_close(ticks.step, 10, 1e-12);
    assert_int_equal(ticks.count, 3);
    ticks = cxi_ticks_of((struct cxi_range){0.00012, 0.00018}, 5);
    assert_close(ticks.step, 0.00002, 1e-15);
    assert_int_equal(ticks.decimals, 5);
    assert_int_equal(cxi_ticks_of((struct cxi_range){1, 1}, 5).count, 1);
}

/* --------------------------------------------------------------------------------------------------------- logs */

static bool parse(struct cxi_curves *curves, const char *text, struct cxi_status *status) {
    return cxi_curves_parse(curves, text, strlen(text), "test.log", "", status);
}

static void test_logs_are_read(void **state) {
    (void)state;
    static const char *const texts[] = {
        "step,seconds,name,value\n10,0.5,loss,2\n10,0.5,\"a, "
        "\"\"b\"\"\",-1e-3\ncut,li\n20,0.9,loss,nan\n30,1,loss,1\r\n40,1,lo",
        "{\"step\": 10, \"seconds\": 0.5, \"name\": \"loss\", \"value\": 2}\n"
        "{\"step\": 10, \"seconds\": 0.5, \"name\": \"a, \\\"b\\\"\", \"value\": -0.001}\n{\"step\": 2\n"
        "{\"step\": 20, \"seconds\": 0.9, \"name\": \"loss\", \"value\": null}\n"
        "{\"step\": 30, \"seconds\": 1, \"name\": \"loss\", \"value\": 1}\n{\"step\": 40"};
    for (int i = 0; i < 2; i++) {
        struct cxi_status status = {0};
        struct cxi_curves curves = {0};
        assert_true(parse(&curves, texts[i], &status));
        assert_int_equal(curves.count, 2);
        assert_string_equal(curves.at[0].name, "loss");
        assert_int_equal(curves.at[0].count, 2);
        assert_close(curves.at[0].point[1].x, 30, 0);
        assert_close(curves.at[0].point[1].y, 1, 0);
        assert_string_equal(curves.at[1].name, "a, \"b\"");
        assert_close(curves.at[1].point[0].y, -0.001, 1e-15);
        cxi_curves_free(&curves);
    }
}

static void test_what_is_no_log(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_curves curves = {0};
    assert_false(parse(&curves, "hello\nworld,1,2\n", &status));
    assert_has(cxi_error(&status), "test.log: it has no record");
    cxi_status_clear(&status);
    cxi_curves_free(&curves);
}

/* Killed at step 30, resumed from 20: what came after 20 is drawn once. */
static void test_a_resumed_run(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_curves curves = {0};
    assert_true(parse(&curves, "10,0,loss,5\n20,0,loss,4\n30,0,loss,3\n25,0,loss,9\n35,0,loss,8\n", &status));
    assert_int_equal(curves.at[0].count, 4);
    assert_close(curves.at[0].point[2].x, 25, 0);
    assert_close(curves.at[0].point[2].y, 9, 0);
    cxi_curves_free(&curves);
}

/* ------------------------------------------------------------------------------------------------------ drawing */

static size_t occurrences(const char *text, const char *part) {
    size_t count = 0;
    for (; (text = strstr(text, part)); text += strlen(part)) count++;
    return count;
}

static void test_charts(void **state) {
    (void)state;
    struct cxi_curves curves = {0};
    for (int i = 0; i < 5000; i++) {
        cxi_curves_add(&curves, "", "loss", i, 5000 - i);
        cxi_curves_add(&curves, "", "accuracy", i, i / 5000.0);
        if (i % 500 == 0) cxi_curves_add(&curves, "", "<test> loss", i, 5000 - i);
    }
    struct cxi_text svg = {0};
    cxi_draw_svg(&svg, &curves);
    assert_int_equal(occurrences(cxi_text(&svg), "class=\"title\""), 2); /* loss with test loss; accuracy */
    assert_int_equal(occurrences(cxi_text(&svg), "<path class=\"curve"), 3);
    assert_has(cxi_text(&svg), "&lt;test&gt; loss");
    assert_true(svg.length < 60000); /* thinned */
    assert_null(strstr(cxi_text(&svg), "nan"));
    cxi_text_free(&svg);
    struct cxi_text terminal = {0};
    cxi_draw_terminal(&terminal, &curves, 60, false);
    for (const char *line = cxi_text(&terminal), *end; (end = strchr(line, '\n')); line = end + 1) {
        int width = 0;
        for (const char *c = line; c < end; c++) width += ((unsigned char)*c & 0xC0) != 0x80;
        assert_true(width <= 60);
    }
    assert_int_equal(occurrences(cxi_text(&terminal), "\033"), 0);
    cxi_text_free(&terminal);
    cxi_curves_free(&curves);
}

/* One point; a constant; values at the ends of what a double can be. */
static void test_degenerate_charts(void **state) {
    (void)state;
    static const double values[][2] = {{1, 1}, {0, 0}, {-1e308, 1e308}, {1e-320, 2e-320}};
    for (int i = 0; i < 4; i++) {
        struct cxi_curves curves = {0};
        for (int k = 0; k < 2; k++) cxi_curves_add(&curves, "", "x", k * (i != 1), values[i][k]);
        cxi_curves_add(&curves, "", "x", 9, NAN);
        struct cxi_text text = {0};
        cxi_draw_svg(&text, &curves);
        cxi_draw_terminal(&text, &curves, 5, true);
        assert_true(cxi_text_ok(&text) && text.length > 0 && text.length < 100000);
        cxi_text_free(&text);
        cxi_curves_free(&curves);
    }
}

/* -------------------------------------------------------------------------------------------------- whole pages */

static bool look_at_page(cx_trainer *t, void *user) {
    (void)t;
    int *live = user;
    size_t size;
    char *page = read_file(work_path("run.html"), &size);
    *live += strstr(page, "http-equiv=\"refresh\"") != NULL;
    free(page);
    return true;
}

static void test_a_page_while_training_and_after(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_store *store = cx_store_new(rt, 1);
    cx_trainer *t = cx_trainer_new(store, small_model, cx_mean_squared_error, cx_sgd(0.05));
    cx_plot *plot = cx_plot_html(t, work_path("run.html"), .title = "a <b>", .seconds = 1e-6);
    int live = 0;
    cx_every(t, 10, look_at_page, &live);
    assert_true(cx_fit(t, small_data(rt), 30));
    assert_int_equal(live, 3);

    cx_metrics *m = cx_metrics_new(2);
    cx_array *scores = cx_array_copy_of(CX_F32, CX_DIMS(3), (const float[]){1, -1, 2});
    cx_array *labels = cx_array_copy_of(CX_I32, CX_DIMS(3), (const int32_t[]){1, 0, 0});
    cx_metrics_add(m, scores, labels);
    const char *names[] = {"no & never", "yes"};
    cx_plot_confusion(plot, m, names);
    cx_array *picture = cx_array_new(CX_U8, CX_DIMS(2, 3, 3));
    ((unsigned char *)cx_array_data(picture))[4] = 200;
    cx_plot_picture(plot, picture, "yes <0.9>", true);

    size_t size;
    char *page = read_file(work_path("run.html"), &size);
    assert_null(strstr(page, "http-equiv=\"refresh\""));
    assert_has(page, "<title>a &lt;b&gt;</title>");
    assert_has(page, "no &amp; never");
    assert_has(page, "<td style=\"--v:0.500\">1</td>");
    assert_has(page, "yes &lt;0.9&gt;");
    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "src=\"http"));
    char *png = strstr(page, "data:image/png;base64,");
    assert_non_null(png);
    assert_int_equal(strncmp(png + strlen("data:image/png;base64,"), "iVBORw0KGgo", 11), 0); /* PNG's first bytes */
    free(page);

    assert_true(cx_plot_svg(t, work_path("run.svg")));
    assert_false(cx_plot_svg(t, work_path("no/such/run.svg")));
    assert_calx_error(rt, "cannot");
    cx_plot_picture(plot, scores, "no picture", false);
    assert_calx_error(rt, "a PNG is made of");
    cx_array_free(scores), cx_array_free(labels), cx_array_free(picture);
    cx_metrics_free(m);
    close_fine(rt); /* frees the trainer's history and the plot, which were not freed by hand */
}

/* ---------------------------------------------------------------------------------------------------- classifiers */

/* Pictures of one grey each, of 3 classes: dark, middle, light; those of the last batch are labelled wrongly. */
static cx_dataset *greys(cx_runtime *rt) {
    cx_array *pictures = cx_array_new(CX_U8, CX_DIMS(12, 2, 2, 1)), *labels = cx_array_new(CX_I32, CX_DIMS(12));
    for (int i = 0; i < 12; i++) {
        memset((char *)cx_array_data(pictures) + 4 * (ptrdiff_t)i, 100 * (i % 3), 4);
        ((int32_t *)cx_array_data(labels))[i] = (i < 10 ? i : i + 1) % 3;
    }
    return cx_dataset_new(rt, pictures, labels, .batch = 5);
}

/* [batch, 2, 2, 1] -> [batch, 3]: logits of -(grey - 100 class)^2 / 10000 log 4, so that the likeliest has 256 parts of
   321 or 4 of 6; times a variable that is 1, for the trainer to have one */
static cx_node *grey_model(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *grey = cx_mean(cx_scale(cx_convert(in[0], CX_F32), 0.01), .axes = CX_DIMS(1, 2));
    cx_node *off = cx_square(cx_sub(grey, cx_iota(cx_scope_graph(s), CX_F32, CX_DIMS(1, 3), 1)));
    return cx_mul(cx_scale(off, -log(4)), cx_variable(s, "scale", CX_SCALAR, .init = cx_init_ones()));
}

static void test_a_classifier(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_store *store = cx_store_new(rt, 1);
    cx_trainer *t = cx_trainer_new(store, grey_model, cx_sparse_xent, cx_sgd(0));
    cx_plot *plot = cx_plot_html(t, work_path("classes.html"));
    cx_plot_classifier seen = {plot, cx_predictor(store, grey_model, NULL), greys(rt), .classes = 3, .pictures = 11};
    cx_every(t, 1, cx_plot_classifier_now, &seen);
    assert_true(cx_fit(t, greys(rt), 2));
    for (int again = 0; again < 2; again++) {
        size_t size;
        char *page = read_file(work_path("classes.html"), &size);
        assert_int_equal(occurrences(page, "<figure><img"), 10);
        assert_int_equal(occurrences(page, "<figure class=\"wrong\"><img"), 1);
        assert_int_equal(occurrences(page, "<figcaption>0 80%<"), 4); /* 1 / (1 + 1/4 + 1/256) */
        assert_int_equal(occurrences(page, "<figcaption>1 67%<"), 3); /* 1 / (1 + 2/4) */
        assert_int_equal(occurrences(page, "&#10007; 1 67%, not 2<"), 1);
        assert_int_equal(occurrences(page, "<td style=\"--v:1.000\">"), 1); /* [[4, 0, 1], [0, 3, 0], [0, 1, 3]] */
        assert_int_equal(occurrences(page, "<td style=\"--v:0.800\">4</td>"), 1);
        assert_int_equal(occurrences(page, "<td style=\"--v:0.750\">3</td>"), 1);
        free(page);
        assert_true(cx_plot_classifier_now(t, &seen));
    }
    seen.pictures = -1;
    assert_true(cx_plot_classifier_now(t, &seen));
    size_t size;
    char *page = read_file(work_path("classes.html"), &size);
    assert_int_equal(occurrences(page, "<img"), 0);
    free(page);
    seen.classes = 4;
    assert_false(cx_plot_classifier_now(t, &seen));
    assert_calx_error(rt, "do not go with 5 labels of 4 classes");
    close_fine(rt);
}

/* A training that is resumed, with its log: the page has the curves from the beginning, without what was done again. */
static void test_a_page_begins_with_the_log(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    static const char log[] = "step,seconds,name,value\n1,0,mine,10\n2,0,mine,20\n5,0,mine,77\n";
    write_file(work_path("before.csv"), log, strlen(log));
    for (int damaged = 0; damaged < 2; damaged++) {
        cx_store *store = cx_store_new(rt, 1);
        cx_trainer *t = cx_trainer_new(store, small_model, cx_mean_squared_error, cx_sgd(0.05));
        cx_plot_html(t, work_path("resumed.html"), .log = work_path(damaged ? "no-log.csv" : "before.csv"));
        cx_log_csv(t, work_path("before.csv"));
        assert_true(cx_fit(t, small_data(rt), 3));
        cx_trainer_record(t, "mine", 30);
        assert_true(cx_fit(t, small_data(rt), 4));
        size_t size;
        char *page = read_file(work_path("resumed.html"), &size);
        const char *curve = strstr(page, "mine</text>");
        assert_non_null(curve);
        curve = strstr(curve, "<path");
        assert_non_null(curve);
        int points = 0; /* of steps 1, 2 and 3 */
        for (const char *c = strstr(curve, "d=\"M") + 3; *c != '"'; c++) points += *c == ' ';
        assert_int_equal((points + 1) / 2, damaged ? 1 : 3);
        free(page);
        cx_trainer_free(t);
    }
    write_file(work_path("no.csv"), "no log", 6);
    cx_trainer *t = cx_trainer_new(cx_store_new(rt, 1), small_model, cx_mean_squared_error, cx_sgd(0.05));
    cx_plot_html(t, work_path("resumed.html"), .log = work_path("no.csv"));
    assert_calx_error(rt, "no.csv");
    close_fine(rt);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base64),
        cmocka_unit_test(test_escaping),
        cmocka_unit_test(test_ticks),
        cmocka_unit_test(test_logs_are_read),
        cmocka_unit_test(test_what_is_no_log),
        cmocka_unit_test(test_a_resumed_run),
        cmocka_unit_test(test_charts),
        cmocka_unit_test(test_degenerate_charts),
        cmocka_unit_test(test_a_page_while_training_and_after),
        cmocka_unit_test(test_a_classifier),
        cmocka_unit_test(test_a_page_begins_with_the_log),
    };
    return cmocka_run_group_tests(tests, work_make, work_remove);
}
