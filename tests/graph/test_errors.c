/* For each operation: wrong ranks, shapes, dtypes, axes, attributes give an error of Calx that names the operation, what it
   saw and the user's line, and poison. One table; a row is what is built, and words that the message must have. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <calx.h>

#include "graph/graph.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------------------ bodies that are wrong */

static void add_body(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], in[1]);
}
static void bool_body(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_lt(in[0], in[1]);
}
static void first_body(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = in[0];
}
static void vector_body(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_broadcast(in[0], CX_DIMS(2));
}
static void positive_body(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_gt(in[0], cx_k(0));
}
static void give(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = ((cx_node **)user)[0];
}
static void give_other(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = ((cx_node **)user)[1];
}

static cx_node *reduced_by(cx_node *x, cx_node *init, cx_dims axes, cx_body *body) {
    cx_node *out;
    cx_reduce_by(1, &x, &init, axes, body, NULL, &out);
    return out;
}
static cx_node *sorted_by(cx_node *x, int axis, cx_body *body) {
    cx_node *out;
    cx_sort_by(1, &x, axis, body, NULL, &out);
    return out;
}
static cx_node *two_sorted(cx_node *a, cx_node *b) {
    cx_node *out[2];
    cx_sort_by(2, ((cx_node *[]){a, b}), 0, bool_body, NULL, out);
    return out[1];
}
static cx_node *looped(cx_node *x, cx_body *condition, cx_body *body) {
    cx_node *out;
    cx_while(1, &x, condition, body, NULL, &out);
    return out;
}
static cx_node *looped_number(cx_graph *g) {
    cx_node *out[2];
    cx_while(2, ((cx_node *[]){cx_scalar(g, CX_F32, 1), cx_k(1)}), positive_body, first_body, NULL, out);
    return out[1];
}
static cx_node *chosen(cx_node *p, cx_node *a, cx_node *b) {
    cx_node *out;
    cx_if(p, give, give_other, ((cx_node *[]){a, b}), 1, &out);
    return out;
}
static cx_node *called(cx_node *x, cx_body *body) {
    cx_node *out;
    cx_invoke("callee", body, NULL, 1, &x, 1, &out);
    return out;
}
static cx_node *called_nameless(cx_node *x) {
    cx_node *out;
    cx_invoke(NULL, first_body, NULL, 1, &x, 1, &out);
    return out;
}
static cx_node *no_gradient(cx_node *x) {
    cx_node *out, *missing = NULL;
    cx_grad(cx_sum(x), 1, &missing, &out);
    return out;
}
static cx_node *scanned(cx_node *init, cx_node *x, cx_body *body) {
    cx_node *last;
    cx_scan(1, &init, 1, &x, 0, false, body, NULL, &last, NULL);
    return last;
}
static cx_node *part(cx_node *x, cx_node *a, cx_node *b, cx_dims sizes) {
    return cx_dynamic_slice(x, b ? 2 : 1, ((cx_node *[]){a, b}), sizes);
}
static cx_node *replaced(cx_node *x, cx_node *update, cx_node *a) {
    return cx_dynamic_update_slice(x, update, 2, ((cx_node *[]){a, a}));
}

/* ------------------------------------------------------------------------------------------------ the rows */

/* What the rows are built from, made anew for each. */
static cx_graph *g;
static cx_node *x, *y, *s, *i, *u, *b, *p, *z, *c, *image, *kernel, *deep, *none;

static void begin(void) {
    g = cx_graph_new("errors");
    x = cx_parameter(g, "x", CX_F32, CX_DIMS(2, 3));
    y = cx_parameter(g, "y", CX_F32, CX_DIMS(3, 2));
    s = cx_parameter(g, "s", CX_F32, CX_SCALAR);
    i = cx_parameter(g, "i", CX_I32, CX_DIMS(4));
    u = cx_parameter(g, "u", CX_U32, CX_DIMS(2));
    b = cx_parameter(g, "b", CX_BOOL, CX_DIMS(2, 3));
    p = cx_parameter(g, "p", CX_BOOL, CX_SCALAR);
    z = cx_parameter(g, "z", CX_F64, CX_DIMS(2, 3));
    c = cx_parameter(g, "c", CX_C64, CX_DIMS(2, 3));
    image = cx_parameter(g, "image", CX_F32, CX_DIMS(1, 4, 4, 2));
    kernel = cx_parameter(g, "kernel", CX_F32, CX_DIMS(3, 3, 2, 5));
    deep = cx_parameter(g, "deep", CX_F32, CX_DIMS(1, 1, 1, 1, 1, 1, 1, 1));
    none = cx_parameter(g, "none", CX_F32, CX_DIMS(0, 3));
}

