#include <calx.h>

static void twice_plus_one(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_shift(cx_scale(in[0], 2), 1);
}

int main(void) {
    cx_runtime *rt = cx_open("cpu");
    cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_DIMS(3), ((float[]){0, 1, 2}));
    cx_tensor_print(cx_apply(cx_jit(rt, twice_plus_one), x), stdout);
    return cx_close(rt, stderr);
}
