/* What the cells of a session have defined, as C that later cells begin with: variables and functions as declarations that
   carry the symbol of their storage, types, macros and includes as they were written. */
#ifndef NOTEBOOK_NAMES_H
#define NOTEBOOK_NAMES_H

#include "notebook/lex.h"

#include "base/text.h"

enum entry_kind {
    ENTRY_LINE,  /* #include and the like */
    ENTRY_MACRO, /* never removed: what was written before a new definition keeps the old one's meaning */
    ENTRY_TYPE,
    ENTRY_VARIABLE,
    ENTRY_FUNCTION
};

struct entry {
    enum entry_kind kind;
    char *names; /* " x ", of a type " point tag:point " with its enumerators */
    char *key;   /* the source without blanks and comments, by which the same type or macro is known again */
    char *text;
    int unit;   /* that defined it */
    bool again; /* of the new: a type that is known already; not hiding the old one */
};

struct names {
    struct entry *at;
    size_t count;
};

void names_free(struct names *names);
const struct entry *names_find(const struct names *names, enum entry_kind kind, const char *name);
const struct entry *names_find_key(const struct names *names, enum entry_kind kind, const char *key);

/* Marks what of the old no longer holds once the new stands: what is defined again, and what is made of a type that is now
   another. Names of the latter are added to `lost`, with a blank before each. */
void names_hide(const struct names *old, const struct names *new, bool *hidden, struct cxi_text *lost);
/* The old without what is hidden, and then the new, which is used up. */
void names_merge(struct names *old, struct names *new, const bool *hidden);
/* What comes before a program: of types, variables and functions those that it may mean (NULL: all), so that the time for a cell
   does not grow with the session. */
void names_declare(const struct names *names, const bool *hidden, const char *program, struct cxi_text *to);

#endif
