/* A cell as C that can be compiled by itself: a file whose first part declares what earlier cells defined, and whose last is a
   function of the cell's statements.

   A variable is a global of the file, under a symbol of its own, so that the same name may come again:

       float x[2] = {f(), 1};      becomes      float x[2] __asm__("cell7.x");
                                   and inside   float calx_7_x[2] = {f(), 1};  memcpy(&x, &calx_7_x, sizeof x);

   so initialisers are those of C inside of a function: calls, compound literals, designated initialisers. Lines and columns stay
   those of the cell. Where the type of a variable is in its initialiser (int a[] = {1, 2}; __auto_type x = f();) the compiler is
   asked for it. */
#ifndef NOTEBOOK_TRANSLATE_H
#define NOTEBOOK_TRANSLATE_H

#include "notebook/cell.h"
#include "notebook/names.h"

/* Compiles a program and returns what the compiler said, to be freed. Its messages are all that is wanted. */
typedef char *ask_compiler(void *user, const char *program);

struct translation {
    int unit;         /* a number that no other has */
    const char *name; /* of the cell, in messages */
    const struct names *known;
    ask_compiler *ask;
    void *user;
    bool show; /* the value of an expression at the end */

    /* What it makes: */
    struct cxi_text program;
    char symbol[32];      /* of the function in it */
    struct names new;     /* to be merged with what is known, when the cell has run */
    bool *hidden;         /* of what is known */
    struct cxi_text lost; /* names that this cell makes unusable, " x y" */
    bool shows;           /* it has an expression that is shown */
    bool runs_main;
};

/* Of the chunks [first, last) of the cell. */
void translate(struct translation *t, const struct cell *cell, size_t first, size_t last);
void translation_free(struct translation *t);

#endif
