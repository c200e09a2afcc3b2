/* The cache of keys and values, and attention over it. Its layout is known to this file only.

   A layer that sees everything has a slot for each column. A local layer has a ring as long as its window: column t lies in
   slot t mod slots. Which column a slot holds follows from the number of columns written, so nothing else is kept:

       8 slots, 11 columns written:   slot    0  1  2  3  4  5  6  7
                                      column  8  9 10  3  4  5  6  7                                          */
#include "models/pass.h"

#include <calx/custom.h>
#include <calx/layers.h>

#include "kernels/attend.h"
#include "models/blocks.h"
#include "nn/store.h"

cx_dims cxi_cache_dims(const struct cxi_config *c, int64_t layer, int64_t batch, int64_t capacity) {
    int64_t slots = c->local[layer] && c->model.window < capacity ? c->model.window : capacity;
    return CX_DIMS(batch, c->model.key_value_heads, slots, c->model.head_dim);
}

/* i32 [slots]: the newest column that belongs in each when `end` columns were written; negative where there is none */
static cx_node *columns_of_slots(cx_node *end, int64_t slots) {
    cx_node *last = cx_shift(end, -1);
    cx_node *behind = cx_rem(cx_sub(last, cx_iota(cx_graph_of(end), CX_I32, CX_DIMS(slots), 0)), cx_k(slots));
    behind = cx_select(cx_lt(behind, cx_k(0)), cx_shift(behind, (double)slots), behind);
    return cx_sub(last, behind);
}

/* bool [batch, time, keys]: whether the token in each column of the pass may look at the keys of columns [keys] */
static cx_node *allowed(const struct cx_pass *pass, cx_node *columns, bool local) {
    cx_graph *graph = cx_graph_of(columns);
    int64_t batch = cx_dim(pass->tokens, 0), time = cx_dim(pass->tokens, 1), keys = cx_dim(columns, 0);
    cx_dims dims = CX_DIMS(batch, time, keys);
    cx_node *own = cx_add(pass->clock, cx_iota(graph, CX_I32, CX_DIMS(time), 0));
    cx_node *query = cx_broadcast_in_dim(own, dims, CX_DIMS(1)), *key = cx_broadcast_in_dim(columns, dims, CX_DIMS(2));
    cx_node *end = pass->config->family->encoder ? cx_shift(cx_add(pass->clock, pass->count), -1) : query;
    cx_node *fine = cx_and(cx_le(key, end), cx_ge(key, cx_broadcast_in_dim(pass->pad, dims, CX_DIMS(0))));
    fine = cx_and(fine, cx_ge(key, cx_k(0)));
    if (local) fine = cx_and(fine, cx_gt(key, cx_shift(query, -(double)pass->config->model.window)));
    return fine;
}

static cx_node *attention(cx_scope *s, const struct cx_pass *pass, cx_node *q, cx_node *k, cx_node *v, cx_node *mask) {
    const cx_lm_config *c = &pass->config->model;
    return cx_flatten(cx_attention(s, q, k, v, .scale = c->attention_scale, .cap = c->attention_cap, .mask = mask), 2);
}

/* One query of each text, q [batch, 1, heads, head_dim], to the cache as it lies. */
static cx_node *attend_by_kernel(const struct cx_pass *pass, int64_t layer, cx_node *q, cx_node *mask) {
    const cx_lm_config *c = &pass->config->model;
    cx_node *y, *one = cx_squeeze(q, 1), *keys = pass->keys[layer], *values = pass->values[layer];
    cx_custom_call(cxi_attend_handler_name, CX_LIST(cx_node *, one, keys, values, cx_squeeze(mask, 1)),
                   CX_LIST(cx_type, {CX_F32, cx_node_dims(one)}), &y,
                   .attributes = CX_LIST(cx_attribute, cx_attribute_real("scale", c->attention_scale),
                                         cx_attribute_real("cap", c->attention_cap)));
    return cx_expand_dims(cx_flatten(y, 1), 1);
}

/* One more column: written in place, and then the cache is all there is to look at. */
static cx_node *attend_one(cx_scope *s, struct cx_pass *pass, int64_t layer, cx_node *q, cx_node *k, cx_node *v) {
    bool local = pass->config->local[layer];
    int64_t slots = cx_dim(pass->keys[layer], 2);
    cx_node *zero = cx_scalar(cx_graph_of(q), CX_I32, 0), *slot = cx_rem(pass->clock, cx_k(slots));
    cx_node **mask = &pass->mask[local], **cache[] = {&pass->keys[layer], &pass->values[layer]}, *added[] = {k, v};
    for (int i = 0; i < 2; i++)
        *cache[i] = cx_dynamic_update_slice(*cache[i], cx_swap_axes(added[i], 1, 2),
                                            CX_LIST(cx_node *, zero, zero, slot, zero));
    if (!*mask) *mask = allowed(pass, columns_of_slots(cx_shift(pass->clock, 1), slots), local);
    if (cxi_models_have_kernels(s->trace->store->owned.runtime)) return attend_by_kernel(pass, layer, q, *mask);
    return attention(s, pass, q, cx_swap_axes(pass->keys[layer], 1, 2), cx_swap_axes(pass->values[layer], 1, 2), *mask);
}

/* The cache [batch, heads, slots, head_dim] with the pass's columns x [batch, time, heads, head_dim] written to it. */
static cx_node *written(const struct cx_pass *pass, cx_node *cache, cx_node *x) {
    cx_node *columns = columns_of_slots(cx_add(pass->clock, pass->count), cx_dim(cache, 2));
    cx_node *index = cx_sub(columns, pass->clock);
    cx_node *taken = cx_swap_axes(cx_take(x, index, 1), 1, 2);
    cx_node *is_new = cx_broadcast_in_dim(cx_ge(index, cx_k(0)), cx_node_dims(cache), CX_DIMS(2));
    return cx_select(is_new, taken, cache);
}

/* Many columns: they look at the cache as it was, and at each other. */
static cx_node *attend_many(cx_scope *s, struct cx_pass *pass, int64_t layer, cx_node *q, cx_node *k, cx_node *v) {
    bool local = pass->config->local[layer];
    cx_node **mask = &pass->mask[local], *keys = k, *values = v;
    cx_node *columns = cx_add(pass->clock, cx_iota(cx_graph_of(q), CX_I32, CX_DIMS(cx_dim(k, 1)), 0));
    if (pass->keys && !pass->first) {
        cx_node *before = columns_of_slots(pass->clock, cx_dim(pass->keys[layer], 2));
        columns = cx_concatenate(0, before, columns);
        keys = cx_concatenate(1, cx_swap_axes(pass->keys[layer], 1, 2), k);
        values = cx_concatenate(1, cx_swap_axes(pass->values[layer], 1, 2), v);
    }
    if (!*mask) *mask = allowed(pass, columns, local);
    if (pass->keys) {
        pass->keys[layer] = written(pass, pass->keys[layer], k);
        pass->values[layer] = written(pass, pass->values[layer], v);
    }
    return attention(s, pass, q, keys, values, *mask);
}

cx_node *cx_pass_attend(cx_scope *s, cx_pass *pass, int64_t layer, cx_node *q, cx_node *k, cx_node *v) {
    if (!cxi_pass_has(pass, layer, q)) return q;
    q = cxi_pass_heads(pass, q), k = cxi_pass_heads(pass, k), v = cxi_pass_heads(pass, v);
    bool one = pass->keys && cx_dim(q, 1) == 1;
    return (one ? attend_one : attend_many)(s, pass, layer, q, k, v);
}
