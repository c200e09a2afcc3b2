#include "text/regex.h"

#include "base/alloc.h"
#include "io/quote.h"
#include "text/regex_translate.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    PATTERN_MAX = 1 << 16, /* bytes; those of published models have a few hundred */
    MATCH_LIMIT = 1000000, /* steps of one match: a pattern that needs more is one that never ends */
    HEAP_LIMIT = 64 << 10, /* KiB */
    STACK_LIMIT = 1 << 20
};

struct cxi_regex {
    pcre2_code *code;
    char *shown; /* in messages */
};

static void *allocate(size_t size, void *unused) {
    (void)unused;
    return cxi_new(1, size);
}

static void release(void *memory, void *unused) {
    (void)unused;
    cxi_free(memory);
}

static pcre2_code *compile(const struct cxi_text *pattern, pcre2_general_context *memory, int *error) {
    PCRE2_SIZE place;
    pcre2_compile_context *context = memory ? pcre2_compile_context_create(memory) : NULL;
    if (!context) return NULL;
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    /* In Oniguruma's syntax ^ and $ are those of lines. */
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)cxi_text(pattern), pattern->length,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C, error, &place, context);
    pcre2_compile_context_free(context);
    if (code) pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* where it cannot be, it is interpreted */
    return code;
}

struct cxi_regex *cxi_regex_new(struct cxi_span pattern, struct cxi_status *status) {
    struct cxi_quote quote = cxi_quote(pattern.text, pattern.length);
    struct cxi_text translated = {0};
    struct cxi_regex *regex = NULL;
    int error = PCRE2_ERROR_NOMEMORY;
    if (pattern.length > PATTERN_MAX)
        cxi_fail(status, "the regular expression \"%s\" has %zu bytes, and Calx's limit is %d", quote.text,
                 pattern.length, PATTERN_MAX);
    else if (cxi_regex_translate(&translated, pattern, status)) {
        regex = cxi_new(1, sizeof *regex);
        if (regex) regex->shown = cxi_copy_string(quote.text);
        pcre2_general_context *memory = pcre2_general_context_create(allocate, release, NULL);
        if (regex && regex->shown) regex->code = compile(&translated, memory, &error);
        pcre2_general_context_free(memory);
    }
    cxi_text_free(&translated);
    if (regex && regex->code) return regex;
    char why[128] = "out of memory";
    pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
    cxi_fail(status, "the regular expression \"%s\" cannot be compiled: %s", quote.text, why);
    cxi_regex_free(regex);
    return NULL;
}

void cxi_regex_free(struct cxi_regex *regex) {
    if (!regex) return;
    pcre2_code_free(regex->code);
    cxi_free(regex->shown);
    cxi_free(regex);
}

static bool prepare(struct cxi_match *match) {
    if (match->data) return true;
    pcre2_general_context *memory = pcre2_general_context_create(allocate, release, NULL);
    if (!memory) return false;
    match->context = pcre2_match_context_create(memory);
    match->stack = pcre2_jit_stack_create(STACK_LIMIT / 32, STACK_LIMIT, memory);
    if (match->context) {
        pcre2_set_match_limit(match->context, MATCH_LIMIT);
        pcre2_set_heap_limit(match->context, HEAP_LIMIT);
        pcre2_jit_stack_assign(match->context, NULL, match->stack);
        match->data = pcre2_match_data_create(1, memory);
    }
    pcre2_general_context_free(memory);
    if (!match->data) cxi_match_free(match);
    return match->data;
}

void cxi_match_free(struct cxi_match *match) {
    pcre2_match_data_free(match->data);
    pcre2_match_context_free(match->context);
    pcre2_jit_stack_free(match->stack);
    *match = (struct cxi_match){0};
}

/* Finds the next bytes that are all UTF-8. */
static bool next_run(struct cxi_search *s) {
    int32_t code = 0;
    s->run = s->run_end;
    while (s->run < s->text.length) {
        size_t length = cxi_utf8_next(s->text.text + s->run, s->text.length - s->run, &code);
        if (code != CXI_NOT_UTF8) break;
        s->run += length;
    }
    s->run_end = s->run;
    while (s->run_end < s->text.length) {
        size_t length = cxi_utf8_next(s->text.text + s->run_end, s->text.length - s->run_end, &code);
        if (code == CXI_NOT_UTF8) break;
        s->run_end += length;
    }
    s->at = s->run;
    return s->run < s->run_end;
}

static bool find_in_run(struct cxi_search *s, size_t *begin, size_t *end, struct cxi_status *status) {
    int found = pcre2_match(s->regex->code, (PCRE2_SPTR)s->text.text + s->run, s->run_end - s->run, s->at - s->run,
                            PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, s->match->data, s->match->context);
    if (found == PCRE2_ERROR_NOMATCH) return false;
    if (found < 0) {
        char why[128] = "";
        pcre2_get_error_message(found, (PCRE2_UCHAR *)why, sizeof why);
        return cxi_fail(status, "the regular expression \"%s\" takes too long on this text: %s", s->regex->shown, why);
    }
    const PCRE2_SIZE *place = pcre2_get_ovector_pointer(s->match->data);
    *begin = s->run + place[0];
    *end = s->at = s->run + place[1];
    return *end > *begin; /* \K may turn them round */
}

bool cxi_search_next(struct cxi_search *s, size_t *begin, size_t *end, struct cxi_status *status) {
    if (!prepare(s->match)) return cxi_fail_memory(status);
    do {
        if (s->at < s->run_end && find_in_run(s, begin, end, status)) return true;
    } while (cxi_ok(status) && next_run(s));
    return false;
}
