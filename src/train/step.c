/* The graphs of a training step and of an evaluation.

       model, loss ─> gradients ─> mean of n batches ─> norm, clip ─> optimizer ─> averaged weights
                                   (.accumulate)         (.clip)                   (.ema)

   What a step assigns goes through a select: after a loss or gradient that is not finite everything keeps its value, but for
   the count of batches seen; and the optimizer's part only changes with the batch that makes an update due. */
#include "train/step.h"

#include <calx/gradient.h>

#include "nn/optimizer.h"
#include "nn/store.h"
#include "ops/composite.h"

#include <math.h>
#include <string.h>

struct step {
    const cx_trainer_args *args;
    cx_scope *scope;
    struct cxi_trace *trace;
    cx_graph *graph;
    struct cxi_list parameters, gradients;
    cx_node *norm;
    cx_node *sound; /* bool scalars; NULL: always. Loss and gradients are finite; */
    cx_node *due;   /* and enough batches have come together for an update */
};

/* --------------------------------------------------------------------------------------------------- options */

static bool in_range(cx_graph *graph, const char *name, double value, double from, double below) {
    if (value >= from && value < below) return true;
    struct cxi_text text = {0};
    cxi_add_number(&text, value, 6);
    cxi_add(&text, "; give ");
    if (below == 1)
        cxi_add_number(&text, from, 6), cxi_add(&text, " or more, and less than 1");
    else
        cxi_add_number(&text, from, 6), cxi_add(&text, " or more");
    cx_fail(graph, "training: %s is %s", name, cxi_text(&text));
    cxi_text_free(&text);
    return false;
}

/* What would train in a way that nobody means. Not a number is out of every range. */
static bool check_options(cx_graph *graph, const cx_trainer_args *args) {
    const cx_optimizer *o = &args->optimizer;
    if (!args->model || !args->loss || !o->update)
        return cx_fail(graph, "training: there is no %s (NULL)",
                       !args->model  ? "model"
                       : !args->loss ? "loss"
                                     : "optimizer"),
               false;
    return in_range(graph, "the learning rate", o->rate, 0, INFINITY) &&
           in_range(graph, "the optimizer's momentum", o->momentum, 0, 1) &&
           in_range(graph, "the optimizer's beta1", o->beta1, 0, 1) &&
           in_range(graph, "the optimizer's beta2", o->beta2, 0, 1) &&
           in_range(graph, "the optimizer's epsilon", o->epsilon, 0, INFINITY) &&
           in_range(graph, "the optimizer's decay", o->decay, 0, INFINITY) &&
           in_range(graph, ".clip", args->clip, 0, INFINITY) &&
           in_range(graph, ".accumulate", (double)args->accumulate, 0, INFINITY) &&
           in_range(graph, ".ema", args->ema, 0, 1) &&
           in_range(graph, ".max_skipped", (double)args->max_skipped, -1, INFINITY);
}

/* ---------------------------------------------------------------------------------------------------- forward */

struct forward {
    cx_node *loss, *metric, *weight; /* [batch] each; metric and weight may be NULL */
};

/* What a function of the user's made, or poison when it made nothing. */
static cx_node *made(cx_scope *scope, const char *what, cx_node *node) {
    return node ? node : cx_fail(cx_scope_graph(scope), "the %s returned NULL", what);
}

static struct forward run_model(const cx_trainer_args *args, cx_scope *scope, cx_node *const *in) {
    cx_node *y = made(scope, "model", args->model(scope, in, args->user));
    if (y->dtype == CX_BF16 || y->dtype == CX_F16) y = cx_convert(y, CX_F32); /* sums and exponentials want more */
    struct forward f = {.loss = cx_convert(made(scope, "loss", args->loss(y, in[1])), CX_F32)};
    if (args->metric) f.metric = cx_convert(made(scope, "metric", args->metric(y, in[1])), CX_F32);
    if (!args->weighted) return f;
    f.weight = cx_convert(in[2], CX_F32);
    if (cx_rank(f.weight) == 2 && cx_dim(f.weight, 1) == 1) f.weight = cx_squeeze(f.weight, 1);
    if (!cxi_is_poison(f.loss) && !cxi_is_poison(f.weight) && !cx_dims_equal(f.weight->dims, f.loss->dims))
        f.weight = cx_fail(cx_scope_graph(scope), "weights: there are %s losses and %s weights", CXI_DIMS(f.loss),
                           CXI_DIMS(f.weight));
    return f;
}

/* sum of x weight; an example of weight 0 may have any x. */
static cx_node *weighted_sum(cx_node *x, cx_node *weight) {
    return cx_sum(weight ? cx_mul(cx_select(cx_ne(weight, cx_k(0)), x, cx_k(0)), weight) : x);
}

static cx_node *weighted_mean(cx_node *x, cx_node *weight) {
    if (!weight) return cx_mean(x);
    cx_node *all = cx_sum(weight), *some = cx_ne(all, cx_k(0));
    return cx_select(some, cx_div(weighted_sum(x, weight), cx_select(some, all, cx_k(1))), cx_k(0));
}

