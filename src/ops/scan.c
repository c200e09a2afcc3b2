/* Scan: a loop over the first axis of arrays, with a carry, whose number of turns is known. It runs as a while; the record
   here stands for the while's results and knows the body, so that it has a gradient: another scan, the other way. */
#include "ops/rooms.h"
#include "transform/batch.h"

#include <calx/gradient.h>

/* The results are the last carries, the stacked outputs, and the carries as they were before each turn. Operands are the
   while's results in that order, then what the loop was made from: initial carries, inputs, captures. */
struct scan {
    int64_t carries, inputs, outputs, turns;
    bool reverse;
};

static int result_count(const struct cxi_inst *inst) {
    const struct scan *a = inst->attrs;
    return (int)(2 * a->carries + a->outputs);
}

static bool scan_infer(struct cxi_inst *inst) {
    for (int i = 0; i < inst->results; i++) cxi_like(inst, i, inst->operand[i]);
    return true;
}

/* ---------------------------------------------------------------------------------------------- going forward */

struct loop {
    struct cxi_function *body;
    const struct scan *a;
    cx_node *const *xs;
};

/* Element t of the first axis, without that axis. */
static cx_node *slice_at(cx_node *x, cx_node *t) {
    cx_node *start[CX_MAX_RANK];
    cx_dims sizes = x->dims, rest = {.rank = x->dims.rank - 1};
    sizes.dim[0] = 1;
    for (int i = 0; i < x->dims.rank; i++) start[i] = i ? cx_scalar(cx_graph_of(t), CX_I32, 0) : t;
    for (int i = 1; i < x->dims.rank; i++) rest.dim[i - 1] = x->dims.dim[i];
    return cx_reshape(cx_dynamic_slice(x, x->dims.rank, start, sizes), rest);
}

/* The stack with `element` as its element t. */
static cx_node *store_at(cx_node *stack, cx_node *element, cx_node *t) {
    cx_node *start[CX_MAX_RANK];
    for (int i = 0; i < stack->dims.rank; i++) start[i] = i ? cx_scalar(cx_graph_of(t), CX_I32, 0) : t;
    return cx_dynamic_update_slice(stack, cx_expand_dims(element, 0), stack->dims.rank, start);
}

/* The values of the while: the turn, the carries, the stacked outputs, the stacked carries. */
static void go_on(cx_node *const *in, cx_node **out, void *user) {
    const struct loop *loop = user;
    out[0] = cx_lt(in[0], cx_k(loop->a->turns));
}

static void turn(cx_node *const *in, cx_node **out, void *user) {
    const struct loop *loop = user;
    const struct scan *a = loop->a;
    cx_graph *graph = cx_graph_of(in[0]);
    struct cxi_function *body = loop->body;
    cx_node **arguments =
        cxi_arena_new(&graph->arena, (size_t)(body->parameters.count + body->results.count + 1), sizeof *arguments);
    if (!arguments) {
        cxi_fail_memory(&graph->status);
        return;
    }
    cx_node **next = arguments + body->parameters.count;
    cx_node *t = a->reverse ? cx_sub(cx_k(a->turns - 1), in[0]) : in[0];
    cx_node *const *carry = in + 1, *const *stack = carry + a->carries;
    for (int i = 0; i < a->carries; i++) arguments[i] = carry[i];
    for (int i = 0; i < a->inputs; i++) arguments[a->carries + i] = slice_at(loop->xs[i], t);
    for (int i = 0; i < body->captures.count; i++) arguments[a->carries + a->inputs + i] = body->captures.node[i];
    if (!cxi_inline(body, arguments, next)) return;
    out[0] = cx_add(in[0], cx_k(1));
    for (int i = 0; i < a->carries; i++) out[1 + i] = next[i];
    for (int i = 0; i < a->outputs; i++) out[1 + a->carries + i] = store_at(stack[i], next[a->carries + i], t);
    for (int i = 0; i < a->carries; i++)
        out[1 + a->carries + a->outputs + i] = store_at(stack[a->outputs + i], carry[i], t);
}

