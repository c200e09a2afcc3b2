/* Text as the parts of pages and pictures: escaped, in base64, numbers for people. */
#include "plot/draw.h"

#include <math.h>

/* How many bytes the UTF-8 character here has; 0: it is none, or one that XML does not take. */
static int character_length(const unsigned char *c) {
    if (c[0] < 0x80) return c[0] >= ' ' || c[0] == '\n' || c[0] == '\t';
    int length = c[0] >= 0xF0 ? 4 : c[0] >= 0xE0 ? 3 : 2;
    if (c[0] < 0xC2 || c[0] > 0xF4) return 0;
    for (int i = 1; i < length; i++)
        if ((c[i] & 0xC0) != 0x80) return 0;
    if ((c[0] == 0xE0 && c[1] < 0xA0) || (c[0] == 0xED && c[1] > 0x9F)) return 0;
    if ((c[0] == 0xF0 && c[1] < 0x90) || (c[0] == 0xF4 && c[1] > 0x8F)) return 0;
    return length;
}

void cxi_add_escaped(struct cxi_text *to, const char *text) {
    for (const unsigned char *c = (const unsigned char *)text; *c;) {
        int length = character_length(c);
        switch (*c) {
        case '&': cxi_add(to, "&amp;"); break;
        case '<': cxi_add(to, "&lt;"); break;
        case '>': cxi_add(to, "&gt;"); break;
        case '"': cxi_add(to, "&quot;"); break;
        case '\'': cxi_add(to, "&#39;"); break;
        default: cxi_add_bytes(to, length ? (const char *)c : "?", length ? (size_t)length : 1);
        }
        c += length ? length : 1;
    }
}

/* RFC 4648, section 4 */
void cxi_add_base64(struct cxi_text *to, const void *bytes, size_t size) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *in = bytes;
    for (size_t taken; size; in += taken, size -= taken) {
        taken = size < 3 ? size : 3;
        unsigned group = (unsigned)in[0] << 16 | (taken > 1 ? (unsigned)in[1] << 8 : 0) | (taken > 2 ? in[2] : 0u);
        char out[4];
        for (int i = 0; i < 4; i++) out[i] = (size_t)i <= taken ? digits[group >> (18 - 6 * i) & 63] : '=';
        cxi_add_bytes(to, out, 4);
    }
}

void cxi_add_value(struct cxi_text *to, double value) {
    cxi_add_number(to, value, fabs(value) >= 1e4 && fabs(value) < 1e7 ? 7 : 4);
}
