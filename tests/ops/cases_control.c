/* Sorting, loops, branches, calls of functions. */
#include "ops/write_cases.h"

/* -- sort_by: descending by the first key, then ascending by the second -- */

static void two_keys(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_or(cx_gt(in[0], in[1]), cx_and(cx_eq(in[0], in[1]), cx_lt(in[2], in[3])));
}

static void sort_by_two_keys(cx_node *const *in, cx_node **out) {
    cx_sort_by(3, in, 1, two_keys, NULL, out);
}

static void by_real_part(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_lt(cx_real(in[0]), cx_real(in[1]));
}

static cx_node *sorted_by_real_part(cx_node *z) {
    cx_node *sorted;
    cx_sort_by(1, &z, 0, by_real_part, NULL, &sorted);
    return sorted;
}

/* -- while: x is multiplied by the captured b, and c added, until n reaches 0 -- */

struct loop {
    cx_node *b, *c;
};

static void is_positive(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_gt(in[0], cx_k(0));
}

static void turn(cx_node *const *in, cx_node **out, void *user) {
    struct loop *loop = user;
    out[0] = cx_sub(in[0], cx_k(1));
    out[1] = cx_add(cx_mul(in[1], loop->b), loop->c);
}

static cx_node *powers(cx_node *n, cx_node *x, cx_node *b, cx_node *c) {
    cx_node *out[2];
    cx_while(2, ((cx_node *[]){n, x}), is_positive, turn, &(struct loop){b, c}, out);
    return out[1];
}

static void sine_turn(cx_node *const *in, cx_node **out, void *user) {
    turn((cx_node *[]){in[0], cx_sin(in[1])}, out, user);
}

static cx_node *bounded(cx_node *n, cx_node *x, cx_node *b, cx_node *c) {
    cx_node *out[2];
    cx_bounded_while(4, 2, ((cx_node *[]){n, x}), is_positive, sine_turn, &(struct loop){b, c}, out);
    return out[1];
}

/* -- if: the branches use different captures -- */

static void sine_of_first(cx_node *const *in, cx_node **out, void *user) {
    cx_node *const *x = user;
    (void)in;
    out[0] = cx_sin(x[0]);
    out[1] = cx_mul(x[0], x[1]);
}

static void square_of_second(cx_node *const *in, cx_node **out, void *user) {
    cx_node *const *x = user;
    (void)in;
    out[0] = cx_square(x[1]);
    out[1] = x[1];
}

static void branch(cx_node *const *in, cx_node **out) {
    cx_if(A, sine_of_first, square_of_second, (void *)(in + 1), 2, out);
}

/* -- if in a while body, with captures of both -- */

struct nest {
    cx_node *x, *n;
};

static void add_capture(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = cx_add(((struct nest *)user)[0].x, ((struct nest *)user)[1].x);
}

static void halve(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = cx_scale(((struct nest *)user)[0].x, 0.5);
}

static void nested_turn(cx_node *const *in, cx_node **out, void *user) {
    struct nest both[] = {{in[1], in[0]}, *(struct nest *)user};
    out[0] = cx_sub(in[0], cx_k(1));
    cx_if(cx_eq(cx_rem(in[0], cx_k(2)), cx_k(0)), add_capture, halve, both, 1, &out[1]);
}

static cx_node *nested(cx_node *n, cx_node *x, cx_node *captured) {
    cx_node *out[2];
    cx_while(2, ((cx_node *[]){n, x}), is_positive, nested_turn, &(struct nest){captured, NULL}, out);
    return out[1];
}

/* -- calls: a function of two arguments, one that calls it, one with a capture -- */

static void gate(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_mul(cx_logistic(in[0]), in[1]);
}

static cx_node *gated(cx_node *a, cx_node *b) {
    cx_node *out;
    cx_invoke("gate", gate, NULL, 2, ((cx_node *[]){a, b}), 1, &out);
    return out;
}

static void gate_twice(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = gated(gated(in[0], in[1]), in[1]);
    out[1] = cx_sum(in[0]);
}

static void with_capture(cx_node *const *in, cx_node **out, void *user) {
    out[0] = cx_mul(cx_sin(in[0]), user);
}

static cx_node *captured_call(cx_node *x, cx_node *captured) {
    cx_node *out;
    cx_invoke("with a capture", with_capture, captured, 1, &x, 1, &out);
    return out;
}

/* -- scans: a recurrence with a captured weight; one with two carries, of which one counts -- */

static void recur(cx_node *const *in, cx_node **out, void *user) {
    out[0] = cx_tanh(cx_add(cx_mul(in[0], user), in[1]));
    out[1] = cx_mul(out[0], in[1]);
}

static void recurrence(cx_node *const *in, bool reverse, cx_node **out) {
    cx_scan(1, in, 1, in + 1, 1, reverse, recur, cx_sin(C), out, out + 1);
}

static void count_and_sum(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], cx_k(1));
    out[1] = cx_add(in[1], cx_mul(in[2], cx_mul(in[3], cx_convert(in[0], in[1]->dtype))));
}

