/* Completion and inspection of names: answers to Jupyter's complete_request and inspect_request. */
#ifndef NOTEBOOK_WORDS_H
#define NOTEBOOK_WORDS_H

#include "notebook/session.h"

/* cursor: in characters, not bytes. */
json_t *words_complete(struct session *session, const char *code, long long cursor);
json_t *words_inspect(struct session *session, const char *code, long long cursor);

/* What Calx's headers say about a name: the paragraph that declares it, with its comments. False: they do not know it. */
bool manual_find(const char *manual, const char *name, struct cxi_text *to);
/* The options of a call, .batch and the like: fields of the struct NAME_args, with a blank before each. */
void manual_options(const char *manual, const char *function, struct cxi_text *to);
char *manual_read(const char *headers); /* all of calx/ in that folder, to be freed */

#endif
