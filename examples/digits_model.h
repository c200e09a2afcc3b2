/* The model of digits_train.c and digits_classify.c: a small convolutional network for pictures of
 * handwritten digits. */
#ifndef DIGITS_MODEL_H
#define DIGITS_MODEL_H

#include <calx.h>

/* [batch, 28, 28, 1] pixels from 0 to 255 -> [batch, 10] logits */
static inline cx_node *digits_model(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *x = cx_scale(cx_convert(in[0], CX_F32), 1 / 255.0);
    x = cx_relu(cx_conv2d(cx_in(s, "conv0"), x, 16, 3, .pad = CX_SAME));
    x = cx_max_pool2d(x, 2);
    x = cx_relu(cx_conv2d(cx_in(s, "conv1"), x, 32, 3, .pad = CX_SAME));
    x = cx_max_pool2d(x, 2);
    x = cx_expect(x, "batch 7 7 32");
    x = cx_relu(cx_dense(cx_in(s, "hidden"), cx_flatten(x, 1), 64));
    return cx_dense(cx_in(s, "logits"), cx_dropout(s, x, 0.3), 10);
}

#endif
