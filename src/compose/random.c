/* Random numbers from keys, by integer hashing alone: the same on every plugin, and each element depends on
   nothing but the key and its own flat index, so that neither vectorising nor sharding changes it. */
#include <calx/ops.h>

#include "compose/random.h"
#include "graph/graph.h"
#include "ops/composite.h"

#include <math.h>

/* lowbias32 (Chris Wellons, hash-prospector): every input bit changes each output bit with probability 1/2 to
   within 0.2%. */
static cx_node *mix(cx_node *x) {
    x = cx_mul(cx_xor(x, cx_shift_right(x, cx_k(16))), cx_k(0x7feb352d));
    x = cx_mul(cx_xor(x, cx_shift_right(x, cx_k(15))), cx_k(0x846ca68b));
    return cx_xor(x, cx_shift_right(x, cx_k(16)));
}

/* Two rounds, with a word of the key before each. */
static cx_node *hash(cx_node *x, cx_node *word0, cx_node *word1) {
    return mix(cx_add(mix(cx_xor(x, word0)), word1));
}

static cx_node *word(cx_node *key, int index) {
    return cx_squeeze(cx_slice_axis(key, 0, index, index + 1), 0);
}

bool cxi_is_key(const char *name, cx_node *key) {
    if (cxi_is_poison(key) || !cx_graph_of(key)) return false;
    if (key->dtype == CX_U32 && cx_dims_equal(key->dims, CX_DIMS(2))) return true;
    cx_fail(cx_graph_of(key), "%s: a key is u32[2] (see cx_key), and this is %s", name, CXI_TYPE(key));
    return false;
}

cx_node *(cx_key)(cx_graph *graph, uint64_t seed) {
    /* splitmix64, so that near seeds give keys that are far apart */
    uint64_t z = seed + 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    z ^= z >> 31;
    return cx_constant(graph, CX_U32, CX_DIMS(2), ((uint32_t[]){(uint32_t)z, (uint32_t)(z >> 32)}));
}

cx_node *(cx_fold_in)(cx_node *key, cx_node *data) {
    cx_graph *graph = cx_graph_of(key);
    if (!cxi_is_key("fold_in", key)) return cxi_poison(graph);
    data = cxi_lift("fold_in", data, graph, CX_U64, CX_SCALAR);
    if (cxi_is_poison(data)) return data;
    if (!cxi_is_integer(data->dtype) || data->dims.rank)
        return cx_fail(graph, "fold_in: the data must be an integer scalar, not %s", CXI_TYPE(data));
    cx_node *wide = cx_convert(data, CX_U64), *k0 = word(key, 0), *k1 = word(key, 1);
    cx_node *low = cx_convert(cx_and(wide, cx_k(0xffffffff)), CX_U32);
    cx_node *high = cx_convert(cx_shift_right(wide, cx_k(32)), CX_U32);
    cx_node *first = hash(low, k0, cx_add(k1, high));
    cx_node *second = hash(cx_xor(low, cx_k(0x5bd1e995)), k1, cx_add(cx_add(k0, high), cx_k(0x9e3779b9)));
    return cx_concatenate(0, cx_expand_dims(first, 0), cx_expand_dims(second, 0));
}

/* 32 random bits for each element. */
static cx_node *words(cx_node *key, cx_dims dims) {
    cx_graph *graph = cx_graph_of(key);
    int64_t count = cx_dims_count(dims);
    cx_node *k0 = word(key, 0), *k1 = word(key, 1), *bits;
    if (count <= UINT32_MAX)
        bits = hash(cx_iota(graph, CX_U32, CX_DIMS(count), 0), k0, k1);
    else {
        cx_node *index = cx_iota(graph, CX_U64, CX_DIMS(count), 0);
        cx_node *high = cx_convert(cx_shift_right(index, cx_k(32)), CX_U32);
        bits = hash(cx_convert(cx_and(index, cx_k(0xffffffff)), CX_U32), k0, cx_add(k1, high));
    }
    return cx_reshape(bits, dims);
}

cx_node *(cx_random_bits)(cx_node *key, cx_dtype dtype, cx_dims dims) {
    cx_graph *graph = cx_graph_of(key);
    size_t bytes;
    if (!cxi_is_key("random_bits", key)) return cxi_poison(graph);
    if (!cxi_dims_valid(dims, sizeof(uint64_t), &bytes))
        return cx_fail(graph, "random_bits: there is no shape %s", cxi_dims_words(dims).text);
    switch (dtype) {
    case CX_U32: return words(key, dims);
    case CX_U8:
    case CX_U16: return cx_convert(cx_shift_right(words(key, dims), cx_k(32 - cxi_dtype(dtype)->bits)), dtype);
    case CX_U64: {
        cx_node *high = cx_convert(words(cx_fold_in(key, cx_k(0)), dims), CX_U64);
        cx_node *low = cx_convert(words(cx_fold_in(key, cx_k(1)), dims), CX_U64);
        return cx_or(cx_shift_left(high, cx_k(32)), low);
    }
    default: return cx_fail(graph, "random_bits: of u8, u16, u32 or u64, not %s", cx_dtype_name(dtype));
    }
}