/* -------------------------------------------------------------------------------------------------- gradients */

/* The parameters to train: floating variables that are not fixed. */
static void find_gradients(struct step *s, cx_node *loss) {
    for (struct cxi_binding *b = s->trace->first; b; b = b->next)
        if (!b->fixed && cxi_is_float(b->node->dtype)) {
            cxi_list_add(s->graph, &s->parameters, b->node);
            cxi_list_add(s->graph, &s->gradients, NULL);
        }
    cx_grad(loss, s->parameters.count, s->parameters.node, s->gradients.node);
}

static const char *path_of(const struct step *s, const cx_node *node) {
    for (struct cxi_binding *b = s->trace->first; b; b = b->next)
        if (b->node == node) return b->path;
    return "";
}

/* A counter of the training, from 0. */
static cx_node *counter(const struct step *s, const char *name) {
    return cx_variable(cx_in(s->scope, CXI_TRAIN_SCOPE), name, CX_SCALAR, .dtype = CX_I64, .init = cx_init_zeros(),
                       .fixed = true);
}

static void set_counter(const struct step *s, const char *name, cx_node *value) {
    cx_assign(cx_in(s->scope, CXI_TRAIN_SCOPE), name, value);
}

/* The gradients become the means over this batch and those that wait; what is assigned holds for a sound step. */
static void accumulate(struct step *s) {
    if (s->args->accumulate <= 1) return;
    cx_node *count = cx_add(counter(s, "pending"), cx_k(1));
    s->due = cx_ge(count, cx_k(s->args->accumulate));
    set_counter(s, "pending", cx_select(s->due, cx_k(0), count));
    cx_scope *sums = cx_in(s->scope, CXI_GRADIENT_SCOPE);
    for (int i = 0; i < s->gradients.count; i++) {
        cx_node *gradient = s->gradients.node[i];
        const char *path = path_of(s, s->parameters.node[i]);
        cx_dtype wide = gradient->dtype == CX_F64 ? CX_F64 : CX_F32;
        cx_node *before =
            cx_variable(sums, path, gradient->dims, .dtype = wide, .init = cx_init_zeros(), .fixed = true);
        cx_node *sum = cx_add(before, cx_convert(gradient, wide));
        cx_assign(sums, path, cx_select(s->due, cx_k(0), sum));
        s->gradients.node[i] = cx_div(sum, cx_convert(count, wide));
    }
}

/* As a vector's product with itself: a sum over all elements runs one addition after another in XLA's CPU compiler, which is slower
   by far. */
static cx_node *sum_of_its_squares(cx_node *x) {
    x = cx_reshape(x, CX_DIMS(-1));
    return cx_dot_general(x, x, .contract_a = CX_DIMS(0), .contract_b = CX_DIMS(0));
}

/* Of all elements of all, in f32. */
static cx_node *sum_of_squares(cx_graph *graph, const struct cxi_list *list) {
    cx_node *sum = cx_scalar(graph, CX_F32, 0);
    struct cxi_list wide = {0};
    for (int i = 0; i < list->count; i++) {
        cx_node *x = cx_convert(list->node[i], CX_F32);
        cxi_list_add(graph, &wide, x);
        sum = cx_add(sum, sum_of_its_squares(x));
    }
    return cxi_composite("sum_of_squares", sum, wide.count, wide.node, (cx_dims){0});
}

/* The global norm, in f32: one that overflows counts as not finite, like a gradient that does. */
static void measure(struct step *s, cx_node *loss) {
    s->norm = cx_scalar(s->graph, CX_F32, 0);
    if (s->args->no_guard && s->args->clip == 0) return;
    s->norm = cx_sqrt(sum_of_squares(s->graph, &s->gradients));
    if (!s->args->no_guard) s->sound = cx_and(cx_is_finite(loss), cx_is_finite(s->norm));
}

/* As optax.clip_by_global_norm. */
static void clip(struct step *s) {
    if (s->args->clip == 0) return;
    cx_node *small = cx_lt(s->norm, cx_k(s->args->clip));
    cx_node *factor = cx_select(small, cx_k(1), cx_div(cx_fill_like(s->norm, s->args->clip), s->norm));
    for (int i = 0; i < s->gradients.count; i++) {
        cx_node *gradient = s->gradients.node[i];
        s->gradients.node[i] = cx_mul(gradient, cx_convert(factor, gradient->dtype));
    }
}

/* ---------------------------------------------------------------------------------------------------- updates */

static cx_node *both(cx_node *a, cx_node *b) {
    return a && b ? cx_and(a, b) : a ? a : b;
}

/* Puts every assignment under a condition (NULL: none), but for those that settled[] has for the first `known` bindings. */
static void assign_when(struct step *s, cx_node *condition, cx_node *const *settled, int known) {
    int i = 0;
    for (struct cxi_binding *b = s->trace->first; b && condition; b = b->next, i++)
        if (b->assigned && !b->conditional && (i >= known || settled[i] != b->assigned))
            b->assigned = cx_select(condition, b->assigned, b->node);
}

