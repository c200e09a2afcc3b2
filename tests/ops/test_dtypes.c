/* Integers of every width through what takes them: one program for each dtype, against C's own arithmetic, modulo 2^bits. The
   elements are small ones, and those at both ends of the dtype. Values of the table of cases are of i32 for the most part. */
#include "run/calx_test.h"

#include "base/dtype.h"

enum { N = 8 };

struct numbers {
    cx_dtype dtype;
    bool is_signed;
    int bits;
    int64_t x[N], y[N]; /* of unsigned dtypes the bits; y is positive and less than `bits` */
};

/* The number that the low bits are. */
static int64_t wrap(const struct numbers *n, uint64_t value) {
    int unused = 64 - n->bits;
    return n->is_signed ? (int64_t)(value << unused) >> unused : (int64_t)(value << unused >> unused);
}

static bool less(const struct numbers *n, int64_t a, int64_t b) {
    return n->is_signed ? a < b : (uint64_t)a < (uint64_t)b;
}

static int64_t quotient(const struct numbers *n, int64_t a, int64_t b) {
    return n->is_signed ? a / b : (int64_t)((uint64_t)a / (uint64_t)b);
}

static int64_t power(const struct numbers *n, int64_t a, int64_t b) {
    uint64_t product = 1;
    for (int64_t i = 0; i < b; i++) product *= (uint64_t)a;
    return wrap(n, product);
}

static int64_t set_bits(const struct numbers *n, int64_t a) {
    int64_t count = 0;
    for (int i = 0; i < n->bits; i++) count += (uint64_t)a >> i & 1;
    return count;
}

static int64_t leading_zeros(const struct numbers *n, int64_t a) {
    int64_t count = 0;
    while (count < n->bits && !((uint64_t)a >> (n->bits - 1 - count) & 1)) count++;
    return count;
}

static uint64_t low_bits(const struct numbers *n, int64_t a) {
    return (uint64_t)a << (64 - n->bits) >> (64 - n->bits);
}

/* The sum or product of x up to and with element `last`. */
static uint64_t sum_to(const struct numbers *n, int last) {
    uint64_t sum = 0;
    for (int i = 0; i <= last; i++) sum += (uint64_t)n->x[i];
    return sum;
}

static uint64_t product_to(const struct numbers *n, int last) {
    uint64_t product = 1;
    for (int i = 0; i <= last; i++) product *= (uint64_t)n->x[i];
    return product;
}

/* The k-th of x in ascending order. */
static int64_t ranked(const struct numbers *n, int k) {
    for (int i = 0; i < N; i++) {
        int before = 0;
        for (int j = 0; j < N; j++) before += less(n, n->x[j], n->x[i]) || (n->x[j] == n->x[i] && j < i);
        if (before == k) return n->x[i];
    }
    return 0;
}

static int64_t clamped_place(const struct numbers *n, int64_t at) {
    return less(n, at, 0) ? 0 : less(n, N - 1, at) ? N - 1 : at;
}

static uint64_t dot_to(const struct numbers *n) {
    uint64_t sum = 0;
    for (int i = 0; i < N; i++) sum += (uint64_t)n->x[i] * (uint64_t)n->y[i];
    return sum;
}

static void add_up(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = out[1] = cx_add(in[0], in[1]);
}

static cx_node *scanned(cx_node *x) {
    cx_node *start = cx_fill(cx_graph_of(x), cx_node_dtype(x), CX_SCALAR, 0), *last, *each;
    cx_scan(1, &start, 1, &x, 1, false, add_up, NULL, &last, &each);
    return each;
}

static void times(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_mul(in[0], in[1]);
}

static cx_node *reduced_by(cx_node *x) {
    cx_node *one = cx_fill(cx_graph_of(x), cx_node_dtype(x), CX_SCALAR, 1), *y;
    cx_reduce_by(1, &x, &one, CX_DIMS(0), times, NULL, &y);
    return y;
}

