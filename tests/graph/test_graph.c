/* Graphs: how errors are kept, bodies and what they see, what may be returned, the dump, gradients of one's own. */
#define _XOPEN_SOURCE 700 /* strdup */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <calx.h>

#include "graph/graph.h"
#include "graph/op.h"
#include "ops/cases.h"
#include "stablehlo/print.h"

#include <stdlib.h>
#include <string.h>

/* A graph with x: f32[2, 3], y: f32[3, 2], n: i32, p: bool, new for each test. */
static cx_graph *g;
static cx_node *x, *y, *n, *p;

static int begin(void **state) {
    (void)state;
    g = cx_graph_new("test");
    x = cx_parameter(g, "x", CX_F32, CX_DIMS(2, 3));
    y = cx_parameter(g, "y", CX_F32, CX_DIMS(3, 2));
    n = cx_parameter(g, "n", CX_I32, CX_SCALAR);
    p = cx_parameter(g, "p", CX_BOOL, CX_SCALAR);
    return 0;
}

static int end(void **state) {
    (void)state;
    cx_graph_free(g);
    return 0;
}

/* Whether the graph's error has a part; prints what it has instead. */
static void assert_says(const char *part) {
    const char *error = cx_graph_error(g);
    if (!error) fail_msg("no error, where one with \"%s\" should be", part);
    if (!strstr(error, part)) fail_msg("\"%s\" does not say \"%s\"", error, part);
}

static void assert_sound(void) {
    if (cx_graph_error(g)) fail_msg("%s", cx_graph_error(g));
}

/* The StableHLO text; freed by the caller. */
static char *text_of(cx_graph *graph) {
    struct cxi_text text = {0};
    if (!cxi_print_stablehlo(&text, graph, NULL)) fail_msg("no text: %s", cx_graph_error(graph));
    return text.data;
}

static int occurrences(const char *text, const char *part) {
    int count = 0;
    for (; (text = strstr(text, part)); text++) count++;
    return count;
}

static char *dump_of(cx_graph *graph) {
    char *text = calloc(1, 100000);
    assert_non_null(text);
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_true(cx_graph_dump(graph, file));
    rewind(file);
    size_t length = fread(text, 1, 99999, file);
    fclose(file);
    text[length] = '\0';
    return text;
}

/* ------------------------------------------------------------------------------------------------ errors */

/* Whether the error has "test_graph.c:LINE" and `after`. */
static void assert_names(int line, const char *after) {
    char place[100];
    snprintf(place, sizeof place, "test_graph.c:%d%s", line, after);
    assert_says(place);
}

static void an_error_names_line_operation_and_shapes(void **state) {
    (void)state;
    cx_mul(x, x);
    cx_node *bad = cx_add(cx_exp(x), y);
    int line = __LINE__ - 1;
    assert_true(cxi_is_poison(bad));
    assert_names(line, ": ");
    assert_says("add");
    assert_says("f32[2, 3]");
    assert_says("f32[3, 2]");
}

static void the_line_is_that_of_the_outermost_call(void **state) {
    (void)state;
    cx_matmul(x, cx_transpose(y, CX_DIMS(1, 0)));
    assert_names(__LINE__ - 1, ": ");
}

static void poison_passes_quietly(void **state) {
    (void)state;
    cx_node *bad = cx_add(x, y), *out[2];
    char *first = strdup(cx_graph_error(g));
    assert_ptr_equal(cx_exp(bad), bad);
    assert_ptr_equal(cx_add(x, bad), bad);
    assert_ptr_equal(cx_select(p, bad, x), bad);
    assert_ptr_equal(cx_sum(bad), bad);
    assert_ptr_equal(cx_reshape(bad, CX_DIMS(7)), bad);
    assert_ptr_equal(cx_softmax(bad, 9), bad);
    assert_ptr_equal(cx_expect(bad, "1 2 3 4"), bad);
    assert_ptr_equal(cx_concatenate(0, x, bad), bad);
    assert_ptr_equal(cx_matmul(bad, x), bad);
    assert_ptr_equal(cx_conv(x, bad), bad);
    assert_ptr_equal(cx_max_pool(bad, CX_DIMS(2)), bad);
    assert_ptr_equal(cx_sort(bad, 5), bad);
    assert_ptr_equal(cx_argmax(bad, 0), bad);
    assert_ptr_equal(cx_take(x, bad, 0), bad);
    assert_ptr_equal(cx_fill_like(bad, 1), bad);
    cx_sort_by(2, ((cx_node *[]){x, bad}), 0, NULL, NULL, out);
    assert_ptr_equal(out[0], bad);
    assert_ptr_equal(out[1], bad);
    cx_if(bad, NULL, NULL, NULL, 2, out);
    assert_ptr_equal(out[1], bad);
    cx_grad(bad, 1, &x, out);
    assert_ptr_equal(out[0], bad);
    assert_int_equal(cx_dim(bad, 0), 1);
    assert_int_equal(cx_dim(bad, -3), 1);
    assert_ptr_equal(cx_graph_of(bad), g);
    cx_return(g, 1, &bad);
    assert_string_equal(cx_graph_error(g), first); /* the first one stays */
    struct cxi_text text = {0};
    assert_false(cxi_print_stablehlo(&text, g, NULL));
    cxi_text_free(&text);
    char *dump = dump_of(g);
    assert_non_null(strstr(dump, first));
    free(dump);
    free(first);
}

