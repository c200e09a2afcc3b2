/* What a call is given, it copies: all texts and lists here are overwritten and freed as soon as the call that was given them has
   returned, and what was made of them is used only then. (What is lent by .memory = CX_BORROW, or is a callback's user, is the
   caller's; that is tested where those are.) */
#include "train/checkpoint_run.h"

#include <calx/checkpoint.h>
#include <calx/custom.h>
#include <calx/generate.h>
#include <calx/plot.h>

/* ------------------------------------------------------------------------------------------------ storage that goes */

static struct {
    void *bytes;
    size_t size;
} lent[32];
static int lents;

static void *lend_bytes(const void *bytes, size_t size) {
    assert_in_range(lents, 0, 31);
    lent[lents].bytes = malloc(size);
    lent[lents].size = size;
    assert_non_null(lent[lents].bytes);
    return memcpy(lent[lents++].bytes, bytes, size);
}

static char *lend(const char *text) {
    return lend_bytes(text, strlen(text) + 1);
}

static char *lend_path(const char *name) {
    return lend(work_path(name));
}

#define LEND(type, ...) ((type *)lend_bytes((type[]){__VA_ARGS__}, sizeof((type[]){__VA_ARGS__})))

static void take_back(void) {
    while (lents) {
        lents--;
        memset(lent[lents].bytes, '#', lent[lents].size);
        free(lent[lents].bytes);
    }
}

/* ---------------------------------------------------------------------------------------------------------- graphs */

static void double_it(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], in[0]);
}

static char *stablehlo_of(cx_graph *graph) {
    char *text;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    assert_true(cx_graph_write_stablehlo(graph, to));
    assert_int_equal(fclose(to), 0);
    return text;
}

static void test_graphs(void **state) {
    (void)state;
    cx_graph *g = cx_graph_new(lend("named")), *failed = cx_graph_new(lend("failed"));
    take_back();
    cx_fail(failed, lend("%s"), lend("luck was out"));
    take_back();
    assert_has(cx_graph_error(failed), "luck was out");
    cx_graph_free(failed);
    cx_node *x = cx_parameter(g, lend("across"), CX_F32, CX_DIMS(3)), *y;
    take_back();
    cx_node *c = cx_constant(g, CX_F32, CX_DIMS(3), LEND(float, 1.5F, 2.5F, 3.5F));
    take_back();
    cx_node *inner = cx_einsum(lend("i,i->"), x, c);
    take_back();
    cx_invoke(lend("doubling"), double_it, NULL, 1, LEND(cx_node *, x), 1, &y);
    take_back();
    cx_custom_call(lend("handled"), 1, LEND(cx_node *, y), 1, LEND(cx_type, {CX_F32, CX_DIMS(3)}), &y, .attributes = 1,
                   .attribute = LEND(cx_attribute, cx_attribute_text(lend("colour"), lend("red"))));
    take_back();
    cx_vmap(double_it, NULL, 1, LEND(cx_node *, y), 1, &y, .in_axes = LEND(int, 0));
    take_back();
    cx_expect(y, lend("a"));
    take_back();
    cx_return(g, 2, LEND(cx_node *, inner, y));
    take_back();
    if (cx_graph_error(g)) fail_msg("%s", cx_graph_error(g));
    char *text = stablehlo_of(g);
    static const char *const parts[] = {"0x3FC00000, 0x40200000", "doubling", "handled", "colour = \"red\""};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) assert_has(text, parts[i]);
    assert_null(strstr(text, "##"));
    free(text);
    cx_graph_free(g);
}

/* -------------------------------------------------------------------------------------------------------- programs */

static void add_both(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    if (in[0] == in[1]) cx_fail(g, "the same");
    out[0] = cx_add(in[0], in[1]);
}

static void test_programs(void **state) {
    (void)state;
    cx_runtime *rt = cx_open(lend("cpu"), .devices = 2, .mesh = lend("data=2"));
    take_back();
    assert_calx_fine(rt);
    cx_function *f =
        cx_jit(rt, add_both, .name = lend("sums"), .sharding = (const char *const *)LEND(char *, lend("data")));
    take_back();
    cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(4), LEND(float, 1, 2, 3, 4), .sharding = lend("data"));
    take_back();
    cx_tensor *y, *wrong = cx_tensor_new(rt, CX_F32, CX_DIMS(3), LEND(float, 1, 2, 3));
    cx_call(f, 2, LEND(cx_tensor *, x, x), 1, &y);
    take_back();
    float sums[4] = {0};
    assert_true(cx_tensor_read(y, sums, sizeof sums));
    for (int i = 0; i < 4; i++) assert_float_equal(sums[i], 2 * (i + 1), 0);
    cx_tensor_free(y);
    y = cx_apply(f, x, wrong);
    assert_has(cx_tensor_error(y), "sums");
    cx_tensor_free(y);
    assert_calx_error(rt, "sums");
    cx_tensor_free(x);
    cx_tensor_free(wrong);
    close_fine(rt);
}