static cx_node *largest_two(cx_node *x) {
    cx_node *values, *indices;
    cx_topk(x, 2, &values, &indices);
    return cx_tile(values, CX_DIMS(N / 2));
}

/* y slid over x: y[0] x[i] + y[1] x[i + 1] */
static cx_node *slid(cx_node *x, cx_node *y) {
    return cx_reshape(cx_conv(cx_reshape(x, CX_DIMS(1, N, 1)), cx_reshape(cx_slice_axis(y, 0, 0, 2), CX_DIMS(2, 1, 1)),
                              .pad_low = CX_DIMS(0), .pad_high = CX_DIMS(1)),
                      CX_DIMS(N));
}

static cx_node *pairs(cx_node *x, cx_node *(*pool)(cx_pool_args)) {
    cx_pool_args args = {.x = cx_reshape(x, CX_DIMS(1, N, 1)), .window = CX_DIMS(2)};
    return cx_reshape(pool(args), CX_DIMS(N / 2));
}

#define x_(i) ((uint64_t)n->x[i])
#define NEXT  (i + 1 < N ? x_(i + 1) : 0)

/* ROW(name, what Calx makes of x and y, element i of it, in C: of n->x and n->y). A result of fewer elements is repeated. */
#define ROWS(ROW)                                                                                             \
    ROW(add, cx_add(x, y), x_(i) + (uint64_t)n->y[i])                                                         \
    ROW(sub, cx_sub(x, y), x_(i) - (uint64_t)n->y[i])                                                         \
    ROW(mul, cx_mul(x, x), x_(i) * x_(i))                                                                     \
    ROW(div, cx_div(x, y), quotient(n, n->x[i], n->y[i]))                                                     \
    ROW(rem, cx_rem(x, y), x_(i) - (uint64_t)quotient(n, n->x[i], n->y[i]) * (uint64_t)n->y[i])               \
    ROW(pow, cx_pow(x, y), power(n, n->x[i], n->y[i]))                                                        \
    ROW(neg, cx_neg(x), 0 - x_(i))                                                                            \
    ROW(abs, cx_abs(x), less(n, n->x[i], 0) ? 0 - x_(i) : x_(i))                                              \
    ROW(sign, cx_sign(x), less(n, n->x[i], 0) ? -1 : n->x[i] != 0)                                            \
    ROW(square, cx_square(y), n->y[i] * n->y[i])                                                              \
    ROW(maximum, cx_maximum(x, y), less(n, n->x[i], n->y[i]) ? n->y[i] : n->x[i])                             \
    ROW(minimum, cx_minimum(x, y), less(n, n->x[i], n->y[i]) ? n->x[i] : n->y[i])                             \
    ROW(clamp, cx_clamp(cx_k(2), x, cx_k(5)), less(n, n->x[i], 2) ? 2 : less(n, 5, n->x[i]) ? 5 : n->x[i])    \
    ROW(and, cx_and(x, y), n->x[i] & n->y[i])                                                                 \
    ROW(or, cx_or(x, y), n->x[i] | n->y[i])                                                                   \
    ROW(xor, cx_xor(x, y), n->x[i] ^ n->y[i])                                                                 \
    ROW(not, cx_not(x), ~n->x[i])                                                                             \
    ROW(popcount, cx_popcount(x), set_bits(n, n->x[i]))                                                       \
    ROW(clz, cx_clz(x), leading_zeros(n, n->x[i]))                                                            \
    ROW(shift_left, cx_shift_left(x, y), x_(i) << n->y[i])                                                    \
    ROW(shift_right, cx_shift_right(x, y), n->is_signed ? (uint64_t)(n->x[i] >> n->y[i]) : x_(i) >> n->y[i])  \
    ROW(shift_right_logical, cx_shift_right_logical(x, y), low_bits(n, n->x[i]) >> n->y[i])                   \
    ROW(lt, cx_convert(cx_lt(x, y), dtype), less(n, n->x[i], n->y[i]))                                        \
    ROW(ge, cx_convert(cx_ge(x, y), dtype), !less(n, n->x[i], n->y[i]))                                       \
    ROW(ne, cx_convert(cx_ne(x, y), dtype), n->x[i] != n->y[i])                                               \
    ROW(select, cx_select(cx_eq(x, cx_k(0)), y, x), n->x[i] ? n->x[i] : n->y[i])                              \
    ROW(to_bool, cx_convert(cx_convert(x, CX_BOOL), dtype), n->x[i] != 0)                                     \
    ROW(to_f64, cx_convert(cx_convert(y, CX_F64), dtype), n->y[i])                                            \
    ROW(to_u8, cx_convert(cx_convert(y, CX_U8), dtype), n->y[i])                                              \
    ROW(sum, cx_sum(x), sum_to(n, N - 1))                                                                     \
    ROW(product, cx_product(x), product_to(n, N - 1))                                                         \
    ROW(max, cx_max(x), ranked(n, N - 1))                                                                     \
    ROW(min, cx_min(x), ranked(n, 0))                                                                         \
    ROW(argmax, cx_take(x, cx_argmax(x, 0), 0), ranked(n, N - 1))                                             \
    ROW(argmin, cx_take(x, cx_argmin(x, 0), 0), ranked(n, 0))                                                 \
    ROW(reduce_by, reduced_by(x), product_to(n, N - 1))                                                       \
    ROW(cumsum, cx_cumsum(x, 0), sum_to(n, i))                                                                \
    ROW(cumprod, cx_cumprod(x, 0), product_to(n, i))                                                          \
    ROW(scan, scanned(x), sum_to(n, i))                                                                       \
    ROW(dot, cx_matmul(x, y), dot_to(n))                                                                      \
    ROW(conv, slid(x, y), (uint64_t)n->y[0] * x_(i) + (uint64_t)n->y[1] * NEXT)                               \
    ROW(sum_pool, pairs(x, cx_sum_pool_), x_(i % 4 * 2) + x_(i % 4 * 2 + 1))                                  \
    ROW(max_pool, pairs(x, cx_max_pool_),                                                                     \
        less(n, n->x[i % 4 * 2], n->x[i % 4 * 2 + 1]) ? n->x[i % 4 * 2 + 1] : n->x[i % 4 * 2])                \
    ROW(sort, cx_sort(x, 0), ranked(n, i))                                                                    \
    ROW(topk, largest_two(x), ranked(n, N - 1 - i % 2))                                                       \
    ROW(take, cx_take(y, x, 0), n->y[clamped_place(n, n->x[i])])                                              \
    ROW(put, cx_put(x, cx_k(1), cx_k(9), 0, .combine = CX_ADD), x_(i) + (i == 1 ? 9 : 0))                     \
    ROW(segments, cx_segment_max(x, cx_fill(g, CX_U8, CX_DIMS(N), 0), 1), ranked(n, N - 1))                   \
    ROW(pad, cx_slice_axis(cx_pad(x, CX_DIMS(0), CX_DIMS(1), .value = 7), 0, 1, N + 1), i + 1 < N ? NEXT : 7) \
    ROW(reverse, cx_reverse(x, CX_DIMS(0)), x_(N - 1 - i))                                                    \
    ROW(roll, cx_roll(x, 0, -1), x_((i + 1) % N))                                                             \
    ROW(iota, cx_iota(g, dtype, CX_DIMS(N), 0), i)                                                            \
    ROW(diagonal, cx_trace(cx_diagonal_matrix(x)), sum_to(n, N - 1))

