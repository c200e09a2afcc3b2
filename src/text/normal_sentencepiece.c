/* SentencePiece's normaliser (src/normalizer.cc): rules from its file, blanks, and the mark U+2581 that stands for a blank. */
#include "text/normalizer.h"

static void add_blank(const struct cxi_normal_step *step, struct cxi_text *to) {
    cxi_add(to, step->escape ? "\xE2\x96\x81" : " ");
}

/* What a text begins with, and what it becomes: returns the length of the first. Bytes that are not UTF-8 stay. */
static size_t next_rule(const struct cxi_normal_step *step, struct cxi_span text, struct cxi_span *becomes) {
    int32_t user, code;
    size_t length = cxi_trie_longest(&step->users, text, &user);
    if (!length) {
        length = cxi_charsmap_longest(&step->map, text, becomes);
        if (length) return length;
        length = cxi_utf8_next(text.text, text.length, &code);
    }
    *becomes = cxi_span(text.text, length);
    return length;
}

static void add_escaped(const struct cxi_normal_step *step, struct cxi_span text, struct cxi_text *to) {
    size_t done = 0;
    for (size_t i = 0; step->escape && i < text.length; i++)
        if (text.text[i] == ' ') {
            cxi_add_bytes(to, text.text + done, i - done);
            add_blank(step, to);
            done = i + 1;
        }
    cxi_add_bytes(to, text.text + done, text.length - done);
}

static void drop_last_blanks(const struct cxi_normal_step *step, struct cxi_text *to) {
    const char *blank = step->escape ? "\xE2\x96\x81" : " ";
    size_t length = strlen(blank);
    while (to->length >= length && memcmp(to->data + to->length - length, blank, length) == 0) to->length -= length;
    if (to->data) to->data[to->length] = '\0';
}

void cxi_normal_sentencepiece(const struct cxi_normal_step *step, struct cxi_span from, struct cxi_text *to,
                              struct cxi_encoding *e) {
    size_t at = 0, length;
    struct cxi_span becomes = {"", 0};
    for (; step->fewer_blanks && at < from.length; at += length) {
        length = next_rule(step, cxi_span(from.text + at, from.length - at), &becomes);
        if (becomes.length != 1 || becomes.text[0] != ' ') break;
    }
    if (at == from.length) return;
    if (step->dummy_prefix && !step->prefix_is_suffix) add_blank(step, to);
    bool after_blank = step->fewer_blanks;
    for (; at < from.length && !cxi_normal_too_long(to, e); at += length) {
        length = next_rule(step, cxi_span(from.text + at, from.length - at), &becomes);
        while (after_blank && becomes.length && becomes.text[0] == ' ')
            becomes = cxi_span(becomes.text + 1, becomes.length - 1);
        if (!becomes.length) continue;
        add_escaped(step, becomes, to);
        after_blank = step->fewer_blanks && becomes.text[becomes.length - 1] == ' ';
    }
    if (step->fewer_blanks) drop_last_blanks(step, to);
    if (step->dummy_prefix && step->prefix_is_suffix) add_blank(step, to);
}
