/* A family that the library does not have, defined as a user would, by public headers alone, and what transformers computes with
   a small model of it (make_models.py): OLMo 2 has no norms before its parts but behind them, and normalises queries and keys
   whole. Then the one in docs/language-models.md, Qwen 2; and families that are refused. */
#include "models_test.h"

#define DATA CALX_TEST_DATA "/models/data"

/* ------------------------------------------------------------------------ OLMo 2: OLMo Team 2025, arXiv 2501.00656 */

static cx_node *norm(cx_scope *s, const cx_lm_config *c, cx_node *x) {
    return cx_rms_norm(s, x, .epsilon = c->epsilon);
}

/* x [batch, time, features] -> the same */
static cx_node *attention(cx_scope *s, cx_pass *pass, cx_node *x, int64_t layer) {
    const cx_lm_config *c = cx_pass_config(pass);
    int64_t queries = c->heads * c->head_dim, keys = c->key_value_heads * c->head_dim;
    cx_node *qkv[3];
    cx_projects(s, x, 3, (const char *const[]){"query", "key", "value"}, (const int64_t[]){queries, keys, keys}, qkv);
    cx_node *q = cx_pass_rotate(pass, layer, norm(cx_in(s, "query_norm"), c, qkv[0]));
    cx_node *k = cx_pass_rotate(pass, layer, norm(cx_in(s, "key_norm"), c, qkv[1]));
    return cx_project(cx_in(s, "output"), cx_pass_attend(s, pass, layer, q, k, qkv[2]), c->features);
}

static cx_node *feed(cx_scope *s, const cx_lm_config *c, cx_node *x) {
    cx_node *gate = c->activation(cx_project(cx_in(s, "gate"), x, c->inner));
    return cx_project(cx_in(s, "down"), cx_mul(gate, cx_project(cx_in(s, "up"), x, c->inner)), c->features);
}

static cx_node *build(cx_scope *s, cx_pass *pass) {
    const cx_lm_config *c = cx_pass_config(pass);
    cx_node *x = cx_lookup(cx_in(s, "embedding"), cx_pass_tokens(pass), c->vocabulary, c->features);
    for (int64_t i = 0; i < c->layers; i++) {
        cx_scope *layer = cx_in(s, "layer%d", (int)i);
        x = cx_add(x, norm(cx_in(layer, "attention_norm"), c, attention(layer, pass, x, i)));
        x = cx_add(x, norm(cx_in(layer, "feed_norm"), c, feed(layer, c, x)));
    }
    return norm(cx_in(s, "norm"), c, x);
}

static void configure(cx_lm_config *c, const cx_weights *weights) {
    (void)weights;
    cx_config_activation(c, cx_config_text(c, "hidden_act", NULL, "silu"));
    cx_config_rope(c, false, 10000);
}

static const cx_family_tensor tensors[] = {
    {"embedding/weight", "embed_tokens.weight", NULL, CX_NEEDED},
    {"layer%d/query/weight", "layers.%d.self_attn.q_proj.weight", NULL, CX_NEEDED},
    {"layer%d/key/weight", "layers.%d.self_attn.k_proj.weight", NULL, CX_NEEDED},
    {"layer%d/value/weight", "layers.%d.self_attn.v_proj.weight", NULL, CX_NEEDED},
    {"layer%d/query_norm/scale", "layers.%d.self_attn.q_norm.weight", NULL, CX_NEEDED},
    {"layer%d/key_norm/scale", "layers.%d.self_attn.k_norm.weight", NULL, CX_NEEDED},
    {"layer%d/output/weight", "layers.%d.self_attn.o_proj.weight", NULL, CX_NEEDED},
    {"layer%d/attention_norm/scale", "layers.%d.post_attention_layernorm.weight", NULL, CX_NEEDED},
    {"layer%d/gate/weight", "layers.%d.mlp.gate_proj.weight", NULL, CX_NEEDED},
    {"layer%d/up/weight", "layers.%d.mlp.up_proj.weight", NULL, CX_NEEDED},
    {"layer%d/down/weight", "layers.%d.mlp.down_proj.weight", NULL, CX_NEEDED},
    {"layer%d/feed_norm/scale", "layers.%d.post_feedforward_layernorm.weight", NULL, CX_NEEDED},
    {"norm/scale", "norm.weight", NULL, CX_NEEDED},
    {"head/weight", "lm_head.weight", NULL, CX_HEAD},
    {0}};

static const cx_family olmo2 = {.name = "OLMo 2",
                                .types = (const char *const[]){"olmo2", NULL},
                                .tensors = tensors,
                                .prefixes = (const char *const[]){"model.", NULL},
                                .configure = configure,
                                .build = build,
                                .refuses = (const char *const[]){"attention_bias", NULL},
                                .otherwise = {32, 32, 0, 0, 11008, 2048, 1e-5, false}};

static const cx_family *const own[] = {&olmo2, NULL};

/* ---------------------------------------------------------------------------------------------- what it computes */

