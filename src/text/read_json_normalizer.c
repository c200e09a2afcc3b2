/* "normalizer" of tokenizer.json. */
#include "text/read_json.h"

#include "base/alloc.h"

static int base64_digit(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* In place of the text: what it encodes is shorter. */
static size_t decode_base64(struct cxi_span text, unsigned char *to) {
    size_t count = 0;
    uint32_t bits = 0;
    int held = 0;
    for (size_t i = 0; i < text.length; i++) {
        int digit = base64_digit(text.text[i]);
        if (digit < 0) continue;
        bits = bits << 6 | (uint32_t)digit;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        to[count++] = (unsigned char)(bits >> held);
    }
    return count;
}

static bool read_charsmap(cx_tokenizer *t, const json_t *object, struct cxi_charsmap *map) {
    struct cxi_span text = cxi_json_span(json_object_get(object, "precompiled_charsmap"));
    unsigned char *bytes = cxi_new(text.length, 1);
    if (!bytes) return cxi_fail_memory(&t->status);
    bool read = cxi_charsmap_read(map, bytes, decode_base64(text, bytes), &t->status);
    cxi_free(bytes);
    return read;
}

static const struct kind {
    const char *name;
    cxi_normal_apply *apply;
    enum cxi_normal_form form;
} kinds[] = {{"NFC", cxi_normal_unicode, CXI_NFC},       {"NFD", cxi_normal_unicode, CXI_NFD},
             {"NFKC", cxi_normal_unicode, CXI_NFKC},     {"NFKD", cxi_normal_unicode, CXI_NFKD},
             {"Lowercase", cxi_normal_lowercase, 0},     {"StripAccents", cxi_normal_strip_accents, 0},
             {"BertNormalizer", cxi_normal_bert, 0},     {"Prepend", cxi_normal_prepend, 0},
             {"Replace", cxi_normal_replace, 0},         {"Strip", cxi_normal_strip, 0},
             {"Precompiled", cxi_normal_precompiled, 0}, {"Nmt", cxi_normal_nmt, 0},
             {"ByteLevel", cxi_normal_bytes, 0}};

static bool read_options(cx_tokenizer *t, const json_t *object, struct cxi_normal_step *step) {
    step->left = cxi_json_flag(object, "strip_left", true);
    step->right = cxi_json_flag(object, "strip_right", true);
    step->clean = cxi_json_flag(object, "clean_text", true);
    step->ideographs = cxi_json_flag(object, "handle_chinese_chars", true);
    step->lower = cxi_json_flag(object, "lowercase", true);
    step->no_accents = cxi_json_flag(object, "strip_accents", step->lower);
    if (step->apply == cxi_normal_prepend) return cxi_json_copy(t, object, "prepend", "", &step->content);
    if (step->apply == cxi_normal_precompiled) return read_charsmap(t, object, &step->map);
    if (step->apply != cxi_normal_replace) return true;
    return cxi_json_copy(t, object, "content", "", &step->content) &&
           cxi_json_pattern(t, object, &step->pattern, &step->regex);
}

bool cxi_read_json_normalizer(cx_tokenizer *t, const json_t *object) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!cxi_json_is(object, kinds[i].name)) continue;
        struct cxi_normal_step *step = cxi_normalizer_add(&t->normalizer, kinds[i].apply, &t->status);
        if (!step) return false;
        step->form = kinds[i].form;
        return read_options(t, object, step);
    }
    return cxi_json_unknown(t, "normaliser", object);
}
