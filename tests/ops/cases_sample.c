/* Draws from distributions and from lists (calx/random.h), against make_jax.py's own of the same bits. */
#include "ops/write_cases.h"

static cx_node *second_key(cx_node *key) {
    cx_node *keys[3];
    cx_split_key(key, 3, keys);
    return keys[1];
}

#define CASES(ONE, SEVERAL)                                                                                           \
    ONE(split_key, PLAIN | UNPRINTED, "cx_split_key", second_key(A))                                                  \
    ONE(gumbel, PLAIN, "cx_gumbel", cx_gumbel(A, CX_F64, CX_DIMS(3, 2)))                                              \
    ONE(random_exponential, PLAIN | UNPRINTED, "cx_random_exponential", cx_random_exponential(A, CX_F64, CX_DIMS(5))) \
    ONE(truncated_normal, PLAIN | LOOSE | UNPRINTED, "cx_truncated_normal",                                           \
        cx_truncated_normal(A, CX_F64, CX_DIMS(7), -1, 0.5))                                                          \
    ONE(randint, PLAIN | UNPRINTED, "cx_randint", cx_randint(A, CX_I32, CX_DIMS(3, 4), -5, 100))                      \
    ONE(randint_u8, PLAIN | UNPRINTED, "cx_randint", cx_randint(A, CX_U8, CX_DIMS(9), 0, 256))                        \
    ONE(categorical, PLAIN | UNPRINTED, "cx_categorical", cx_categorical(A, cx_convert(B, CX_F64), 1))                \
    ONE(permutation, PLAIN | UNPRINTED, "cx_permutation", cx_permutation(A, 12))                                      \
    ONE(shuffle, PLAIN | UNPRINTED, "cx_shuffle", cx_shuffle(A, B, 1))                                                \
    ONE(choice, PLAIN | UNPRINTED, "cx_choice", cx_choice(A, B, 7))                                                   \
    ONE(choice_unique, PLAIN | UNPRINTED, "cx_choice", cx_choice(A, B, 3, .unique = true))                            \
    ONE(choice_weighted, PLAIN | UNPRINTED, "cx_choice", cx_choice(A, B, 6, .weights = cx_convert(C, CX_F64)))        \
    ONE(choice_weighted_unique, PLAIN | UNPRINTED, "cx_choice",                                                       \
        cx_choice(A, B, 3, .weights = cx_convert(C, CX_F64), .unique = true))
DEFINE_CASES(sample_cases)