static void logits_are_those_of_transformers(void **state) {
    (void)state;
    struct golden g;
    read_golden(&g, "olmo2");
    cx_runtime *rt = open_cpu();
    cx_lm *lm = cx_lm_open(rt, g.folder, .families = own);
    assert_calx_fine(rt);
    assert_string_equal(cx_lm_family(lm), "OLMo 2");
    cx_array *array = cx_lm_logits(lm, g.count, g.ids);
    int64_t vocabulary = cx_lm_vocabulary(lm);
    const float *row = cx_array_read(array);
    if (!row) fail_msg("%s", cx_array_error(array));
    for (int64_t i = 0; i < vocabulary; i++)
        assert_close((double)row[(g.count - 1) * vocabulary + i], number_at(g.json, "logits_last", i, -1), 1e-4);
    json_t *samples = json_object_get(g.json, "logits_sample");
    assert_true(json_array_size(samples) > 10);
    for (int64_t i = 0; i < (int64_t)json_array_size(samples); i++) {
        int64_t at = (int64_t)number_at(g.json, "logits_sample", i, 0) * vocabulary +
                     (int64_t)number_at(g.json, "logits_sample", i, 1);
        assert_close((double)row[at], number_at(g.json, "logits_sample", i, 2), 1e-4);
    }
    cx_array_free(array);
    close_fine(rt);
    free_golden(&g);
}

/* With the cache, and beside another text of the batch. */
static void greedy_tokens_are_those_of_transformers(void **state) {
    (void)state;
    struct golden g;
    read_golden(&g, "olmo2");
    cx_runtime *rt = open_cpu();
    cx_lm *lm = cx_lm_open(rt, g.folder, .families = own);
    const int32_t *ids[] = {g.ids, g.ids + 5};
    int64_t count = (int64_t)json_array_size(json_object_get(g.json, "greedy")), written;
    cx_generation *made = cx_generate(lm, NULL, .batch = 2, .ids = ids, .id_counts = (int64_t[]){g.count, 3},
                                      .max_tokens = count, .ignore_end = true, .scores = true);
    assert_calx_fine(rt);
    const int32_t *to = cx_generation_ids(made, 0, &written);
    assert_int_equal(written, count);
    for (int64_t i = 0; i < count; i++) {
        assert_int_equal(to[i], number_at(g.json, "greedy", i, -1));
        assert_close((double)cx_generation_scores(made, 0)[i], number_at(g.json, "greedy_scores", i, -1), 1e-4);
    }
    cx_generation_free(made);
    close_fine(rt);
    free_golden(&g);
}

/* The program in the documents, given a model and tokens, prints the next ones. */
static void the_documents_family(void **state) {
    (void)state;
    struct golden g;
    read_golden(&g, "qwen2");
    char command[2048];
    int used = snprintf(command, sizeof command, CALX_BIN "/../docs/docs-language-models-1 %s", g.folder);
    for (int64_t i = 0; i < g.count; i++)
        used += snprintf(command + used, sizeof command - (size_t)used, " %d", (int)g.ids[i]);
    FILE *out = popen(command, "r");
    int64_t count = (int64_t)json_array_size(json_object_get(g.json, "greedy"));
    for (int64_t i = 0; i < count; i++) {
        int id = -1;
        assert_int_equal(fscanf(out, "%d", &id), 1);
        assert_int_equal(id, number_at(g.json, "greedy", i, -1));
    }
    assert_int_equal(pclose(out), 0);
    free_golden(&g);
}

/* --------------------------------------------------------------------------------------------- what cannot be */

static void assert_refused(const char *model, const cx_family *family, const char *error) {
    cx_runtime *rt = open_cpu();
    cx_lm *lm = cx_lm_open(rt, model, .families = (const cx_family *const[]){family, NULL});
    assert_has(cx_lm_error(lm), error);
    assert_string_equal(cx_lm_family(lm), "none");
    assert_calx_error(rt, error);
    cx_clear_error(rt);
    close_fine(rt);
}

static void refuse(cx_lm_config *c, const cx_weights *weights) {
    cx_config_fail(c, "%d layers and %g of \"a\" are not for this family", (int)c->layers,
                   cx_weights_number(weights, "a", 7));
}

static cx_node *build_wrong(cx_scope *s, cx_pass *pass) {
    const cx_lm_config *c = cx_pass_config(pass);
    cx_node *x = cx_lookup(cx_in(s, "embedding"), cx_pass_tokens(pass), c->vocabulary, c->features);
    return cx_project(cx_in(s, "layer0/query"), x, 7);
}

static cx_node *attend_wrong(cx_scope *s, cx_pass *pass) {
    const cx_lm_config *c = cx_pass_config(pass);
    cx_node *x = cx_lookup(cx_in(s, "embedding"), cx_pass_tokens(pass), c->vocabulary, c->features);
    return cx_pass_attend(s, pass, c->layers, x, x, x);
}

/* Each is OLMo 2 but for one thing. Where its graph cannot be, the place in its source is named. */
static void refusals(void **state) {
    (void)state;
    cx_family other = olmo2;
    assert_refused(DATA "/qwen2", &other, "a model of type 'qwen2' is not known; known are");
    other.configure = refuse;
    assert_refused(DATA "/olmo2", &other, "/olmo2: 2 layers and 7 of \"a\" are not for this family");
    other = olmo2, other.build = build_wrong;
    assert_refused(DATA "/olmo2", &other, "layer0/query/weight f32[24, 24] (model.layers.0.self_attn.q_proj.weight");
    other = olmo2, other.build = attend_wrong;
    assert_refused(DATA "/olmo2", &other, "test_family.c:");
    assert_refused(DATA "/olmo2", &other, "there is no layer 2 in a model of 2");
    other = olmo2, other.types = (const char *const[]){"llama", NULL};
    assert_refused(DATA "/llama3/model.gguf", &other, "there is no matrix of a known name, the embeddings of a OLMo 2");
    assert_refused(DATA "/llama", &other, "the tensor model.layers.0.self_attn.q_norm.weight of a OLMo 2 model");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(logits_are_those_of_transformers),
                                       cmocka_unit_test(greedy_tokens_are_those_of_transformers),
                                       cmocka_unit_test(the_documents_family), cmocka_unit_test(refusals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