/* Zeros [turns, the dims of node]. */
static cx_node *empty_stack(cx_graph *graph, const cx_node *node, int64_t turns) {
    cx_dims dims = {.rank = node->dims.rank + 1, .dim = {turns}};
    if (dims.rank > CX_MAX_RANK) return cx_fail(graph, "scan: stacking %d axes would make too many", node->dims.rank);
    for (int i = 0; i < node->dims.rank; i++) dims.dim[i + 1] = node->dims.dim[i];
    return cx_fill(graph, node->dtype, dims, 0);
}

/* -------------------------------------------------------------------------------------------------- gradient */

/* What the backward scan's body needs to know; its own carries are the cotangents of the floating carries and captures. */
struct backward {
    struct cxi_inst *y;
    struct cxi_function *body;
    const struct scan *a;
    bool stacks; /* the stacked carries have cotangents too: in second derivatives */
};

static int count_gradients(int count, cx_node *const *nodes) {
    int found = 0;
    for (int i = 0; i < count; i++) found += cxi_is_differentiable(nodes[i]->dtype);
    return found;
}

/* in: cotangents of carries and captures so far; the carries and inputs of this turn; cotangents of its outputs and, with
   `stacks`, of the carries. out: the same cotangents before this turn; cotangents of the inputs. */
static void backward_turn(cx_node *const *in, cx_node **out, void *user) {
    const struct backward *b = user;
    const struct scan *a = b->a;
    struct cxi_function *body = b->body;
    cx_graph *graph = body->graph;
    int captures = body->captures.count, leaves = body->parameters.count, results = body->results.count;
    cx_node **leaf = cxi_arena_new(&graph->arena, 2 * (size_t)(leaves + results) + 1, sizeof *leaf);
    if (!leaf) {
        cxi_fail_memory(&graph->status);
        return;
    }
    cx_node **dleaf = leaf + leaves, **result = dleaf + leaves, **dresult = result + results;
    cx_node *const *captured = b->y->operand + b->y->results + a->carries + a->inputs;
    int carry_gradients = count_gradients((int)a->carries, body->parameters.node);
    int capture_gradients = count_gradients(captures, captured);
    cx_node *const *now = in + carry_gradients + capture_gradients; /* carries and inputs of this turn */
    cx_node *const *given = now + a->carries + a->inputs;
    for (int i = 0; i < leaves; i++) {
        bool inside = i < a->carries + a->inputs;
        leaf[i] = cx_identity(inside ? now[i] : captured[i - a->carries - a->inputs]);
    }
    if (!cxi_inline(body, leaf, result)) return;
    for (int i = 0, carry = 0; i < results; i++) {
        if (!cxi_is_differentiable(result[i]->dtype))
            dresult[i] = NULL;
        else
            dresult[i] = i < a->carries ? in[carry++] : *given++;
    }
    cx_vjp(results, result, dresult, leaves, leaf, dleaf);
    int next = 0, first_input = carry_gradients + capture_gradients;
    for (int i = 0; i < a->carries; i++)
        if (cxi_is_differentiable(leaf[i]->dtype)) out[next++] = b->stacks ? cx_add(dleaf[i], *given++) : dleaf[i];
    for (int i = 0; i < captures; i++)
        if (cxi_is_differentiable(captured[i]->dtype)) {
            out[next] = cx_add(in[next], dleaf[a->carries + a->inputs + i]);
            next++;
        }
    for (int i = 0; i < a->inputs; i++)
        if (cxi_is_differentiable(leaf[a->carries + i]->dtype)) out[first_input++] = dleaf[a->carries + i];
}

/* A cotangent that is there, or zeros. */
static cx_node *given_or_zero(cx_node *cotangent, cx_node *like) {
    return cotangent ? cotangent : cx_fill_like(like, 0);
}

