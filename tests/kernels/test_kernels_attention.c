/* Attention by host kernels against the same program without them, which XLA computes: values, and all three gradients. The
   tolerance is 2e-5 of an array's largest magnitude, as for products. Skipped where there is no oneDNN. */
#include "kernels/kernels_test.h"

#include "kernels/attention.h"
#include "nn/store.h"

#include <stdlib.h>

struct shape {
    const char *about;
    int64_t batch, time, keys, heads, groups, dim, value_dim;
    cx_attention_args with; /* the arrays aside */
    int calls;
};

static cx_node *attention(cx_node *const *in, const cx_attention_args *with) {
    cx_attention_args args = *with;
    args.query = in[0], args.key = in[1], args.value = in[2];
    struct cxi_trace trace = {.graph = cx_graph_of(in[0])};
    return cx_attention_(cxi_root(&trace), args);
}

/* in: query, key, value, dy; out: y and the gradients */
static void program(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    out[0] = attention(in, &((const struct shape *)user)->with);
    cx_vjp(1, out, &in[3], 3, in, out + 1);
}

static struct program program_of(const struct shape *s) {
    return (struct program){.trace = program,
                            .user = (void *)s,
                            .inputs = 4,
                            .outputs = 4,
                            .in = {CX_DIMS(s->batch, s->time, s->heads, s->dim),
                                   CX_DIMS(s->batch, s->keys, s->groups, s->dim),
                                   CX_DIMS(s->batch, s->keys, s->groups, s->value_dim),
                                   CX_DIMS(s->batch, s->time, s->heads, s->value_dim)}};
}

static const struct shape table[] = {
    {"of itself", 2, 130, 130, 4, 4, 32, 32, {.causal = false}, 1},
    {"causal", 2, 130, 130, 4, 4, 32, 32, {.causal = true}, 1},
    {"of another sequence", 3, 100, 60, 2, 2, 48, 20, {.scale = 0.3}, 1},
    {"causal, more keys", 3, 90, 150, 2, 2, 40, 24, {.causal = true}, 1},
    {"causal, fewer keys", 3, 150, 90, 2, 2, 24, 40, {.causal = true}, 1},
    {"grouped queries", 1, 200, 200, 6, 2, 32, 32, {.causal = true}, 1},
    {"a single head, in shares", 1, 700, 700, 1, 1, 16, 16, {.causal = true}, 1},
    {"few queries at a time", 1, 70, 18000, 1, 1, 8, 8, {.causal = false}, 1},
    {"sharp", 1, 64, 64, 4, 4, 80, 80, {.scale = 40}, 1},
    {"no values", 1, 64, 64, 4, 4, 80, 0, {.causal = true}, 0},
    {"small", 1, 20, 20, 2, 2, 8, 8, {.causal = true}, 0},
    {"a cap", 2, 130, 130, 4, 4, 32, 32, {.cap = 5}, 0},
};

/* Kernels are forced, as on many processors some of these do not pay; but one that never does. */
static void test_table(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct program p = program_of(&table[i]);
        if (strcmp(table[i].about, "small") != 0) setenv("CALX_KERNELS", "force", 1);
        check_calls(&p, cxi_attention_name, table[i].calls, table[i].about);
        check_calls(&p, cxi_attention_gradient_name, table[i].calls, table[i].about);
        check_program(&p, 2e-5, table[i].about);
        unsetenv("CALX_KERNELS");
    }
}

static void test_random(void **state) {
    (void)state;
    uint64_t seed = seed_or(20261201);
    for (int i = 0; i < 8; i++) {
        char about[200];
        random_seed(seed + (uint64_t)i);
        struct shape s = {.batch = random_between(1, 3),
                          .time = random_between(60, 300),
                          .keys = random_between(60, 300),
                          .groups = random_between(1, 3),
                          .dim = random_between(60, 90),
                          .value_dim = random_between(1, 90),
                          .with = {.causal = random_between(0, 1)}};
        s.heads = s.groups * random_between(1, 3);
        struct program p = program_of(&s);
        snprintf(about, sizeof about, "seed %llu: %d queries, %d keys, %d of %d heads",
                 (unsigned long long)seed + (unsigned)i, (int)s.time, (int)s.keys, (int)s.groups, (int)s.heads);
        check_program(&p, 2e-5, about);
    }
}

/* ----------------------------------------------------------------------------------- other uses of the value */

static void one_input_thrice(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = attention((cx_node *[]){in[0], in[0], in[0]}, &(cx_attention_args){.causal = true});
    cx_grad(cx_sum(cx_square(out[0])), 1, in, out + 1);
}

static void gradient_of_keys_alone(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = attention(in, &(cx_attention_args){.causal = true});
    cx_grad(cx_sum(cx_square(out[0])), 1, in + 1, out + 1);
}

/* Which takes the values in no other way than as a shape. */
static void gradient_of_values_alone(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *values = cx_scale(in[2], 2), *y = attention((cx_node *[]){in[0], in[1], values}, &(cx_attention_args){0});
    cx_grad(cx_sum(y), 1, &values, out);
}

static void second_derivative(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *loss = cx_sum(cx_square(attention(in, &(cx_attention_args){.causal = true}))), *v[] = {in[0], NULL, in[2]};
    cx_hvp(loss, 3, in, v, out);
}

