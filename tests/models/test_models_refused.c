/* Models that cannot be, and what cannot be asked of those that can: each refusal names the thing. The models are the small
   ones of make_models.py with one entry of their configuration changed. */
#include "models_test.h"

#include <unistd.h>

#define DATA    CALX_TEST_DATA "/models/data"
#define LETTERS CALX_TEST_DATA "/models/data/letters.json"

static char folder[] = "/tmp/calx-refused-XXXXXX";
static cx_runtime *rt;

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder)) return 1;
    rt = open_cpu();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) != 0 || close_empty(rt) != 0;
}

/* The folder with a model's weights and its configuration, in which a member is another (a JSON text). */
static void write_model(const char *model, const char *member, const char *value) {
    char path[128], of[512];
    snprintf(of, sizeof of, DATA "/%s/config.json", model);
    json_t *config = json_load_file(of, 0, NULL);
    assert_int_equal(json_object_set_new(config, member, json_loads(value, JSON_DECODE_ANY, NULL)), 0);
    snprintf(path, sizeof path, "%s/config.json", folder);
    assert_int_equal(json_dump_file(config, path, 0), 0);
    json_decref(config);
    snprintf(path, sizeof path, "%s/model.safetensors", folder);
    unlink(path);
    snprintf(of, sizeof of, DATA "/%s/model.safetensors", model);
    assert_int_equal(symlink(of, path), 0);
}

static const struct {
    const char *model, *member, *value;
    const char *error;
} configs[] = {
    {"gemma1", "model_type", "\"mamba\"", "a model of type 'mamba' is not known; known are gemma"},
    {"gemma1", "model_type", "\"gpt2\"", "there is no matrix wte.weight, the embeddings of a GPT-2 model"},
    {"gemma1", "num_hidden_layers", "0", "does not give a number of layers from 1 to 512"},
    {"gemma1", "num_hidden_layers", "1e9", "does not give a number of layers from 1 to 512"},
    {"gemma1", "num_attention_heads", "\"many\"", "does not give a number of attention heads"},
    {"gemma1", "num_key_value_heads", "3", "heads of 8 features, or 4 heads for 3 of keys, are not possible"},
    {"gemma1", "num_hidden_layers", "3",
     "the tensor model.layers.2.input_layernorm.weight of a Gemma model is missing"},
    {"gemma1", "rope_parameters", "{\"rope_type\": \"yarn\", \"rope_theta\": 10000}",
     "rope scaling of type 'yarn' is not known"},
    {"gemma1", "intermediate_size", "-1", "does not give a number of features within layers from 1 to"},
    {"gemma1", "rope_parameters", "{\"rope_theta\": -5}", "the rotary base is -5 by the configuration, which is not"},
    {"gemma3", "sliding_window", "0", "does not give a number of tokens in a window from 1 to"},
    {"gemma3", "sliding_window", "1e300", "does not give a number of tokens in a window from 1 to"},
    {"gemma3", "query_pre_attn_scalar", "-1", "the attention's scale is "},
    {"gemma1", "tie_word_embeddings", "false", "the tensor lm_head.weight of a Gemma model is missing"},
    {"gemma1", "attention_bias", "true", "the configuration asks for attention_bias, which is not known"},
    {"bert", "position_embedding_type", "\"relative_key\"",
     "asks for positions of type 'relative_key', which is not known"},
    {"bert", "type_vocab_size", "-1", "the configuration has -1 kinds of tokens, which is not possible"},
    {"gemma2", "hidden_activation", "\"mish\"", "the activation 'mish' is not known; known are gelu"},
};

static void configurations(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof configs / sizeof configs[0]; i++) {
        write_model(configs[i].model, configs[i].member, configs[i].value);
        cx_lm *lm = cx_lm_open(rt, folder);
        assert_has(cx_lm_error(lm), configs[i].error);
        assert_has(cx_lm_error(lm), folder);
        assert_string_equal(cx_lm_family(lm), "none");
        cx_lm_free(lm);
        assert_calx_error(rt, configs[i].error);
    }
}

/* The weights are as they are: a configuration that wants others is told which one does not fit, by Calx's name for it and by
   that of its file. */
static void a_misshapen_weight_is_named(void **state) {
    (void)state;
    write_model("gemma1", "head_dim", "16");
    cx_lm *lm = cx_lm_open(rt, folder);
    assert_has(cx_lm_error(lm), "layer0/query/weight f32[32, 24] (model.layers.0.self_attn.q_proj.weight in ");
    assert_has(cx_lm_error(lm), "/model.safetensors) where the model has f32[64, 24]");
    assert_has(cx_lm_error(lm), "layer1/output/weight"); /* all are told */
    cx_lm_free(lm);
    cx_clear_error(rt);
}

