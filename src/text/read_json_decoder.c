/* "decoder" of tokenizer.json. */
#include "text/read_json.h"

static bool read_metaspace(const json_t *object, struct cxi_decode_step *step, cx_tokenizer *t) {
    const char *scheme = cxi_json_text(object, "prepend_scheme", NULL);
    step->first = scheme ? strcmp(scheme, "never") != 0 : cxi_json_flag(object, "add_prefix_space", true);
    return strcmp(cxi_json_text(object, "replacement", "\xE2\x96\x81"), "\xE2\x96\x81") == 0 ||
           cxi_fail(&t->status, "Metaspace has another mark than U+2581, which Calx does not know");
}

static bool read_replace(cx_tokenizer *t, const json_t *object, struct cxi_decode_step *step) {
    struct cxi_regex *regex = NULL;
    if (!cxi_json_pattern(t, object, &step->pattern, &regex)) return false;
    cxi_regex_free(regex);
    if (regex) return cxi_fail(&t->status, "a decoder replaces by a regular expression, which Calx does not do");
    return cxi_json_copy(t, object, "content", "", &step->content);
}

static bool read_options(cx_tokenizer *t, const json_t *object, struct cxi_decode_step *step) {
    switch (step->kind) {
    case CXI_DECODE_METASPACE: return read_metaspace(object, step, t);
    case CXI_DECODE_WORDPIECE:
        step->cleanup = cxi_json_flag(object, "cleanup", true);
        return cxi_json_copy(t, object, "prefix", "##", &step->pattern);
    case CXI_DECODE_STRIP:
        step->start = cxi_json_integer(object, "start", 0);
        step->stop = cxi_json_integer(object, "stop", 0);
        return cxi_json_copy(t, object, "content", " ", &step->pattern);
    case CXI_DECODE_REPLACE: return read_replace(t, object, step);
    case CXI_DECODE_SUFFIX: return cxi_json_copy(t, object, "suffix", "</w>", &step->pattern);
    default: return true;
    }
}

static bool read_decoder(cx_tokenizer *t, const json_t *object) {
    static const struct {
        const char *name;
        enum cxi_decode_kind kind;
    } kinds[] = {
        {"ByteLevel", CXI_DECODE_BYTE_LEVEL}, {"Metaspace", CXI_DECODE_METASPACE}, {"WordPiece", CXI_DECODE_WORDPIECE},
        {"ByteFallback", CXI_DECODE_BYTES},   {"Fuse", CXI_DECODE_FUSE},           {"Strip", CXI_DECODE_STRIP},
        {"Replace", CXI_DECODE_REPLACE},      {"BPEDecoder", CXI_DECODE_SUFFIX}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!cxi_json_is(object, kinds[i].name)) continue;
        struct cxi_decode_step *step = cxi_decoding_add(&t->decoding, kinds[i].kind, &t->status);
        return step && read_options(t, object, step);
    }
    return cxi_json_unknown(t, "decoder", object);
}

bool cxi_read_json_decoder(cx_tokenizer *t, const json_t *decoder) {
    if (!decoder || json_is_null(decoder)) return cxi_decoding_add(&t->decoding, CXI_DECODE_WORDPIECE, &t->status);
    return cxi_json_sequence(t, decoder, "decoders", read_decoder) && cxi_decoding_check(&t->decoding, &t->status);
}
