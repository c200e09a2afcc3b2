/* calx/layers.h: layers: functions that build a part of a model and own variables in the scope they are given. */
#ifndef CALX_LAYERS_H
#define CALX_LAYERS_H

#include <calx/nn.h>

CX_BEGIN

typedef struct cx_dense_args {
    cx_node *x;    /* [..., in] */
    int64_t units;
    cx_here at_;
    bool no_bias;
    cx_init kernel_init, bias_init; /* default: Glorot, zeros */
} cx_dense_args;
/* x kernel + bias: [..., units]. Variables: kernel [in, units], bias [units]. */
CX_API cx_node *cx_dense_(cx_scope *scope, cx_dense_args args);
#define cx_dense(scope, ...) cx_dense_((scope), CX_ARGS(cx_dense_args, __VA_ARGS__))

typedef struct cx_conv2d_args {
    cx_node *x; /* [batch, height, width, channels] */
    int64_t features, kernel;
    cx_here at_;
    cx_padding pad;
    int64_t stride, dilation, groups; /* default: 1 */
    bool no_bias;
    cx_init kernel_init, bias_init; /* default: Glorot, zeros */
} cx_conv2d_args;
/* Variables: kernel [kernel, kernel, channels / groups, features], bias [features]. */
CX_API cx_node *cx_conv2d_(cx_scope *scope, cx_conv2d_args args);
#define cx_conv2d(scope, ...) cx_conv2d_((scope), CX_ARGS(cx_conv2d_args, __VA_ARGS__))

/* In training, each element is dropped (made 0) with probability `rate` and the others grow by 1 / (1 - rate); else x. */
CX_API cx_node *cx_dropout(cx_scope *scope, cx_node *x, double rate);

CX_END
#endif
