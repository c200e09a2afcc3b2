#define _GNU_SOURCE /* strtod_l, newlocale */
#include "base/text.h"

#include "base/alloc.h"
#include "base/dtype.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

static bool reserve(struct cxi_text *text, size_t more) {
    if (text->failed) return false;
    size_t needed = text->length + more + 1;
    if (needed <= text->capacity) return true;
    size_t capacity = text->capacity ? text->capacity : 128;
    while (capacity < needed) capacity *= 2;
    char *data = cxi_resize(text->data, capacity, 1);
    if (!data) return !(text->failed = true);
    text->data = data;
    text->capacity = capacity;
    return true;
}

void cxi_add_bytes(struct cxi_text *text, const void *bytes, size_t count) {
    if (!reserve(text, count)) return;
    if (count) memcpy(text->data + text->length, bytes, count);
    text->length += count;
    text->data[text->length] = '\0';
}

void cxi_add(struct cxi_text *text, const char *piece) {
    cxi_add_bytes(text, piece, strlen(piece));
}

void cxi_addf_list(struct cxi_text *text, const char *format, va_list args) {
    enum { USUAL = 64 }; /* most fit, and are written once */
    if (!reserve(text, USUAL)) return;
    va_list again;
    va_copy(again, args);
    size_t room = text->capacity - text->length;
    int length = vsnprintf(text->data + text->length, room, format, again);
    va_end(again);
    if (length >= 0 && (size_t)length >= room && reserve(text, (size_t)length))
        vsnprintf(text->data + text->length, (size_t)length + 1, format, args);
    if (length >= 0 && !text->failed) text->length += (size_t)length;
    text->data[text->length] = '\0';
}

void cxi_addf(struct cxi_text *text, const char *format, ...) {
    va_list args;
    va_start(args, format);
    cxi_addf_list(text, format, args);
    va_end(args);
}

/* Adds what printf wrote under the user's locale, with whatever it uses as decimal point made a '.'. */
static void add_localised(struct cxi_text *text, const char *written) {
    for (const char *c = written; *c;) {
        if (strchr("0123456789+-einfatyINFATY", *c))
            cxi_add_bytes(text, c++, 1);
        else {
            cxi_add_bytes(text, ".", 1);
            while (*c && !strchr("0123456789e", *c)) c++;
        }
    }
}

void cxi_add_number(struct cxi_text *text, double value, int digits) {
    char written[64];
    snprintf(written, sizeof written, "%.*g", digits, value);
    add_localised(text, written);
}

void cxi_add_fixed(struct cxi_text *text, double value, int decimals) {
    char written[400]; /* DBL_MAX has 309 digits */
    snprintf(written, sizeof written, "%.*f", decimals, value);
    add_localised(text, written);
}

struct cxi_words cxi_type_words(cx_dtype dtype, cx_dims dims) {
    struct cxi_words words;
    int length = snprintf(words.text, sizeof words.text, "%s[", dtype ? cx_dtype_name(dtype) : "");
    for (int i = 0; i < dims.rank && i < CX_MAX_RANK; i++)
        length += snprintf(words.text + length, sizeof words.text - (size_t)length, "%s%lld", i ? ", " : "",
                           (long long)dims.dim[i]);
    snprintf(words.text + length, sizeof words.text - (size_t)length, "]");
    return words;
}

struct cxi_words cxi_dims_words(cx_dims dims) {
    return cxi_type_words(CX_INVALID, dims);
}

void cxi_add_dims(struct cxi_text *text, cx_dims dims) {
    cxi_add(text, cxi_dims_words(dims).text);
}

void cxi_add_type(struct cxi_text *text, cx_dtype dtype, cx_dims dims) {
    cxi_add(text, cxi_type_words(dtype, dims).text);
}

void cxi_add_bytes_size(struct cxi_text *text, double bytes) {
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    while (bytes >= 1024 && unit < 4) bytes /= 1024, unit++;
    cxi_add_fixed(text, bytes, unit ? 1 : 0);
    cxi_addf(text, " %s", units[unit]);
}

void cxi_text_clear(struct cxi_text *text) {
    text->length = 0;
    if (text->data) text->data[0] = '\0';
}

void cxi_text_free(struct cxi_text *text) {
    cxi_free(text->data);
    *text = (struct cxi_text){0};
}

static locale_t c_locale;
static void make_c_locale(void) {
    c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

const char *cxi_parse_number(const char *text, double *value) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_c_locale);
    char *end;
    *value = c_locale ? strtod_l(text, &end, c_locale) : strtod(text, &end);
    return end;
}