static int wrong;

/* Whether a shape is in the message: it is, unless this is about what has none, a NULL or a number or a choice or a dtype. */
static bool tells_shapes(const char *error) {
    static const char *const without[] = {"belongs to no graph", "plain number", "NULL",          "none of cx_",
                                          "is not one of ",      ", not ",       "no iota of ",   "no dtype",
                                          "a shape of rank",     "must be",      "no such dtype", "a result of rank"};
    bool about_none = strchr(error, '[');
    for (size_t k = 0; k < sizeof without / sizeof without[0]; k++) about_none |= strstr(error, without[k]) != NULL;
    return about_none;
}

/* Checks and frees what a row made. */
static void end(const cx_node *result, const char *says, const char *place, const char *what) {
    const char *error = cx_graph_error(g);
    const char *fault = !error                                      ? "is accepted"
                        : !strstr(error, says)                      ? "does not say what it should"
                        : !tells_shapes(error)                      ? "does not tell what shapes it saw"
                        : strncmp(error, place, strlen(place)) != 0 ? "does not name the line"
                        : !cxi_is_poison(result)                    ? "gives no poison"
                                                                    : NULL;
    if (getenv("CALX_SHOW")) print_message("%s\n", error ? error : "no error");
    if (fault) print_error("%s %s (%s): %s\n", what, fault, says, error ? error : "no error");
    wrong += fault != NULL;
    cx_graph_free(g);
}

