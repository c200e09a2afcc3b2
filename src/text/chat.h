/* The marks that models tuned for conversation expect around turns. */
#ifndef CXI_CHAT_H
#define CXI_CHAT_H

#include <calx/generate.h>

/* A turn of a conversation is what `before_user` says, the user's words, and `after_user`, behind which the model answers; its
   answer ends with the piece `end`, behind which comes `after_answer`. The system's words stand in `before_system` ..
   `after_system` at the very beginning, or, where a model has no such turn (NULL), before the first words of the user's. */
struct cxi_template {
    const char *end; /* by this piece of its vocabulary a model is known */
    const char *before_system, *after_system;
    const char *before_user, *after_user;
    const char *after_answer;
};

/* The template of a model by its vocabulary; NULL: none that is known. */
const struct cxi_template *cxi_template_find(const cx_tokenizer *tokenizer);

#endif
