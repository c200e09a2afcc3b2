/* Trains a CNN on CIFAR-10, as the Keras example does, and goes on from its checkpoint when it is run again. Without --data
   the pictures are fetched, once. */
#define _GNU_SOURCE /* getopt_long */
#include "cifar10_model.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: cifar10-train [--data DIR] --checkpoint DIR [--steps N] [--batch 64] [--lr 1e-3] [--seed 1]\n"
    "                     [--norm none|batch] [--augment] [--decay] [--bf16] [--plot FILE.html] [--log FILE.csv]\n"
    "                     [--profile]\n";

struct settings {
    const char *data, *checkpoint, *plot, *log;
    int64_t steps, batch, seed;
    double rate;
    bool decay;         /* the rate goes down to nothing over --steps */
    bool bf16, profile; /* compute in bf16, with variables of f32; say at the end where the time went */
    struct cifar10_options model;
};

/* At least 0; -1 where the text is no such number. */
static double number(const char *text) {
    char *end;
    double value = strtod(text, &end);
    return end != text && *end == '\0' && value >= 0 && value < 1e15 ? value : -1;
}

static bool read_arguments(int argc, char **argv, struct settings *s) {
    static const struct option options[] = {
        {"data", required_argument, NULL, 'd'},  {"checkpoint", required_argument, NULL, 'c'},
        {"steps", required_argument, NULL, 'n'}, {"batch", required_argument, NULL, 'b'},
        {"lr", required_argument, NULL, 'l'},    {"seed", required_argument, NULL, 's'},
        {"norm", required_argument, NULL, 'o'},  {"augment", no_argument, NULL, 'a'},
        {"decay", no_argument, NULL, 'y'},       {"bf16", no_argument, NULL, 'f'},
        {"plot", required_argument, NULL, 'p'},  {"log", required_argument, NULL, 'g'},
        {"profile", no_argument, NULL, 't'},     {0}};
    *s = (struct settings){.steps = 3128, .batch = 64, .seed = 1, .rate = 1e-3};
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) switch (option) {
        case 'd': s->data = optarg; break;
        case 'c': s->checkpoint = optarg; break;
        case 'n': s->steps = (int64_t)number(optarg); break;
        case 'b': s->batch = (int64_t)number(optarg); break;
        case 'l': s->rate = number(optarg); break;
        case 's': s->seed = (int64_t)number(optarg); break;
        case 'o':
            s->model.batch_norm = strcmp(optarg, "batch") == 0;
            if (!s->model.batch_norm && strcmp(optarg, "none") != 0) return false;
            break;
        case 'a': s->model.augment = true; break;
        case 'y': s->decay = true; break;
        case 'f': s->bf16 = true; break;
        case 'p': s->plot = optarg; break;
        case 'g': s->log = optarg; break;
        case 't': s->profile = true; break;
        default: return false;
        }
    return s->checkpoint && s->steps > 0 && s->batch > 0 && s->rate > 0 && s->seed >= 0 && optind == argc;
}

int main(int argc, char **argv) {
    struct settings s;
    if (!read_arguments(argc, argv, &s)) return fputs(usage, stderr), 2;
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu", .profile = s.profile);
    if (!s.data && !cx_cifar10_fetch(rt, stderr)) return cx_close(rt, stderr);
    cx_dataset *train =
        cx_cifar10(rt, s.data, .batch = s.batch, .shuffle = true, .repeat = true, .seed = (uint64_t)s.seed);
    cx_dataset *test = cx_cifar10(rt, s.data, .batch = 500, .test = true);

    cx_store *vars = cx_store_new(rt, (uint64_t)s.seed);
    cx_checkpoint *ckpt = cx_checkpoint_open(vars, s.checkpoint, .keep = 3);
    cx_checkpoint_set_note(ckpt, "norm", s.model.batch_norm ? "batch" : "none");
    cx_optimizer adam = cx_adam(s.rate, .schedule = s.decay ? cx_cosine(s.steps, 0) : cx_steady(1));
    cx_trainer *t = cx_trainer_new(vars, cifar10_model, cx_sparse_xent, adam, .user = &s.model,
                                   .compute = s.bf16 ? CX_BF16 : CX_F32);
    cx_every(t, 50, cx_progress_bar, stderr);
    cx_every(t, 1000, cx_checkpoint_save, ckpt);
    cx_evaluation during = {.dataset = test};
    cx_plot_classifier seen = {.dataset = test, .classes = 10};
    if (s.plot) { /* a page that follows the training */
        seen.plot = cx_plot_html(t, s.plot, .title = "CIFAR-10", .log = s.log);
        seen.predictor = cx_predictor(vars, cifar10_model, &s.model);
        cx_every(t, 500, cx_evaluate_now, &during);
        cx_every(t, 1000, cx_plot_classifier_now, &seen);
    }
    if (s.log) cx_log_csv(t, s.log);
    cx_stop_on_interrupt(t); /* Ctrl-C ends cx_fit after the step under way, and nothing is lost */
    if (!cx_fit(t, train, s.steps) && cx_ok(rt) && cx_checkpoint_save(t, ckpt)) {
        fprintf(stderr, "\nstopped after step %lld; run it again to go on\n", (long long)cx_trainer_step(t));
        return cx_close(rt, stderr), 130; /* what shells say of Ctrl-C */
    }

    double accuracy = cx_accuracy(t, test);
    if (cx_ok(rt)) printf("test accuracy %.4f\n", accuracy);
    return cx_close(rt, stderr);
}
