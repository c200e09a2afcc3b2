#include "notebook/cell.h"

#include "notebook/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Words that a declaration begins with, by what follows them. */
static const char plain_words[] =
    " static extern typedef register auto inline __inline __inline__ const volatile restrict __const "
    "__volatile__ __restrict __restrict__ _Noreturn _Thread_local __thread __extension__ ",
                  type_words[] =
                      " void char short int long float double signed unsigned _Bool _Complex __complex__ __int128 "
                      "_Float16 _Float32 _Float64 _Float128 __auto_type __builtin_va_list ",
                  tag_words[] = " struct union enum ", typeof_words[] = " typeof __typeof__ __typeof _Atomic ",
                  attribute_words[] = " __attribute__ __attribute _Alignas __asm__ __asm asm ",
                  control_words[] = " if for while do switch else case default return goto break continue ",
                  headed_words[] = " if for while switch ";

struct splitter {
    struct tokens tokens;
    name_is_type *is_type;
    void *user;
    struct cell *cell;
};

static bool is_mark(const struct splitter *s, size_t i, char mark) {
    return i < s->tokens.count && s->tokens.at[i].kind == TOKEN_MARK && s->tokens.source[s->tokens.at[i].start] == mark;
}

static bool is_name(const struct splitter *s, size_t i) {
    return i < s->tokens.count && s->tokens.at[i].kind == TOKEN_NAME;
}

static bool has(const struct splitter *s, size_t i, const char *words) {
    return token_in(&s->tokens, i, words);
}

/* Behind the bracket that opens at i, or behind token i. */
static size_t behind(const struct splitter *s, size_t i) {
    return is_mark(s, i, '(') || is_mark(s, i, '[') || is_mark(s, i, '{') ? token_behind(&s->tokens, i) : i + 1;
}

/* --------------------------------------------------------------------------------------------------- statements */

static size_t simple_end(const struct splitter *s, size_t i) {
    while (i < s->tokens.count && !is_mark(s, i, ';') && s->tokens.at[i].kind != TOKEN_MAGIC) i = behind(s, i);
    return is_mark(s, i, ';') ? i + 1 : i;
}

/* Behind a statement with all that belongs to it. */
static size_t statement_end(const struct splitter *s, size_t i) {
    size_t loops = 0; /* begun with `do`, whose `while` is to come */
    while (i < s->tokens.count) {
        if (has(s, i, headed_words)) {
            i = is_mark(s, i + 1, '(') ? behind(s, i + 1) : i + 1;
            continue;
        }
        bool loop = token_is(&s->tokens, i, "do"), label = is_name(s, i) && is_mark(s, i + 1, ':');
        if (loop || label || token_is(&s->tokens, i, "else") || s->tokens.at[i].kind == TOKEN_DIRECTIVE) {
            loops += loop;
            i += label ? 2 : 1;
            continue;
        }
        i = is_mark(s, i, '{') ? behind(s, i) : simple_end(s, i);
        for (; loops && token_is(&s->tokens, i, "while"); loops--) i = simple_end(s, i);
        if (!token_is(&s->tokens, i, "else")) return i;
    }
    return i < s->tokens.count ? i : s->tokens.count;
}

/* ------------------------------------------------------------------------------------------------- declarations */

static bool known_here(const struct splitter *s, size_t i) {
    const struct token *name = &s->tokens.at[i];
    for (size_t c = 0; c < s->cell->chunks; c++) {
        const struct chunk *chunk = &s->cell->chunk[c];
        if (chunk->kind != CHUNK_TYPE) continue;
        for (size_t d = 0; d < chunk->declarators; d++) {
            const struct token *type = &s->tokens.at[chunk->declarator[d].name];
            if (type->end - type->start == name->end - name->start &&
                memcmp(s->tokens.source + type->start, s->tokens.source + name->start, name->end - name->start) == 0)
                return true;
        }
    }
    return false;
}

/* A name in whose place a type's could stand: T x, T *x, T (*x)(int). */
static bool could_be_type(const struct splitter *s, size_t i) {
    return is_name(s, i) && !has(s, i, control_words) && !has(s, i, " sizeof _Alignof __alignof__ _Generic ") &&
           (is_name(s, i + 1) || is_mark(s, i + 1, '*') || (is_mark(s, i + 1, '(') && is_mark(s, i + 2, '*')));
}

static bool begins_declaration(const struct splitter *s, size_t i) {
    if (has(s, i, plain_words) || has(s, i, type_words) || has(s, i, tag_words) || has(s, i, typeof_words) ||
        has(s, i, " __attribute__ _Alignas "))
        return true;
    const struct token *token = &s->tokens.at[i];
    return could_be_type(s, i) &&
           (known_here(s, i) || s->is_type(s->user, s->tokens.source + token->start, token->end - token->start));
}

static size_t skip_attributes(const struct splitter *s, size_t i) {
    while (has(s, i, attribute_words)) i = is_mark(s, i + 1, '(') ? behind(s, i + 1) : i + 1;
    return i;
}

static size_t specifiers_end(const struct splitter *s, size_t i) {
    bool typed = false;
    for (size_t next; i < s->tokens.count; i = next) {
        next = skip_attributes(s, i);
        if (next != i) continue;
        next = i + 1;
        if (has(s, i, plain_words)) continue;
        if (has(s, i, typeof_words)) {
            typed |= is_mark(s, next, '(');
            if (is_mark(s, next, '(')) next = behind(s, next);
        } else if (has(s, i, tag_words)) {
            next = skip_attributes(s, next);
            next += is_name(s, next);
            if (is_mark(s, next, '{')) next = behind(s, next);
            typed = true;
        } else if (has(s, i, type_words) || (is_name(s, i) && !typed))
            typed = true;
        else
            break;
    }
    return i < s->tokens.count ? i : s->tokens.count;
}