static void errors_of_ones_own(void **state) {
    (void)state;
    assert_true(cxi_is_poison(cx_fail(g, "%d heads do not divide %s", 3, "16")));
    assert_says("3 heads do not divide 16");
    cx_fail(g, "another");
    assert_says("3 heads");
}

static void nodes_of_another_graph_are_refused(void **state) {
    (void)state;
    cx_graph *other = cx_graph_new("other");
    cx_node *stranger = cx_parameter(other, "s", CX_F32, CX_DIMS(2, 3));
    assert_true(cxi_is_poison(cx_add(x, stranger)));
    assert_says("'other'");
    assert_says("'test'");
    assert_null(cx_graph_error(other));
    cx_graph_free(other);
}

static void null_is_refused(void **state) {
    (void)state;
    assert_true(cxi_is_poison(cx_add(x, NULL)));
    assert_says("NULL");
    cx_graph *again = cx_graph_new("again");
    cx_node *a = cx_parameter(again, "a", CX_F32, CX_SCALAR);
    cx_node *gone = cx_exp(cx_sum(cx_select(NULL, NULL, NULL))); /* no graph to fail: kept until it meets one */
    assert_true(cxi_is_poison((cx_maximum)(gone, NULL)));
    assert_null(cx_graph_error(again));
    cx_mul(gone, a);
    assert_non_null(strstr(cx_graph_error(again), "mul: operand 0 belongs to no graph"));
    cx_graph_free(again);
}

static void plain_numbers_alone_are_refused(void **state) {
    (void)state;
    cx_node *sum = cx_add(cx_k(1), cx_k(2));
    assert_true(cxi_is_poison(sum));
    assert_null(cx_graph_of(sum));
    cx_node *product = cx_mul(x, cx_neg(sum));
    assert_ptr_equal(cx_graph_of(product), g);
    assert_says("cx_scalar");
}

static void a_plain_number_takes_the_dtype_beside_it(void **state) {
    (void)state;
    assert_int_equal(cx_node_dtype(cx_add(cx_k(1), n)), CX_I32);
    assert_int_equal(cx_node_dtype(cx_mul(x, cx_k(0.5))), CX_F32);
    assert_true(cx_dims_equal(cx_node_dims(cx_sub(cx_k(1), x)), CX_DIMS(2, 3)));
    assert_sound();
    cx_add(n, cx_k(0.5));
    assert_says("0.5");
    assert_says("i32");
}

/* ------------------------------------------------------------------------------------------------ bodies */

static void two_results(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_lt(in[0], in[1]);
}

static void a_node_names_one_of_several_results(void **state) {
    (void)state;
    cx_node *out[2];
    cx_sort_by(2, ((cx_node *[]){x, cx_iota(g, CX_I32, CX_DIMS(2, 3), 1)}), 1, two_results, NULL, out);
    assert_sound();
    assert_ptr_equal(out[0]->inst, out[1]->inst);
    assert_int_equal(out[1]->index, 1);
    assert_int_equal(cx_node_dtype(out[1]), CX_I32);
    cx_return(g, 1, &out[1]);
    char *text = text_of(g);
    assert_int_equal(occurrences(text, "#1) : (tensor<2x3xi32>)"), 1);
    free(text);
}

static void from_outside(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = cx_add(*(cx_node **)user, *(cx_node **)user);
}