#define MAKE(NAME, NODE, ELEMENT)                                                      \
    static cx_node *make_##NAME(cx_graph *g, cx_dtype dtype, cx_node *x, cx_node *y) { \
        (void)g, (void)dtype, (void)x, (void)y;                                        \
        return NODE;                                                                   \
    }                                                                                  \
    static int64_t element_##NAME(const struct numbers *n, int i) {                    \
        (void)i;                                                                       \
        return wrap(n, (uint64_t)(ELEMENT));                                           \
    }
ROWS(MAKE)
#define ENTRY(NAME, NODE, ELEMENT) {#NAME, make_##NAME, element_##NAME},
static const struct {
    const char *name;
    cx_node *(*make)(cx_graph *g, cx_dtype dtype, cx_node *x, cx_node *y);
    int64_t (*element)(const struct numbers *n, int i);
} rows[] = {ROWS(ENTRY)};
enum { COUNT = sizeof rows / sizeof rows[0] };

static cx_runtime *rt;

static cx_tensor *tensor(const struct numbers *n, const int64_t *numbers) {
    char elements[N * sizeof(int64_t)];
    size_t size = cx_dtype_size(n->dtype);
    for (int i = 0; i < N; i++) memcpy(elements + (size_t)i * size, &numbers[i], size); /* little-endian */
    return cx_tensor_new(rt, n->dtype, CX_DIMS(N), elements);
}

