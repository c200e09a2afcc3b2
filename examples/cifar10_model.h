/* The model of cifar10_train.c and cifar10_classify.c: the CNN of Keras's CIFAR-10 example. */
#ifndef CIFAR10_MODEL_H
#define CIFAR10_MODEL_H

#include <calx.h>

struct cifar10_options {
    bool batch_norm; /* after each relu, as with Keras's layers that have their activation built in */
    bool augment;    /* in training: pictures flipped and shifted at random */
};

static cx_node *relu_norm(cx_scope *s, cx_node *x, const struct cifar10_options *o) {
    x = cx_relu(x);
    return o->batch_norm ? cx_batch_norm(s, x) : x;
}

/* Two convolutions, then half the size. */
static cx_node *block(cx_scope *s, cx_node *x, int64_t channels, double drop, const struct cifar10_options *o) {
    for (int i = 0; i < 2; i++) {
        x = cx_conv2d(cx_in(s, "conv%d", i), x, channels, 3, .pad = CX_SAME);
        x = relu_norm(cx_in(s, "norm%d", i), x, o);
    }
    return cx_dropout(s, cx_max_pool2d(x, 2), drop);
}

/* [batch, 32, 32, 3] pixels from 0 to 255 -> [batch, 10] logits; `user` is the options */
static cx_node *cifar10_model(cx_scope *s, cx_node *const *in, void *user) {
    const struct cifar10_options *o = user;
    cx_node *x = cx_scale(cx_convert(in[0], CX_F32), 1 / 255.0);
    if (o->augment) x = cx_random_crop(s, cx_random_flip(s, x), 4);
    x = block(cx_in(s, "block0"), x, 32, 0.3, o);
    x = block(cx_in(s, "block1"), x, 64, 0.5, o);
    x = block(cx_in(s, "block2"), x, 128, 0.5, o);
    x = cx_expect(x, "batch 4 4 128");
    x = cx_dense(cx_in(s, "hidden"), cx_flatten(x, 1), 128);
    x = relu_norm(cx_in(s, "norm"), x, o);
    return cx_dense(cx_in(s, "logits"), cx_dropout(s, x, 0.5), 10);
}

#endif
