/* The steps that tokenizer.json names (tokenizers, src/pre_tokenizers). */
#include "text/pre_tokenizer.h"

#include "base/alloc.h"
#include "text/byte_level.h"
#include "text/tokenizer.h"

#define MARK "\xE2\x96\x81" /* U+2581, which stands for a blank */

const char cxi_gpt2_pattern[] = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

struct cxi_split_step *cxi_pre_tokenizer_add(struct cxi_pre_tokenizer *p, cxi_split_apply *apply,
                                             struct cxi_status *status) {
    if (p->count == CXI_STEPS_MAX) {
        cxi_fail(status, "the pre-tokeniser has more than %d steps, which is Calx's limit", CXI_STEPS_MAX);
        return NULL;
    }
    struct cxi_split_step *step = &p->step[p->count];
    *step = (struct cxi_split_step){.apply = apply, .index = p->count++};
    return step;
}

void cxi_pre_tokenizer_free(struct cxi_pre_tokenizer *p) {
    for (int i = 0; i < p->count; i++) {
        cxi_regex_free(p->step[i].regex);
        cxi_free(p->step[i].text);
    }
    p->count = 0;
}

/* Passes a piece on to the step of this number, or after the last to the model. */
static void pass_on(int index, struct cxi_word word, struct cxi_encoding *e) {
    const struct cx_tokenizer *t = e->tokenizer;
    if (!word.span.length || !cxi_ok(&e->status)) return;
    if (index < t->pre_tokenizer.count)
        t->pre_tokenizer.step[index].apply(&t->pre_tokenizer.step[index], word, e);
    else
        t->model->encode(t->model, word.span, e);
}

void cxi_pre_tokenize(const struct cxi_pre_tokenizer *p, struct cxi_word word, struct cxi_encoding *e) {
    (void)p;
    pass_on(0, word, e);
}

/* -- Cutting by what matches -- */

/* Parts of a word, one after the other, each matched or not, joined as the behaviour says. */
struct cutter {
    const struct cxi_split_step *step;
    struct cxi_word word;
    struct cxi_encoding *e;
    size_t from, to; /* what is not yet passed on */
    bool matched;    /* its last part */
};

static void flush(struct cutter *c) {
    struct cxi_span part = cxi_span(c->word.span.text + c->from, c->to - c->from);
    pass_on(c->step->index + 1, (struct cxi_word){part, c->word.first && c->from == 0}, c->e);
    c->from = c->to;
}

static void cut(struct cutter *c, size_t to, bool matched) {
    if (to == c->to) return;
    bool held = c->from < c->to, joins = false;
    switch (c->step->behaviour) {
    case CXI_REMOVED:
    case CXI_ISOLATED: break;
    case CXI_MERGED_WITH_PREVIOUS: joins = matched && !c->matched; break;
    case CXI_MERGED_WITH_NEXT: joins = c->matched && !matched; break;
    case CXI_CONTIGUOUS: joins = c->matched == matched; break;
    }
    if (held && !joins) flush(c);
    c->to = to;
    if (c->step->behaviour == CXI_REMOVED && matched) c->from = to;
    c->matched = matched;
}

static void cut_by_text(struct cutter *c) {
    struct cxi_span all = c->word.span, text = cxi_span(c->step->text, strlen(c->step->text));
    for (size_t at = 0; text.length && at + text.length <= all.length && cxi_ok(&c->e->status);) {
        const char *found = memchr(all.text + at, text.text[0], all.length - at);
        if (!found) break;
        at = (size_t)(found - all.text);
        if (!cxi_starts_with(cxi_span(found, all.length - at), text)) {
            at++;
            continue;
        }
        cut(c, at, c->step->invert);
        cut(c, at += text.length, !c->step->invert);
    }
}

static void cut_by_kind(struct cutter *c) {
    struct cxi_span all = c->word.span;
    int32_t code;
    for (size_t at = 0, length; at < all.length && cxi_ok(&c->e->status); at += length) {
        length = cxi_utf8_next(all.text + at, all.length - at, &code);
        if (!c->step->matches(code)) continue;
        cut(c, at, c->step->invert);
        cut(c, at + length, !c->step->invert);
    }
}

static void cut_by_regex(struct cutter *c) {
    struct cxi_search search = {.regex = c->step->regex, .match = &c->e->match, .text = c->word.span};
    size_t begin, end;
    while (cxi_search_next(&search, &begin, &end, &c->e->status)) {
        cut(c, begin, c->step->invert);
        cut(c, end, !c->step->invert);
    }
}

