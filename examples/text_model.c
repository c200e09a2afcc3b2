/* Trains a small transformer to continue a text, byte by byte, and lets it write some.

   usage: text-model [--steps N] [--prompt TEXT] [FILE]

   FILE is any text; by default the GNU General Public License as Debian ships it. The last tenth of it is held back: how well
   the model foretells that part is said in bits per character. */
#include <calx.h>

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CONTEXT = 64, BYTES = 256, WIDTH = 128, HEADS = 4, BLOCKS = 2, WRITTEN = 200 };

/* [batch, CONTEXT] bytes -> [batch, CONTEXT, BYTES] logits of the byte that follows each of them */
static cx_node *text_model(cx_scope *s, cx_node *const *in, void *user) {
    (void)user;
    cx_node *positions = cx_iota(cx_scope_graph(s), CX_I32, CX_DIMS(CONTEXT), 0);
    cx_node *x = cx_embedding(cx_in(s, "bytes"), in[0], BYTES, WIDTH);
    for (int i = 0; i < BLOCKS; i++) {
        cx_scope *attention = cx_in(s, "attention%d", i), *mlp = cx_in(s, "mlp%d", i);
        cx_node *y = cx_rms_norm(cx_in(attention, "norm"), x);
        y = cx_multi_head_attention(attention, y, HEADS, .causal = true, .positions = positions);
        x = cx_add(x, cx_dropout(attention, y, 0.2));
        y = cx_rms_norm(cx_in(mlp, "norm"), x);
        y = cx_swiglu(cx_dense(cx_in(mlp, "gate"), y, 2 * WIDTH), cx_dense(cx_in(mlp, "up"), y, 2 * WIDTH));
        x = cx_add(x, cx_dropout(mlp, cx_dense(cx_in(mlp, "down"), y, WIDTH), 0.2));
    }
    return cx_dense(cx_in(s, "logits"), cx_rms_norm(cx_in(s, "norm"), x), BYTES);
}

/* Windows of a text, each `stride` bytes after the one before; the labels are the same, one byte further on. */
static cx_dataset *windows(cx_runtime *rt, const uint8_t *text, int64_t length, int64_t stride, bool training) {
    int64_t count = (length - CONTEXT - 1) / stride + 1;
    cx_dims dims = CX_DIMS(count, CONTEXT);
    cx_array *now = cx_array_new(CX_I32, dims), *next = cx_array_new(CX_I32, dims);
    int32_t *inputs = cx_array_data(now), *labels = cx_array_data(next);
    for (int64_t i = 0; inputs && labels && i < count * CONTEXT; i++) {
        const uint8_t *byte = text + i / CONTEXT * stride + i % CONTEXT;
        inputs[i] = byte[0], labels[i] = byte[1];
    }
    return cx_dataset_new(rt, now, next, .batch = 32, .shuffle = training, .repeat = training);
}

/* One byte, drawn by softmax(logits / temperature). */
static int draw(const float *logits, double temperature) {
    double p[BYTES], sum = 0;
    for (int i = 0; i < BYTES; i++) sum += p[i] = exp(logits[i] / temperature);
    double left = rand() / (RAND_MAX + 1.0) * sum;
    int byte = 0;
    while (byte < BYTES - 1 && (left -= p[byte]) >= 0) byte++;
    return byte;
}

/* Each byte is asked for with the last CONTEXT before it; what stands behind them in the window cannot be seen. */
static void write_on(cx_runtime *rt, cx_store *vars, const char *prompt) {
    static int32_t text[CONTEXT + WRITTEN];
    static float logits[CONTEXT][BYTES];
    cx_exec *model = cx_predictor(vars, text_model, NULL);
    int length = (int)strlen(prompt) < CONTEXT ? (int)strlen(prompt) : CONTEXT;
    for (int i = 0; i < length; i++) text[i] = (uint8_t)prompt[strlen(prompt) - (size_t)length + (size_t)i];
    fputs(prompt, stdout);
    for (int end = length + WRITTEN; length < end && cx_ok(rt); length++) {
        int from = length < CONTEXT ? 0 : length - CONTEXT;
        cx_tensor *window = cx_tensor_new(rt, CX_I32, CX_DIMS(1, CONTEXT), text + from);
        cx_tensor *predicted = cx_predict(model, window);
        if (cx_tensor_read(predicted, logits, sizeof logits)) {
            int byte = text[length] = draw(logits[length - from - 1], 0.7);
            putchar(byte < ' ' && byte != '\n' ? '?' : byte);
        }
        cx_tensor_free(window), cx_tensor_free(predicted);
    }
}

int main(int argc, char **argv) {
    const char *path = "/usr/share/common-licenses/GPL-3", *prompt = "You may ";
    int64_t steps = 400, i = 1;
    for (; i + 1 < argc && argv[i][0] == '-'; i += 2)
        if (strcmp(argv[i], "--prompt") == 0)
            prompt = argv[i + 1];
        else
            steps = strcmp(argv[i], "--steps") == 0 ? atoll(argv[i + 1]) : 0;
    if (i < argc) path = argv[i++];
    if (i < argc || steps < 1 || !*prompt || *path == '-')
        return fputs("usage: text-model [--steps N] [--prompt TEXT] [FILE]\n", stderr), 2;

    static uint8_t text[1 << 22]; /* of a longer file, the beginning */
    FILE *file = fopen(path, "rb");
    int64_t length = file ? (int64_t)fread(text, 1, sizeof text, file) : 0, kept = length - length / 10;
    if (!file || ferror(file)) return fprintf(stderr, "cannot read %s: %s\n", path, strerror(errno)), 1;
    fclose(file);
    if (length - kept <= CONTEXT) return fprintf(stderr, "%s is too short a text\n", path), 1;

    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");
    cx_dataset *train = windows(rt, text, kept, 8, true);
    cx_dataset *held_back = windows(rt, text + kept, length - kept, CONTEXT, false);
    cx_store *vars = cx_store_new(rt, 42);
    cx_optimizer adamw = cx_adamw(3e-3, .decay = 0.1, .schedule = cx_warm_up(50, cx_cosine(steps, 0.05)));
    cx_trainer *t = cx_trainer_new(vars, text_model, cx_sparse_xent, adamw, .clip = 1);
    cx_every(t, 50, cx_progress_bar, stderr);
    cx_fit(t, train, steps);

    double loss = cx_evaluate(t, held_back).loss;
    if (cx_ok(rt)) write_on(rt, vars, prompt);
    if (cx_ok(rt)) printf("\n%.3f bits per character on the last tenth of %s\n", loss / log(2), path);
    return cx_close(rt, stderr);
}