static void scan_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct scan *a = y->attrs;
    struct cxi_function *body = y->region[0];
    cx_graph *graph = body->graph;
    struct backward b = {.y = y, .body = body, .a = a};
    struct cxi_list init = {0}, xs = {0};
    int stacks = (int)(a->carries + a->outputs), made_from = y->results;
    cx_node *const *captured = y->operand + made_from + a->carries + a->inputs;
    for (int i = 0; i < a->carries; i++) b.stacks |= dy[stacks + i] != NULL;
    for (int i = 0; i < a->carries; i++)
        if (cxi_is_differentiable(y->result[i].dtype)) cxi_list_add(graph, &init, given_or_zero(dy[i], &y->result[i]));
    for (int i = 0; i < body->captures.count; i++)
        if (cxi_is_differentiable(captured[i]->dtype)) cxi_list_add(graph, &init, cx_fill_like(captured[i], 0));
    for (int i = 0; i < a->carries; i++) cxi_list_add(graph, &xs, &y->result[stacks + i]);
    for (int i = 0; i < a->inputs; i++) cxi_list_add(graph, &xs, y->operand[made_from + a->carries + i]);
    for (int i = (int)a->carries; i < stacks; i++)
        if (cxi_is_differentiable(y->result[i].dtype)) cxi_list_add(graph, &xs, given_or_zero(dy[i], &y->result[i]));
    for (int i = stacks; b.stacks && i < y->results; i++)
        if (cxi_is_differentiable(y->result[i].dtype)) cxi_list_add(graph, &xs, given_or_zero(dy[i], &y->result[i]));
    int inputs = count_gradients((int)a->inputs, y->operand + made_from + a->carries);
    cx_node **found = cxi_arena_new(&graph->arena, (size_t)(init.count + inputs) + 1, sizeof *found);
    if (!found) cxi_fail_memory(&graph->status);
    if (!cxi_ok(&graph->status)) return;
    cx_scan(init.count, init.node, xs.count, xs.node, inputs, !a->reverse, backward_turn, &b, found,
            found + init.count);
    int next = 0;
    for (int i = 0; i < a->carries; i++)
        if (cxi_is_differentiable(y->result[i].dtype)) dx[made_from + i] = found[next++];
    for (int i = 0; i < body->captures.count; i++)
        if (cxi_is_differentiable(captured[i]->dtype)) dx[made_from + a->carries + a->inputs + i] = found[next++];
    for (int i = 0; i < a->inputs; i++)
        if (cxi_is_differentiable(y->operand[made_from + a->carries + i]->dtype))
            dx[made_from + a->carries + i] = found[next++];
}

/* -------------------------------------------------------------------------------------------------- batches */

/* A scan of which some carries, inputs and captures have the batch; the outputs all do. */
struct batch_scan {
    struct cxi_inst *y;
    const struct cxi_batching *b;
    const bool *batched; /* of the body's parameters */
    const bool *wanted;  /* of its results */
};

static void batch_scan_turn(cx_node *const *in, cx_node **out, void *user) {
    const struct batch_scan *s = user;
    struct cxi_function *body = s->y->region[0];
    cx_graph *graph = body->graph;
    const struct scan *a = s->y->attrs;
    int made_from = s->y->results, declared = (int)(a->carries + a->inputs);
    cx_node **x = cxi_arena_copy(&graph->arena, s->b->in + made_from, (size_t)body->parameters.count * sizeof *x);
    if (!x) cxi_fail_memory(&graph->status);
    for (int i = 0; x && i < declared; i++) x[i] = in[i];
    if (x) cxi_batch_inline(body, s->b->size, x, s->batched, s->wanted, out);
}

/* Marks the carries that in the end depend on the example, and all outputs. */
static bool find_batched(const struct cxi_function *body, const struct scan *a, bool *batched, bool *wanted) {
    for (bool more = true; more;) {
        more = false;
        if (!cxi_batch_reaches(body, batched, wanted)) return false;
        for (int i = 0; i < a->carries; i++)
            if (wanted[i] && !batched[i]) more = batched[i] = true;
    }
    for (int i = 0; i < body->results.count; i++) wanted[i] = i < a->carries ? batched[i] : true;
    return true;
}

/* [turns, size, ...] -> [size, turns, ...] */
static cx_node *batch_first(cx_node *stack) {
    return cxi_is_poison(stack) ? stack : cx_swap_axes(stack, 0, 1);
}

