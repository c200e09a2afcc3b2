/* Scopes: places in the tree of variables, during a trace. */
#include "nn/store.h"

#include <stdarg.h>
#include <string.h>

static cx_scope *scope_new(struct cxi_trace *trace, const char *path, bool shared) {
    cx_scope *scope = cxi_arena_new(&trace->graph->arena, 1, sizeof *scope);
    if (!scope || !path) {
        cxi_fail_memory(&trace->graph->status);
        trace->lost = (cx_scope){trace, "", true};
        return &trace->lost;
    }
    *scope = (cx_scope){trace, path, shared};
    return scope;
}

cx_scope *cxi_root(struct cxi_trace *trace) {
    return scope_new(trace, "", false);
}

cx_scope *cx_in(cx_scope *scope, const char *format, ...) {
    struct cxi_arena *arena = &scope->trace->graph->arena;
    struct cxi_text path = {0};
    cxi_add(&path, scope->path);
    if (*scope->path) cxi_add(&path, "/");
    va_list args;
    va_start(args, format);
    cxi_addf_list(&path, format, args);
    va_end(args);
    const char *kept = cxi_text_ok(&path) ? cxi_arena_copy(arena, cxi_text(&path), path.length + 1) : NULL;
    cxi_text_free(&path);
    return scope_new(scope->trace, kept, scope->shared);
}

cx_scope *cx_shared(cx_scope *scope) {
    return scope_new(scope->trace, scope->path, true);
}

bool cx_training(const cx_scope *scope) {
    return scope->trace->training;
}

cx_dtype cx_compute_dtype(const cx_scope *scope) {
    return scope->trace->compute ? scope->trace->compute : CX_F32;
}

cx_node *cxi_compute(cx_scope *scope, cx_node *x) {
    return scope->trace->compute && cxi_is_float(x->dtype) ? cx_convert(x, scope->trace->compute) : x;
}

cx_node *cxi_parameter(cx_scope *scope, const cx_node *x, const char *name, cx_dims dims, cx_init chosen,
                       cx_init otherwise) {
    cx_dtype kept = x->dtype == CX_F64 ? CX_F64 : CX_F32;
    cx_node *variable = cx_variable(scope, name, dims, .dtype = kept, .init = chosen.make ? chosen : otherwise);
    return cx_convert(variable, x->dtype);
}

cx_graph *cx_scope_graph(cx_scope *scope) {
    return scope->trace->graph;
}

const char *cx_scope_path(const cx_scope *scope) {
    return scope->path;
}

const char *cxi_enter(cx_scope *scope, cx_here here) {
    cx_graph *graph = cx_graph_at_(scope->trace->graph, here);
    const char *previous = graph->scope;
    graph->scope = *scope->path ? scope->path : previous;
    return previous;
}

cx_node *cxi_leave(cx_scope *scope, const char *previous, cx_node *result) {
    scope->trace->graph->scope = previous;
    return result;
}

/* --------------------------------------------------------------------------------------------- variables */

struct cxi_binding *cxi_binding(struct cxi_trace *trace, const char *path) {
    for (struct cxi_binding *b = trace->first; b; b = b->next)
        if (strcmp(b->path, path) == 0) return b;
    return NULL;
}

static const char *join(cx_scope *scope, const char *name) {
    return *scope->path ? cx_scope_path(cx_in(scope, "%s", name)) : name;
}

static cx_node *bind(struct cxi_trace *trace, const char *path, const cx_variable_args *args, bool shared) {
    cx_graph *graph = trace->graph;
    cx_dtype dtype = args->dtype ? args->dtype : CX_F32;
    struct cxi_variable *known = cxi_store_find(trace->store, path);
    /* All that does not fit is told at once, at the end of the trace: cxi_check_fit. */
    if (known)
        cxi_misfits_compare(&trace->misfits, path, known->origin, known->value->dtype, known->value->dims, dtype,
                            args->dims);
    else if (!trace->may_create)
        cxi_misfits_missing(&trace->misfits, path, dtype, args->dims);
    struct cxi_binding *b = cxi_arena_new(&graph->arena, 1, sizeof *b);
    const char *kept = cxi_arena_copy(&graph->arena, path, strlen(path) + 1);
    if (!b || !kept) {
        cxi_fail_memory(&graph->status);
        return cxi_poison(graph);
    }
    *b =
        (struct cxi_binding){.path = kept, .init = args->init, .fixed = args->fixed, .fresh = !known, .shared = shared};
    if (!b->init.make) b->init = cx_init_glorot();
    b->node = cx_parameter(graph, path, dtype, args->dims);
    if (cxi_is_poison(b->node)) return b->node;
    *(trace->last ? &trace->last->next : &trace->first) = b;
    trace->last = b;
    trace->bindings++;
    return b->node;
}