static void captures_become_operands(void **state) {
    (void)state;
    cx_node *outer = cx_exp(x), *out;
    cx_if(p, from_outside, from_outside, &outer, 1, &out);
    assert_sound();
    assert_int_equal(out->inst->operands, 2); /* the predicate and one capture, however often it is used */
    assert_ptr_equal(out->inst->operand[1], outer);
    assert_int_equal(out->inst->region[0]->captures.count, 1);
}

static void one_of_two(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = ((cx_node **)user)[0];
}
static void other_of_two(cx_node *const *in, cx_node **out, void *user) {
    (void)in;
    out[0] = ((cx_node **)user)[1];
}

static void bodies_of_one_operation_have_the_same_captures(void **state) {
    (void)state;
    cx_node *both[] = {cx_exp(x), cx_sin(x)}, *out;
    cx_if(p, one_of_two, other_of_two, both, 1, &out);
    assert_sound();
    assert_int_equal(out->inst->operands, 3);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(out->inst->region[i]->captures.count, 2);
        for (int k = 0; k < 2; k++) assert_ptr_equal(out->inst->region[i]->captures.node[k], both[k]);
    }
}

static void inner(cx_node *const *in, cx_node **out, void *user) {
    out[0] = cx_add(in[0], *(cx_node **)user);
}
static void middle(cx_node *const *in, cx_node **out, void *user) {
    cx_invoke("inner", inner, user, 1, in, 1, out);
}

static void captures_pass_through_several_bodies(void **state) {
    (void)state;
    cx_node *outer = cx_exp(x), *in = cx_sin(x), *out;
    cx_invoke("middle", middle, &outer, 1, &in, 1, &out);
    assert_sound();
    assert_int_equal(out->inst->operands, 2);
    assert_ptr_equal(out->inst->operand[1], outer);
    cx_return(g, 1, &out);
    char *text = text_of(g);
    assert_int_equal(occurrences(text, "func.func private"), 2);
    free(text);
}

static void looks_outside(cx_node *const *in, cx_node **out, void *user) {
    out[0] = cx_add(in[0], user);
}
static void uses_a_constant(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(cx_add(in[0], in[1]), cx_mul(cx_k(0), cx_scalar(g, CX_F32, 2)));
}

static void reducers_see_only_their_arguments(void **state) {
    (void)state;
    cx_node *out, *zero = cx_scalar(g, CX_F32, 0);
    cx_reduce_by(1, &x, &zero, CX_DIMS(0), uses_a_constant, NULL, &out);
    assert_sound();
    cx_node *outside = cx_sum(x);
    cx_reduce_by(1, &x, &zero, CX_DIMS(0), looks_outside, outside, &out);
    assert_true(cxi_is_poison(out));
    assert_says("reduce_by: its body may use only its arguments and constants, not sum");
}

static cx_node *kept;
static void lets_out(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = kept = cx_exp(in[0]);
}

static void a_body_keeps_its_nodes(void **state) {
    (void)state;
    cx_node *out;
    cx_invoke("f", lets_out, NULL, 1, &x, 1, &out);
    assert_sound();
    cx_exp(kept);
    assert_says("is used outside of it");
}

static void sets_nothing(cx_node *const *in, cx_node **out, void *user) {
    (void)in, (void)out, (void)user;
}
static void sets_a_number(cx_node *const *in, cx_node **out, void *user) {
    (void)in, (void)user;
    out[0] = cx_add(cx_k(1), cx_k(2));
}
static void fails(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], cx_reshape(in[0], CX_DIMS(5)));
}
static void returns(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = in[0];
    cx_return(g, 1, in);
}

static void a_body_that_goes_wrong(void **state) {
    (void)state;
    static const struct {
        cx_body *body;
        const char *says;
    } wrong[] = {{sets_nothing, "it did not set output 0"},
                 {sets_a_number, "output 0 is a plain number"},
                 {fails, "reshape"},
                 {returns, "return: called inside the body"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cx_node *out;
        cx_invoke("wrong", wrong[i].body, NULL, 1, &x, 1, &out);
        assert_true(cxi_is_poison(out));
        assert_says(wrong[i].says);
        assert_ptr_equal(g->current, g->main); /* it was left all the same */
        end(NULL), begin(NULL);
    }
}

/* ----------------------------------------------------------------------------------------------- return */

static void twice(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], in[0]);
}

