/* Draws from distributions and from lists, made of uniform numbers and random bits. */
#include <calx/ops.h>

#include "compose/random.h"
#include "ops/rooms.h"

#include <math.h>

void(cx_split_key)(cx_node *key, int count, cx_node **keys) {
    for (int i = 0; i < count; i++) keys[i] = cx_fold_in(key, cx_k(i));
}

/* Whether the key is one, and x an array. */
static bool is_drawn_from(const char *name, cx_node *key, cx_node *x) {
    cx_graph *graph = cx_graph_of(key);
    if (!cxi_is_key(name, key) || !cxi_is_there(graph, name, 1, x)) return false;
    if (cxi_is_loose(x)) cx_fail(graph, "%s: a plain number stands for what is drawn from", name);
    return !cxi_is_loose(x);
}

/* ------------------------------------------------------------------------------------- from distributions */

/* What a dtype's numbers are computed in. */
static cx_dtype wide(cx_dtype dtype) {
    return dtype == CX_F16 || dtype == CX_BF16 ? CX_F32 : dtype;
}

cx_node *(cx_gumbel)(cx_node *key, cx_dtype dtype, cx_dims dims) {
    cx_node *u = cxi_open_uniform("gumbel", key, wide(dtype), dims);
    return cx_convert(cx_neg(cx_log(cx_neg(cx_log(u)))), dtype);
}

cx_node *(cx_random_exponential)(cx_node *key, cx_dtype dtype, cx_dims dims) {
    cx_node *u = cxi_open_uniform("random_exponential", key, wide(dtype), dims);
    return cx_convert(cx_neg(cx_log1p(cx_neg(u))), dtype);
}

/* By inverting the distribution function, between its values at the ends. */
cx_node *(cx_truncated_normal)(cx_node *key, cx_dtype dtype, cx_dims dims, double low, double high) {
    cx_graph *graph = cx_graph_of(key);
    if (!(low < high)) return cx_fail(graph, "truncated_normal: the interval is empty: low must be less than high");
    cx_node *u = cxi_open_uniform("truncated_normal", key, wide(dtype), dims);
    double from = erf(low / sqrt(2)), to = erf(high / sqrt(2));
    cx_node *x = cx_scale(cx_erf_inv(cx_shift(cx_scale(u, to - from), from)), sqrt(2));
    return cx_convert(cx_clamp(cx_k(low), x, cx_k(high)), dtype);
}

cx_node *(cx_randint)(cx_node *key, cx_dtype dtype, cx_dims dims, int64_t low, int64_t high) {
    cx_graph *graph = cx_graph_of(key);
    if (!cxi_is_key("randint", key)) return cxi_poison(graph);
    if (!cxi_is_integer(dtype)) return cx_fail(graph, "randint: of integers, not %s", cx_dtype_name(dtype));
    if (low >= high || !cxi_holds(dtype, (double)low) || !cxi_holds(dtype, (double)(high - 1)))
        return cx_fail(graph, "randint: no numbers of %s are from %lld to less than %lld", cx_dtype_name(dtype),
                       (long long)low, (long long)high);
    cx_node *range = cx_constant(graph, CX_U64, CX_SCALAR, &(uint64_t){(uint64_t)high - (uint64_t)low});
    cx_node *steps = cx_rem(cx_random_bits(key, CX_U64, dims), range);
    cx_node *number = cx_add(cx_bitcast(steps, CX_I64), cx_k(low));
    return cx_convert(number, dtype);
}

cx_node *(cx_categorical)(cx_node *key, cx_node *logits, int axis) {
    CXI_CALL("categorical", key, logits);
    cx_graph *graph = cx_graph_of(key);
    if (!is_drawn_from("categorical", key, logits)) return cxi_poison(graph);
    return cx_argmax(cx_add(logits, cx_gumbel(key, logits->dtype, logits->dims)), axis);
}

/* -------------------------------------------------------------------------------------------- from lists */

static void first_is_less(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_lt(in[0], in[1]);
}

/* 0, 1, 2, ... sorted by 64 random bits each, of which two are hardly ever equal. */
cx_node *(cx_permutation)(cx_node *key, int64_t count) {
    cx_graph *graph = cx_graph_of(key);
    if (!cxi_is_key("permutation", key)) return cxi_poison(graph);
    if (count < 0 || count > INT32_MAX) return cx_fail(graph, "permutation: of %lld elements", (long long)count);
    cx_node *sorted[2];
    cx_node *pair[] = {cx_random_bits(key, CX_U64, CX_DIMS(count)), cx_iota(graph, CX_I32, CX_DIMS(count), 0)};
    cx_sort_by(2, pair, 0, first_is_less, NULL, sorted);
    return sorted[1];
}

cx_node *(cx_shuffle)(cx_node *key, cx_node *x, int axis) {
    CXI_CALL("shuffle", key, x);
    cx_graph *graph = cx_graph_of(key);
    if (!is_drawn_from("shuffle", key, x)) return cxi_poison(graph);
    axis = cxi_axis(graph, "shuffle", x, axis);
    return axis < 0 ? cxi_poison(graph) : cx_take(x, cx_permutation(key, cx_dim(x, axis)), axis);
}

/* The places of the elements chosen. Those of most weight times noise are a draw without replacement (Efraimidis and
   Spirakis 2006, in logarithms). */
static cx_node *chosen(cx_choice_args *args, int64_t size) {
    cx_graph *graph = cx_graph_of(args->key);
    if (!args->weights) {
        if (args->unique) return cx_slice_axis(cx_permutation(args->key, size), 0, 0, args->count);
        return cx_randint(args->key, CX_I32, CX_DIMS(args->count), 0, size);
    }
    cx_node *logits = cx_log(args->weights);
    if (!args->unique) return cx_categorical(args->key, cx_broadcast(logits, CX_DIMS(args->count, size)), 1);
    cx_node *noisy = cx_add(logits, cx_gumbel(args->key, logits->dtype, logits->dims)), *values, *places;
    cx_topk(noisy, args->count, &values, &places);
    return cxi_is_poison(places) ? cxi_poison(graph) : places;
}

cx_node *cx_choice_(cx_choice_args args) {
    CXI_CALL("choice", args.key, args.x, args.weights);
    cx_graph *graph = cx_graph_of(args.key = cx_at_(args.key, args.at_));
    if (!is_drawn_from("choice", args.key, args.x)) return cxi_poison(graph);
    int64_t size = args.x->dims.rank ? cx_dim(args.x, 0) : 0;
    if (args.count < 0 || size < 1 || size > INT32_MAX || (args.unique && args.count > size))
        return cx_fail(graph, "choice: %lld elements of %s", (long long)args.count, CXI_TYPE(args.x));
    if (args.weights && !cxi_is_poison(args.weights) && !cx_dims_equal(args.weights->dims, CX_DIMS(size)))
        return cx_fail(graph, "choice: weights %s for the %lld elements of %s", CXI_TYPE(args.weights), (long long)size,
                       CXI_TYPE(args.x));
    return cx_take(args.x, chosen(&args, size), 0);
}
