#include "notebook/plan.h"

#include "notebook/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

char *plain_form(const struct tokens *tokens, size_t first, size_t last) {
    struct cxi_text text = {0};
    for (size_t i = first; i < last && i < tokens->count; i++) {
        cxi_add_bytes(&text, tokens->source + tokens->at[i].start, tokens->at[i].end - tokens->at[i].start);
        cxi_add(&text, " ");
    }
    char *form = must_copy(cxi_text(&text), text.length);
    cxi_text_free(&text);
    return form;
}

void directive_words(const struct tokens *tokens, size_t index, char word[16], char subject[200]) {
    const char *at = tokens->source + tokens->at[index].start + 1, *end = tokens->source + tokens->at[index].end;
    size_t count = 0;
    while (at < end && (*at == ' ' || *at == '\t')) at++;
    for (; at < end && isalpha((unsigned char)*at) && count < 15; at++) word[count++] = *at;
    word[count] = '\0';
    while (at < end && (*at == ' ' || *at == '\t')) at++;
    for (count = 0; at < end && (isalnum((unsigned char)*at) || *at == '_') && count < 199; at++)
        subject[count++] = *at;
    subject[count] = '\0';
}

static void add_name(struct cxi_text *names, const struct tokens *tokens, size_t token, const char *before) {
    const struct token *t = &tokens->at[token];
    cxi_addf(names, "%s%.*s ", before, (int)(t->end - t->start), tokens->source + t->start);
}

/* The enumerators of the list that opens at `open`. */
static void add_enumerators(struct cxi_text *names, const struct tokens *tokens, size_t open) {
    size_t end = token_behind(tokens, open);
    for (size_t i = open + 1; i < end; i++) {
        if (tokens->at[i].kind == TOKEN_NAME && (i == open + 1 || token_is(tokens, i - 1, ",")))
            add_name(names, tokens, i, "");
        if (token_is(tokens, i, "(") || token_is(tokens, i, "{")) i = token_behind(tokens, i) - 1;
    }
}

/* The tags and enumerators that tokens define: those with a body. */
static void add_tags(struct cxi_text *names, const struct tokens *tokens, size_t first, size_t last) {
    for (size_t i = first; i < last; i++) {
        if (!token_in(tokens, i, " struct union enum ")) continue;
        size_t name = i + 1;
        while (token_in(tokens, name, " __attribute__ __attribute ")) name = token_behind(tokens, name + 1);
        size_t open = name + (name < tokens->count && tokens->at[name].kind == TOKEN_NAME);
        if (!token_is(tokens, open, "{")) continue;
        if (open != name) add_name(names, tokens, name, "tag:");
        if (token_is(tokens, i, "enum")) add_enumerators(names, tokens, open);
    }
}

static void plan_entry(struct translation *t, enum entry_kind kind, struct cxi_text *names, char *key) {
    bool known = kind == ENTRY_TYPE && key && names_find_key(t->known, kind, key);
    MUST_PUSH(t->new.at, t->new.count,
              (struct entry){kind, must_copy(cxi_text(names), names->length), key, NULL, t->unit, known});
    cxi_text_free(names);
}

static void plan_chunk(struct translation *t, const struct tokens *tokens, const struct chunk *chunk) {
    struct cxi_text names = {0};
    bool type = chunk->kind == CHUNK_TYPE;
    size_t body = specifiers_body(tokens, chunk->first, chunk->specifiers);
    if (type || body < chunk->specifiers) {
        cxi_add(&names, " ");
        add_tags(&names, tokens, chunk->first, type ? chunk->last : chunk->specifiers);
        for (size_t d = 0; d < chunk->declarators && type; d++) add_name(&names, tokens, chunk->declarator[d].name, "");
        plan_entry(t, ENTRY_TYPE, &names, plain_form(tokens, chunk->first, type ? chunk->last : chunk->specifiers));
    }
    for (size_t d = 0; d < chunk->declarators && !type; d++) {
        bool function = chunk->declarator[d].function;
        cxi_add(&names, " ");
        add_name(&names, tokens, chunk->declarator[d].name, "");
        plan_entry(t, function ? ENTRY_FUNCTION : ENTRY_VARIABLE, &names,
                   chunk->kind == CHUNK_FUNCTION ? must_copy("", 0) : NULL); /* a key: it is defined here */
    }
}

void plan(struct translation *t, const struct cell *cell, size_t first, size_t last) {
    for (size_t i = first; i < last; i++) {
        enum chunk_kind kind = cell->chunk[i].kind;
        if (kind == CHUNK_TYPE || kind == CHUNK_FUNCTION || kind == CHUNK_VARIABLES)
            plan_chunk(t, &cell->tokens, &cell->chunk[i]);
    }
    t->hidden = must_resize(NULL, t->known->count + 1, sizeof *t->hidden);
    names_hide(t->known, &t->new, t->hidden, &t->lost);
}