/* -------------------------------------------------------------------------------------------------------- training */

static void test_training(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_store *store = cx_store_new(rt, 1);
    cx_dataset *d = cx_dataset_mix(rt, 2, LEND(cx_dataset *, small_data(rt), small_data(rt)), .weights = LEND(double, 1, 2));
    take_back();
    d = cx_dataset_normalize(d, 3, LEND(double, 0.5, 0, 0), LEND(double, 1, 2, 3));
    take_back();
    cx_checkpoint *ckpt = cx_checkpoint_open(store, lend_path("kept"), .best = lend("mine"));
    take_back();
    cx_checkpoint_set_note(ckpt, lend("about"), lend("a note"));
    take_back();
    cx_optimizer optimizer = cx_sgd(0.05, .momentum = 0.9); /* which it keeps below its name */
    optimizer.name = lend("mine");
    cx_trainer *t = cx_trainer_new(store, small_model, cx_mean_squared_error, optimizer,
                                   .metric = cx_mean_absolute_error, .metric_name = lend("distance"));
    take_back();
    cx_log_csv(t, lend_path("log.csv"));
    cx_log_jsonl(t, lend_path("log.jsonl"));
    cx_plot *plot = cx_plot_html(t, lend_path("plot.html"), .title = lend("The title"), .log = lend_path("none.csv"));
    take_back();
    cx_trainer_record(t, lend("mine"), 3);
    take_back();
    cx_array *picture = cx_array_new(CX_U8, CX_DIMS(2, 2, 3));
    cx_plot_picture(plot, picture, lend("a caption"), false);
    cx_array_free(picture);
    take_back();
    cx_every(t, 2, cx_checkpoint_save, ckpt);
    assert_true(cx_fit(t, d, 4));
    assert_calx_fine(rt);
    assert_string_equal(cx_trainer_metric_name(t), "distance");
    assert_float_equal(cx_trainer_latest(t, "mine")->value, 3, 0);
    assert_string_equal(cx_checkpoint_note(ckpt, "about"), "a note");
    assert_int_equal(newest_step(work_path("kept")), 4);
    static const struct {
        const char *file, *part;
    } written[] = {
        {"log.csv", "mine,3"}, {"log.jsonl", "\"mine\""}, {"plot.html", "The title"}, {"plot.html", "a caption"}};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        size_t size;
        char *text = read_file(work_path(written[i].file), &size);
        assert_has(text, written[i].part);
        free(text);
    }
    close_fine(rt);
}

/* ----------------------------------------------------------------------------------------------------------- texts */

static char *say(cx_chat *chat, bool lends) {
    const char *prompt = lends ? lend("hello") : "hello", *stop = lends ? lend("~") : "~";
    cx_generation *g = cx_chat_say(chat, prompt, .max_tokens = 12, .ignore_end = true, .stop_count = 1,
                                   .stop = lends ? (const char *const *)LEND(const char *, stop) : &stop);
    take_back();
    if (cx_generation_error(g)) fail_msg("%s", cx_generation_error(g));
    char *text = strdup(cx_generation_text(g, 0));
    cx_generation_free(g);
    return text;
}

/* Two turns, as when nothing is taken back. */
static void test_texts(void **state) {
    (void)state;
    cx_runtime *rt = open_cpu();
    cx_lm *lm = cx_lm_open(rt, lend(CALX_TEST_DATA "/models/data/gemma3"),
                           .tokenizer = lend(CALX_TEST_DATA "/models/data/letters.json"));
    take_back();
    assert_calx_fine(rt);
    cx_chat *chat = cx_chat_new(lm, .system = lend("be brief")), *other = cx_chat_new(lm, .system = "be brief");
    take_back();
    for (int turn = 0; turn < 2; turn++) {
        char *a = say(chat, true), *b = say(other, false);
        assert_string_equal(a, b);
        free(a);
        free(b);
    }
    cx_chat_free(chat);
    cx_chat_free(other);
    cx_lm_free(lm);
    close_fine(rt);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_graphs),
        cmocka_unit_test(test_programs),
        cmocka_unit_test(test_training),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, work_make, work_remove);
}