void cxi_split_matches(const struct cxi_split_step *step, struct cxi_word word, struct cxi_encoding *e) {
    struct cutter c = {.step = step, .word = word, .e = e};
    if (step->regex)
        cut_by_regex(&c);
    else if (step->text)
        cut_by_text(&c);
    else
        cut_by_kind(&c);
    cut(&c, word.span.length, step->invert);
    flush(&c);
}

/* -- Whitespace: words, and runs of what is neither word nor blank; as \w+|[^\w\s]+ -- */

static int kind_of(int32_t code) {
    if (code == 0x200C || code == 0x200D) return 1; /* joiners, which this library's \w has */
    return cxi_is_white_space(code) ? 0 : cxi_is_word(code) ? 1 : 2;
}

void cxi_split_whitespace(const struct cxi_split_step *step, struct cxi_word word, struct cxi_encoding *e) {
    struct cutter c = {.step = step, .word = word, .e = e};
    int before = 0, kind;
    int32_t code;
    for (size_t at = 0, length; at < word.span.length; at += length, before = kind) {
        length = cxi_utf8_next(word.span.text + at, word.span.length - at, &code);
        kind = kind_of(code);
        if (kind == before) continue;
        cut(&c, at, before == 0);
    }
    cut(&c, word.span.length, before == 0);
    flush(&c);
}

/* -- Changing text, and cutting it -- */

/* Where the next mark is, at `from` or later. */
static size_t find_mark(struct cxi_span text, size_t from) {
    while (from < text.length) {
        const char *found = memchr(text.text + from, MARK[0], text.length - from);
        if (!found) break;
        from = (size_t)(found - text.text);
        if (cxi_starts_with(cxi_span(found, text.length - from), cxi_span(MARK, 3))) return from;
        from++;
    }
    return text.length;
}

static void cut_before_marks(const struct cxi_split_step *step, struct cxi_word word, struct cxi_encoding *e) {
    for (size_t from = 0, end; from < word.span.length; from = end) {
        end = find_mark(word.span, from + 1);
        pass_on(step->index + 1,
                (struct cxi_word){cxi_span(word.span.text + from, end - from), word.first && from == 0}, e);
    }
}

void cxi_split_metaspace(const struct cxi_split_step *step, struct cxi_word word, struct cxi_encoding *e) {
    struct cxi_text *to = &e->split[step->index];
    struct cxi_span text = word.span;
    cxi_text_clear(to);
    bool wants = step->prefix == CXI_PREFIX_ALWAYS || (step->prefix == CXI_PREFIX_FIRST && word.first);
    if (wants && text.text[0] != ' ' && !cxi_starts_with(text, cxi_span(MARK, 3))) cxi_add(to, MARK);
    for (size_t at = 0; at < text.length;) {
        const char *blank = memchr(text.text + at, ' ', text.length - at);
        size_t end = blank ? (size_t)(blank - text.text) : text.length;
        cxi_add_bytes(to, text.text + at, end - at);
        if (blank) cxi_add_bytes(to, MARK, 3);
        at = end + (blank != NULL);
    }
    if (!cxi_text_ok(to)) cxi_fail_memory(&e->status);
    word.span = cxi_span(cxi_text(to), to->length);
    if (step->cuts)
        cut_before_marks(step, word, e);
    else
        pass_on(step->index + 1, word, e);
}

/* ByteLevel is up to three steps: a blank before every part, its regular expression, and its spelling. */

void cxi_split_blank_first(const struct cxi_split_step *step, struct cxi_word word, struct cxi_encoding *e) {
    struct cxi_text *to = &e->split[step->index];
    if (word.span.text[0] == ' ') {
        pass_on(step->index + 1, word, e);
        return;
    }
    cxi_text_clear(to);
    cxi_add_bytes(to, " ", 1);
    cxi_add_bytes(to, word.span.text, word.span.length);
    if (!cxi_text_ok(to)) cxi_fail_memory(&e->status);
    word.span = cxi_span(cxi_text(to), to->length);
    pass_on(step->index + 1, word, e);
}

void cxi_split_byte_level(const struct cxi_split_step *step, struct cxi_word word, struct cxi_encoding *e) {
    struct cxi_text *to = &e->split[step->index];
    cxi_text_clear(to);
    cxi_byte_level_add(to, word.span);
    if (!cxi_text_ok(to)) cxi_fail_memory(&e->status);
    word.span = cxi_span(cxi_text(to), to->length);
    pass_on(step->index + 1, word, e);
}