/* SAYS is in the message; the rest is the operation. The message names the row's line. */
#define ROW(SAYS, ...)                                  \
    do {                                                \
        begin();                                        \
        cx_node *result = __VA_ARGS__;                  \
        end(result, SAYS, CX_HERE.place, #__VA_ARGS__); \
    } while (0)

/* The same of a function above: the line is one of its, or of a body. */
#define BODY_ROW(SAYS, ...)                            \
    do {                                               \
        begin();                                       \
        cx_node *result = __VA_ARGS__;                 \
        end(result, SAYS, __FILE__ ":", #__VA_ARGS__); \
    } while (0)

static int start(void **state) {
    (void)state;
    wrong = 0;
    return 0;
}
static int finish(void **state) {
    (void)state;
    return wrong;
}

/* A row is a line, which the message has to name. */
/* clang-format off */

static void elementwise(void **state) {
    (void)state;
    ROW("exp: operand 0 is i32; it takes floats", cx_exp(i));
    ROW("erf: operand 0 is c64; it takes floats", cx_erf(c));
    ROW("neg: operand 0 is bool", cx_neg(b));
    ROW("abs: operand 0 is bool", cx_abs(b));
    ROW("sign: operand 0 is bool", cx_sign(b));
    ROW("floor: operand 0 is i32", cx_floor(i));
    ROW("round: operand 0 is i32", cx_round(i));
    ROW("is_finite: operand 0 is i32", cx_is_finite(i));
    ROW("not: operand 0 is f32", cx_not(x));
    ROW("popcount: operand 0 is f32", cx_popcount(x));
    ROW("clz: operand 0 is bool", cx_clz(b));
    ROW("convert", cx_convert(c, CX_F32));
    ROW("convert", cx_convert(x, CX_INVALID));
    ROW("convert", cx_convert(x, (cx_dtype)99));
    ROW("bitcast: f64 has another size: 64 bits and not 32", cx_bitcast(x, CX_F64));
    ROW("products of i8 are not summed in i4", cx_dot_general(cx_convert(x, CX_I8), cx_convert(x, CX_I8), .dtype = CX_I4));
    ROW("bitcast: i8 has another size: 8 bits and not 1", cx_bitcast(b, CX_I8));
    ROW("bitcast: the bits of complex numbers are not read as f64", cx_bitcast(c, CX_F64));
    ROW("bitcast", cx_bitcast(x, (cx_dtype)-1));
    ROW("add: the shapes do not broadcast: f32[2, 3] and f32[3, 2]", cx_add(x, y));
    ROW("sub: the dtypes differ, f32 and f64", cx_sub(x, z));
    ROW("mul: operand 0 is bool", cx_mul(b, b));
    ROW("rem: operand 0 is c64", cx_rem(c, c));
    ROW("atan2: operand 0 is i32", cx_atan2(i, i));
    ROW("maximum: operand 0 is c64", cx_maximum(c, c));
    ROW("and: operand 0 is f32", cx_and(x, x));
    ROW("shift_left: operand 0 is f32", cx_shift_left(x, x));
    ROW("shift_right", cx_shift_right(x, x));
    ROW("add: operand 0 belongs to no graph", cx_add(NULL, x));
    ROW("select: operand 2 belongs to no graph", cx_select(b, x, NULL));
    ROW("dot_general: operand 1 belongs to no graph", cx_dot_general(x, NULL));
    ROW("conv: operand 1 belongs to no graph", cx_conv(x, NULL));
    ROW("reduce_window: operand 1 belongs to no graph", cx_reduce_window(x, NULL));
    ROW("stack: operand 1 belongs to no graph", cx_stack(0, x, NULL));
    ROW("jacobian: operand 1 belongs to no graph", cx_jacobian(x, NULL));
    ROW("add: the number 0.5 is not one of i32", cx_add(i, cx_k(0.5)));
    ROW("lt: the shapes do not broadcast", cx_lt(x, y));
    ROW("the dtypes differ, f32 and f64", cx_eq(x, z));
    ROW("select: operand 0 is f32; it takes bool", cx_select(x, x, x));
    ROW("select: the dtypes differ", cx_select(b, x, z));
    ROW("select: the shapes do not broadcast", cx_select(b, x, y));
    ROW("select: both choices are plain numbers", cx_select(b, cx_k(1), cx_k(2)));
    ROW("clamp: the shapes do not broadcast", cx_clamp(x, y, x));
    ROW("clamp", cx_clamp(s, z, s));
}

static void shapes(void **state) {
    (void)state;
    ROW("reshape: [4, 2] has 8 elements, the operand 6", cx_reshape(x, CX_DIMS(4, 2)));
    ROW("reshape: x f32[2, 3]: more than one dimension is -1", cx_reshape(x, CX_DIMS(-1, -1)));
    ROW("reshape: x f32[2, 3]: 6 elements do not divide by 4", cx_reshape(x, CX_DIMS(4, -1)));
    ROW("reshape: there is no shape [2, -3]", cx_reshape(x, CX_DIMS(2, -3)));
    ROW("reshape", cx_reshape(x, CX_DIMS(INT64_MAX, 6)));
    ROW("reshape: x f32[0, 3]: beside a dimension of 0, -1 could be any number", cx_reshape(none, CX_DIMS(0, -1)));
    ROW("reshape: a shape of rank 9", cx_reshape(x, ((cx_dims){.rank = 9})));
    ROW("reshape: a shape of rank -1", cx_reshape(x, ((cx_dims){.rank = -1})));
    ROW("flatten: axis 3 of f32[2, 3]", cx_flatten(x, 3));
    ROW("expand_dims: axis 4 of a result with one axis more than x f32[2, 3]", cx_expand_dims(x, 4));
    ROW("expand_dims: x f32[1, 1, 1, 1, 1, 1, 1, 1] has 8 axes already, the most", cx_expand_dims(deep, 0));
    ROW("squeeze: axis 1 of f32[2, 3] has 3 elements, not 1", cx_squeeze(x, 1));
    ROW("squeeze: axis -3 of f32[2, 3]", cx_squeeze(x, -3));
    ROW("transpose", cx_transpose(x, CX_DIMS(0)));
    ROW("transpose: axis 0 of f32[2, 3] is there twice", cx_transpose(x, CX_DIMS(0, 0)));
    ROW("transpose: axis 2 of f32[2, 3]", cx_transpose(x, CX_DIMS(0, 2)));
    ROW("swap_axes: axis 2 of f32[2, 3]", cx_swap_axes(x, 0, 2));
    ROW("broadcast", cx_broadcast(x, CX_DIMS(3)));
    ROW("broadcast", cx_broadcast(x, CX_DIMS(2, 4)));
    ROW("broadcast: there is no shape", cx_broadcast(x, CX_DIMS(-2, 3)));
    ROW("broadcast_in_dim: axis 2 of f32[2, 3]", cx_broadcast_in_dim(x, CX_DIMS(2, 3), CX_DIMS(0, 2)));
    ROW("broadcast_in_dim: axis 0 of f32[2, 3] is there twice", cx_broadcast_in_dim(x, CX_DIMS(2, 3), CX_DIMS(0, 0)));
    ROW("broadcast_in_dim", cx_broadcast_in_dim(x, CX_DIMS(2, 3), CX_DIMS(0)));
    ROW("broadcast_in_dim", cx_broadcast_in_dim(x, CX_DIMS(3, 2), CX_DIMS(0, 1)));
    ROW("reverse: axis 2 of f32[2, 3]", cx_reverse(x, CX_DIMS(2)));
    ROW("reverse: axis 1 of f32[2, 3] is there twice", cx_reverse(x, CX_DIMS(1, -1)));
    ROW("iota: axis 2 of the shape [2, 3]", cx_iota(g, CX_F32, CX_DIMS(2, 3), 2));
    ROW("iota", cx_iota(g, CX_F32, CX_SCALAR, 0));
    ROW("iota", cx_iota(g, CX_F32, CX_DIMS(2, 3), -3));
    ROW("iota: there is no iota of bool", cx_iota(g, CX_BOOL, CX_DIMS(2), 0));
    ROW("there is no iota of invalid", cx_iota(g, CX_INVALID, CX_DIMS(2), 0));
    ROW("iota", cx_iota(g, CX_F32, CX_DIMS(-2), 0));
    ROW("iota", cx_iota(g, CX_F32, CX_DIMS(INT64_MAX, 2), 0));
}

static void parts(void **state) {
    (void)state;
    ROW("concatenate: the dtypes differ", cx_concatenate(0, x, z));
    ROW("concatenate: part 1 differs beside axis 0", cx_concatenate(0, x, y));
    ROW("concatenate: part 1 has 0 axes", cx_concatenate(0, x, s));
    ROW("concatenate: axis 2 of f32[2, 3]", cx_concatenate(2, x, x));
    ROW("concatenate: part 1 is a plain number", cx_concatenate(0, x, cx_k(1)));
    ROW("concatenate: part 1 is NULL", cx_concatenate(0, x, NULL));
    ROW("slice: axis 1 has 3 elements: there is no part from 0 up to 4", cx_slice(x, CX_DIMS(0, 0), CX_DIMS(2, 4)));
    ROW("slice: axis 0", cx_slice(x, CX_DIMS(-5, 0), CX_DIMS(2, 3)));
    ROW("slice: axis 0", cx_slice(x, CX_DIMS(2, 0), CX_DIMS(1, 3)));
    ROW("slice: start has 1 entries for 2 axes", cx_slice(x, CX_DIMS(0), CX_DIMS(2, 3)));
    ROW("slice: the stride of axis 1 is 0", cx_slice(x, CX_DIMS(0, 0), CX_DIMS(2, 3), .stride = CX_DIMS(1, 0)));
    ROW("slice: the stride of axis 0 is -1", cx_slice(x, CX_DIMS(0, 0), CX_DIMS(2, 3), .stride = CX_DIMS(-1, 1)));
    ROW("slice_axis: axis 2 of f32[2, 3]", cx_slice_axis(x, 2, 0, 1));
    ROW("pad: low has 1 entries for 2 axes", cx_pad(x, CX_DIMS(1), CX_DIMS(1, 1)));
    ROW("pad: axis 0", cx_pad(x, CX_DIMS(-2, 0), CX_DIMS(-1, 0)));
    ROW("pad: axis 1", cx_pad(x, CX_DIMS(0, INT64_MAX), CX_DIMS(0, 1)));
    ROW("pad: the interior padding of axis 0 is -1", cx_pad(x, CX_DIMS(0, 0), CX_DIMS(0, 0), .interior = CX_DIMS(-1, 0)));
    ROW("pad: the number -1 is not one of u32", cx_pad(u, CX_DIMS(1), CX_DIMS(1), .value = -1));
}

static void reductions(void **state) {
    (void)state;
    ROW("sum: axis 2 of f32[2, 3]", cx_sum(x, .axes = CX_DIMS(2)));
    ROW("sum: axis 1 of f32[2, 3] is there twice", cx_sum(x, .axes = CX_DIMS(1, -1)));
    ROW("sum: operand 0 is bool", cx_sum(b));
    ROW("max: operand 0 is c64", cx_max(c));
    ROW("axis 5 of f32[2, 3]", cx_mean(x, .axes = CX_DIMS(5)));
    ROW("product: operand 0 is bool", cx_product(b));
    ROW("any: operand 0 is f32", cx_any(x));
    ROW("all: operand 0 is f32", cx_all(x));
    ROW("argmax: axis 2 of f32[2, 3]", cx_argmax(x, 2));
    ROW("argmin: axis 0 of f32[0, 3] is empty", cx_argmin(none, 0));
    ROW("operand 0 is c64; it takes integers or floats", cx_argmax(c, 0));
    BODY_ROW("reduce_by: axis 7 of f32[2, 3]", reduced_by(x, cx_k(0), CX_DIMS(7), add_body));
    BODY_ROW("result 0 of the reducer must be a scalar of f32", reduced_by(x, cx_k(0), CX_DIMS(0), bool_body));
    BODY_ROW("result 0 of the reducer must be a scalar of f32", reduced_by(x, cx_k(0), CX_DIMS(0), vector_body));
    BODY_ROW("initial value 0 must be a scalar of f32", reduced_by(x, y, CX_DIMS(0), add_body));
    BODY_ROW("initial value 0 must be a scalar of f32", reduced_by(x, p, CX_DIMS(0), add_body));
}

static void products(void **state) {
    (void)state;
    ROW("dot_general: the dtypes differ", cx_dot_general(x, z));
    ROW("dot_general: 1 contracted axes of a, 0 of b", cx_dot_general(x, y, .contract_a = CX_DIMS(1)));
    ROW("dot_general: contracted axis 0 of a has 2 elements, axis 0 of b 3", cx_dot_general(x, y, .contract_a = CX_DIMS(0), .contract_b = CX_DIMS(0)));
    ROW("dot_general: contract_a: axis 2 of f32[2, 3]", cx_dot_general(x, y, .contract_a = CX_DIMS(2), .contract_b = CX_DIMS(0)));
    ROW("dot_general: axis 0 of a, f32[2, 3], is both a batch axis and contracted", cx_dot_general(x, x, .contract_a = CX_DIMS(0), .contract_b = CX_DIMS(0), .batch_a = CX_DIMS(0), .batch_b = CX_DIMS(0)));
    ROW("dot_general: the result would have more than 8 axes", cx_dot_general(deep, x));
    ROW("dot_general: products of f32 are not summed in i32", cx_dot_general(x, x, .dtype = CX_I32));
    ROW("dot_general: operand 0 is bool", cx_dot_general(b, b));
    ROW("matmul: f32[2, 3] and f32[2, 3]: the sum would be over 3 elements of a and 2 of b", cx_matmul(x, x));
    ROW("matmul: operand 1 is a single number", cx_matmul(x, s));
    ROW("einsum \"ij,jk\": \"->\" is missing", cx_einsum("ij,jk", x, y));
    ROW("einsum \"ij->ij\": a comma is missing", cx_einsum("ij->ij", x, y));
    ROW("einsum \"ij,jk->iz\": no operand has z", cx_einsum("ij,jk->iz", x, y));
    ROW("operand 0 has 2 axes, not 3", cx_einsum("ijk->i", x));
    ROW("i is 2 and also 3", cx_einsum("ii->i", x));
    ROW("the result has i twice", cx_einsum("ij->ii", x));
    ROW("letters", cx_einsum("i$->i", x));
    ROW("einsum: the specification is NULL", cx_einsum(NULL, x));
}

static void convolutions(void **state) {
    (void)state;
    ROW("conv", cx_conv(x, kernel));
    ROW("conv", cx_conv(image, x));
    ROW("conv", cx_conv(image, kernel, .groups = 3));
    ROW("conv", cx_conv(image, kernel, .groups = -1));
    ROW("conv", cx_conv(image, kernel, .stride = CX_DIMS(0, 1)));
    ROW("conv", cx_conv(image, kernel, .stride = CX_DIMS(1)));
    ROW("conv", cx_conv(image, kernel, .dilation = CX_DIMS(1, -1)));
    ROW("conv", cx_conv(image, kernel, .input_dilation = CX_DIMS(0, 1)));
    ROW("conv", cx_conv(image, kernel, .pad = CX_SAME, .input_dilation = CX_DIMS(2, 2)));
    ROW("conv", cx_conv(image, kernel, .pad_low = CX_DIMS(1, 1)));
    ROW("conv", cx_conv(image, kernel, .pad_low = CX_DIMS(-9, 0), .pad_high = CX_DIMS(0, 0)));
    ROW("conv", cx_conv(image, cx_convert(kernel, CX_F64)));
    ROW("conv", cx_conv(cx_lt(image, image), cx_lt(kernel, kernel)));
    ROW("max_pool: x has 2 axes", cx_max_pool(x, CX_DIMS(2)));
    ROW("max_pool: a window of 1 axes", cx_max_pool(image, CX_DIMS(2)));
    ROW("max_pool: a window of 0 and a stride of 0", cx_max_pool(image, CX_DIMS(0, 2)));
    ROW("max_pool: a window of 2 and a stride of -1", cx_max_pool(image, CX_DIMS(2, 2), .stride = CX_DIMS(1, -1)));
    ROW("mean_pool: of i32 there is no mean", cx_mean_pool(cx_convert(image, CX_I32), CX_DIMS(2, 2)));
    ROW("sum_pool: x has 1 axes", cx_sum_pool(i, CX_DIMS(2)));
    ROW("max_pool: there is no largest of bool", cx_max_pool(cx_lt(image, image), CX_DIMS(2, 2)));
    ROW("max_pool: x has 2 axes", cx_max_pool2d(x, 2));
    ROW("mean_pool: a window of -2", cx_mean_pool2d(image, -2));
}

static void indexing(void **state) {
    (void)state;
    ROW("take", cx_take(x, y, 0));
    ROW("take: axis 2 of f32[2, 3]", cx_take(x, i, 2));
    ROW("take", cx_take(none, i, 0));
    ROW("take", cx_take(x, cx_reshape(i, CX_DIMS(1, 1, 1, 1, 1, 1, 1, 4)), 0));
    ROW("take_along", cx_take_along(x, i, 0));
    ROW("take_along", cx_take_along(x, y, 0));
    ROW("take_along: axis -3 of f32[2, 3]", cx_take_along(x, cx_convert(x, CX_I32), -3));
    ROW("one_hot", cx_one_hot(x, 3, CX_F32));
    ROW("one_hot", cx_one_hot(i, -3, CX_F32));
    BODY_ROW("dynamic_slice", part(x, i, i, CX_DIMS(1, 1)));
    BODY_ROW("dynamic_slice", part(x, s, s, CX_DIMS(1, 1)));
    BODY_ROW("dynamic_slice", part(x, cx_scalar(g, CX_I32, 0), NULL, CX_DIMS(1, 1)));
    BODY_ROW("dynamic_slice", part(x, cx_scalar(g, CX_I32, 0), cx_scalar(g, CX_I32, 0), CX_DIMS(3, 1)));
    BODY_ROW("dynamic_slice", part(x, cx_scalar(g, CX_I32, 0), cx_scalar(g, CX_I32, 0), CX_DIMS(-1, 1)));
    BODY_ROW("dynamic_slice", part(x, cx_scalar(g, CX_I32, 0), cx_scalar(g, CX_I32, 0), CX_DIMS(1)));
    BODY_ROW("dynamic_update_slice", replaced(x, y, cx_scalar(g, CX_I32, 0)));
    BODY_ROW("dynamic_update_slice", replaced(x, z, cx_scalar(g, CX_I32, 0)));
    BODY_ROW("dynamic_update_slice", replaced(x, s, cx_scalar(g, CX_I32, 0)));
}

static void control(void **state) {
    (void)state;
    ROW("sort: axis 2 of f32[2, 3]", cx_sort(x, 2));
    ROW("complex numbers have no order", cx_sort(c, 0));
    ROW("argsort: axis -3 of f32[2, 3]", cx_argsort(x, -3));
    BODY_ROW("sort: the comparator must give a bool scalar", sorted_by(x, 0, add_body));
    BODY_ROW("sort: the shapes differ", two_sorted(x, y));
    ROW("sort: axis 0 of f32[], which has none", cx_sort(s, 0));
    BODY_ROW("while: the condition must be a bool scalar", looped(s, first_body, first_body));
    BODY_ROW("while: value 0 starts as f32[], and the body makes it bool[]", looped(s, positive_body, positive_body));
    BODY_ROW("while: value 0 starts as f32[], and the body makes it f32[2]", looped(s, positive_body, vector_body));
    BODY_ROW("while: initial value 1 is a plain number", looped_number(g));
    BODY_ROW("if: operand 0 is f32; it takes bool", chosen(s, x, x));
    BODY_ROW("if: the predicate must be a scalar", chosen(b, x, x));
    BODY_ROW("if: result 0 is f32[2, 3] in one branch and f32[3, 2] in the other", chosen(p, x, y));
    BODY_ROW("broadcast", called(x, vector_body));
    BODY_ROW("scan", scanned(s, s, add_body));
    BODY_ROW("the dtypes differ", scanned(s, i, bool_body));
    BODY_ROW("scan", scanned(s, cx_convert(i, CX_F32), bool_body));
}

static void compositions(void **state) {
    (void)state;
    ROW("axis 2 of f32[2, 3]", cx_softmax(x, 2));
    ROW("exp: operand 0 is i32", cx_softmax(i, 0));
    ROW("axis -3 of f32[2, 3]", cx_log_softmax(x, -3));
    ROW("axis 2 of f32[2, 3]", cx_logsumexp(x, .axes = CX_DIMS(2)));
    ROW("maximum: operand 0 is bool", cx_relu(b));
    ROW("random_bits: a key is u32[2] (see cx_key), and this is f32[2, 3]", cx_random_bits(x, CX_U32, CX_DIMS(2)));
    ROW("random_bits: of u8, u16, u32 or u64, not f32", cx_random_bits(u, CX_F32, CX_DIMS(2)));
    ROW("random_bits: there is no shape [-2]", cx_random_bits(u, CX_U32, CX_DIMS(-2)));
    ROW("uniform: of f16, bf16, f32 or f64, not i32", cx_uniform(u, CX_I32, CX_DIMS(2)));
    ROW("normal: of f16, bf16, f32 or f64, not bool", cx_normal(u, CX_BOOL, CX_DIMS(2)));
    ROW("normal: a key is u32[2]", cx_normal(x, CX_F32, CX_DIMS(2)));
    ROW("bernoulli: the probability must be in [0, 1]", cx_bernoulli(u, 1.5, CX_DIMS(2)));
    ROW("bernoulli: the probability must be in [0, 1]", cx_bernoulli(u, 0.0 / 0.0, CX_DIMS(2)));
    ROW("fold_in: the data must be an integer scalar", cx_fold_in(u, s));
    ROW("fold_in: a key is u32[2]", cx_fold_in(i, i));
}

/* What fails in a function made of others is told to be in it. */
static void in_compositions(void **state) {
    (void)state;
    ROW("exp: operand 0 is i32; it takes floats or complex numbers (cx_convert changes the dtype); operands: i32[4] (in softmax of i32[4])", cx_softmax(i, 0));
    ROW("mean: axis 2 of f32[2, 3]: from -2 to 1 (in std of f32[2, 3])", cx_std(x, .axes = CX_DIMS(2)));
    ROW("mean: axis 1 of f32[2, 3] is there twice (in variance of f32[2, 3])", cx_variance(x, .axes = CX_DIMS(1, -1)));
    ROW("quantile: axis 3 of f32[2, 3]: from -2 to 1 (in median of f32[2, 3])", cx_median(x, 3));
    ROW("(in lt of c64[2, 3], c64[2, 3])", cx_lt(c, c));
    ROW("(in argmax of c64[2, 3])", cx_argmax(c, 0));
    ROW("(in sort of c64[2, 3])", cx_sort(c, 0));
    ROW("(in gelu of i32[4])", cx_gelu(i));
    ROW("(in square of bool[2, 3])", cx_square(b));
    ROW("(in cumsum of bool[2, 3])", cx_cumsum(b, 0));
    ROW("(in einsum of f32[2, 3], f64[2, 3])", cx_einsum("ij,ij->", x, z));
    ROW("einsum \"ij,jk->ik\": j is 3 and also 2; operands: f32[2, 3], f32[2, 3]", cx_einsum("ij,jk->ik", x, x));
    ROW("(in stack of f32[2, 3], f64[2, 3])", cx_stack(0, x, z));
    ROW("(in put of c64[2, 3], i32[4])", cx_put(c, i, cx_k(1), 0, .combine = CX_MAX));
    ROW("(in segment_max of c64[2, 3], i32[2])", cx_segment_max(c, cx_slice_axis(i, 0, 0, 2), 3));
    ROW("(in categorical of u32[2], f32[2, 3])", cx_categorical(u, x, 2));
    ROW("fft: 2 lengths for 1 axes; operands: f32[2, 3]", cx_fft(x, .length = CX_DIMS(2, 2)));
    ROW("max_pool: a window of 0 and a stride of 0 on spatial axis 0; operands: f32[1, 4, 4, 2]", cx_max_pool(image, CX_DIMS(0, 2)));
}

/* Numbers and choices that an operation does not have; what is not there at all. */
static void arguments(void **state) {
    (void)state;
    ROW("conv: pad is 7, which is none of cx_padding", cx_conv(image, kernel, .pad = (cx_padding)7));
    ROW("conv_transpose: pad is -1", cx_conv_transpose(image, kernel, .pad = (cx_padding)-1));
    ROW("mean_pool: pad is 2", cx_mean_pool(image, CX_DIMS(2, 2), .pad = (cx_padding)2));
    ROW("conv_transpose: the kernel has 0 elements", cx_conv_transpose(image, cx_slice_axis(kernel, 0, 0, 0)));
    ROW("polygamma: order is 0, and must be 1 or more; operands: f32[2, 3]", cx_polygamma(0, x));
    ROW("zeta: s must be more than 1; operands: f32[2, 3]", cx_zeta(1, x));
    ROW("zeta: s must be more than 1", cx_zeta(0.0 / 0.0, x));
    ROW("variance: the correction must be finite; operands: f32[2, 3]", cx_variance(x, .correction = 1.0 / 0.0));
    ROW("huber: delta must be more than 0", cx_huber(x, x, .delta = -1));
    ROW("fft_frequencies: of floats, not i32", cx_fft_frequencies(g, CX_I32, 4, 1));
    ROW("fft_frequencies: of -4 samples", cx_fft_frequencies(g, CX_F32, -4, 1));
    ROW("iota: the result would be i64[9223372036854775807]", cx_fft_frequencies(g, CX_F32, INT64_MAX, 1));
    ROW("rfft_frequencies: of 4 samples", cx_rfft_frequencies(g, CX_F32, 4, 0));
    ROW("arange: the number 399 is not one of u8", cx_arange(g, CX_U8, 0, 400, 1));
    ROW("arange: the number 0.5 is not one of i32", cx_arange(g, CX_I32, 0.5, 4, 1));
    ROW("linspace: of floats or complex numbers, not i32", cx_linspace(g, CX_I32, 0, 1, 4));
    ROW("eye: there is no such dtype", cx_eye(g, CX_INVALID, 2, 2));
    ROW("iota: the result would be i32[-1, 2]", cx_eye(g, CX_F32, -1, 2));
    ROW("stack: part 1 is a plain number", cx_stack(0, x, cx_k(1)));
    ROW("gather: window: axis 9 of a result of rank 2: from -2 to 1", cx_gather(x, cx_expand_dims(i, 1), .axes = CX_DIMS(0), .sizes = CX_DIMS(1, 3), .collapsed = CX_DIMS(0), .window = CX_DIMS(9)));
    ROW("gather: collapsed: axis 5 of f32[2, 3]", cx_gather(x, cx_expand_dims(i, 1), .axes = CX_DIMS(0), .sizes = CX_DIMS(1, 3), .collapsed = CX_DIMS(5)));
    ROW("matmul: operand 1 belongs to no graph", cx_matmul(x, NULL));
    ROW("solve: operand 1 belongs to no graph", cx_solve(cx_matmul(x, y), NULL));
    ROW("triangular_solve: operand 1 belongs to no graph", cx_triangular_solve(cx_matmul(x, y), NULL));
    ROW("mean squared error: operand 1 belongs to no graph", cx_mean_squared_error(x, NULL));
    ROW("mean squared error: operand 0 belongs to no graph", (cx_graph_at_(g, CX_HERE), cx_mean_squared_error(NULL, x)));
    ROW("cross-entropy: operand 1 belongs to no graph", cx_xent(x, NULL));
    ROW("sparse cross-entropy: operand 1 belongs to no graph", cx_sparse_xent(x, NULL));
    BODY_ROW("reduce_by: operand 1 belongs to no graph", reduced_by(x, NULL, CX_DIMS(0), add_body));
    BODY_ROW("invoke: the function's name is NULL", called_nameless(x));
    BODY_ROW("gradient: input 0 is NULL", no_gradient(x));
}

static void leaves(void **state) {
    (void)state;
    ROW("constant", cx_constant(g, CX_INVALID, CX_DIMS(1), "abcd"));
    ROW("constant", cx_constant(g, CX_F32, CX_DIMS(-1), "abcd"));
    ROW("constant: the elements are NULL", cx_constant(g, CX_F32, CX_DIMS(1), NULL));
    ROW("constant", cx_fill(g, CX_F32, CX_DIMS(-1), 0));
    ROW("constant", cx_fill(g, (cx_dtype)99, CX_DIMS(1), 0));
    ROW("constant", cx_scalar(g, CX_INVALID, 1));
    ROW("parameter 'q': it has no dtype", cx_parameter(g, "q", CX_INVALID, CX_SCALAR));
    ROW("parameter", cx_parameter(g, "q", CX_F32, CX_DIMS(-1)));
    ROW("parameter", cx_parameter(g, "q", CX_F32, CX_DIMS(INT64_MAX, 9)));
    ROW("parameter", cx_parameter(g, NULL, CX_INVALID, CX_SCALAR));
}

/* clang-format on */

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(elementwise),  TEST(shapes),          TEST(parts),     TEST(reductions),
                                       TEST(products),     TEST(convolutions),    TEST(indexing),  TEST(control),
                                       TEST(compositions), TEST(in_compositions), TEST(arguments), TEST(leaves)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
