/* GGUF's vocabularies: made here from those of tests/text/data, they give the same ids as these; and Gemma 3's own, where it is
   on this machine, the ids of ../shared/goldens/gemma3-tokenizer.json, which were made with its tokenizer.json. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "text_test.h"

#include "base/text.h"
#include "text/tokenizer.h"

#include <jansson.h>
#include <unistd.h>

/* -- A GGUF file of version 3 with metadata only -- */

enum { U32 = 4, I32 = 5, F32 = 6, FLAG = 7, STRING = 8, ARRAY = 9 };

static void put_number(struct cxi_text *to, uint64_t value, int bytes) {
    for (int i = 0; i < bytes; i++) cxi_add_bytes(to, &(char){(char)(value >> 8 * i)}, 1);
}

static void put_string(struct cxi_text *to, const char *text, size_t length) {
    put_number(to, length, 8);
    cxi_add_bytes(to, text, length);
}

static void put_key(struct cxi_text *to, const char *key, int type) {
    put_string(to, key, strlen(key));
    put_number(to, (uint64_t)type, 4);
}

static void put_text(struct cxi_text *to, const char *key, const char *text) {
    put_key(to, key, STRING);
    put_string(to, text, strlen(text));
}

static void put_list(struct cxi_text *to, const char *key, int type, size_t count) {
    put_key(to, key, ARRAY);
    put_number(to, (uint64_t)type, 4);
    put_number(to, count, 8);
}

static void put_pieces(struct cxi_text *to, const cx_tokenizer *t, bool bert) {
    const struct cxi_vocabulary *v = &t->vocabulary;
    put_list(to, "tokenizer.ggml.tokens", STRING, (size_t)v->count);
    for (int32_t i = 0; i < v->count; i++) {
        struct cxi_text piece = {0};
        const struct cxi_token *p = &v->piece[i];
        bool normal = p->kind == CXI_PIECE_NORMAL, within = normal && strncmp(p->text, "##", 2) == 0 && p->length > 2;
        if (bert && normal && !within) cxi_add(&piece, "\xE2\x96\x81");
        cxi_add_bytes(&piece, p->text + (bert && within ? 2 : 0), p->length - (bert && within ? 2 : 0));
        put_string(to, cxi_text(&piece), piece.length);
        cxi_text_free(&piece);
    }
    put_list(to, "tokenizer.ggml.scores", F32, (size_t)v->count);
    for (int32_t i = 0; i < v->count; i++) {
        float score = (float)v->piece[i].score;
        uint32_t bits;
        memcpy(&bits, &score, sizeof bits);
        put_number(to, bits, 4);
    }
    put_list(to, "tokenizer.ggml.token_type", I32, (size_t)v->count);
    for (int32_t i = 0; i < v->count; i++) put_number(to, v->piece[i].kind, 4);
}

/* The merges of a tokenizer.json. */
static void put_merges(struct cxi_text *to, const char *name) {
    json_t *file = json_load_file(text_fixture(name), JSON_ALLOW_NUL, NULL), *merge;
    json_t *merges = json_object_get(json_object_get(file, "model"), "merges");
    size_t index;
    put_list(to, "tokenizer.ggml.merges", STRING, json_array_size(merges));
    json_array_foreach(merges, index, merge) {
        struct cxi_text both = {0};
        cxi_addf(&both, "%s %s", json_string_value(json_array_get(merge, 0)),
                 json_string_value(json_array_get(merge, 1)));
        put_string(to, cxi_text(&both), both.length);
        cxi_text_free(&both);
    }
    json_decref(file);
}

/* A folder with a single GGUF file is taken as the file is. */
static cx_tokenizer *open_in_folder(const struct cxi_text *bytes) {
    char folder[] = "/tmp/calx-text-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/model.gguf", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->data, 1, bytes->length, file), bytes->length);
    assert_int_equal(fclose(file), 0);
    cx_tokenizer *t = cx_tokenizer_open(folder);
    assert_int_equal(remove(path), 0);
    assert_int_equal(rmdir(folder), 0);
    return t;
}

static cx_tokenizer *convert(const char *name, const cx_tokenizer *from, const char *model, const char *pre) {
    struct cxi_text file = {0};
    bool merges = strcmp(model, "gpt2") == 0;
    cxi_add(&file, "GGUF");
    put_number(&file, 3, 4);
    put_number(&file, 0, 8);
    put_number(&file, merges ? 9 : 8, 8);
    put_text(&file, "tokenizer.ggml.model", model);
    put_text(&file, "tokenizer.ggml.pre", pre);
    put_pieces(&file, from, strcmp(model, "bert") == 0);
    if (merges) put_merges(&file, name);
    put_key(&file, "tokenizer.ggml.bos_token_id", U32);
    put_number(&file, (uint64_t)from->bos, 4);
    put_key(&file, "tokenizer.ggml.add_space_prefix", FLAG);
    put_number(&file, from->normalizer.count && from->normalizer.step[0].dummy_prefix, 1);
    put_key(&file, "tokenizer.ggml.add_bos_token", FLAG);
    put_number(&file, from->before_count > 0, 1);
    assert_true(cxi_text_ok(&file));
    cx_tokenizer *t = open_in_folder(&file);
    if (cx_tokenizer_error(t)) fail_msg("%s", cx_tokenizer_error(t));
    cxi_text_free(&file);
    return t;
}

