/* A cell cut into chunks: statements, declarations, functions, types, lines for the preprocessor and for the notebook. A
   declaration is told from a statement as C's grammar does it, with the one thing that grammar cannot know, whether a name is
   that of a type, asked of the caller. What makes no sense is a statement: the compiler says what is wrong with it. */
#ifndef NOTEBOOK_CELL_H
#define NOTEBOOK_CELL_H

#include "notebook/lex.h"

enum chunk_kind {
    CHUNK_STATEMENT,
    CHUNK_EXPRESSION, /* the last of a cell, without ';': to be shown */
    CHUNK_FUNCTION,   /* a definition */
    CHUNK_TYPE,       /* a typedef, or a struct, union or enum without variables */
    CHUNK_VARIABLES,  /* and prototypes */
    CHUNK_DIRECTIVE,
    CHUNK_MAGIC
};

/* All are indices of tokens; a range does not include its end. */
struct declarator {
    size_t first, last; /* without an initialiser */
    size_t name;
    size_t attributes; /* where those behind it begin; `last`: there are none */
    size_t init, init_end;
    bool function; /* a prototype, or the head of a definition */
    bool unsized;  /* an array whose length its initialiser says: [] */
};

struct chunk {
    enum chunk_kind kind;
    size_t first, last;
    size_t specifiers; /* their end, in a declaration: "static const int" */
    struct declarator *declarator;
    size_t declarators;
};

struct cell {
    struct tokens tokens;
    struct chunk *chunk;
    size_t chunks;
};

/* Asked for names that stand where a type's would: true when it is one. */
typedef bool name_is_type(void *user, const char *name, size_t length);

struct cell cell_split(const char *source, name_is_type *is_type, void *user);
void cell_free(struct cell *cell);

/* Of the specifiers [first, last) of a declaration. */
bool specifiers_have(const struct tokens *tokens, size_t first, size_t last, const char *words);
/* The '{' of a struct, union or enum that they define, or `last`. */
size_t specifiers_body(const struct tokens *tokens, size_t first, size_t last);

#endif
