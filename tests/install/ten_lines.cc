#include <calx.h>

static void twice_plus_one(cx_graph *, cx_node *const *in, cx_node **out, void *) {
    out[0] = cx_shift(cx_scale(in[0], 2), 1);
}

int main() {
    cx_open_args device = {};
    device.plugin = "cpu";
    cx_runtime *rt = cx_open_(device);
    float elements[] = {0, 1, 2};
    cx_tensor_args three = {};
    three.dtype = CX_F32;
    three.dims = cx_dims{1, {3}};
    three.elements = elements;
    cx_tensor *x = cx_tensor_new_(rt, three);
    cx_jit_args function = {};
    function.trace = twice_plus_one;
    cx_tensor_print(cx_apply_(cx_jit_(rt, function), 1, &x), stdout);
    return cx_close(rt, stderr);
}