static void until_large(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_lt(cx_sum(in[0]), cx_k(100));
}

static void carry_on_one(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_maximum(in[0], in[1]);
}

static void carry_on(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], in[1]);
    out[1] = cx_mul(in[1], in[0]);
}

static void first_is_less(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_lt(in[0], in[1]);
}

/* cx_while(2, state, ..., state) and the like: one array for what goes in and what comes out. */
static void results_may_take_the_place_of_operands(void **state) {
    (void)state;
    cx_node *a = x, *row = cx_sum(x, .axes = CX_DIMS(0)), *both[2], *shape = x;
    cx_invoke("twice", twice, NULL, 1, &a, 1, &a);
    assert_sound();
    cx_while(1, &a, until_large, twice, NULL, &a);
    assert_sound();
    cx_sort_by(1, &a, 0, first_is_less, NULL, &a);
    assert_sound();
    cx_node *zero = cx_scalar(g, CX_F32, 0), *reduced = a;
    cx_reduce_by(1, &reduced, &zero, CX_DIMS(0), carry_on_one, NULL, &reduced);
    assert_sound();
    both[0] = row, both[1] = a;
    cx_scan(1, &both[0], 1, &both[1], 1, false, carry_on, NULL, &both[0], &both[1]);
    assert_sound();
    cx_node *gradient = shape;
    cx_grad(cx_sum(cx_square(x)), 1, &gradient, &gradient);
    cx_return(g, 5, ((cx_node *[]){a, reduced, both[0], both[1], gradient}));
    assert_sound();
    free(text_of(g));
}

static void half_as_long(cx_node *const *in, cx_node **out, void *user) {
    out[0] = cx_scale(in[0], 2);
    if (cx_dim(in[0], 0) < 2) return;
    cx_node *half = cx_slice_axis(in[0], 0, 0, cx_dim(in[0], 0) / 2), *made;
    cx_invoke("half", half_as_long, user, 1, &half, 1, &made);
    out[0] = cx_concatenate(0, made, made);
}

static void calls_itself(cx_node *const *in, cx_node **out, void *user) {
    cx_invoke("endless", calls_itself, user, 1, in, 1, out);
}

static void named_functions_may_nest(void **state) {
    (void)state;
    cx_node *in = cx_iota(g, CX_F32, CX_DIMS(8), 0), *out;
    cx_invoke("half", half_as_long, NULL, 1, &in, 1, &out);
    cx_invoke("half ", twice, NULL, 1, &out, 1, &out); /* the same symbol after "_" */
    cx_return(g, 1, &out);
    assert_sound();
    char *text = text_of(g);
    assert_int_equal(occurrences(text, "func.func private @half"), 5);
    for (int i = 0; i < 5; i++) { /* each name once */
        char name[40];
        snprintf(name, sizeof name, i < 4 ? "private @half_%d(" : "private @half__%d(", i);
        assert_int_equal(occurrences(text, name), 1);
    }
    free(text);
    end(NULL), begin(NULL);
    cx_invoke("endless", calls_itself, NULL, 1, &x, 1, &out);
    assert_says("it calls itself with the same shapes");
}

static void what_may_not_be_returned(void **state) {
    (void)state;
    cx_graph *other = cx_graph_new("other");
    cx_node *stranger = cx_parameter(other, "s", CX_F32, CX_SCALAR), *loose = cx_k(1), *out, *missing = NULL;
    cx_return(g, 1, &stranger);
    assert_says("result 0 is not a node of this graph");
    end(NULL), begin(NULL);
    cx_return(g, 1, &missing);
    assert_says("result 0 was not set");
    end(NULL), begin(NULL);
    cx_return(g, 2, ((cx_node *[]){x, loose}));
    assert_says("result 1 was made of plain numbers only");
    end(NULL), begin(NULL);
    cx_invoke("f", lets_out, NULL, 1, &x, 1, &out);
    cx_return(g, 1, &kept);
    assert_says("result 0 belongs to the body");
    end(NULL), begin(NULL);
    cx_return(g, 1, &x);
    assert_sound();
    cx_return(g, 1, &y);
    assert_says("returned already");
    cx_graph_free(other);
}

/* ------------------------------------------------------------------------------------------------- dump */

static void adds(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], in[1]);
}

