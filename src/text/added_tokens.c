#include "text/added_tokens.h"

#include "base/alloc.h"
#include "text/unicode.h"

bool cxi_added_tokens_add(struct cxi_added_tokens *added, struct cxi_added_token token, struct cxi_span spelling,
                          struct cxi_status *status) {
    if (!spelling.length) return true;
    if (added->count == added->capacity) {
        size_t capacity = added->capacity * 2 + 16;
        struct cxi_added_token *grown = cxi_resize(added->token, capacity, sizeof *grown);
        if (!grown) return cxi_fail_memory(status);
        added->token = grown;
        added->capacity = capacity;
    }
    added->token[added->count] = token;
    return cxi_trie_add(token.normalized ? &added->normal : &added->raw, spelling, (int32_t)added->count++, status);
}

void cxi_added_tokens_free(struct cxi_added_tokens *added) {
    cxi_free(added->token);
    cxi_trie_free(&added->raw);
    cxi_trie_free(&added->normal);
}

static bool touches_word(struct cxi_span text, size_t begin, size_t end) {
    int32_t before = ' ', after = ' ';
    if (begin) cxi_utf8_last(text.text, begin, &before);
    if (end < text.length) cxi_utf8_next(text.text + end, text.length - end, &after);
    return cxi_is_word(before) || cxi_is_word(after);
}

static size_t skip_blanks_back(struct cxi_span text, size_t at, size_t limit) {
    int32_t code;
    while (at > limit) {
        size_t length = cxi_utf8_last(text.text, at, &code);
        if (!cxi_is_white_space(code) || length > at - limit) break;
        at -= length;
    }
    return at;
}

static size_t skip_blanks(struct cxi_span text, size_t at) {
    int32_t code;
    while (at < text.length) {
        size_t length = cxi_utf8_next(text.text + at, text.length - at, &code);
        if (!cxi_is_white_space(code)) break;
        at += length;
    }
    return at;
}

/* The next token's place, with its blanks. One that may not stand where it does is passed over whole. */
static const struct cxi_added_token *find(struct cxi_added_search *s, size_t *begin, size_t *end) {
    while (!cxi_trie_empty(s->trie) && s->next < s->text.length) {
        size_t at = s->next;
        int32_t index;
        size_t length = cxi_trie_longest(s->trie, cxi_span(s->text.text + at, s->text.length - at), &index);
        s->next += length ? length : 1;
        if (!length) continue;
        const struct cxi_added_token *token = &s->added->token[index];
        if (token->special && s->plain) {
            s->next = at + 1;
            continue;
        }
        if (token->single_word && touches_word(s->text, at, at + length)) continue;
        *begin = token->left ? skip_blanks_back(s->text, at, s->done) : at;
        *end = token->right ? skip_blanks(s->text, at + length) : at + length;
        if (*end > s->next) s->next = *end;
        return token;
    }
    return NULL;
}

bool cxi_added_next(struct cxi_added_search *s, struct cxi_span *text, int32_t *id) {
    *id = s->waiting;
    if (*id >= 0) {
        s->waiting = -1;
        s->done = s->waiting_end;
        return true;
    }
    if (s->done == s->text.length) return false;
    size_t begin = s->text.length, end = begin;
    const struct cxi_added_token *token = find(s, &begin, &end);
    *text = cxi_span(s->text.text + s->done, begin - s->done);
    s->done = begin;
    if (!token) return text->length > 0;
    s->waiting = token->id;
    s->waiting_end = end;
    return text->length > 0 || cxi_added_next(s, text, id);
}
