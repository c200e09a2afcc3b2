/* The inside of a pass: where the tokens stand, what each may look at, and the keys and values of the tokens before them. Only
   cache.c knows how those are kept. */
#ifndef CXI_PASS_H
#define CXI_PASS_H

#include "models/config.h"

/* Batches are padded on the left, so that all texts end in the same column and the cache's next slot is the same for all.
   Time counts columns from the first of the first call. */
struct cx_pass {
    const struct cxi_config *config;
    cx_node *tokens;          /* i32 [batch, time] */
    cx_node *clock;           /* i32: the column that the first of them has */
    cx_node *count;           /* i32: how many columns hold tokens; what is behind them is ignored */
    cx_node *pad;             /* i32 [batch]: columns before each text */
    bool first;               /* there is nothing in the cache yet */
    cx_node **keys, **values; /* of each layer, f32 [batch, key-value heads, slots, head_dim]; replaced by what
                                 they are afterwards. NULL: no cache. */
    cx_node *positions;       /* i32 [batch, time]: of the tokens in their texts */
    /* Of layers that see everything, and of local ones; NULL until used: */
    cx_node *mask[2];    /* bool [batch, time, keys] */
    cx_node *turn[2][2]; /* cosines and sines of the rotary positions */
};

/* Sets what follows from tokens, clock and pad. */
void cxi_pass_begin(struct cx_pass *pass);
/* Whether there is such a layer; if not, the graph of x is in error. */
bool cxi_pass_has(const struct cx_pass *pass, int64_t layer, const cx_node *x);
/* x [batch, time, heads * head_dim] or [batch, time, heads, head_dim] as the latter. */
cx_node *cxi_pass_heads(const struct cx_pass *pass, cx_node *x);
/* The shape of a layer's keys, and of its values, for texts of up to `capacity` columns. */
cx_dims cxi_cache_dims(const struct cxi_config *config, int64_t layer, int64_t batch, int64_t capacity);

#endif
