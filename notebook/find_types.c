/* Types that only the compiler knows: those of `int a[] = {...}` and `__auto_type x = ...`. The cell is compiled as the inside of
   a function, all of its variables being local ones, with an assignment behind each such variable that cannot be: the message
   says the type. GCC: "incompatible types when assigning to type 'struct calx_unknown_0' from type 'int (*)[3]'"; Clang:
   "assigning to 'struct calx_unknown_0' from incompatible type 'int (*)[3]'". */
#include "notebook/emit.h"

#include "notebook/memory.h"
#include "notebook/plan.h"

#include <stdlib.h>
#include <string.h>

bool emit_guess(const struct chunk *chunk, const struct declarator *d, const struct tokens *tokens) {
    return d->init < d->init_end &&
           (d->unsized || specifiers_have(tokens, chunk->first, chunk->specifiers, " __auto_type "));
}

static char *read_type(const char *messages, size_t number) {
    char wanted[64];
    snprintf(wanted, sizeof wanted, "'struct calx_unknown_%zu' from ", number);
    const char *at = strstr(messages, wanted), *end;
    at = at ? strchr(at + strlen(wanted), '\'') : NULL;
    end = at ? strchr(at + 1, '\'') : NULL;
    if (!end || memchr(at, '<', (size_t)(end - at)) || strstr(at, "(unnamed") == at) return NULL; /* it has no name */
    return must_copy(at + 1, (size_t)(end - at - 1));
}

static void add_chunk(struct emitter *e, struct cxi_text *file, struct cxi_text *body, const struct chunk *chunk) {
    bool global = chunk->kind == CHUNK_TYPE || chunk->kind == CHUNK_FUNCTION || chunk->kind == CHUNK_DIRECTIVE;
    emit_source(e, global ? file : body, chunk->first, chunk->last);
    if (chunk->kind == CHUNK_EXPRESSION) cxi_add(body, ";");
    cxi_add(global ? file : body, "\n");
    for (size_t d = 0; d < chunk->declarators && chunk->kind == CHUNK_VARIABLES; d++) {
        const struct declarator *declarator = &chunk->declarator[d];
        if (!emit_guess(chunk, declarator, e->tokens)) continue;
        size_t k = e->types;
        cxi_addf(body, "struct calx_unknown_%zu { int i; } calx_unknown_%zu; calx_unknown_%zu = &", k, k, k);
        emit_source(e, body, declarator->name, declarator->name + 1);
        cxi_add(body, ";\n");
        MUST_PUSH(e->type, e->types, NULL);
    }
}

void find_types(struct emitter *e) {
    struct cxi_text file = {0}, body = {0}, program = {0};
    for (size_t i = e->first; i < e->last; i++) {
        const struct chunk *chunk = &e->chunk[i];
        char word[16] = "", subject[200];
        if (chunk->kind == CHUNK_MAGIC) continue;
        if (chunk->kind == CHUNK_DIRECTIVE) directive_words(e->tokens, chunk->first, word, subject);
        if (strncmp(word, "if", 2) == 0 || strncmp(word, "el", 2) == 0 || strcmp(word, "endif") == 0) {
            emit_source(e, &body, chunk->first, chunk->last); /* in both parts */
            cxi_add(&body, "\n");
        }
        add_chunk(e, &file, &body, chunk);
    }
    if (e->types) {
        cxi_addf(&file, "\nvoid calx_types(void) {\n%s\n}\n", cxi_text(&body));
        names_declare(e->t->known, e->t->hidden, cxi_text(&file), &program);
        cxi_add(&program, cxi_text(&file));
        char *messages = e->t->ask(e->t->user, cxi_text(&program));
        for (size_t i = 0; i < e->types && messages; i++) e->type[i] = read_type(messages, i);
        free(messages);
    }
    cxi_text_free(&file);
    cxi_text_free(&body);
    cxi_text_free(&program);
}