static void two_carries(cx_graph *g, cx_node *const *in, cx_node **out) {
    cx_scan(2, ((cx_node *[]){cx_scalar(g, CX_I32, 1), A}), 2, in + 1, 0, false, count_and_sum, NULL, out, NULL);
}

/* -- a block computed again for its gradient, with a capture; the choice among three branches; a map -- */

static void block(cx_node *const *in, cx_node **out, void *user) {
    out[0] = cx_tanh(cx_mul(cx_sin(in[0]), user));
    out[1] = cx_square(out[0]);
}

static void cube(cx_node *const *in, cx_node **out, void *user) {
    cx_node *const *x = user;
    (void)in;
    out[0] = cx_mul(x[0], cx_square(x[0]));
    out[1] = cx_exp(x[1]);
}

static void choice(cx_node *const *in, cx_node **out) {
    cx_body *const branches[] = {sine_of_first, square_of_second, cube};
    cx_case(in[0], 3, branches, (void *)(in + 1), 2, out);
}

static void row_product(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_sum(cx_mul(in[0], in[1]));
    out[1] = cx_sin(in[0]);
}

#define CASES(ONE, SEVERAL)                                                                                         \
    ONE(sort, SMOOTH, "sort cx_sort", cx_sort(cx_square(A), 1))                                                     \
    ONE(sort_descending, SMOOTH, "sort", cx_square(cx_sort(A, 0, .descending = true)))                              \
    ONE(sort_last_axis, SMOOTH, "sort", cx_square(cx_sort(A, -1)))                                                  \
    ONE(sort_ties, KINKED, "sort", cx_square(cx_sort(A, 0)))                                                        \
    ONE(sort_nan, PLAIN, "sort", cx_sort(A, 0))                                                                     \
    ONE(sort_i32, PLAIN, "sort", cx_sort(A, 0, .descending = true))                                                 \
    ONE(argsort, PLAIN, "sort cx_argsort", cx_argsort(A, 1))                                                        \
    ONE(argsort_ties_and_nan, PLAIN, "sort", cx_argsort(A, 0))                                                      \
    ONE(argsort_descending, PLAIN, "sort", cx_argsort(A, 0, .descending = true))                                    \
    SEVERAL(sort_by, 3, SMOOTH, "sort cx_sort_by", sort_by_two_keys(in, out))                                       \
    ONE(sort_by_real_part, PLAIN, "sort", sorted_by_real_part(A))                                                   \
    ONE(while, PLAIN, "while cx_while", powers(A, B, C, D))                                                         \
    ONE(while_no_turn, PLAIN, "while", powers(A, B, C, D))                                                          \
    ONE(while_nested, PLAIN, "while if", nested(A, B, C))                                                           \
    ONE(bounded_while, SMOOTH, "scan if cx_bounded_while", bounded(A, B, C, D))                                     \
    ONE(bounded_while_no_turn, SMOOTH, "scan", bounded(A, B, C, D))                                                 \
    ONE(bounded_while_at_its_limit, SMOOTH, "scan", bounded(A, B, C, D))                                            \
    SEVERAL(scan, 2, SMOOTH, "scan cx_scan", recurrence(in, false, out))                                            \
    SEVERAL(scan_reverse, 2, SMOOTH, "scan", recurrence(in, true, out))                                             \
    SEVERAL(scan_two_carries, 2, SMOOTH, "scan", two_carries(g, in, out))                                           \
    SEVERAL(if, 2, SMOOTH, "if cx_if", branch(in, out))                                                             \
    SEVERAL(if_not, 2, SMOOTH, "if", branch(in, out))                                                               \
    ONE(call, SMOOTH, "call cx_invoke", cx_add(gated(A, B), gated(B, A)))                                           \
    SEVERAL(call_nested, 2, SMOOTH, "call", cx_invoke("gate twice", gate_twice, NULL, 2, in, 2, out))               \
    ONE(call_capture, SMOOTH, "call", captured_call(cx_square(A), cx_exp(B)))                                       \
    SEVERAL(barrier, 2, SMOOTH, "barrier cx_barrier", cx_barrier(2, ((cx_node *[]){cx_sin(A), cx_square(B)}), out)) \
    ONE(barrier_of_one, SMOOTH, "barrier", (cx_barrier(1, ((cx_node *[]){cx_square(A)}), out), out[0]))             \
    SEVERAL(remat, 2, SMOOTH, "remat cx_remat", cx_remat(block, cx_exp(B), 1, in, 2, out))                          \
    SEVERAL(case_first, 2, SMOOTH, "if cx_case", choice(in, out))                                                   \
    SEVERAL(case_middle, 2, SMOOTH, "if", choice(in, out))                                                          \
    SEVERAL(case_past_the_end, 2, SMOOTH, "if", choice(in, out))                                                    \
    SEVERAL(map, 2, SMOOTH, "scan cx_map", cx_map(2, in, 2, row_product, NULL, out))
DEFINE_CASES(control_cases)
