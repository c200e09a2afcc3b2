/* One pass of a model over tokens, as its graph sees it: where the tokens stand, what each may look at, and the keys and
   values of the tokens before them. Only cache.c knows how those are kept. */
#ifndef CXI_PASS_H
#define CXI_PASS_H

#include <calx/layers.h>

#include "models/config.h"

/* Batches are padded on the left, so that all texts end in the same column and the cache's next slot is the same for all.
   Time counts columns from the first of the first call. */
struct cxi_pass {
    const struct cxi_config *config;
    cx_node *tokens;          /* i32 [batch, time] */
    cx_node *clock;           /* i32: the column that the first of them has */
    cx_node *count;           /* i32: how many columns hold tokens; what is behind them is ignored */
    cx_node *pad;             /* i32 [batch]: columns before each text */
    bool first;               /* there is nothing in the cache yet */
    bool both_ways;           /* tokens also see those behind them (encoders) */
    cx_node **keys, **values; /* of each layer, f32 [batch, key-value heads, slots, head_dim]; replaced by what
                                 they are afterwards. NULL: no cache. */
    cx_node *positions;       /* i32 [batch, time]: of the tokens in their texts */
    /* Of layers that see everything, and of local ones; NULL until used: */
    cx_node *mask[2];    /* bool [batch, time, keys] */
    cx_node *turn[2][2]; /* cosines and sines of the rotary positions */
};

/* ----------------------------------------------------------------------------------------------- cache.c */
/* Sets what follows from tokens, clock and pad. */
void cxi_pass_begin(struct cxi_pass *pass);
/* Attention of one layer over the cache and the pass's own tokens. q [batch, time, heads, head_dim]; k and v [batch, time,
   key-value heads, head_dim]; gives [batch, time, heads * head_dim]. */
cx_node *cxi_attend(cx_scope *scope, struct cxi_pass *pass, int64_t layer, cx_node *q, cx_node *k, cx_node *v);
/* The shape of a layer's keys, and of its values, for texts of up to `capacity` columns. */
cx_dims cxi_cache_dims(const struct cxi_config *config, int64_t layer, int64_t batch, int64_t capacity);

/* ----------------------------------------------------------------------------------------------- linear.c */
/* x [..., in] by the weights of this scope, whatever form they have: [..., units] in f32. A bias is added where
   there is one. */
cx_node *cxi_linear(cx_scope *scope, cx_node *x, int64_t units);
/* The products of x with the weights of `count` scopes within this one; with one call of the kernel where they are quantised. */
void cxi_linears(cx_scope *scope, cx_node *x, int count, const char *const *name, const int64_t *units, cx_node **y);
/* Rows of a table [count, features], in f32. */
cx_node *cxi_rows(cx_scope *scope, cx_node *indices, int64_t count, int64_t features);

/* ------------------------------------------------------------------------------------------------ parts.c */
/* x / rms(x) (scale + offset), by the scope's scale [features]. */
cx_node *cxi_rms(cx_scope *scope, const struct cxi_config *config, cx_node *x);
/* [..., heads * head_dim] -> [..., heads, head_dim] */
cx_node *cxi_heads(cx_node *x, int64_t heads, int64_t head_dim);
/* Queries [batch, time, heads, head_dim], keys and values [batch, time, key-value heads, head_dim] of x [batch, time, features]. */
void cxi_project(cx_scope *scope, const struct cxi_config *config, cx_node *x, cx_node *qkv[3]);
/* Queries or keys [batch, time, heads, head_dim], rotated to the pass's positions. */
cx_node *cxi_rotate(struct cxi_pass *pass, cx_node *x, int64_t layer);
/* The next token's logits of hidden states x [..., features]: [..., vocabulary]. By the table of embeddings where the model
   has no head of its own. */
cx_node *cxi_logits(cx_scope *scope, const struct cxi_config *config, cx_node *x);

#endif
