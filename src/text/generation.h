/* The inside of a generation: what each text of the batch has come to. */
#ifndef CXI_GENERATION_H
#define CXI_GENERATION_H

#include <calx/generate.h>

#include "base/status.h"
#include "base/text.h"
#include "models/session.h"

struct cxi_row {
    int32_t *ids;  /* what the prompt or conversation has, then what was chosen */
    float *scores; /* beside the chosen ones' ids; else NULL */
    int64_t count, room, prompt;
    int64_t kept;        /* what the model sees: the first id and those from here on; 0: all */
    cx_decoder *decoder; /* NULL: no tokenizer */
    struct cxi_text text;
    size_t shown; /* bytes of it that the callback was given */
    bool done;
    cx_finish finish;
};

struct cx_generation {
    struct cxi_owned owned;
    struct cxi_status status;
    int rows;
    struct cxi_row *row;
    float *logits; /* [rows, vocabulary] */
    int64_t vocabulary;
    cx_generation_times times;
};

/* ----------------------------------------------------------------------------------------- generation.c */
cx_generation *cxi_generation_new(cx_lm *lm, int rows, const cx_generate_args *args);
bool cxi_generation_fail(cx_generation *generation, const char *why); /* false */
bool cxi_row_add(struct cxi_row *row, int64_t count, const int32_t *ids);

/* Whether a token ends the text of a model. */
bool cxi_is_end(const cx_lm *lm, const cx_generate_args *args, int32_t id);
/* A token was chosen for a row: adds it, and what can be read of it; shows that; sets `done`. */
bool cxi_row_take(cx_lm *lm, cx_generation *generation, const cx_generate_args *args, int row, int32_t id, float score);
/* No more will come: shows what was held back. */
void cxi_row_end(cx_generation *generation, const cx_generate_args *args, int row, cx_finish finish);

/* ------------------------------------------------------------------------------------------- generate.c */
/* Writes on behind the rows' ids, in a session: a zeroed one, or one that has read the beginning of them. */
void cxi_generate(cx_lm *lm, struct cxi_session *session, cx_generation *generation, const cx_generate_args *args);
/* The prompt as tokens, with what goes before it. */
bool cxi_row_add_text(cx_lm *lm, struct cxi_row *row, const char *text, bool special, struct cxi_status *status);

#endif