static void a_type_for_weights(void **state) {
    (void)state;
    cx_lm *lm = cx_lm_open(rt, DATA "/gemma1", .dtype = CX_I32);
    assert_has(cx_lm_error(lm), "a model's weights cannot be i32 on the device: choose f32 or bf16");
    cx_lm_free(lm);
    cx_clear_error(rt);
}

static void assert_no_logits(cx_lm *lm, int64_t count, const int32_t *ids, const char *error) {
    cx_array *logits = cx_lm_logits(lm, count, ids);
    assert_has(cx_array_error(logits), error);
    cx_array_free(logits);
    cx_clear_error(rt);
}

static void tokens(void **state) {
    (void)state;
    enum { MANY = 129 };
    static const int32_t ids[2 * MANY] = {2, 96};
    cx_lm *lm = cx_lm_open(rt, DATA "/gemma1"), *reader = cx_lm_open(rt, DATA "/bert");
    assert_calx_fine(rt);
    assert_no_logits(lm, 0, ids, "there are no tokens: a model needs at least one");
    assert_no_logits(lm, 2, ids, "token 1 is 96, and the model's vocabulary ends at 95");
    assert_no_logits(lm, MANY, ids + MANY, "129 tokens, and the model was made for at most 128");
    assert_no_logits(reader, 1, ids, "a BERT model has no logits: it only reads");
    cx_lm_free(lm), cx_lm_free(reader);
}

static void assert_not_written(cx_lm *lm, cx_generate_args args, const char *error) {
    cx_generation *g = cx_generate_(lm, args);
    assert_has(cx_generation_error(g), error);
    cx_generation_free(g);
    cx_clear_error(rt);
}

static void texts(void **state) {
    (void)state;
    cx_lm *lm = cx_lm_open(rt, DATA "/gemma3", .tokenizer = LETTERS), *silent = cx_lm_open(rt, DATA "/gemma3"),
          *reader = cx_lm_open(rt, DATA "/bert", .tokenizer = LETTERS);
    assert_calx_fine(rt);
    assert_not_written(lm, (cx_generate_args){0}, "there is no prompt: give one, or a .batch of them");
    assert_not_written(lm, (cx_generate_args){.prompt = "hello there", .context = 5},
                       "the prompt has 12 tokens, and the context holds 5");
    assert_not_written(lm,
                       (cx_generate_args){.prompt = "hello",
                                          .sampling = {.temperature = 1,
                                                       .bias_count = 1,
                                                       .bias_ids = (const int32_t[]){70000},
                                                       .bias = (const float[]){1}}},
                       "the bias of token 70000: the vocabulary ends at");
    assert_not_written(silent, (cx_generate_args){.prompt = "hello"}, "the text cannot become tokens");
    assert_not_written(reader, (cx_generate_args){.prompt = "hello"}, "a BERT model writes no texts");
    cx_lm_free(lm), cx_lm_free(silent), cx_lm_free(reader);
}

static void conversations(void **state) {
    (void)state;
    cx_lm *silent = cx_lm_open(rt, DATA "/gemma3"), *lm = cx_lm_open(rt, DATA "/gemma3", .tokenizer = LETTERS),
          *plain = cx_lm_open(rt, DATA "/gemma3", .tokenizer = CALX_TEST_DATA "/text/data/gpt2.json");
    assert_calx_fine(rt);
    cx_chat *chats[] = {cx_chat_new(silent), cx_chat_new(plain), cx_chat_new(lm)};
    assert_has(cx_chat_error(chats[0]), "there is no conversation without a vocabulary");
    assert_has(cx_chat_error(chats[1]), "has no marks for turns that are known");
    assert_null(cx_chat_error(chats[2]));
    cx_clear_error(rt);
    cx_generation *g = cx_chat_say(chats[2], NULL);
    assert_has(cx_generation_error(g), "there is nothing said: .prompt is missing");
    cx_generation_free(g);
    for (int i = 0; i < 3; i++) cx_chat_free(chats[i]);
    cx_lm_free(silent), cx_lm_free(lm), cx_lm_free(plain);
    cx_clear_error(rt);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(configurations),
        cmocka_unit_test(a_misshapen_weight_is_named),
        cmocka_unit_test(a_type_for_weights),
        cmocka_unit_test(tokens),
        cmocka_unit_test(texts),
        cmocka_unit_test(conversations),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
