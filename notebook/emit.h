/* Writing the parts of a translated cell, chunk by chunk. */
#ifndef NOTEBOOK_EMIT_H
#define NOTEBOOK_EMIT_H

#include "notebook/translate.h"

struct emitter {
    struct translation *t;
    const struct tokens *tokens;
    const struct chunk *chunk;
    size_t first, last; /* chunks */
    struct cxi_text file, body;
    char **guard; /* the conditionals (#if) that are open, each with its lines so far */
    size_t guards;
    size_t planned; /* the entry of t->new that comes next */
    char **type;    /* of the variables whose types are in their initialisers, in order: pointers to them */
    size_t types, next_type;
    int tags; /* structs that had no name */
};

/* Asks the compiler for the types that only it can know. Comes first. */
void find_types(struct emitter *e);

void emit_directive(struct emitter *e, const struct chunk *chunk);
void emit_type(struct emitter *e, const struct chunk *chunk);
void emit_function(struct emitter *e, const struct chunk *chunk);
void emit_variables(struct emitter *e, const struct chunk *chunk);
void emit_expression(struct emitter *e, const struct chunk *chunk);
void emit_statement(struct emitter *e, const struct chunk *chunk);
void emitter_free(struct emitter *e);

/* Parts, for the two files of this. */
void emit_begin(const struct emitter *e,
                struct cxi_text *to); /* a piece that stands alone, inside of the open conditionals */
void emit_end(const struct emitter *e, struct cxi_text *to);
void emit_place(const struct emitter *e, struct cxi_text *to,
                size_t token); /* what follows stands where the token does */
void emit_source(const struct emitter *e, struct cxi_text *to, size_t first, size_t last); /* tokens, as they are */
bool emit_guess(const struct chunk *chunk, const struct declarator *d,
                const struct tokens *tokens); /* find_types is needed */

#endif
