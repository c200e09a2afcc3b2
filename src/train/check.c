/* Finding what made a training step's loss or gradients not finite: the step's graph once more, giving for every floating
   instruction whether all of its elements are finite; then, on the host, the way back from the bad results to where it
   begins. A value that is not finite but does no harm later (the -inf of a mask) is not on that way. */
#include "train/check.h"

#include "base/alloc.h"
#include "graph/op.h"
#include "nn/store.h"
#include "train/step.h"

#include <string.h>

/* An instruction that the loss or the gradients depend on; it outlives the graph. */
struct suspect {
    const struct cxi_op *op;
    const char *place;
    char *scope, *variable; /* owned; NULL: none */
    cx_dtype dtype;
    cx_dims dims;
    bool fixed;    /* a constant, or made of constants alone */
    bool backward; /* of the gradients */
    int flag;      /* which of the results says whether it is finite; -1: it is not floating */
    int operands, *operand;
};

struct check {
    const cx_trainer_args *args;
    struct suspect *suspect;
    int count, flags;
    int loss, norm; /* which suspects they are */
    bool no_memory;
};

/* ---------------------------------------------------------------------------------------------------- recording */

static char *variable_of(const cx_scope *scope, const struct cxi_inst *inst) {
    const struct cxi_binding *b = scope->trace->first;
    while (b && b->node->inst != inst) b = b->next;
    return b ? cxi_copy_string(b->path) : NULL;
}

/* index[id]: which suspect an instruction is, for those before this one. */
static bool record(struct check *c, cx_scope *scope, const struct cxi_inst *inst, const int *index) {
    struct suspect *s = &c->suspect[c->count++];
    *s = (struct suspect){.op = inst->op,
                          .place = inst->place,
                          .scope = inst->scope ? cxi_copy_string(inst->scope) : NULL,
                          .variable = variable_of(scope, inst),
                          .dtype = inst->result->dtype,
                          .dims = inst->result->dims,
                          .fixed = inst->op != &cxi_op_parameter,
                          .flag = -1,
                          .operands = inst->operands,
                          .operand = cxi_new((size_t)inst->operands + 1, sizeof *s->operand)};
    if (!s->operand || (inst->scope && !s->scope)) return false;
    for (int i = 0; i < inst->operands; i++) {
        s->operand[i] = index[inst->operand[i]->inst->id];
        s->fixed &= c->suspect[s->operand[i]].fixed;
    }
    return true;
}

/* Whether all floating results of an instruction are finite: bool[1]; NULL when none is floating. */
static cx_node *finite_flag(struct cxi_inst *inst) {
    cx_node *flag = NULL;
    for (int i = 0; i < inst->results; i++) {
        cx_node *result = cxi_result(inst, i);
        if (!cxi_is_float(result->dtype)) continue;
        cx_node *finite = cx_all(cx_is_finite(result));
        flag = flag ? cx_and(flag, finite) : finite;
    }
    return flag ? cx_reshape(flag, CX_DIMS(1)) : NULL;
}

static void record_all(struct check *c, cx_scope *scope, const cx_node *loss, const cx_node *norm,
                       struct cxi_list *flags) {
    cx_graph *graph = cx_scope_graph(scope);
    struct cxi_inst *last = graph->main->last;
    size_t ids = (size_t)graph->next_id;
    int *index = cxi_new(ids, sizeof *index); /* at first: 1 where loss or norm depend on it */
    c->suspect = cxi_new(ids, sizeof *c->suspect);
    c->no_memory = !index || !c->suspect;
    if (!c->no_memory) {
        index[loss->inst->id] = index[norm->inst->id] = 1;
        for (struct cxi_inst *inst = last; inst; inst = inst->previous)
            for (int i = 0; i < inst->operands && index[inst->id]; i++) index[inst->operand[i]->inst->id] = 1;
        for (struct cxi_inst *inst = graph->main->first; inst && !c->no_memory; inst = inst->next) {
            if ((size_t)inst->id >= ids) break; /* a flag */
            if (!index[inst->id]) continue;
            index[inst->id] = c->count;
            c->no_memory = !record(c, scope, inst, index);
            c->suspect[c->count - 1].backward = inst->id > loss->inst->id;
            cx_node *flag = finite_flag(inst);
            if (flag) c->suspect[c->count - 1].flag = flags->count;
            if (flag) cxi_list_add(graph, flags, flag);
        }
        c->loss = index[loss->inst->id];
        c->norm = index[norm->inst->id];
    }
    cxi_free(index);
}

