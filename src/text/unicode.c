#include "text/unicode.h"

#include <utf8proc.h>

/* What tokenizer.json's library does not know, it does not cut at or leave out: vocabularies were made that way. */
struct range {
    int32_t from, to;
};
#include "text/late_characters.inc"

static bool is_in(int32_t code, const struct range *ranges, size_t count) {
    size_t low = 0;
    for (size_t high = count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (ranges[middle].to < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && ranges[low].from <= code;
}
#define IS_IN(code, ranges) is_in((code), (ranges), sizeof(ranges) / sizeof(ranges)[0])

static unsigned category_bit(int32_t code) {
    return code < 0 ? 0 : 1u << utf8proc_category(code);
}

#define IN(category) (1u << UTF8PROC_CATEGORY_##category)
enum {
    MARKS = IN(MN) | IN(MC) | IN(ME),
    NUMBERS = IN(ND) | IN(NL) | IN(NO),
    LETTERS = IN(LU) | IN(LL) | IN(LT) | IN(LM) | IN(LO),
    PUNCTUATION = IN(PC) | IN(PD) | IN(PS) | IN(PE) | IN(PI) | IN(PF) | IN(PO)
};

bool cxi_is_white_space(int32_t code) {
    if (code < 0x80) return code == ' ' || (code >= 9 && code <= 13);
    return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
           code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

/* Letters in circles and squares are symbols that are alphabetic all the same. */
static bool is_enclosed_letter(int32_t code) {
    return (code >= 0x24B6 && code <= 0x24E9) || (code >= 0x1F130 && code <= 0x1F149) ||
           (code >= 0x1F150 && code <= 0x1F169) || (code >= 0x1F170 && code <= 0x1F189);
}

bool cxi_is_word(int32_t code) {
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9') ||
               code == '_';
    return category_bit(code) & (LETTERS | MARKS | IN(ND) | IN(NL) | IN(PC)) || is_enclosed_letter(code);
}

bool cxi_is_numeric(int32_t code) {
    return category_bit(code) & NUMBERS;
}

bool cxi_is_punctuation(int32_t code) {
    if (code < 0x80) return code > ' ' && code < 127 && (!cxi_is_word(code) || code == '_');
    if (code == 0x166D) return true; /* a symbol since Unicode 12 */
    return category_bit(code) & PUNCTUATION && !IS_IN(code, late_for_bert);
}

bool cxi_is_mark(int32_t code) {
    return category_bit(code) & MARKS && !IS_IN(code, late_marks);
}

bool cxi_is_nonspacing_mark(int32_t code) {
    return category_bit(code) & IN(MN) && !IS_IN(code, late_for_bert);
}

bool cxi_is_control(int32_t code) {
    return category_bit(code) & (IN(CC) | IN(CF) | IN(CO)) && !IS_IN(code, late_for_bert);
}

bool cxi_is_ideograph(int32_t code) {
    return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF) ||
           (code >= 0x20000 && code <= 0x2A6DF) || (code >= 0x2A700 && code <= 0x2B73F) ||
           (code >= 0x2B740 && code <= 0x2B81F) || (code >= 0x2B920 && code <= 0x2CEAF) ||
           (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x2F800 && code <= 0x2FA1F);
}

void cxi_add_code(struct cxi_text *to, int32_t code) {
    char bytes[4];
    cxi_add_bytes(to, bytes, cxi_utf8_put(bytes, code));
}

void cxi_add_lower(struct cxi_text *to, struct cxi_span from) {
    for (size_t at = 0, length; at < from.length; at += length) {
        int32_t code;
        length = cxi_utf8_next(from.text + at, from.length - at, &code);
        int32_t lower = code == CXI_NOT_UTF8 ? code : utf8proc_tolower(code);
        if (lower == code)
            cxi_add_bytes(to, from.text + at, length);
        else
            cxi_add_code(to, lower);
        if (code == 0x130) cxi_add_code(to, 0x307); /* the one letter whose small form is two characters: i and a dot */
    }
}
