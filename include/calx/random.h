/* calx/random.h: random numbers.

   A key is a value, u32[2]: the same key gives the same bits and uniform numbers, on every
   plugin; normal numbers pass through erf_inv, whose last digit is the plugin's. Derive a new one for each use. Bits are
   a hash of the key and of an element's flat index (two rounds of the 32-bit "lowbias32" mixer of
   github.com/skeeto/hash-prospector with the key's words between). */
#ifndef CALX_RANDOM_H
#define CALX_RANDOM_H

#include <calx/graph.h>

CX_BEGIN

CX_API cx_node *cx_key(cx_graph *graph, uint64_t seed);
CX_API cx_node *cx_fold_in(cx_node *key, cx_node *data); /* another key for each value of data, an integer scalar */
CX_API cx_node *cx_random_bits(cx_node *key, cx_dtype dtype, cx_dims dims); /* of u8, u16, u32, u64 */
typedef struct cx_uniform_args {
    cx_node *key;
    cx_dtype dtype;
    cx_dims dims;
    cx_here at_;
    double low, high; /* default: 0 and 1 (CX_ZERO for a high of 0); low included, high not */
} cx_uniform_args;
CX_API cx_node *cx_uniform_(cx_uniform_args args);
#define cx_uniform(...) cx_uniform_(CX_ARGS(cx_uniform_args, __VA_ARGS__))
CX_API cx_node *cx_normal(cx_node *key, cx_dtype dtype, cx_dims dims); /* mean 0, standard deviation 1 */
CX_API cx_node *cx_bernoulli(cx_node *key, double probability, cx_dims dims); /* bool: true with that probability */

/* `count` further keys: keys[i] is cx_fold_in(key, cx_k(i)). */
CX_API void cx_split_key(cx_node *key, int count, cx_node **keys);

/* --------------------------------------------------------------------------------- from distributions
   Of f16, bf16, f32 and f64. */
CX_API cx_node *cx_gumbel(cx_node *key, cx_dtype dtype, cx_dims dims);      /* -log(-log(u)) */
CX_API cx_node *cx_random_exponential(cx_node *key, cx_dtype dtype, cx_dims dims); /* of mean 1 */
/* Standard normal numbers, of which only those in [low, high] are kept. */
CX_API cx_node *cx_truncated_normal(cx_node *key, cx_dtype dtype, cx_dims dims, double low, double high);
/* Integers of the dtype, low included and high not: the remainder of 64 random bits, so the odds of two of them differ by
   less than (high - low) / 2^64. */
CX_API cx_node *cx_randint(cx_node *key, cx_dtype dtype, cx_dims dims, int64_t low, int64_t high);
/* For each row of logits along `axis` (log odds, of any sum) an index, i32: the axis goes away. By Gumbel's trick. */
CX_API cx_node *cx_categorical(cx_node *key, cx_node *logits, int axis);

/* --------------------------------------------------------------------------------------------- from lists */
CX_API cx_node *cx_permutation(cx_node *key, int64_t count);           /* 0 ... count - 1 in random order, i32 */
CX_API cx_node *cx_shuffle(cx_node *key, cx_node *x, int axis);        /* slices along the axis in random order */
typedef struct cx_choice_args {
    cx_node *key, *x;
    int64_t count;
    cx_here at_;
    cx_node *weights; /* a float for each element: odds, of any sum; default: all equal */
    bool unique;      /* no element twice */
} cx_choice_args;
CX_API cx_node *cx_choice_(cx_choice_args args); /* `count` elements of x, slices along its first axis */
#define cx_choice(...) cx_choice_(CX_ARGS(cx_choice_args, __VA_ARGS__))

CX_END
#endif