static bool has_value(const void *store, const char *path) {
    return cxi_store_find(store, path) != NULL;
}

/* Several models may share a store, so variables that this one has no use for are no error; but where others do not fit they
   tell why. */
void cxi_check_fit(struct cxi_trace *trace) {
    struct cxi_status status = {0};
    const char *from = trace->store->loaded_from ? trace->store->loaded_from : "the store";
    if (!cxi_misfits_pass(&trace->misfits, from, &status)) {
        for (struct cxi_variable *v = trace->store->first; v; v = v->next)
            if (!cxi_binding(trace, v->path) && !cxi_is_training_state(v->path, has_value, trace->store))
                cxi_misfits_extra(&trace->misfits, v->path, v->value->dtype, v->value->dims);
        cxi_status_clear(&status);
        cxi_misfits_pass(&trace->misfits, from, &status);
        cx_fail(trace->graph, "%s", cxi_error(&status));
    }
    cxi_status_clear(&status);
    cxi_misfits_free(&trace->misfits);
}

cx_node *cx_variable_(cx_scope *scope, cx_variable_args args) {
    struct cxi_trace *trace = scope->trace;
    cx_graph *graph = cx_graph_at_(trace->graph, args.at_);
    if (!cxi_ok(&graph->status)) return cxi_poison(graph);
    const char *path = join(scope, args.name);
    struct cxi_binding *b = cxi_binding(trace, path);
    if (!b) return bind(trace, path, &args, scope->shared);
    if (!scope->shared && !b->shared)
        return cx_fail(graph,
                       "variable %s is used twice: give the layers scopes of their own (cx_in), or share it on "
                       "purpose (cx_shared)",
                       path);
    if (b->node->dtype != (args.dtype ? args.dtype : CX_F32) || !cx_dims_equal(b->node->dims, args.dims))
        return cx_fail(graph, "variable %s is shared with another shape or dtype", path);
    return b->assigned ? b->assigned : b->node;
}

void cx_assign(cx_scope *scope, const char *name, cx_node *value) {
    cx_graph *graph = scope->trace->graph;
    if (!cxi_ok(&graph->status)) return;
    const char *path = join(scope, name);
    struct cxi_binding *b = cxi_binding(scope->trace, path);
    if (!b)
        cx_fail(graph, "assign: there is no variable %s in this trace", path);
    else if (value->dtype != b->node->dtype || !cx_dims_equal(value->dims, b->node->dims))
        cx_fail(graph, "assign: variable %s is %s, and its new value %s", path, CXI_TYPE(b->node), CXI_TYPE(value));
    else
        b->assigned = value;
}

/* -------------------------------------------------------------------------------------------- randomness */

static cx_node *own_variable(struct cxi_trace *trace, const char *path, cx_dtype dtype, cx_dims dims) {
    struct cxi_binding *b = cxi_binding(trace, path);
    if (b) return b->node;
    bool may_create = trace->may_create;
    trace->may_create = true;
    cx_node *node = bind(
        trace, path, &(cx_variable_args){.dims = dims, .dtype = dtype, .init = cx_init_zeros(), .fixed = true}, true);
    trace->may_create = may_create;
    return node;
}

cx_node *cxi_step(struct cxi_trace *trace) {
    return own_variable(trace, CXI_STEP_PATH, CX_I64, CX_SCALAR);
}

/* FNV-1a, 64 bits */
uint64_t cxi_hash_path(const char *path) {
    uint64_t hash = 0xcbf29ce484222325;
    for (; *path; path++) hash = (hash ^ (unsigned char)*path) * 0x100000001b3;
    return hash;
}

cx_node *cx_scope_key(cx_scope *scope) {
    cx_node *key = own_variable(scope->trace, CXI_KEY_PATH, CX_U32, CX_DIMS(2));
    key = cx_fold_in(key, cx_k((int64_t)cxi_hash_path(scope->path)));
    return cx_fold_in(key, cxi_step(scope->trace));
}

cx_node *cxi_draw_key(cx_scope *scope) {
    struct cxi_trace *trace = scope->trace;
    struct cxi_draw *draw = trace->draws;
    while (draw && strcmp(draw->path, scope->path) != 0) draw = draw->next;
    if (!draw) {
        draw = cxi_arena_new(&trace->graph->arena, 1, sizeof *draw);
        if (!draw) {
            cxi_fail_memory(&trace->graph->status);
            return cxi_poison(trace->graph);
        }
        *draw = (struct cxi_draw){.next = trace->draws, .path = scope->path};
        trace->draws = draw;
    }
    return cx_fold_in(cx_scope_key(scope), cx_k(draw->uses++));
}
