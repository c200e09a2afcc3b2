/* Messages about the operations of calx/special.h, complex.h, arrange.h, statistics.h, linalg.h, random.h and activations.h,
   and about losses: what is done wrong, and what is said of it. */
#include "messages/messages.h"

#include "graph/graph.h"

#include <math.h>

/* Given a graph, and x: f32[2, 3] of it. Blocks of C make one expression each. */
typedef void provoke(cx_graph *g, cx_node *x);

static cx_node *input(cx_graph *g, cx_dtype dtype, cx_dims dims) {
    return cx_parameter(g, "input", dtype, dims);
}

static void not_a_scalar(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_convert(in[0], CX_F64);
}
static void sum(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], in[1]);
}

#define CASES(CASE)                                                                                                  \
    CASE(complex_of_integers, cx_complex(cx_convert(x, CX_I32), cx_convert(x, CX_I32)),                              \
         "complex: complex numbers are made of f32 or f64, not i32; operands: i32[2, 3], i32[2, 3]")                 \
    CASE(transform_of_complex, cx_rfft(cx_complex(x, x)),                                                            \
         "fft: operand 0 is c64; it takes f32 or f64; operands: c64[2, 3] (in rfft of c64[2, 3])")                   \
    CASE(transform_of_integers, cx_fft(cx_convert(x, CX_I32)),                                                       \
         "fft: operand 0 is i32; it takes c64 or c128; operands: i32[2, 3]")                                         \
    CASE(transform_lengths, cx_fft(x, .length = CX_DIMS(2, 3)), "fft: 2 lengths for 1 axes; operands: f32[2, 3]")    \
    CASE(transform_of_nothing, cx_ifft(x, .length = CX_DIMS(0)),                                                     \
         "ifft: axis 1: there is no transform of 0 elements; operands: f32[2, 3]")                                   \
    CASE(narrow_matrix, cx_cholesky(cx_convert(x, CX_F16)),                                                          \
         "cholesky: of f32 or f64, not f16[2, 3] (cx_convert changes the dtype)")                                    \
    CASE(no_square, cx_inverse(x), "inverse: f32[2, 3] is no square matrix, nor a stack of them")                    \
    CASE(no_matrix, cx_solve(input(g, CX_F32, CX_DIMS(2, 2)), cx_k(2)),                                              \
         "solve: a plain number stands where a matrix should")                                                       \
    CASE(triangular_dtypes, cx_triangular_solve(input(g, CX_F64, CX_DIMS(2, 2)), x),                                 \
         "triangular_solve: the dtypes differ: bring them together with cx_convert; operands: f64[2, 2], f32[2, 3]") \
    CASE(triangular_shapes, cx_triangular_solve(input(g, CX_F32, CX_DIMS(3, 3)), x),                                 \
         "triangular_solve: the shapes do not fit: a is [..., n, n], b [..., n, k]; operands: f32[3, 3], f32[2, 3]") \
    CASE(solve_rows, cx_solve(input(g, CX_F32, CX_DIMS(3, 3)), x),                                                   \
         "solve: a is f32[3, 3] and b f32[2, 3]: they need one dtype and as many rows")                              \
    CASE(reducer_dtype, cx_reduce_window(x, cx_k(0), CX_DIMS(1, 1), not_a_scalar, NULL),                             \
         "reduce_window: the reducer makes f64[], and not a scalar of f32")                                          \
    CASE(window_start, cx_reduce_window(x, x, CX_DIMS(1, 1), sum, NULL),                                             \
         "reduce_window: the initial value is f32[2, 3], and not a scalar of f32")                                   \
    CASE(endless_range, cx_arange(g, CX_F32, 0, 1, 0),                                                               \
         "arange: the range is not one: start, stop and step must be finite and the step not 0")                     \
    CASE(uneven_split, cx_split(x, 1, 2, (cx_node *[]){NULL, NULL}),                                                 \
         "split: axis 1 of f32[2, 3] has 3 elements, which do not make 2 parts of one size")                         \
    CASE(grid_of_matrix, cx_meshgrid(1, &x, (cx_node *[]){NULL}),                                                    \
         "meshgrid: of at most 8 vectors, and input 0 is f32[2, 3]")                                                 \
    CASE(repeated_less_than_never, cx_repeat(x, 0, -1), "repeat: -1 times, of f32[2, 3]")                            \
    CASE(tile_axes, cx_tile(x, CX_DIMS(2)), "tile: 1 numbers for the 2 axes of f32[2, 3]")                           \
    CASE(triangle_of_vector, cx_tril(cx_flatten(x, 0), 0), "tril: f32[6] has no matrix: it takes two axes or more")  \
    CASE(far_diagonal, cx_diagonal(x, 3), "diagonal: f32[2, 3] has no diagonal 3")                                   \
    CASE(diagonal_of_number, cx_diagonal_matrix(cx_sum(x)),                                                          \
         "diagonal_matrix: f32[] has no last axis that could become two")                                            \
    CASE(outer_of_matrix, cx_outer(x, x), "outer: of two vectors, not f32[2, 3] and f32[2, 3]")                      \
    CASE(outer_of_null, cx_outer(x, NULL),                                                                           \
         "outer: operand 1 belongs to no graph: it is NULL, or was made of plain numbers only (see cx_scalar); "     \
         "operands: f32[2, 3]")                                                                                      \
    CASE(kron_ranks, cx_kron(x, cx_flatten(x, 0)),                                                                   \
         "kron: of two arrays of one rank, at most 4, not f32[2, 3] and f32[6]")                                     \
    CASE(empty_normal, cx_truncated_normal(cx_key(g, 1), CX_F32, CX_DIMS(2), 1, 1),                                  \
         "truncated_normal: the interval is empty: low must be less than high")                                      \
    CASE(randint_of_floats, cx_randint(cx_key(g, 1), CX_F32, CX_DIMS(2), 0, 2), "randint: of integers, not f32")     \
    CASE(randint_too_wide, cx_randint(cx_key(g, 1), CX_U8, CX_DIMS(2), 0, 257),                                      \
         "randint: no numbers of u8 are from 0 to less than 257")                                                    \
    CASE(negative_permutation, cx_permutation(cx_key(g, 1), -2), "permutation: of -2 elements")                      \
    CASE(choice_too_many, cx_choice(cx_key(g, 1), x, 3, .unique = true),                                             \
         "choice: 3 elements of f32[2, 3]; operands: u32[2], f32[2, 3]")                                             \
    CASE(choice_weights, cx_choice(cx_key(g, 1), x, 1, .weights = x),                                                \
         "choice: weights f32[2, 3] for the 2 elements of f32[2, 3]; operands: u32[2], f32[2, 3], f32[2, 3]")        \
    CASE(shuffle_number, cx_shuffle(cx_key(g, 1), cx_k(3), 0),                                                       \
         "shuffle: a plain number stands for what is drawn from; operands: u32[2]")                                  \
    CASE(norm_of_no_order, cx_norm(x, .order = (double)NAN), "norm: the order is not a number; operands: f32[2, 3]") \
    CASE(large_quantile, cx_quantile(x, 1.5, 0), "quantile: q must be in [0, 1]; operands: f32[2, 3]")               \
    CASE(quantile_of_nothing, cx_median(input(g, CX_F32, CX_DIMS(0, 2)), 0),                                         \
         "quantile: of no elements, along axis 0 of f32[0, 2] (in median of f32[0, 2])")                             \
    CASE(topk_too_many, cx_topk(x, 4, &(cx_node *){NULL}, &(cx_node *){NULL}),                                       \
         "topk: f32[2, 3] has no 4 largest along its last axis")                                                     \
    CASE(no_exponent, cx_reduce_precision(x, 0, 7),                                                                  \
         "reduce_precision: there is no float of 0 exponent and 7 mantissa bits: it takes at least 1 and 0; "        \
         "operands: f32[2, 3]")                                                                                      \
    CASE(hard_tanh_of_bool, cx_hard_tanh(cx_gt(x, cx_k(0))),                                                         \
         "hard_tanh: it takes floats, not bool[2, 3] (cx_convert changes the dtype)")                                \
    CASE(no_slope, cx_leaky_relu(x, (double)NAN),                                                                    \
         "leaky_relu: slope is nan, and not a finite number; operands: f32[2, 3]")                                   \
    CASE(endless_alpha, cx_elu(x, (double)INFINITY),                                                                 \
         "elu: alpha is inf, and not a finite number; operands: f32[2, 3]")                                          \
    CASE(smoothed_too_much, cx_xent(x, x, .smoothing = 1.5),                                                         \
         "cross-entropy: smoothing is 1.5; it takes a share from 0 to 1")                                            \
    CASE(smoothed_less_than_not, cx_sparse_xent(x, input(g, CX_I32, CX_DIMS(2)), .smoothing = -0.1),                 \
         "sparse cross-entropy: smoothing is -0.1; it takes a share from 0 to 1")                                    \
    CASE(smoothed_by_nan, cx_binary_xent(x, x, .smoothing = (double)NAN),                                            \
         "binary cross-entropy: smoothing is nan; it takes a share from 0 to 1")

#define FUNCTION(NAME, CALL, EXPECTED)          \
    static void NAME(cx_graph *g, cx_node *x) { \
        (void)g, (void)x;                       \
        CALL;                                   \
    }
CASES(FUNCTION)

#define ENTRY(NAME, CALL, EXPECTED) {NAME, EXPECTED},
static const struct {
    provoke *provoke;
    const char *expected;
} cases[] = {CASES(ENTRY)};

static void test_operations(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cx_graph *g = cx_graph_new("messages");
        cases[i].provoke(g, input(g, CX_F32, CX_DIMS(2, 3)));
        expect_message(cx_graph_error(g), cases[i].expected, "test_messages_ops.c");
        cx_graph_free(g);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_operations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
