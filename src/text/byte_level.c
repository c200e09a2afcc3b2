#include "text/byte_level.h"

/* The bytes that do not stand for themselves: 0 to 32, 127 to 160, and 173. */
static int hidden_before(int byte) { /* how many are below */
    return byte <= 32 ? byte : byte < 127 ? 33 : byte <= 160 ? 33 + byte - 127 : byte <= 173 ? 67 : 68;
}

static bool is_hidden(int byte) {
    return byte <= 32 || (byte >= 127 && byte <= 160) || byte == 173;
}

int32_t cxi_byte_level_code(unsigned char byte) {
    return is_hidden(byte) ? 256 + hidden_before(byte) : byte;
}

int cxi_byte_level_byte(int32_t code) {
    if (code >= 0 && code < 256) return is_hidden(code) ? -1 : code;
    int hidden = code - 256;
    if (hidden < 0 || hidden > 67) return -1;
    return hidden <= 32 ? hidden : hidden < 67 ? hidden - 33 + 127 : 173;
}

void cxi_byte_level_add(struct cxi_text *to, struct cxi_span bytes) {
    char spelt[256];
    size_t length = 0;
    for (size_t i = 0; i < bytes.length; i++) {
        length += cxi_utf8_put(spelt + length, cxi_byte_level_code((unsigned char)bytes.text[i]));
        if (length < sizeof spelt - 4) continue;
        cxi_add_bytes(to, spelt, length);
        length = 0;
    }
    cxi_add_bytes(to, spelt, length);
}

void cxi_byte_level_add_bytes(struct cxi_text *to, struct cxi_span piece) {
    int32_t code;
    bool spelt = true;
    for (size_t at = 0; at < piece.length && spelt; spelt = cxi_byte_level_byte(code) >= 0)
        at += cxi_utf8_next(piece.text + at, piece.length - at, &code);
    if (!spelt) cxi_add_bytes(to, piece.text, piece.length);
    for (size_t at = 0; at < piece.length && spelt;) {
        at += cxi_utf8_next(piece.text + at, piece.length - at, &code);
        char byte = (char)cxi_byte_level_byte(code);
        cxi_add_bytes(to, &byte, 1);
    }
}