static void a_dump_reads_well(void **state) {
    (void)state;
    cx_node *out, *zero = cx_scalar(g, CX_F32, 0);
    cx_reduce_by(1, (cx_node *[]){cx_exp(x)}, &zero, CX_DIMS(1), adds, NULL, &out);
    int line = __LINE__ - 1;
    cx_return(g, 1, &out);
    char *dump = dump_of(g), want[2000];
    snprintf(want, sizeof want, "test_graph.c:%d\n", line);
    assert_non_null(strstr(dump, want));
    for (char *at = dump; (at = strstr(at, "  /"));) { /* places differ between machines: cut them off */
        char *next = strchr(at, '\n');
        while (at > dump && at[-1] == ' ') at--;
        memmove(at, next, strlen(next) + 1);
    }
    assert_string_equal(dump, "graph 'test'\n"
                              "  %0 f32[2, 3] parameter\n"
                              "  %1 f32[3, 2] parameter\n"
                              "  %2 i32[] parameter\n"
                              "  %3 bool[] parameter\n"
                              "  %4 f32[] constant\n"
                              "  %5 f32[2, 3] exp %0\n"
                              "  %9 f32[2] reduce_by %5 %4\n"
                              "    reduce_by:\n"
                              "      %6 f32[] parameter\n"
                              "      %7 f32[] parameter\n"
                              "      %8 f32[] add %6 %7\n"
                              "      return %8\n"
                              "  return %9\n");
    free(dump);
}

/* -------------------------------------------------------------------------------------- named functions */

static int runs;
static void counted(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    runs++;
    out[0] = cx_sin(in[0]);
}

static void a_named_function_is_built_once(void **state) {
    (void)state;
    cx_node *a, *b, *c;
    runs = 0;
    cx_invoke("my block", counted, NULL, 1, &x, 1, &a);
    cx_invoke("my block", counted, NULL, 1, &a, 1, &b);
    assert_int_equal(runs, 1);
    cx_invoke("my block", counted, NULL, 1, &y, 1, &c); /* another shape */
    assert_int_equal(runs, 2);
    assert_sound();
    cx_return(g, 2, ((cx_node *[]){b, c}));
    char *text = text_of(g);
    assert_int_equal(occurrences(text, "func.func private"), 2);
    assert_int_equal(occurrences(text, "\"func.call\""), 3);
    assert_int_equal(occurrences(text, "callee = @my_block_0"), 2);
    free(text);
}

/* -------------------------------------------------------------------------------------------- gradients */

static void doubled(cx_node *of, cx_node *dy, int count, cx_node *const *in, cx_node **dx, void *user) {
    assert_int_equal(count, 1);
    assert_true(cx_dims_equal(cx_node_dims(of), cx_node_dims(in[0])));
    *(int *)user += 1;
    dx[0] = cx_scale(dy, 2);
}
static void misshapen(cx_node *of, cx_node *dy, int count, cx_node *const *in, cx_node **dx, void *user) {
    (void)of, (void)dy, (void)count, (void)user;
    dx[0] = cx_sum(in[0]);
}

static void a_custom_gradient_is_used_and_checked(void **state) {
    (void)state;
    int calls = 0;
    cx_node *z = cx_custom_gradient(cx_exp(x), 1, &x, doubled, &calls), *dx;
    cx_grad(cx_sum(z), 1, &x, &dx);
    assert_sound();
    assert_int_equal(calls, 1);
    assert_true(cx_dims_equal(cx_node_dims(dx), CX_DIMS(2, 3)));
    z = cx_custom_gradient(cx_exp(x), 1, &x, misshapen, NULL);
    cx_grad(cx_sum(z), 1, &x, &dx);
    assert_says("custom_gradient gave a cotangent f32[] for a value f32[2, 3]");
}

static bool is_zero_constant(const cx_node *node) {
    return node->inst->op == &cxi_op_constant;
}

static void what_a_loss_does_not_depend_on_gets_zeros(void **state) {
    (void)state;
    cx_node *dx[3];
    cx_grad(cx_sum(cx_mul(cx_stop_gradient(x), cx_transpose(y, CX_DIMS(1, 0)))), 3, ((cx_node *[]){x, y, n}), dx);
    assert_sound();
    assert_true(is_zero_constant(dx[0]));
    assert_false(is_zero_constant(dx[1]));
    assert_true(is_zero_constant(dx[2]));
    assert_int_equal(cx_node_dtype(dx[2]), CX_I32);
}

