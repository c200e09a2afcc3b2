/* What the fuzz targets of src/text share: a tokenizer from hostile bytes is in error and says why, or it encodes and decodes. */
#ifndef TOKENIZER_FUZZ_H
#define TOKENIZER_FUZZ_H

#include "fuzz.h"

#include "text/tokenizer.h"

#include <string.h>

/* What streams out is what cx_decode gives at once. */
static inline void fuzz_check_decoding(const cx_tokenizer *t, const cx_array *ids) {
    cx_array *text = cx_decode(t, cx_array_count(ids), cx_array_read(ids), .special = true);
    cx_decoder *d = cx_decoder_new(t, .special = true);
    size_t length, at = 0;
    for (int64_t i = 0; i <= cx_array_count(ids); i++) {
        const char *piece = i < cx_array_count(ids)
                                ? cx_decoder_push(d, ((const int32_t *)cx_array_read(ids))[i], &length)
                                : cx_decoder_end(d, &length);
        fuzz_require(!piece[length] && at + length <= text->bytes);
        fuzz_require(!length || memcmp((const char *)text->data + at, piece, length) == 0);
        at += length;
    }
    fuzz_require(at == text->bytes && !cx_decoder_error(d));
    cx_decoder_free(d);
    cx_array_free(text);
}

static inline void fuzz_check_encoding(const cx_tokenizer *t, const char *text, size_t length, bool plain) {
    cx_array *ids = cx_encode(t, text, length, .special = true, .plain = plain);
    for (int64_t i = 0; i < cx_array_count(ids); i++) {
        int32_t id = ((const int32_t *)cx_array_read(ids))[i];
        fuzz_require(id >= 0 && id < cx_tokenizer_count(t) && cx_tokenizer_piece(t, id));
    }
    if (cx_array_error(ids))
        fuzz_require(*cx_array_error(ids)); /* a regular expression without end, or no unknown piece */
    else
        fuzz_check_decoding(t, ids);
    cx_array_free(ids);
}

static inline void fuzz_check_tokenizer(const uint8_t *bytes, size_t size, const char *name) {
    static const char text[] = "The na\xC3\xAFve  bee's <s> 1,234 e\xCC\x81 \xF0\x9F\x90\x9D "
                               "\xE4\xBD\xA0\xE5\xA5\xBD\r\n\t\xFF\xE2\x96\x81 end ";
    cx_tokenizer *t = cxi_tokenizer_parse(bytes, size, name);
    if (cx_tokenizer_error(t))
        fuzz_require(strstr(cx_tokenizer_error(t), name) && !cx_tokenizer_count(t));
    else
        fuzz_check_encoding(t, text, sizeof text - 1, size & 1);
    cx_tokenizer_free(t);
}

#endif