static void scan_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct scan *a = y->attrs;
    struct cxi_function *body = y->region[0];
    cx_graph *graph = body->graph;
    int made_from = y->results, carries = (int)a->carries, inputs = (int)a->inputs;
    bool *wanted = cxi_arena_new(&graph->arena, (size_t)body->results.count + 1, sizeof *wanted);
    bool *batched =
        cxi_arena_copy(&graph->arena, b->batched + made_from, (size_t)body->parameters.count * sizeof *batched);
    cx_node **in = cxi_arena_copy(&graph->arena, b->in + made_from, (size_t)body->parameters.count * sizeof *in);
    if (!wanted || !batched || !in) {
        cxi_fail_memory(&graph->status);
        return;
    }
    if (!find_batched(body, a, batched, wanted)) return;
    for (int i = 0; i < carries; i++)
        if (batched[i]) in[i] = cxi_batch_operand(b, made_from + i);
    for (int i = carries; i < carries + inputs; i++)
        if (batched[i]) in[i] = batch_first(in[i]);
    struct batch_scan s = {y, b, batched, wanted};
    cx_scan(carries, in, inputs, in + carries, (int)a->outputs, a->reverse, batch_scan_turn, &s, out, out + carries);
    if (!cxi_ok(&graph->status)) return;
    const struct cxi_inst *made = carries + a->outputs ? out[0]->inst : NULL;
    for (int i = 0; i < carries; i++) {
        cx_node *stack = &made->result[carries + a->outputs + i];
        if (!batched[i]) out[i] = cxi_batch_repeat(out[i], b->size);
        out[carries + a->outputs + i] = batched[i] ? batch_first(stack) : cxi_batch_repeat(stack, b->size);
    }
    for (int i = carries; i < carries + a->outputs; i++) out[i] = batch_first(out[i]);
}

static const struct cxi_field scan_fields[] = {
    CXI_FIELD(scan, carries, CXI_PRIVATE), CXI_FIELD(scan, inputs, CXI_PRIVATE),  CXI_FIELD(scan, outputs, CXI_PRIVATE),
    CXI_FIELD(scan, turns, CXI_PRIVATE),   CXI_FIELD(scan, reverse, CXI_PRIVATE), {0}};

const struct cxi_op cxi_op_scan = {
    .name = "scan",
    .summary = "a carry taken through the elements of an axis, with stacked outputs",
    .made_by = "cx_scan cx_map cx_bounded_while",
    .shapes = "init[], xs[i] [n, ...], captures -> last[] of the shapes of init[], ys[j] [n, ...]",
    .infer = scan_infer,
    .vjp = scan_vjp,
    .fields = scan_fields,
    .attrs_size = sizeof(struct scan),
    .result_count = result_count,
    .alias = true,
    .hides_operands = true,
    .batch_goes_round = true,
    .batch = scan_batch,
};

/* ---------------------------------------------------------------------------------------------- constructor */

static struct cxi_function *build_body(cx_graph *graph, const struct scan *a, cx_node *const *init, cx_node *const *xs,
                                       cx_body *body, void *user) {
    int declared = (int)(a->carries + a->inputs);
    cx_node *like = cxi_arena_new(&graph->arena, (size_t)declared, sizeof *like);
    cx_node **likes = cxi_arena_new(&graph->arena, (size_t)declared, sizeof *likes);
    if (!like || !likes) return cxi_fail_memory(&graph->status), NULL;
    for (int i = 0; i < declared; i++) {
        const cx_node *from = i < a->carries ? init[i] : xs[i - a->carries];
        like[i] = (cx_node){.dtype = from->dtype, .dims = from->dims};
        if (i >= a->carries) like[i].dims = cxi_dims_without(from->dims, CX_DIMS(0));
        likes[i] = &like[i];
    }
    struct cxi_function *region = cxi_region(graph, &(struct cxi_region_spec){.name = "scan",
                                                                              .inputs = declared,
                                                                              .like = likes,
                                                                              .outputs = (int)(a->carries + a->outputs),
                                                                              .body = body,
                                                                              .user = user});
    for (int i = 0; region && i < a->carries; i++) {
        const cx_node *next = region->results.node[i];
        if (next->dtype == init[i]->dtype && cx_dims_equal(next->dims, init[i]->dims)) continue;
        cx_fail(graph, "scan: carry %d starts as %s, and the body makes it %s", i, CXI_TYPE(init[i]), CXI_TYPE(next));
        return NULL;
    }
    return region;
}

