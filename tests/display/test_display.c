/* calx/display.h outside of a notebook: files in the folder $CALX_DISPLAY. */
#include "display_fixture.h"

#include <calx/io.h>

#include "io/file.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/calx-display-XXXXXX";

/* What was written under this name, and removes it. */
static char *take(const char *name) {
    char path[300];
    struct cxi_file file;
    struct cxi_status status = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!cxi_file_read(&file, path, &status)) fail_msg("%s", cxi_error(&status));
    char *text = calloc(file.size + 1, 1);
    memcpy(text, file.bytes, file.size);
    cxi_file_close(&file);
    unlink(path);
    return text;
}

static void expect(const char *name, const char *part) {
    char *text = take(name);
    assert_has(text, part);
    free(text);
}

static void test_plain(void **state) {
    (void)state;
    assert_false(cx_in_notebook());
    assert_true(cx_display_text("a <b>", NULL));
    expect("display-1.txt", "a <b>");
    assert_true(cx_display_markdown("*a*", "../notes"));
    expect("..-notes.md", "*a*");
    assert_true(cx_display_html("<i>a</i>", "a/b"));
    expect("a-b.html", "<i>a</i>");
    assert_true(cx_display_svg("<svg/>", "a"));
    expect("a.svg", "<svg/>");
    assert_false(cx_display_text(NULL, "nothing"));
    expect("nothing.html", "there is no text");
}

static void test_by_type(void **state) {
    (void)state;
    int at = 0;
    assert_true(cx_display(-3) && cx_display(2.5F) && cx_display("word") && cx_display((bool)true) && cx_display(&at));
    expect("display-2.txt", "-3");
    expect("display-3.txt", "2.5");
    expect("display-4.txt", "word");
    expect("display-5.txt", "true");
    expect("display-6.txt", "0x");
}

static void test_arrays(void **state) {
    (void)state;
    cx_array *a = cx_array_new(CX_I32, CX_DIMS(30, 2));
    for (int i = 0; i < 60; i++) ((int32_t *)cx_array_data(a))[i] = i;
    assert_true(cx_display_array(a, "matrix"));
    char *html = take("matrix.html");
    assert_has(html, "i32[30, 2]");
    assert_has(html, "<tr><th>29</th><td>58</td><td>59</td></tr>");
    assert_null(strstr(html, "<td>30</td>")); /* in the middle */
    free(html);
    cx_array *cube = cx_array_reshape(a, CX_DIMS(5, 4, 3));
    assert_true(cx_display_array(cube, "cube"));
    expect("cube.html", "<pre>i32[5, 4, 3]\n[[[0, 1, 2],");
    cx_array *missing = cx_npy_read("/no/such.npy");
    assert_false(cx_display(missing));
    expect("display-7.html", "/no/such.npy");
    assert_false(cx_display_array(NULL, "null"));
    expect("null.html", "cannot be shown");
    cx_array_free(missing);
    cx_array_free(cube);
    cx_array_free(a);
}

static void test_pictures(void **state) {
    (void)state;
    static const char *const captions[] = {"one <1>", "two"};
    cx_array *grey = cx_array_new(CX_F32, CX_DIMS(2, 4, 4, 1)), *one = cx_array_new(CX_U8, CX_DIMS(4, 4, 3));
    ((float *)cx_array_data(grey))[5] = 2; /* as white as 1 */
    assert_true(cx_display_pictures(grey, captions, "grey"));
    char *html = take("grey.html");
    assert_has(html, "one &lt;1&gt;</figcaption>");
    assert_has(html, "data:image/png;base64,iVBOR");
    free(html);
    assert_true(cx_display_pictures(one, NULL, "one"));
    expect("one.html", "<img");
    assert_true(cx_display_png(one, "one"));
    expect("one.png", "\x89PNG");
    cx_array *wrong = cx_array_new(CX_F64, CX_DIMS(4, 4)), *channels = cx_array_new(CX_U8, CX_DIMS(1, 4, 4, 2));
    assert_false(cx_display_pictures(wrong, NULL, "wrong"));
    expect("wrong.html", "pictures are u8 or f32 [n, height, width, 1 or 3], not f64[4, 4]");
    assert_false(cx_display_pictures(channels, NULL, "wrong"));
    expect("wrong.html", "what is displayed");
    assert_false(cx_display_png(wrong, "wrong"));
    expect("wrong.html", "what is displayed");
    cx_array_free(grey);
    cx_array_free(one);
    cx_array_free(wrong);
    cx_array_free(channels);
}

static void test_models(void **state) {
    (void)state;
    struct fixture f = fixture_open();
    assert_false(cx_display(f.trainer)); /* nothing yet */
    expect("display-8.html", "has recorded nothing");
    assert_true(cx_display_curves(f.trainer, 0, "curves"));
    assert_true(cx_fit(f.trainer, f.data, 30));
    char *svg = take("curves.svg");
    assert_has(svg, "<svg");
    assert_has(svg, "loss");
    free(svg);
    assert_true(cx_display_trainer(f.trainer, "again"));
    expect("again.svg", "<svg");
    assert_true(cx_display_store(f.vars, "model"));
    expect("model.html", "<td class=\"name\">line/kernel</td><td class=\"name\">f32[2, 1]</td><td>2</td>");
    cx_tensor *gone = cx_tensor_new(f.rt, CX_F32, CX_DIMS(3), ((float[]){1, 2, 3}));
    assert_true(cx_display_tensor(gone, "tensor"));
    expect("tensor.html", "<td>1</td><td>2</td><td>3</td>");
    cx_tensor *wrong = cx_tensor_new(f.rt, CX_INVALID, CX_DIMS(3), NULL);
    assert_false(cx_display(wrong));
    expect("display-9.html", "cannot be shown");
    assert_int_equal(cx_close(f.rt, NULL), 1);
}

static void test_confusion(void **state) {
    (void)state;
    static const char *const names[] = {"cat", "dog & fox"};
    cx_metrics *m = cx_metrics_new(2), *wrong = cx_metrics_new(1);
    cx_array *scores = cx_array_copy_of(CX_F32, CX_DIMS(3, 2), (float[]){1, 0, 0, 1, 1, 0}),
             *labels = cx_array_copy_of(CX_I32, CX_DIMS(3), (int32_t[]){0, 1, 1});
    cx_metrics_add(m, scores, labels);
    assert_true(cx_display_confusion(m, names, "confusion"));
    char *html = take("confusion.html");
    assert_has(html, "dog &amp; fox");
    assert_has(html, "--v:0.500\">1</td>");
    free(html);
    assert_true(cx_display_metrics(m, "plain"));
    expect("plain.html", "label \\ prediction");
    assert_false(cx_display(wrong));
    expect("display-10.html", "cannot be shown");
    cx_array_free(scores);
    cx_array_free(labels);
    cx_metrics_free(m);
    cx_metrics_free(wrong);
}

static void test_no_room(void **state) {
    (void)state;
    assert_int_equal(rmdir(folder), 0); /* all that was written was expected */
    assert_false(cx_display_text("a", "a"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),    cmocka_unit_test(test_by_type), cmocka_unit_test(test_arrays),
        cmocka_unit_test(test_pictures), cmocka_unit_test(test_models),  cmocka_unit_test(test_confusion),
        cmocka_unit_test(test_no_room),
    };
    if (!mkdtemp(folder)) return 1;
    setenv("CALX_DISPLAY", folder, 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