/* -- The same ids -- */

static bool has(struct cxi_span text, const char *part) {
    size_t length = strlen(part);
    for (size_t i = 0; i + length <= text.length; i++)
        if (memcmp(text.text + i, part, length) == 0) return true;
    return false;
}

static int differs(const cx_tokenizer *a, const cx_tokenizer *b, struct cxi_span text) {
    cx_array *x = cx_encode(a, text.text, text.length, .special = true);
    cx_array *y = cx_encode(b, text.text, text.length, .special = true);
    assert_null(cx_array_error(x));
    assert_null(cx_array_error(y));
    bool same = cx_array_count(x) == cx_array_count(y) &&
                memcmp(cx_array_read(x), cx_array_read(y), (size_t)cx_array_count(x) * sizeof(int32_t)) == 0;
    if (!same) print_error("\"%.*s\" differs\n", (int)text.length, text.text);
    cx_array_free(x);
    cx_array_free(y);
    return !same;
}

static void a_converted_vocabulary_gives_the_same_ids(void **state) {
    (void)state;
    /* What a GGUF file cannot say: SentencePiece does not find control pieces in a text, where GGUF's readers do; and the pieces
       of tokenizer.json that take blanks with them or must be words of their own. */
    static const struct {
        const char *file, *model, *pre, *without[12];
    } cases[] = {
        {"gemma.model",
         "llama",
         "default",
         {"<bos>", "<eos>", "<pad>", "<unk>", "<start_of_turn>", "<end_of_turn>", "\xE2\x96\x81", NULL}},
        {"llama2.model", "llama", "default", {"<s>", "</s>", "<unk>", NULL}},
        {"gpt2.json", "gpt2", "gpt-2", {NULL}},
        {"llama3.json", "gpt2", "llama-bpe", {"<tool>", "TOOL", NULL}},
        {"bert.json", "bert", "", {NULL}},
        {"bert-cased.json", "bert", "", {NULL}},
    };
    struct test_strings strings = read_strings();
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        cx_tokenizer *from = open_fixture(cases[c].file),
                     *t = convert(cases[c].file, from, cases[c].model, cases[c].pre);
        int wrong = 0, tried = 0;
        for (size_t i = 0; i < strings.count; i++) {
            bool known = true;
            for (int k = 0; cases[c].without[k]; k++) known = known && !has(strings.string[i], cases[c].without[k]);
            if (known) tried++, wrong += differs(from, t, strings.string[i]);
        }
        if (wrong || tried < 1500) fail_msg("%s: %d of %d differ", cases[c].file, wrong, tried);
        cx_tokenizer_free(from);
        cx_tokenizer_free(t);
    }
    free_strings(&strings);
}

/* -- Gemma's own -- */

static const char *find_gemma(void) {
    static char path[512];
    const char *peers = getenv("PEERS"), *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    char base[300];
    snprintf(base, sizeof base, "%s%s", cache ? cache : home ? home : "", cache ? "" : "/.cache");
    snprintf(path, sizeof path, "%s/calx/models/gemma3-270m-q4_k_m.gguf", base);
    if (access(path, R_OK) == 0) return path;
    snprintf(path, sizeof path, "%s/gemma3-270m-q4_k_m.gguf", peers ? peers : "");
    return access(path, R_OK) == 0 ? path : NULL;
}

static void gemma_gives_the_golden_ids(void **state) {
    (void)state;
    json_error_t error;
    json_t *goldens = json_load_file(CALX_SHARED "/goldens/gemma3-tokenizer.json", JSON_ALLOW_NUL, &error), *one, *id;
    const char *path = find_gemma();
    if (!goldens || !path) {
        print_message("skipped: there is no Gemma 3 on this machine, or no golden ids of it\n");
        json_decref(goldens);
        skip();
    }
    cx_tokenizer *t = cx_tokenizer_open(path);
    if (cx_tokenizer_error(t)) fail_msg("%s", cx_tokenizer_error(t));
    size_t index, k;
    json_array_foreach(json_object_get(goldens, "cases"), index, one) {
        const json_t *text = json_object_get(one, "text"), *ids = json_object_get(one, "ids");
        cx_array *is = cx_encode(t, json_string_value(text), json_string_length(text));
        bool same = cx_array_count(is) == (int64_t)json_array_size(ids);
        json_array_foreach(ids, k, id) {
            same = same && cx_array_at(is, (int64_t)k) == (double)json_integer_value(id);
        }
        if (!same) fail_msg("case %zu: \"%s\"", index, json_string_value(text));
        cx_array_free(is);
    }
    assert_int_equal(index, 40);
    cx_tokenizer_free(t);
    json_decref(goldens);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_converted_vocabulary_gives_the_same_ids),
        cmocka_unit_test(gemma_gives_the_golden_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