static bool read_declarator(const struct splitter *s, size_t i, struct declarator *d) {
    size_t depth = 0;
    *d = (struct declarator){.first = i};
    for (; !is_name(s, i) || has(s, i, plain_words) || has(s, i, attribute_words) || has(s, i, " _Atomic ");) {
        if (is_mark(s, i, '(')) depth++;
        if (has(s, i, attribute_words))
            i = skip_attributes(s, i);
        else if (is_mark(s, i, '(') || is_mark(s, i, '*') || is_name(s, i))
            i++;
        else
            return false;
    }
    d->name = i++;
    d->function = is_mark(s, i, '(');
    d->unsized = is_mark(s, i, '[') && is_mark(s, i + 1, ']');
    d->attributes = SIZE_MAX;
    for (; i < s->tokens.count && (depth || !has(s, i, " = , ; { ")); i = behind(s, i)) {
        if (depth && is_mark(s, i, ')')) {
            depth--;
            continue;
        }
        if (has(s, i, attribute_words) && d->attributes == SIZE_MAX) d->attributes = i;
        if (!is_mark(s, i, '(') && !is_mark(s, i, '[') && !has(s, i, attribute_words)) return false;
    }
    d->last = i < s->tokens.count ? i : s->tokens.count;
    if (d->attributes > d->last) d->attributes = d->last;
    d->init = d->init_end = d->last;
    if (!is_mark(s, i, '=')) return true;
    d->init = ++i;
    while (i < s->tokens.count && !is_mark(s, i, ',') && !is_mark(s, i, ';')) i = behind(s, i);
    d->init_end = i < s->tokens.count ? i : s->tokens.count;
    if (d->init > d->init_end) d->init = d->init_end;
    return true;
}

/* False when it is no declaration after all. */
static bool read_declaration(const struct splitter *s, struct chunk *chunk) {
    bool types = false;
    size_t i = chunk->specifiers = specifiers_end(s, chunk->first);
    types = specifiers_have(&s->tokens, chunk->first, i, " typedef ");
    chunk->kind = types || i >= s->tokens.count || is_mark(s, i, ';') ? CHUNK_TYPE : CHUNK_VARIABLES;
    while (i < s->tokens.count && !is_mark(s, i, ';')) {
        struct declarator d;
        if (!read_declarator(s, i, &d)) return false;
        MUST_PUSH(chunk->declarator, chunk->declarators, d);
        i = d.init_end;
        if (is_mark(s, i, '{')) {
            chunk->kind = CHUNK_FUNCTION;
            chunk->last = behind(s, i);
            return chunk->declarators == 1;
        }
        if (is_mark(s, i, ',')) i++;
    }
    chunk->last = i < s->tokens.count ? i + 1 : s->tokens.count;
    return true;
}

bool specifiers_have(const struct tokens *tokens, size_t first, size_t last, const char *words) {
    for (size_t i = first; i < last; i++) {
        if (token_in(tokens, i, words)) return true;
        if (token_is(tokens, i, "{") || token_is(tokens, i, "(")) i = token_behind(tokens, i) - 1;
    }
    return false;
}

size_t specifiers_body(const struct tokens *tokens, size_t first, size_t last) {
    for (size_t i = first; i < last; i++) {
        if (token_is(tokens, i, "{")) return i;
        if (token_is(tokens, i, "(")) i = token_behind(tokens, i) - 1;
    }
    return last;
}

/* -------------------------------------------------------------------------------------------------------- cells */

static struct chunk next_chunk(const struct splitter *s, size_t i) {
    struct chunk chunk = {.first = i, .last = i + 1};
    enum token_kind kind = s->tokens.at[i].kind;
    if (kind == TOKEN_DIRECTIVE || kind == TOKEN_MAGIC) {
        chunk.kind = kind == TOKEN_MAGIC ? CHUNK_MAGIC : CHUNK_DIRECTIVE;
        return chunk;
    }
    bool label = is_name(s, i) && is_mark(s, i + 1, ':');
    if (!label && begins_declaration(s, i)) {
        if (read_declaration(s, &chunk)) return chunk;
        free(chunk.declarator);
        chunk = (struct chunk){.first = i};
    }
    bool simple = !is_mark(s, i, '{') && !has(s, i, control_words) && !label;
    chunk.last = simple ? simple_end(s, i) : statement_end(s, i);
    chunk.kind = simple && !is_mark(s, chunk.last - 1, ';') ? CHUNK_EXPRESSION : CHUNK_STATEMENT;
    return chunk;
}

struct cell cell_split(const char *source, name_is_type *is_type, void *user) {
    struct cell cell = {.tokens = lex(source)};
    struct splitter s = {cell.tokens, is_type, user, &cell};
    for (size_t i = 0; i < cell.tokens.count;) {
        struct chunk chunk = next_chunk(&s, i);
        MUST_PUSH(cell.chunk, cell.chunks, chunk);
        i = chunk.last;
    }
    return cell;
}

void cell_free(struct cell *cell) {
    for (size_t i = 0; i < cell->chunks; i++) free(cell->chunk[i].declarator);
    free(cell->chunk);
    free(cell->tokens.at);
    *cell = (struct cell){0};
}
