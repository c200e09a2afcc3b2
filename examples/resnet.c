/* Trains a small residual network (He et al. 2015, arXiv:1512.03385, section 4.2) on CIFAR-10.

   usage: resnet [--data DIR] [--steps N] [--blocks 2]

   DIR is the folder of the .bin files or its parent; without it the pictures are fetched, once. A network of n blocks a stage has 6 n + 2 layers. */
#include <calx.h>

#include <stdlib.h>
#include <string.h>

struct settings {
    const char *data;
    int64_t steps, blocks;
};

static cx_node *conv_norm(cx_scope *s, cx_node *x, int64_t channels, int64_t size, int64_t stride) {
    x = cx_conv2d(cx_in(s, "conv"), x, channels, size, .pad = CX_SAME, .stride = stride, .no_bias = true,
                  .kernel_init = cx_init_he());
    return cx_batch_norm(cx_in(s, "norm"), x, .momentum = 0.9);
}

/* Two convolutions beside a shortcut. A stride of 2 halves the picture; then the shortcut is a convolution as well. */
static cx_node *residual(cx_scope *s, cx_node *x, int64_t channels, int64_t stride) {
    cx_node *shortcut = x;
    if (stride != 1) shortcut = conv_norm(cx_in(s, "shortcut"), x, channels, 1, stride);
    x = cx_relu(conv_norm(cx_in(s, "first"), x, channels, 3, stride));
    x = conv_norm(cx_in(s, "second"), x, channels, 3, 1);
    return cx_relu(cx_add(x, shortcut));
}

/* [batch, 32, 32, 3] pixels from 0 to 255 -> [batch, 10] logits; `user` is the settings */
static cx_node *resnet(cx_scope *s, cx_node *const *in, void *user) {
    const struct settings *settings = user;
    static const double mean[] = {125.3, 123.0, 113.9}, deviation[] = {63.0, 62.1, 66.7}; /* of CIFAR-10 */
    cx_node *x = cx_normalize(in[0], 3, mean, deviation);
    x = cx_random_crop(s, cx_random_flip(s, x), 4);
    x = cx_relu(conv_norm(cx_in(s, "stem"), x, 16, 3, 1));
    for (int stage = 0; stage < 3; stage++)
        for (int block = 0; block < settings->blocks; block++)
            x = residual(cx_in(s, "stage%d/block%d", stage, block), x, 16 << stage, stage > 0 && block == 0 ? 2 : 1);
    x = cx_global_mean_pool(cx_expect(x, "batch 8 8 64"));
    x = cx_dense(cx_in(s, "logits"), x, 10);
    cx_kernel_l2(s, 1e-4);
    return x;
}

static bool read_arguments(int argc, char **argv, struct settings *s) {
    *s = (struct settings){.steps = 2000, .blocks = 2};
    for (int i = 1; i + 1 < argc; i += 2) {
        const char *value = argv[i + 1];
        if (strcmp(argv[i], "--data") == 0)
            s->data = value;
        else if (strcmp(argv[i], "--steps") == 0)
            s->steps = atoll(value);
        else if (strcmp(argv[i], "--blocks") == 0)
            s->blocks = atoll(value);
        else
            return false;
    }
    return argc % 2 == 1 && s->steps > 0 && s->blocks > 0;
}

int main(int argc, char **argv) {
    struct settings s;
    if (!read_arguments(argc, argv, &s))
        return fputs("usage: resnet [--data DIR] [--steps N] [--blocks 2]\n", stderr), 2;
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");
    if (!s.data && !cx_cifar10_fetch(rt, stderr)) return cx_close(rt, stderr);
    cx_dataset *train = cx_cifar10(rt, s.data, .batch = 128, .shuffle = true, .repeat = true, .seed = 1);
    cx_dataset *test = cx_cifar10(rt, s.data, .batch = 500, .test = true);

    /* Up to the full rate in the first tenth of the steps, and down to nothing by the last. */
    int64_t warm = s.steps / 10;
    cx_optimizer sgd =
        cx_sgd(0.1, .momentum = 0.9, .nesterov = true, .schedule = cx_warm_up(warm, cx_cosine(s.steps - warm, 0)));
    cx_store *vars = cx_store_new(rt, 42);
    cx_trainer *t = cx_trainer_new(vars, resnet, cx_sparse_xent, sgd, .user = &s);
    cx_every(t, 20, cx_progress_bar, stderr);
    cx_fit(t, train, s.steps);

    double accuracy = cx_accuracy(t, test);
    if (cx_ok(rt)) printf("test accuracy %.4f\n", accuracy);
    return cx_close(rt, stderr);
}
