/* Attention of one token to a cache, by the host kernel, against the same in f64, over random shapes and masks. */
#include "kernels/kernels_test.h"

#include <calx/custom.h>

#include "base/alloc.h"
#include "kernels/attend.h"

#include <math.h>
#include <string.h>

struct attention {
    int64_t batch, heads, groups, slots, dim;
    double scale, cap;
    float *q, *keys, *values;
    bool *allowed;
};

static struct attention random_attention(int number) {
    int64_t groups = random_between(1, 3);
    struct attention a = {.batch = random_between(1, 3),
                          .groups = groups,
                          .heads = groups * random_between(1, 4),
                          .slots = random_between(1, 40),
                          .dim = random_between(1, 70),
                          .scale = 3,
                          .cap = number % 2 ? 2 : 0};
    a.q = random_floats(a.batch * a.heads * a.dim);
    a.keys = random_floats(a.batch * groups * a.slots * a.dim);
    a.values = random_floats(a.batch * groups * a.slots * a.dim);
    a.allowed = cxi_new((size_t)(a.batch * a.slots), sizeof *a.allowed);
    for (int64_t i = 0; i < a.batch * a.slots; i++) a.allowed[i] = random_between(0, 2) > 0;
    if (number == 3) memset(a.allowed, 0, (size_t)a.slots); /* the first text may look at nothing */
    return a;
}

static void free_attention(struct attention *a) {
    cxi_free(a->q), cxi_free(a->keys), cxi_free(a->values), cxi_free(a->allowed);
}

static void build(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph;
    const struct attention *a = user;
    cx_custom_call(cxi_attend_handler_name, CX_LIST(cx_node *, in[0], in[1], in[2], in[3]),
                   CX_LIST(cx_type, {CX_F32, cx_node_dims(in[0])}), out,
                   .attributes =
                       CX_LIST(cx_attribute, cx_attribute_real("scale", a->scale), cx_attribute_real("cap", a->cap)));
}

static cx_tensor *call_on(cx_runtime *rt, struct attention *a, int64_t dim_of_q) {
    cx_tensor *q = cx_tensor_new(rt, CX_F32, CX_DIMS(a->batch, a->heads, dim_of_q), a->q);
    cx_tensor *keys = cx_tensor_new(rt, CX_F32, CX_DIMS(a->batch, a->groups, a->slots, a->dim), a->keys);
    cx_tensor *values = cx_tensor_new(rt, CX_F32, CX_DIMS(a->batch, a->groups, a->slots, a->dim), a->values);
    cx_tensor *allowed = cx_tensor_new(rt, CX_BOOL, CX_DIMS(a->batch, a->slots), a->allowed);
    cx_tensor *y = cx_apply(cx_jit(rt, build, .user = a), q, keys, values, allowed);
    cx_tensor_free(q), cx_tensor_free(keys), cx_tensor_free(values), cx_tensor_free(allowed);
    return y;
}

/* One head's result in f64: y [dim] */
static void attend(const struct attention *a, int64_t batch, int64_t head, double *y) {
    int64_t cache = (batch * a->groups + head / (a->heads / a->groups)) * a->slots * a->dim;
    const float *q = a->q + (batch * a->heads + head) * a->dim;
    double total = 0;
    memset(y, 0, (size_t)a->dim * sizeof *y);
    for (int64_t s = 0; s < a->slots; s++) {
        if (!a->allowed[batch * a->slots + s]) continue;
        double score = 0;
        for (int64_t i = 0; i < a->dim; i++) score += (double)q[i] * (double)a->keys[cache + s * a->dim + i];
        score *= a->scale;
        double weight = exp(a->cap > 0 ? a->cap * tanh(score / a->cap) : score);
        total += weight;
        for (int64_t i = 0; i < a->dim; i++) y[i] += weight * (double)a->values[cache + s * a->dim + i];
    }
    for (int64_t i = 0; i < a->dim && total > 0; i++) y[i] /= total;
}

static void random_shapes(void **state) {
    (void)state;
    cx_runtime *rt = open_with_own_kernels();
    random_seed(11);
    for (int n = 0; n < 12; n++) {
        struct attention a = random_attention(n);
        cx_tensor *y = call_on(rt, &a, a.dim);
        const float *values = cx_tensor_view(y);
        if (!values) fail_msg("%s", cx_tensor_error(y));
        double exact[70];
        for (int64_t h = 0; h < a.batch * a.heads; h++) {
            attend(&a, h / a.heads, h % a.heads, exact);
            for (int64_t i = 0; i < a.dim; i++) assert_close((double)values[h * a.dim + i], exact[i], 1e-5);
        }
        cx_tensor_free(y);
        free_attention(&a);
    }
    close_fine(rt);
}

static void what_does_not_fit(void **state) {
    (void)state;
    cx_runtime *rt = open_with_own_kernels();
    random_seed(12);
    struct attention a = random_attention(0);
    a.dim = a.dim > 1 ? a.dim - 1 : a.dim;
    cx_tensor *y = call_on(rt, &a, a.dim + 1);
    assert_false(cx_tensor_wait(y));
    assert_non_null(strstr(cx_tensor_error(y), "calx_attend: it takes f32[batch, heads, dim]"));
    cx_tensor_free(y);
    free_attention(&a);
    cx_close(rt, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_shapes), cmocka_unit_test(what_does_not_fit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