static bool check(cx_graph *graph, int carries, cx_node *const *init, int inputs, cx_node *const *xs) {
    if (inputs < 1)
        return cx_fail(graph, "scan: there is nothing to go through: pass at least one input (cx_iota counts)"), false;
    for (int i = 0; i < carries + inputs; i++) {
        const cx_node *node = i < carries ? init[i] : xs[i - carries];
        if (!node) return cx_fail(graph, "scan: operand %d is NULL", i), false;
        if (cxi_is_loose(node) || node == cxi_lost())
            return cx_fail(graph, "scan: operand %d is a plain number: use cx_scalar", i), false;
        if (cxi_is_poison(node)) return false;
    }
    for (int i = 0; i < inputs; i++)
        if (xs[i]->dims.rank < 1 || xs[i]->dims.dim[0] != cx_dim(xs[0], 0) || xs[i]->dims.dim[0] < 1)
            return cx_fail(graph,
                           "scan: input %d, %s, needs a first axis as long as that of input 0, %s, and not empty", i,
                           CXI_TYPE(xs[i]), CXI_TYPE(xs[0])),
                   false;
    return true;
}

/* The loop itself: values are those of `turn`. */
static struct cxi_inst *run_loop(cx_graph *graph, const struct loop *loop, cx_node *const *init) {
    const struct scan *a = loop->a;
    const struct cxi_list *results = &loop->body->results;
    struct cxi_list values = {0}, operands = {0};
    cxi_list_add(graph, &values, cx_scalar(graph, CX_I32, 0));
    for (int i = 0; i < a->carries; i++) cxi_list_add(graph, &values, init[i]);
    for (int i = 0; i < a->outputs; i++)
        cxi_list_add(graph, &values, empty_stack(graph, results->node[a->carries + i], a->turns));
    for (int i = 0; i < a->carries; i++) cxi_list_add(graph, &values, empty_stack(graph, init[i], a->turns));
    cx_node **after = cxi_arena_new(&graph->arena, (size_t)values.count, sizeof *after);
    if (!after) cxi_fail_memory(&graph->status);
    if (!cxi_ok(&graph->status)) return NULL;
    cx_while(values.count, values.node, go_on, turn, (void *)loop, after);
    for (int i = 1; i < values.count; i++) cxi_list_add(graph, &operands, after[i]);
    for (int i = 0; i < a->carries; i++) cxi_list_add(graph, &operands, init[i]);
    for (int i = 0; i < a->inputs; i++) cxi_list_add(graph, &operands, loop->xs[i]);
    for (int i = 0; i < loop->body->captures.count; i++) cxi_list_add(graph, &operands, loop->body->captures.node[i]);
    return cxi_build(&(struct cxi_build){.op = &cxi_op_scan,
                                         .graph = graph,
                                         .operands = operands.count,
                                         .operand = operands.node,
                                         .attrs = a,
                                         .regions = 1,
                                         .region = (struct cxi_function *[]){loop->body}});
}

void cx_scan_(cx_here at, int carries, cx_node *const *init, int inputs, cx_node *const *xs, int outputs, bool reverse,
              cx_body *body, void *user, cx_node **last, cx_node **ys) {
    cx_graph *graph = cxi_graph_among(inputs, xs);
    if (!graph) graph = cxi_graph_among(carries, init);
    bool sound = graph && check(cx_graph_at_(graph, at), carries, init, inputs, xs) &&
                 cxi_begin("scan", at, inputs, &xs, outputs, ys) &&
                 (carries == 0 || cxi_begin("scan", at, carries, &init, carries, last));
    if (!sound) {
        for (int i = 0; i < carries; i++) last[i] = cxi_poison(graph);
        for (int i = 0; i < outputs; i++) ys[i] = cxi_poison(graph);
        return;
    }
    const struct scan a = {carries, inputs, outputs, cx_dim(xs[0], 0), reverse};
    struct loop loop = {build_body(graph, &a, init, xs, body, user), &a, xs};
    struct cxi_inst *inst = loop.body ? run_loop(graph, &loop, init) : NULL;
    if (!inst) return;
    for (int i = 0; i < carries; i++) last[i] = cxi_result(inst, i);
    for (int i = 0; i < outputs; i++) ys[i] = cxi_result(inst, carries + i);
}
