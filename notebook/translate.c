#include "notebook/translate.h"

#include "notebook/emit.h"
#include "notebook/memory.h"
#include "notebook/plan.h"

#include <stdlib.h>
#include <string.h>

static void translate_chunk(struct emitter *e, const struct chunk *chunk) {
    switch (chunk->kind) {
    case CHUNK_DIRECTIVE: emit_directive(e, chunk); break;
    case CHUNK_TYPE: emit_type(e, chunk); break;
    case CHUNK_FUNCTION: emit_function(e, chunk); break;
    case CHUNK_VARIABLES: emit_variables(e, chunk); break;
    case CHUNK_EXPRESSION: emit_expression(e, chunk); break;
    case CHUNK_STATEMENT: emit_statement(e, chunk); break;
    case CHUNK_MAGIC: break;
    }
}

void translate(struct translation *t, const struct cell *cell, size_t first, size_t last) {
    struct emitter e = {.t = t, .tokens = &cell->tokens, .chunk = cell->chunk, .first = first, .last = last};
    bool statements = false;
    plan(t, cell, first, last);
    find_types(&e);
    for (size_t i = first; i < last; i++) {
        translate_chunk(&e, &cell->chunk[i]);
        statements |= cell->chunk[i].kind == CHUNK_STATEMENT || cell->chunk[i].kind == CHUNK_EXPRESSION;
    }
    const struct entry *entry = names_find(&t->new, ENTRY_FUNCTION, "main");
    t->runs_main = entry && entry->unit == t->unit && entry->key && !statements; /* a whole program */
    if (t->runs_main) cxi_add(&e.body, "((int (*)())main)(1, (char *[]){\"cell\", 0}, 0);\n");

    snprintf(t->symbol, sizeof t->symbol, "calx_cell_%d", t->unit);
    /* The asm: what pointers lead to on the cell's stack, which stays, must have been written. */
    cxi_addf(&e.file, "\nvoid %s(void);\nvoid %s(void) {\n%s\n__asm__ volatile(\"\" : : : \"memory\");\n}\n", t->symbol,
             t->symbol, cxi_text(&e.body));
    names_declare(t->known, t->hidden, cxi_text(&e.file), &t->program);
    cxi_add(&t->program, cxi_text(&e.file));
    emitter_free(&e);
}

void translation_free(struct translation *t) {
    cxi_text_free(&t->program);
    cxi_text_free(&t->lost);
    names_free(&t->new);
    free(t->hidden);
}
