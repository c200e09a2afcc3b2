/* Names the digits in pictures, with the variables that digits-train saved.

   usage: digits-classify VARIABLES.safetensors PICTURE...

   Pictures are PNG or JPEG of any size, white on black. One line for each: path, digit, probability. */
#include "digits_model.h"

/* The model's probabilities, [batch, 10]. */
static cx_node *probabilities(cx_scope *s, cx_node *const *in, void *user) {
    return cx_softmax(digits_model(s, in, user), -1);
}

/* A picture as a batch of one; NULL when it cannot be read. */
static cx_tensor *read_picture(cx_runtime *rt, const char *path) {
    cx_array *picture = cx_image_read(path, 1), *sized = cx_image_resize(picture, 28, 28);
    cx_array *batch = cx_array_reshape(sized, CX_DIMS(1, 28, 28, 1));
    cx_tensor *tensor = NULL;
    if (cx_array_error(batch))
        fprintf(stderr, "%s\n", cx_array_error(batch));
    else
        tensor = cx_tensor_of(rt, batch);
    cx_array_free(picture), cx_array_free(sized), cx_array_free(batch);
    return tensor;
}

static void classify(cx_exec *model, cx_tensor *picture, const char *path) {
    cx_tensor *predicted = cx_predict(model, picture);
    float p[10];
    if (cx_tensor_read(predicted, p, sizeof p)) {
        int best = 0;
        for (int i = 1; i < 10; i++)
            if (p[i] > p[best]) best = i;
        printf("%s: %d (%.1f%%)\n", path, best, 100 * p[best]);
    }
    cx_tensor_free(predicted);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: digits-classify VARIABLES.safetensors PICTURE...\n");
        return 2;
    }
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");
    cx_store *vars = cx_store_new(rt, 0);
    cx_load(vars, argv[1]);
    cx_exec *model = cx_predictor(vars, probabilities, NULL);
    bool broken = false;
    for (int i = 2; i < argc && cx_ok(rt); i++) {
        cx_tensor *picture = read_picture(rt, argv[i]);
        if (picture)
            classify(model, picture, argv[i]);
        else
            broken = true;
        cx_tensor_free(picture);
    }
    return cx_close(rt, stderr) || broken;
}