static void positive(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_gt(in[0], cx_k(0));
}
static void decrement(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_shift(in[0], -1);
}

static void losses_that_have_no_gradient(void **state) {
    (void)state;
    cx_node *dx;
    cx_grad(x, 1, &x, &dx);
    assert_says("f32[2, 3]; it must be a floating scalar");
    end(NULL), begin(NULL);
    cx_grad(n, 1, &x, &dx);
    assert_says("i32[]; it must be a floating scalar");
    end(NULL), begin(NULL);
    cx_graph *other = cx_graph_new("other");
    cx_node *stranger = cx_parameter(other, "s", CX_F32, CX_SCALAR);
    cx_grad(cx_sum(x), 1, &stranger, &dx);
    assert_says("input 0 is not a node of graph 'test'");
    cx_graph_free(other);
    end(NULL), begin(NULL);
    cx_node *out, *start = cx_sum(x);
    cx_while(1, &start, positive, decrement, NULL, &out);
    int line = __LINE__ - 1;
    cx_grad(out, 1, &x, &dx);
    assert_says("there is none through while");
    assert_names(line, "): the number of turns");
}

static void a_vjp_takes_several_outputs(void **state) {
    (void)state;
    cx_node *out[] = {cx_exp(x), cx_sin(x), cx_convert(x, CX_I32)}, *dx;
    cx_vjp(3, out, ((cx_node *[]){cx_fill_like(x, 1), NULL, NULL}), 1, &x, &dx);
    assert_sound();
    assert_true(cx_dims_equal(cx_node_dims(dx), CX_DIMS(2, 3)));
    cx_vjp(1, out, &y, 1, &x, &dx);
    assert_says("the caller gave a cotangent f32[3, 2] for a value f32[2, 3]");
}

/* ------------------------------------------------------------------------------------------------ traces */

static void only_of_three(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph, (void)user;
    out[0] = cx_sum(cx_expect(in[0], "3"));
}

static void a_failed_trace_leaves_the_function_sound(void **state) {
    (void)state;
    float three[] = {1, 2, 3};
    cx_function *f = cx_jit(case_runtime(), only_of_three);
    cx_tensor *wrong = cx_tensor_new(case_runtime(), CX_F32, CX_DIMS(2), three);
    cx_tensor *right = cx_tensor_new(case_runtime(), CX_F32, CX_DIMS(3), three);
    cx_tensor *failed = cx_apply(f, wrong);
    assert_non_null(cx_tensor_error(failed));
    assert_non_null(strstr(cx_tensor_error(failed), "expect"));
    assert_non_null(strstr(cx_tensor_error(failed), "test_graph.c:"));
    cx_clear_error(case_runtime());
    cx_tensor *sum = cx_apply(f, right);
    assert_true(cx_tensor_item(sum) == 6);
    cx_tensor_free(sum);
    cx_tensor_free(failed);
    cx_tensor_free(right);
    cx_tensor_free(wrong);
    cx_function_free(f);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_error_names_line_operation_and_shapes),
        TEST(the_line_is_that_of_the_outermost_call),
        TEST(poison_passes_quietly),
        TEST(errors_of_ones_own),
        TEST(nodes_of_another_graph_are_refused),
        TEST(null_is_refused),
        TEST(plain_numbers_alone_are_refused),
        TEST(a_plain_number_takes_the_dtype_beside_it),
        TEST(a_node_names_one_of_several_results),
        TEST(captures_become_operands),
        TEST(bodies_of_one_operation_have_the_same_captures),
        TEST(captures_pass_through_several_bodies),
        TEST(reducers_see_only_their_arguments),
        TEST(a_body_keeps_its_nodes),
        TEST(a_body_that_goes_wrong),
        TEST(results_may_take_the_place_of_operands),
        TEST(named_functions_may_nest),
        TEST(what_may_not_be_returned),
        TEST(a_dump_reads_well),
        TEST(a_named_function_is_built_once),
        TEST(a_custom_gradient_is_used_and_checked),
        TEST(what_a_loss_does_not_depend_on_gets_zeros),
        TEST(losses_that_have_no_gradient),
        TEST(a_vjp_takes_several_outputs),
        cmocka_unit_test(a_failed_trace_leaves_the_function_sound),
    };
    return cmocka_run_group_tests(tests, NULL, case_close);
}