/* out[0]: the flags. Assigns nothing. */
static void build(cx_scope *scope, cx_node *const *in, cx_node **out, void *user) {
    struct check *c = user;
    cx_node *results[CXI_STEP_RESULTS];
    struct cxi_list flags = {0};
    cxi_build_step(scope, in, results, (void *)c->args);
    for (struct cxi_binding *b = scope->trace->first; b; b = b->next) b->assigned = NULL;
    cx_node *loss = results[CXI_STEP_LOSS], *norm = results[CXI_STEP_NORM];
    out[0] = loss;
    if (cxi_is_poison(loss) || cxi_is_poison(norm)) return;
    record_all(c, scope, loss, norm, &flags);
    c->flags = flags.count;
    out[0] = cx_concatenate_(flags.count, flags.node, 0, CX_HERE);
}

/* ------------------------------------------------------------------------------------------------------ blaming */

/* The first instruction on the way to the loss or the norm from where on values were not finite; NULL: all were. */
static const struct suspect *find_culprit(const struct check *c, const bool *finite, bool *on_the_way) {
    const struct suspect *culprit = NULL;
    on_the_way[c->loss] = on_the_way[c->norm] = true;
    for (int i = c->count - 1; i >= 0; i--) {
        const struct suspect *s = &c->suspect[i];
        if (!on_the_way[i] || s->flag < 0 || finite[s->flag]) continue;
        if (!s->fixed) culprit = s;
        for (int k = 0; k < s->operands; k++) on_the_way[s->operand[k]] = true;
    }
    return culprit;
}

static void describe(const struct suspect *s, int64_t step, struct cxi_status *status) {
    struct cxi_text type = {0}, where = {0};
    cxi_add_type(&type, s->dtype, s->dims);
    if (s->place) cxi_addf(&where, " at %s", s->place);
    if (s->scope) cxi_addf(&where, " in %s", s->scope);
    if (s->backward) cxi_add(&where, ", in the gradients");
    if (s->variable)
        cxi_fail(status, "training step %lld: variable %s was not finite before it", (long long)step, s->variable);
    else if (s->op == &cxi_op_parameter)
        cxi_fail(status, "training step %lld: the batch has values that are not finite, in its %s", (long long)step,
                 cxi_text(&type));
    else
        cxi_fail(status, "training step %lld: the first value that is not finite is made by %s: %s%s", (long long)step,
                 s->op->name, cxi_text(&type), cxi_text(&where));
    cxi_text_free(&type);
    cxi_text_free(&where);
}

static void blame(const struct check *c, cx_tensor *flags, int64_t step, struct cxi_status *status) {
    bool *finite = cxi_new((size_t)c->flags + 1, sizeof *finite);
    bool *on_the_way = cxi_new((size_t)c->count + 1, sizeof *on_the_way);
    if (!finite || !on_the_way)
        cxi_fail_memory(status);
    else if (!cx_tensor_read(flags, finite, (size_t)c->flags))
        cxi_fail(status, "%s", cx_tensor_error(flags));
    else {
        const struct suspect *culprit = find_culprit(c, finite, on_the_way);
        if (culprit) describe(culprit, step, status);
    }
    cxi_free(finite);
    cxi_free(on_the_way);
}

/* Training randomness depends on the number of the steps done. */
static void set_step(cx_store *store, int64_t done) {
    cx_store_set(store, CXI_STEP_PATH, cx_tensor_scalar(store->owned.runtime, CX_I64, (double)done));
}

bool cxi_check_step(cx_store *store, const cx_trainer_args *args, int count, cx_tensor *const *batch, int64_t step,
                    struct cxi_status *status) {
    struct check c = {.args = args};
    cx_tensor *flags;
    cx_exec *exec =
        cx_exec_new(store, build, .user = &c, .training = true, .compute = args->compute, .name = "training check");
    set_step(store, step - 1);
    cx_exec_call(exec, count, batch, 1, &flags);
    set_step(store, step);
    if (c.no_memory)
        cxi_fail_memory(status);
    else if (cx_tensor_error(flags))
        cxi_fail(status, "%s", cx_tensor_error(flags));
    else
        blame(&c, flags, step, status);
    cxi_fail(status, "training step %lld: the loss or a gradient was not finite, and the check found all values finite",
             (long long)step); /* only where there is no better message yet */
    cx_tensor_free(flags);
    cx_exec_free(exec);
    for (int i = 0; i < c.count; i++) {
        cxi_free(c.suspect[i].scope);
        cxi_free(c.suspect[i].variable);
        cxi_free(c.suspect[i].operand);
    }
    cxi_free(c.suspect);
    return false;
}
