/* Names what is in pictures, with a checkpoint of cifar10-train.

   usage: cifar10-classify --checkpoint DIR PICTURE...

   Pictures are PNG or JPEG of any size. A line for each: path, label, probability. */
#include "cifar10_model.h"

#include <string.h>

/* The model's probabilities, [batch, 10]. */
static cx_node *probabilities(cx_scope *s, cx_node *const *in, void *user) {
    return cx_softmax(cifar10_model(s, in, user), -1);
}

static bool classify(cx_runtime *rt, cx_exec *model, const char *path) {
    cx_array *picture = cx_image_read(path, 3), *sized = cx_image_resize(picture, 32, 32);
    cx_array *batch = cx_array_reshape(sized, CX_DIMS(1, 32, 32, 3));
    const char *error = cx_array_error(batch);
    if (error)
        fprintf(stderr, "%s\n", error);
    else {
        cx_tensor *input = cx_tensor_of(rt, batch), *output = cx_predict(model, input);
        float p[10];
        if (cx_tensor_read(output, p, sizeof p)) {
            int best = 0;
            for (int i = 1; i < 10; i++)
                if (p[i] > p[best]) best = i;
            printf("%s %s %.3f\n", path, cx_cifar10_label(best), p[best]);
        }
        cx_tensor_free(input), cx_tensor_free(output);
    }
    bool fine = !error;
    cx_array_free(picture), cx_array_free(sized), cx_array_free(batch);
    return fine;
}

int main(int argc, char **argv) {
    if (argc < 4 || strcmp(argv[1], "--checkpoint") != 0)
        return fputs("usage: cifar10-classify --checkpoint DIR PICTURE...\n", stderr), 2;
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");
    cx_store *vars = cx_store_new(rt, 0);
    cx_checkpoint *ckpt = cx_checkpoint_open(vars, argv[2], .must_exist = true);
    const char *norm = cx_checkpoint_note(ckpt, "norm");
    struct cifar10_options options = {.batch_norm = norm && strcmp(norm, "batch") == 0};
    cx_exec *model = cx_predictor(vars, probabilities, &options);
    bool all = true;
    for (int i = 3; i < argc && cx_ok(rt); i++) all &= classify(rt, model, argv[i]);
    return cx_close(rt, stderr) || !all;
}
