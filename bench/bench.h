/* What the cases of calx-bench share. A case measures, and reports the medians: its own under its name first. */
#ifndef CALX_BENCH_H
#define CALX_BENCH_H

#include <calx.h>

typedef void bench_case(cx_runtime *rt);
bench_case bench_call, bench_chain, bench_cnn, bench_cnn_bf16, bench_decode, bench_graph, bench_growth_cnn,
    bench_growth_graph, bench_growth_mlp, bench_growth_transformer, bench_growth_variables, bench_input, bench_mlp,
    bench_prefill, bench_resnet, bench_start, bench_start_cnn, bench_tokenize, bench_transfer, bench_transformer;

double bench_now(void); /* seconds */
bool bench_full(void);  /* $FULL asks for the sizes and counts of the table in docs/performance.md */

/* -- report.c: what was measured, as it becomes known -- */

/* How reports are given: lines for people or JSON objects; beside those of an earlier run, if a file of its objects is named.
   False when that cannot be read. */
bool bench_report_begin(bool json, const char *earlier, const cx_runtime *rt);
/* Sorts the samples, which are in units of 1 / scale, and prints the median, the least and the most. */
void bench_report(const char *name, double *samples, int count, double scale, const char *unit);
void bench_report_end(void);

/* -- train.c: steps of training -- */

struct bench_training {
    const char *name;
    cx_model *model;
    void *user;
    cx_array *x, *y; /* one batch, that is given each time; freed with the data set */
    cx_optimizer optimizer;
    cx_dtype compute;
    int steps;
};
/* Reports the steps, and the first one apart if `first`. */
void bench_training(cx_runtime *rt, const struct bench_training *training, bool first);

/* What the models below are given: u8 pictures, f32 numbers, i32 tokens; and labels. */
cx_array *bench_pictures(int64_t batch), *bench_labels(cx_dims dims, int64_t classes);
cx_array *bench_numbers(int64_t batch, int64_t features), *bench_tokens(int64_t batch, int64_t length);

/* -- models.c: what is trained, the same as in bench/peers -- */

struct bench_mlp {
    int64_t width, depth; /* of hidden layers */
};
struct bench_transformer {
    int64_t length, width, heads, blocks;
};
enum { BENCH_FEATURES = 784, BENCH_CLASSES = 10, BENCH_VOCABULARY = 256 };
extern cx_model bench_resnet_model;      /* [batch, 32, 32, 3] u8 -> [batch, 10]: 14 layers, batch norm */
extern cx_model bench_mlp_model;         /* [batch, 784] -> [batch, 10]; user: a bench_mlp */
extern cx_model bench_transformer_model; /* [batch, length] bytes -> [batch, length, 256]; user: a bench_transformer */

/* -- start.c: the program calls itself, as `calx-bench --first-result DATA`, and measures that -- */
bool bench_is_child(int argc, char **argv);
int bench_child(char **argv);
/* Writes files of the size of CIFAR-10's, of no pictures, into a new folder under /tmp; its name, or NULL with the reason on
   stderr. */
const char *bench_write_pictures(char folder[static 32]);
void bench_remove_pictures(const char *folder);

#endif