/* Whole numbers in [0, 2^bits), as floats of the dtype, which hold them exactly. */
static cx_node *whole_numbers(cx_node *key, cx_dtype dtype, cx_dims dims, int bits) {
    if (dtype == CX_F64)
        return cx_convert(cx_convert(cx_shift_right(cx_random_bits(key, CX_U64, dims), cx_k(64 - bits)), CX_I64),
                          CX_F64);
    cx_node *small = cx_shift_right(cx_random_bits(key, CX_U32, dims), cx_k(32 - bits));
    return cx_convert(cx_convert(small, CX_I32), dtype); /* by way of i32, whose conversion is one instruction */
}

/* How many bits a dtype's significand holds, the hidden one included; 0 for other dtypes. */
static int significand(cx_dtype dtype) {
    switch (dtype) {
    case CX_F64: return 53;
    case CX_F32: return 24;
    case CX_F16: return 11;
    case CX_BF16: return 8;
    default: return 0;
    }
}

static bool is_random_float(const char *name, cx_node *key, cx_dtype dtype) {
    if (!cxi_is_key(name, key)) return false;
    if (significand(dtype)) return true;
    cx_fail(cx_graph_of(key), "%s: of f16, bf16, f32 or f64, not %s", name, cx_dtype_name(dtype));
    return false;
}

cx_node *cx_uniform_(cx_uniform_args args) {
    cx_graph *graph = cx_graph_of(args.key = cx_at_(args.key, args.at_));
    if (!is_random_float("uniform", args.key, args.dtype)) return cxi_poison(graph);
    double low = args.low, high = args.high == 0 ? 1 : args.high;
    if (!(low < high)) return cx_fail(graph, "uniform: the interval is empty: low must be less than high (default: 1)");
    int bits = significand(args.dtype);
    cx_node *unit = cx_scale(whole_numbers(args.key, args.dtype, args.dims, bits), ldexp(1, -bits));
    if (low == 0 && high == 1) return unit;
    return cx_maximum(cx_shift(cx_scale(unit, high - low), low), cx_k(low)); /* rounding must not go below */
}

/* By inverting the distribution function: sqrt(2) erf_inv(u), u in (-1, 1) and never at the ends. */
cx_node *(cx_normal)(cx_node *key, cx_dtype dtype, cx_dims dims) {
    if (!is_random_float("normal", key, dtype)) return cxi_poison(cx_graph_of(key));
    if (dtype == CX_F16 || dtype == CX_BF16) return cx_convert(cx_normal(key, CX_F32, dims), dtype);
    int bits = significand(dtype) - 1;
    cx_node *u = cx_shift(cx_scale(whole_numbers(key, dtype, dims, bits), ldexp(2, -bits)), ldexp(1, -bits) - 1);
    return cx_scale(cx_erf_inv(u), sqrt(2));
}

cx_node *cxi_open_uniform(const char *name, cx_node *key, cx_dtype dtype, cx_dims dims) {
    if (!is_random_float(name, key, dtype)) return cxi_poison(cx_graph_of(key));
    int bits = significand(dtype) - 1;
    return cx_shift(cx_scale(whole_numbers(key, dtype, dims, bits), ldexp(1, -bits)), ldexp(1, -bits - 1));
}

cx_node *(cx_bernoulli)(cx_node *key, double probability, cx_dims dims) {
    cx_graph *graph = cx_graph_of(key);
    if (!cxi_is_key("bernoulli", key)) return cxi_poison(graph);
    double threshold = nearbyint(ldexp(probability, 32));
    if (!(probability >= 0 && probability <= 1)) return cx_fail(graph, "bernoulli: the probability must be in [0, 1]");
    if (threshold > UINT32_MAX) return cx_fill(graph, CX_BOOL, dims, 1);
    cx_node *wins = cx_lt(cx_random_bits(key, CX_U32, dims), cx_k((int64_t)threshold));
    if (cxi_is_poison(wins) || cx_dims_count(dims) > UINT32_MAX) return wins; /* many bits have longer indices */
    return cxi_composite("bernoulli", wins, 1, &key, CX_DIMS((int64_t)threshold));
}