static bool agrees(const struct numbers *n, int row, cx_tensor *got) {
    char elements[N * sizeof(int64_t)];
    size_t size = cx_dtype_size(n->dtype);
    int64_t count = cx_dims_count(cx_tensor_dims(got));
    if (!cx_tensor_read(got, elements, (size_t)count * size)) {
        print_error("%s of %s: %s\n", rows[row].name, cx_dtype_name(n->dtype), cx_tensor_error(got));
        return false;
    }
    for (int i = 0; i < N; i++) {
        uint64_t bits = 0;
        memcpy(&bits, elements + (size_t)(i % count) * size, size);
        int64_t want = rows[row].element(n, i);
        if (wrap(n, bits) == want) continue;
        print_error("%s of %s: element %d is %lld, not %lld\n", rows[row].name, cx_dtype_name(n->dtype), i,
                    (long long)wrap(n, bits), (long long)want);
        return false;
    }
    return true;
}

static int check(cx_dtype dtype) {
    struct numbers n = {dtype, cxi_dtype(dtype)->kind == CXI_SIGNED, cxi_value_bits(dtype), {3, 0, 2, 5, 1, 100}, {0}};
    n.x[6] = wrap(&n, ~(uint64_t)0); /* -1, or the largest */
    n.x[7] = wrap(&n, n.is_signed ? (uint64_t)1 << (n.bits - 1) : (uint64_t)77);
    for (int i = 0; i < N; i++) n.y[i] = 1 + i * 3 % 7;
    cx_graph *g = cx_graph_new(cx_dtype_name(dtype));
    cx_node *x = cx_parameter(g, "x", dtype, CX_DIMS(N)), *y = cx_parameter(g, "y", dtype, CX_DIMS(N)), *out[COUNT];
    for (int r = 0; r < COUNT; r++) out[r] = rows[r].make(g, dtype, x, y);
    if (cx_graph_error(g)) fail_msg("%s", cx_graph_error(g));
    cx_return(g, COUNT, out);
    cx_function *function = cx_jit_graph(rt, g);
    cx_tensor *in[] = {tensor(&n, n.x), tensor(&n, n.y)}, *result[COUNT];
    int wrong = 0;
    cx_call(function, 2, in, COUNT, result);
    for (int r = 0; r < COUNT; r++) {
        wrong += !agrees(&n, r, result[r]);
        cx_tensor_free(result[r]);
    }
    for (int i = 0; i < 2; i++) cx_tensor_free(in[i]);
    cx_function_free(function);
    return wrong;
}

static void integers_of_every_width(void **state) {
    (void)state;
    int wrong = 0;
    rt = cx_open("cpu");
    assert_calx_fine(rt);
    for (int d = CX_INVALID + 1; d < CX_DTYPE_COUNT; d++)
        if (cxi_is_integer((cx_dtype)d) && cxi_value_bits((cx_dtype)d) >= 8) wrong += check((cx_dtype)d);
    assert_int_equal(cx_close(rt, stderr), 0);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(integers_of_every_width)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
