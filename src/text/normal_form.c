/* The normal forms. utf8proc takes characters apart and composes them; the order of marks is made here, because utf8proc's own
   sort takes quadratic time, which a hostile text would use. */
#include "text/unicode.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <utf8proc.h>

struct codes {
    utf8proc_int32_t *code;
    size_t count, capacity;
};

enum { ONE_CHARACTER = 32 }; /* codes that a character becomes at most: the longest known is 18 */

static bool take_apart(struct codes *to, int32_t code, utf8proc_option_t options) {
    if (to->count + ONE_CHARACTER > to->capacity) {
        size_t capacity = to->capacity * 2 + 4 * ONE_CHARACTER;
        utf8proc_int32_t *grown = cxi_resize(to->code, capacity, sizeof *grown);
        if (!grown) return false;
        to->code = grown;
        to->capacity = capacity;
    }
    int before = 0;
    utf8proc_ssize_t added = utf8proc_decompose_char(code, to->code + to->count, ONE_CHARACTER, options, &before);
    if (added > 0 && added <= ONE_CHARACTER)
        to->count += (size_t)added;
    else
        to->code[to->count++] = code;
    return true;
}

/* A mark with its class above and its place below, so that sorting numbers is a stable sort by class. */
static int ascending(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static int class_of(int32_t code) {
    return utf8proc_get_property(code)->combining_class;
}

static void sort_few(utf8proc_int32_t *code, size_t count) {
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && class_of(code[k - 1]) > class_of(code[k]); k--) {
            utf8proc_int32_t other = code[k];
            code[k] = code[k - 1];
            code[k - 1] = other;
        }
}

static bool sort_many(utf8proc_int32_t *code, size_t count) {
    struct mark {
        uint64_t key;
        utf8proc_int32_t code;
    } *marks = cxi_new(count, sizeof *marks);
    if (!marks) return false;
    for (size_t i = 0; i < count; i++) marks[i] = (struct mark){(uint64_t)class_of(code[i]) << 48 | i, code[i]};
    qsort(marks, count, sizeof *marks, ascending);
    for (size_t i = 0; i < count; i++) code[i] = marks[i].code;
    cxi_free(marks);
    return true;
}

static bool order_marks(struct codes *codes) {
    for (size_t at = 0; at < codes->count;) {
        size_t end = at;
        while (end < codes->count && class_of(codes->code[end])) end++;
        if (end - at > 16 && !sort_many(codes->code + at, end - at)) return false;
        if (end - at > 1 && end - at <= 16) sort_few(codes->code + at, end - at);
        at = end + (end == at);
    }
    return true;
}

/* A run that ASCII cannot change from outside: no ASCII character composes with what stands before it. */
static bool add_run(struct cxi_text *to, struct codes *codes, enum cxi_normal_form form) {
    if (!codes->count) return true;
    if (!order_marks(codes)) return false;
    utf8proc_ssize_t count = (utf8proc_ssize_t)codes->count;
    if (form == CXI_NFC || form == CXI_NFKC)
        count = utf8proc_normalize_utf32(codes->code, count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    for (utf8proc_ssize_t i = 0; i < count; i++) cxi_add_code(to, codes->code[i]);
    codes->count = 0;
    return true;
}

bool cxi_add_normal_form(struct cxi_text *to, struct cxi_span from, enum cxi_normal_form form) {
    utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_STABLE;
    if (form == CXI_NFKC || form == CXI_NFKD) options |= UTF8PROC_COMPAT;
    struct codes codes = {0};
    bool fine = true;
    for (size_t at = 0, length; fine && at < from.length; at += length) {
        int32_t code;
        length = cxi_utf8_next(from.text + at, from.length - at, &code);
        if (code < 0x80) fine = add_run(to, &codes, form); /* ASCII, or no character */
        if (code == CXI_NOT_UTF8)
            cxi_add_bytes(to, from.text + at, 1);
        else if (fine)
            fine = take_apart(&codes, code, options);
    }
    fine = fine && add_run(to, &codes, form);
    cxi_free(codes.code);
    return fine && cxi_text_ok(to);
}
