/* Every case against the values of JAX (make_jax.py): in f64 tightly, and in f32. */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "ops/cases.h"

#include <stdlib.h>
#include <string.h>

static double tolerance(const struct op_case *c, cx_dtype dtype) {
    double wide = c->how & LOOSE ? 100 : 1;
    switch (dtype) {
    case CX_F64: return wide * 1e-12;
    case CX_F32:
    case CX_C64: return wide * 2e-6;
    case CX_F16: return wide * 1e-3;
    case CX_BF16: return wide * 8e-3;
    default: return 0;
    }
}

/* Compiles and runs a case with its f64 inputs as `floats`. */
static bool agrees(const struct op_case *c, const struct expected *e, cx_dtype floats) {
    cx_function *f = cx_jit_graph(case_runtime(), case_graph(c, e, floats));
    cx_tensor *in[CASE_INPUTS], *out[CASE_OUTPUTS];
    bool ok = true;
    for (int i = 0; i < e->inputs; i++) {
        const struct cxi_tensor *x = e->in[i];
        if (x->dtype != CX_F64) {
            in[i] = cx_tensor_new(case_runtime(), x->dtype, x->dims, x->data);
            continue;
        }
        double *numbers = case_numbers(CX_F64, x->dims, x->data);
        in[i] = case_tensor(floats, x->dims, numbers);
        free(numbers);
    }
    cx_call(f, e->inputs, in, c->outputs, out);
    for (int i = 0; i < c->outputs; i++) {
        char what[40];
        snprintf(what, sizeof what, "%s output %d", cx_dtype_name(floats), i);
        const struct cxi_tensor *want = floats == CX_F64 ? e->out[i] : e->out_f32[i];
        ok &= case_agrees(c->name, what, out[i], want, tolerance(c, want->dtype));
        cx_tensor_free(out[i]);
    }
    for (int i = 0; i < e->inputs; i++) cx_tensor_free(in[i]);
    cx_function_free(f);
    return ok;
}

static void values_are_those_of_jax(void **state) {
    (void)state;
    struct cxi_safetensors *file = fixture_open();
    int wrong = 0;
    for (int i = 0; case_at(i); i++) {
        const struct op_case *c = case_at(i);
        struct expected e;
        if (!case_wanted(c)) continue;
        bool ok = fixture_find(file, c, &e) && agrees(c, &e, CX_F64);
        if (ok && e.out_f32[0]) ok = agrees(c, &e, CX_F32);
        if (!ok) wrong++;
        cx_clear_error(case_runtime()); /* it was reported with the case */
    }
    cxi_safetensors_close(file);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_are_those_of_jax)};
    return cmocka_run_group_tests(tests, NULL, case_close);
}