static void optimize(struct step *s) {
    const cx_optimizer *optimizer = &s->args->optimizer;
    cx_node *update = cx_add(counter(s, "updates"), cx_k(1));
    assign_when(s, s->sound, NULL, 0);
    struct cxi_list settled = {0};
    for (struct cxi_binding *b = s->trace->first; b; b = b->next) cxi_list_add(s->graph, &settled, b->assigned);
    s->trace->condition = both(s->sound, s->due);
    for (int i = 0; i < s->parameters.count && cxi_ok(&s->graph->status); i++) {
        cx_node *parameter = s->parameters.node[i], *gradient = s->gradients.node[i];
        const char *path = path_of(s, parameter);
        cx_scope *own = cx_in(cx_in(s->scope, "%s", optimizer->name), "%s", path);
        cx_assign(s->scope, path, cxi_optimize(optimizer, own, parameter, gradient, update));
    }
    set_counter(s, "updates", update);
    assign_when(s, s->trace->condition, settled.node, settled.count);
}

/* What a model has, but for what Calx itself keeps. */
static bool is_of_model(const struct cxi_binding *b) {
    return strcmp(b->path, CXI_KEY_PATH) != 0 && strcmp(b->path, CXI_STEP_PATH) != 0;
}

/* After each update a = decay a + (1 - decay) p, from the p before the first: as Keras. Whatever else the model keeps, running
   averages of batch norm for one, is copied, so that the model runs in that scope as in its own. */
static void average(struct step *s, const struct cxi_binding *last) {
    if (s->args->ema == 0 || !last || !cxi_ok(&s->graph->status)) return;
    cx_scope *scope = cx_in(s->scope, CXI_AVERAGE_SCOPE);
    cx_node *count = counter(s, "averaged"), *fresh = cx_eq(count, cx_k(0)), *now = both(s->sound, s->due);
    struct cxi_binding *end = last->next;
    for (struct cxi_binding *b = s->trace->first; b != end; b = b->next) {
        if (!is_of_model(b)) continue;
        cx_node *kept =
            cx_variable(scope, b->path, b->node->dims, .dtype = b->node->dtype, .init = cx_init_zeros(), .fixed = true);
        cx_node *value = b->assigned ? b->assigned : b->node;
        if (!b->fixed && cxi_is_float(b->node->dtype)) {
            cx_node *before = cx_select(fresh, b->node, kept);
            value = cx_add(cx_scale(before, s->args->ema), cx_scale(value, 1 - s->args->ema));
            if (now) value = cx_select(now, value, before);
        }
        cx_assign(scope, b->path, value);
    }
    set_counter(s, "averaged", now ? cx_add(count, cx_convert(now, CX_I64)) : cx_add(count, cx_k(1)));
}

/* ------------------------------------------------------------------------------------------------- the graphs */

void cxi_build_step(cx_scope *scope, cx_node *const *in, cx_node **out, void *user) {
    const cx_trainer_args *args = user;
    struct step s = {.args = args, .scope = scope, .trace = scope->trace, .graph = cx_scope_graph(scope)};
    if (!check_options(s.graph, args)) {
        for (int i = 0; i < CXI_STEP_RESULTS; i++) out[i] = cxi_poison(s.graph);
        return;
    }
    struct forward f = run_model(args, scope, in);
    cx_node *loss = weighted_mean(f.loss, f.weight);
    if (s.trace->penalty) loss = cx_add(loss, s.trace->penalty);
    struct cxi_binding *last_of_model = s.trace->last;
    bool may_create = s.trace->may_create;
    find_gradients(&s, loss);
    s.trace->may_create = true; /* what training adds */
    accumulate(&s);
    measure(&s, loss);
    clip(&s);
    optimize(&s);
    average(&s, last_of_model);
    cx_assign(scope, CXI_STEP_PATH, cx_add(cxi_step(s.trace), cx_k(1)));
    s.trace->may_create = may_create;
    out[CXI_STEP_LOSS] = loss;
    out[CXI_STEP_METRIC] = f.metric ? weighted_mean(f.metric, f.weight) : loss;
    out[CXI_STEP_NORM] = s.norm;
}

static void evaluation(const cx_trainer_args *args, cx_scope *scope, cx_node *const *in, cx_node **out) {
    struct forward f = run_model(args, scope, in);
    double examples = (double)cx_dim(f.loss, 0);
    out[CXI_EVALUATION_LOSS] = weighted_sum(f.loss, f.weight);
    out[CXI_EVALUATION_METRIC] = f.metric ? weighted_sum(f.metric, f.weight) : out[CXI_EVALUATION_LOSS];
    out[CXI_EVALUATION_WEIGHT] = f.weight ? cx_sum(f.weight) : cx_scalar(cx_scope_graph(scope), CX_F32, examples);
}

void cxi_build_evaluation(cx_scope *scope, cx_node *const *in, cx_node **out, void *user) {
    evaluation(user, scope, in, out);
}

void cxi_build_average_evaluation(cx_scope *scope, cx_node *const *in, cx_node **out, void *user) {
    evaluation(user, cx_in(scope, CXI_AVERAGE_SCOPE), in, out);
}
