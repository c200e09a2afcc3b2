/* What a cell is going to define, before any of it is written: its names decide which earlier ones still hold. */
#ifndef NOTEBOOK_PLAN_H
#define NOTEBOOK_PLAN_H

#include "notebook/translate.h"

/* Fills t->new, without texts, t->hidden and t->lost. */
void plan(struct translation *t, const struct cell *cell, size_t first, size_t last);

/* The tokens with one blank between them. */
char *plain_form(const struct tokens *tokens, size_t first, size_t last);
/* The word behind '#', and what it is about: "define" and "N". */
void directive_words(const struct tokens *tokens, size_t index, char word[16], char subject[200]);

#endif
