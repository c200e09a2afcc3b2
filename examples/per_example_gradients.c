/* Fits a line to points of which some are far off, by gradients per example: each is clipped to a length of 1 before they are
   averaged, so that no point, however wrong, can pull harder than another. (Private training clips them for the same reason.)
   cx_vmap makes the gradient of one point that of all of them, in one program without a loop. */
#include <calx.h>

#define POINTS 100
#define STEPS  300

/* in: slope, intercept, x, y of one point; out: the gradient of its squared error, [2], at most 1 long if *user */
static void gradient_of_point(cx_node *const *in, cx_node **out, void *user) {
    cx_node *error = cx_sub(cx_add(cx_mul(in[0], in[2]), in[1]), in[3]), *d[2];
    cx_grad(cx_square(error), 2, in, d);
    cx_node *gradient = cx_concatenate(0, cx_reshape(d[0], CX_DIMS(1)), cx_reshape(d[1], CX_DIMS(1)));
    cx_node *length = cx_sqrt(cx_sum(cx_square(gradient)));
    out[0] = *(const bool *)user ? cx_div(gradient, cx_maximum(length, cx_k(1))) : gradient;
}

/* in: slope, intercept, all x, all y; out: slope and intercept after a step of gradient descent */
static void step(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    const int axes[] = {CX_UNMAPPED, CX_UNMAPPED, 0, 0};
    cx_node *gradients; /* [points, 2] */
    cx_vmap(gradient_of_point, user, 4, in, 1, &gradients, .in_axes = axes);
    cx_node *mean = cx_mean(gradients, .axes = CX_DIMS(0));
    for (int i = 0; i < 2; i++) out[i] = cx_sub(in[i], cx_scale(cx_squeeze(cx_slice_axis(mean, 0, i, i + 1), 0), 0.1));
}

/* y = 3 x + 2 in [-1, 1], but every tenth point is at 50. */
static void make_points(float *x, float *y) {
    for (int i = 0; i < POINTS; i++) {
        x[i] = (float)(2 * i) / (POINTS - 1) - 1;
        y[i] = i % 10 == 9 ? 50 : 3 * x[i] + 2;
    }
}

static void fit(cx_runtime *rt, const float *x, const float *y, bool clip) {
    const float zero = 0;
    cx_function *descend = cx_jit(rt, step, .user = &clip, .outputs = 2);
    cx_tensor *in[] = {cx_tensor_new(rt, CX_F32, CX_SCALAR, &zero), cx_tensor_new(rt, CX_F32, CX_SCALAR, &zero),
                       cx_tensor_new(rt, CX_F32, CX_DIMS(POINTS), x), cx_tensor_new(rt, CX_F32, CX_DIMS(POINTS), y)};
    for (int i = 0; i < STEPS; i++) {
        cx_tensor *out[2];
        cx_call(descend, 4, in, 2, out);
        for (int k = 0; k < 2; k++) {
            cx_tensor_free(in[k]);
            in[k] = out[k];
        }
    }
    if (cx_ok(rt))
        printf("%s: y = %.3f x + %.3f\n", clip ? "clipped" : "plain", cx_tensor_item(in[0]), cx_tensor_item(in[1]));
}

int main(void) {
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");
    float x[POINTS], y[POINTS];
    make_points(x, y);
    fit(rt, x, y, false);
    fit(rt, x, y, true);
    return cx_close(rt, stderr);
}