static void forward_mode(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *y = attention(in, &(cx_attention_args){.causal = true});
    cx_jvp(1, &y, 3, in, (cx_node *[]){in[1], in[2], in[0]}, out);
}

/* [batch, time, heads, dim] each, with a batch axis of one put back for each example. */
static void one_example(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    cx_node *x[3];
    for (int i = 0; i < 3; i++) x[i] = cx_expand_dims(in[i], 0);
    cx_grad(cx_sum(cx_square(attention(x, &(cx_attention_args){.causal = true}))), 3, in, out);
}

static void example_by_example(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_vmap(one_example, NULL, 3, in, 3, out);
}

static void causal(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = attention(in, &(cx_attention_args){.causal = true});
}

static void rematerialised(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_remat(causal, NULL, 3, in, 1, out);
    cx_grad(cx_sum(cx_square(out[0])), 3, in, out + 1);
}

static void test_uses(void **state) {
    (void)state;
    static const struct {
        const char *about;
        cx_traced *trace;
        int outputs, calls, gradients;
    } rows[] = {
        {"one input thrice", one_input_thrice, 2, 1, 1},
        {"the gradient of keys alone", gradient_of_keys_alone, 2, 1, 1},
        {"the gradient of values alone", gradient_of_values_alone, 1, 0, 0},
        {"second derivative", second_derivative, 3, 1, 0},
        {"forward mode", forward_mode, 1, 0, 0},
        {"example by example", example_by_example, 3, 0, 0},
        {"rematerialised", rematerialised, 4, 1, 1},
    };
    setenv("CALX_KERNELS", "force", 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cx_dims dims = CX_DIMS(2, 100, 2, 64);
        struct program p = {.trace = rows[i].trace, .inputs = 3, .outputs = rows[i].outputs, .in = {dims, dims, dims}};
        check_calls(&p, cxi_attention_name, rows[i].calls, rows[i].about);
        check_calls(&p, cxi_attention_gradient_name, rows[i].gradients, rows[i].about);
        check_program(&p, 2e-5, rows[i].about);
    }
    unsetenv("CALX_KERNELS");
}

/* Inputs that are computed of one another, as none but in[0] is used; beside it with a mask that allows all, of which kernels know
   nothing. */
static void chained(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    const cx_dims *mask = user;
    cx_node *key = cx_tanh(in[0]), *value = cx_mul(key, in[0]);
    cx_attention_args args = {.causal = true, .key_mask = mask ? cx_fill(g, CX_BOOL, *mask, 1) : NULL};
    cx_node *y = attention((cx_node *[]){in[0], key, value}, &args);
    out[0] = attention((cx_node *[]){y, key, value}, &args);
    cx_grad(cx_sum(cx_square(out[0])), 1, in, out + 1);
}

static void test_chained(void **state) {
    (void)state;
    static const int64_t times[] = {12, 150};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        cx_dims mask = CX_DIMS(2, times[i]);
        struct program p = {.trace = chained, .inputs = 1, .outputs = 2, .in = {CX_DIMS(2, times[i], 2, 32)}};
        struct program wanted = p;
        wanted.user = &mask;
        check_against(&p, &wanted, 2e-5, "inputs of one another");
    }
}

static void misshapen(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_custom_call(cxi_attention_name, 3, (cx_node *[]){in[0], in[1], in[1]}, CX_LIST(cx_type, {CX_F32, CX_DIMS(2, 3)}),
                   out);
}

static void gradient_misshapen(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_node *y[3];
    cx_type as_q = {CX_F32, cx_node_dims(in[0])}, as_k = {CX_F32, cx_node_dims(in[1])};
    cx_custom_call(cxi_attention_gradient_name, 4, (cx_node *[]){in[0], in[1], in[1], in[0]},
                   CX_LIST(cx_type, as_q, as_k, {CX_F32, CX_DIMS(1)}), y);
    out[0] = y[2];
}

static void test_refuses(void **state) {
    (void)state;
    static const float none[24];
    cx_runtime *rt = open_with_library_kernels();
    static const struct {
        const char *about;
        cx_traced *trace;
        int64_t heads;
    } rows[] = {{"calx_attention: it takes f32[batch, time, heads, dim]", misshapen, 3},
                {"calx_attention_gradient: its outputs", gradient_misshapen, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cx_tensor *q = cx_tensor_new(rt, CX_F32, CX_DIMS(1, 4, rows[i].heads, 2), none);
        cx_tensor *k = cx_tensor_new(rt, CX_F32, CX_DIMS(1, 4, 2, 2), none);
        cx_tensor *y = cx_apply(cx_jit(rt, rows[i].trace), q, k);
        assert_false(cx_tensor_wait(y));
        assert_non_null(strstr(cx_tensor_error(y), rows[i].about));
        cx_tensor_free(q), cx_tensor_free(k), cx_tensor_free(y);
    }
    cx_close(rt, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table), cmocka_unit_test(test_random),
                                       cmocka_unit_test(test_uses), cmocka_unit_test(test_chained),
                                       cmocka_unit_test(test_refuses)};
    return run_kernel_tests(tests, sizeof tests / sizeof tests[0]);
}
