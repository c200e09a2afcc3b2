/* Compiled functions over a store: traced once for each combination of inputs, variables found or made,
   called with the store's tensors as further inputs, and the assigned ones written back. */
#include "nn/store.h"

#include "base/alloc.h"
#include "run/profile.h"

#include <string.h>

struct compiled {
    struct compiled *next;
    struct cxi_executable *executable;
    int inputs, variables, assigned;
    struct cxi_variable **variable; /* the executable's further inputs; behind them, the assigned ones */
};

struct cx_exec {
    struct cxi_owned owned;
    struct cxi_status status;
    cx_store *store;
    cx_exec_args args;
    cx_model *model; /* of cx_predictor */
    char *name;
    struct compiled *newest;
};

static cx_exec no_memory = {.status = {(char[]){"out of memory"}}};

static void compiled_free(struct compiled *c) {
    if (!c) return;
    cxi_free(c->variable);
    cxi_executable_free(c->executable);
    cxi_free(c);
}

static void destroy(struct cxi_owned *owned) {
    cx_exec *exec = (cx_exec *)owned;
    for (struct compiled *c = exec->newest, *next; c; c = next) {
        next = c->next;
        compiled_free(c);
    }
    cxi_free(exec->name);
    cxi_status_clear(&exec->status);
    cxi_free(exec);
}

cx_exec *cx_exec_new_(cx_store *store, cx_exec_args args) {
    if (!store->owned.runtime) return &no_memory; /* nor was there memory for the store */
    cx_exec *exec = cxi_new(1, sizeof *exec);
    if (!exec) return cxi_report(store->owned.runtime, &no_memory.status), &no_memory;
    cxi_own(store->owned.runtime, &exec->owned, destroy);
    exec->store = store;
    exec->args = args;
    if (exec->args.outputs == 0) exec->args.outputs = 1;
    exec->name = cxi_copy_string(args.name ? args.name : "function");
    if (!exec->name) cxi_fail_memory(&exec->status);
    cxi_pass(&exec->status, &store->status);
    return exec;
}

static void build_prediction(cx_scope *scope, cx_node *const *in, cx_node **out, void *user) {
    cx_exec *exec = user;
    out[0] = exec->model(scope, in, exec->args.user);
}

cx_exec *cx_predictor(cx_store *store, cx_model *model, void *user) {
    cx_exec *exec = cx_exec_new(store, build_prediction, .user = user, .name = "model");
    if (exec != &no_memory) exec->model = model;
    return exec;
}

void cx_exec_free(cx_exec *exec) {
    if (!exec || exec == &no_memory) return;
    cxi_disown(&exec->owned);
    destroy(&exec->owned);
}

/* ----------------------------------------------------------------------------------------- initial values */

/* Computes and stores the variables that the trace met first, each from a key of its own path. */
static bool make_variables(struct cxi_trace *trace, struct cxi_status *status) {
    cx_store *store = trace->store;
    cx_graph *graph = cx_graph_new("initial values");
    struct cxi_list values = {0};
    cx_node *key = cx_key(graph, store->seed);
    for (struct cxi_binding *b = trace->first; b; b = b->next) {
        if (!b->fresh) continue;
        graph->scope = b->path; /* for the message of an initialiser that cannot make it */
        cx_node *own = cx_fold_in(key, cx_k((int64_t)cxi_hash_path(b->path)));
        bool is_key = strcmp(b->path, CXI_KEY_PATH) == 0;
        cxi_list_add(graph, &values, is_key ? key : b->init.make(own, b->node->dtype, b->node->dims, b->init.value));
    }
    if (values.count) cx_return(graph, values.count, values.node);
    struct cxi_executable *executable =
        values.count ? cxi_executable_new(store->owned.runtime, graph, &(struct cxi_compile_spec){0}, status) : NULL;
    cx_tensor **made = executable ? cxi_new((size_t)values.count, sizeof *made) : NULL;
    if (executable && !made) cxi_fail_memory(status);
    if (made && cxi_executable_run(executable, NULL, 0, made, status)) {
        int i = 0;
        for (struct cxi_binding *b = trace->first; b; b = b->next)
            if (b->fresh) cxi_store_put(store, b->path, made[i++]);
        cxi_pass(status, &store->status);
    }
    cxi_free(made);
    cxi_executable_free(executable);
    cx_graph_free(graph);
    return cxi_ok(status);
}

/* ------------------------------------------------------------------------------------------------ compiling */

static bool find_variables(struct compiled *c, const struct cxi_trace *trace) {
    for (struct cxi_binding *b = trace->first; b; b = b->next) c->assigned += b->assigned != NULL;
    c->variables = trace->bindings;
    c->variable = cxi_new((size_t)(c->variables + c->assigned) + 1, sizeof *c->variable);
    if (!c->variable) return false;
    int next = 0, next_assigned = c->variables;
    for (struct cxi_binding *b = trace->first; b; b = b->next) {
        struct cxi_variable *variable = cxi_store_find(trace->store, b->path);
        c->variable[next++] = variable;
        if (b->assigned) c->variable[next_assigned++] = variable;
    }
    return true;
}

/* The graph of the user's function, with the assigned values as further results. */
static bool trace_build(cx_exec *exec, struct cxi_trace *trace, cx_tensor *const *in, int inputs,
                        struct cxi_status *status) {
    cx_graph *graph = trace->graph;
    cx_graph_at_(graph, exec->args.at_);
    struct cxi_list nodes = {0}, results = {0};
    for (int i = 0; i < inputs; i++)
        cxi_list_add(graph, &nodes, cx_parameter(graph, "input", in[i]->dtype, in[i]->dims));
    for (int i = 0; i < exec->args.outputs; i++) cxi_list_add(graph, &results, NULL);
    if (cxi_pass(status, &graph->status)) {
        struct cxi_span span;
        cxi_span_begin(&span, exec->owned.runtime->profile, CXI_SPAN_TRACE);
        exec->args.build(cxi_root(trace), nodes.node, results.node, exec->model ? exec : exec->args.user);
        cxi_check_fit(trace);
        for (struct cxi_binding *b = trace->first; b; b = b->next)
            if (b->assigned) cxi_list_add(graph, &results, b->assigned);
        cx_return(graph, results.count, results.node);
        cxi_span_end(&span);
    }
    return cxi_pass(status, &graph->status);
}

static struct cxi_executable *compile(cx_exec *exec, const struct cxi_trace *trace, cx_tensor *const *in, int inputs,
                                      struct cxi_status *status) {
    int count = trace->graph->main->parameters.count;
    bool *donate = cxi_new((size_t)count + 1, sizeof *donate);
    struct cxi_sharding *shardings = cxi_new((size_t)count + 1, sizeof *shardings);
    struct cxi_executable *executable = NULL;
    if (!donate || !shardings)
        cxi_fail_memory(status);
    else {
        int i = inputs;
        for (int k = 0; k < inputs; k++) {
            shardings[k] = in[k]->sharding;
            donate[k] = k >= inputs - exec->args.donated;
        }
        for (struct cxi_binding *b = trace->first; b; b = b->next) donate[i++] = b->assigned != NULL;
        executable = cxi_executable_new(exec->owned.runtime, trace->graph,
                                        &(struct cxi_compile_spec){.donate = donate, .in = shardings}, status);
    }
    cxi_free(donate);
    cxi_free(shardings);
    return executable;
}

static struct cxi_trace new_trace(const cx_exec *exec) {
    return (struct cxi_trace){.store = exec->store,
                              .graph = cx_graph_new(exec->name),
                              .training = exec->args.training,
                              .compute = exec->args.compute,
                              .may_create = !exec->store->loaded_from};
}

static struct compiled *build(cx_exec *exec, cx_tensor *const *in, int inputs, struct cxi_status *status) {
    struct cxi_trace trace = new_trace(exec);
    struct compiled *c = cxi_new(1, sizeof *c);
    if (!c)
        cxi_fail_memory(status);
    else if (trace_build(exec, &trace, in, inputs, status) && make_variables(&trace, status)) {
        c->inputs = inputs;
        if (!find_variables(c, &trace))
            cxi_fail_memory(status);
        else
            c->executable = compile(exec, &trace, in, inputs, status);
    }
    cx_graph_free(trace.graph);
    if (c && c->executable) return c;
    compiled_free(c);
    return NULL;
}

/* -------------------------------------------------------------------------------------------------- calling */

static bool run(cx_exec *exec, const struct compiled *c, cx_tensor *const *in, cx_tensor **out,
                struct cxi_status *status) {
    int outputs = exec->args.outputs, inputs = c->inputs + c->variables;
    cx_tensor **all = cxi_new((size_t)(inputs + outputs + c->assigned) + 1, sizeof *all), **results = all + inputs;
    if (!all) return cxi_fail_memory(status);
    for (int i = 0; i < c->inputs; i++) all[i] = in[i];
    for (int i = 0; i < c->variables; i++) all[c->inputs + i] = c->variable[i]->value;
    bool ok = cxi_executable_run(c->executable, all, inputs, results, status);
    for (int i = 0; i < outputs && ok; i++) out[i] = results[i];
    for (int i = 0; i < c->assigned && ok; i++) cxi_variable_set(c->variable[c->variables + i], results[outputs + i]);
    cxi_free(all);
    return ok;
}

static struct compiled *compiled_for(cx_exec *exec, cx_tensor *const *in, int inputs, struct cxi_status *status) {
    for (struct compiled *c = exec->newest; c; c = c->next)
        if (c->inputs == inputs && cxi_executable_begins(c->executable, in, inputs)) return c;
    struct compiled *c = build(exec, in, inputs, status);
    if (!c) return NULL;
    c->next = exec->newest;
    return exec->newest = c;
}

static bool usable(const cx_exec *exec, int inputs, cx_tensor *const *in, struct cxi_status *status) {
    if (!cxi_pass(status, &exec->status) || !cxi_pass(status, &exec->store->status) ||
        !cxi_runtime_usable(exec->owned.runtime, status))
        return false;
    for (int i = 0; i < inputs; i++) {
        struct cxi_status why = {0};
        if (in[i] && cxi_tensor_usable(in[i], exec->owned.runtime, &why)) continue;
        cxi_fail(status, "%s: input %d: %s", exec->name, i, in[i] ? cxi_error(&why) : "there is no tensor (NULL)");
        cxi_status_clear(&why);
        return false;
    }
    return true;
}

/* The form for these inputs; NULL where they cannot be used, or it cannot be compiled. */
static struct compiled *prepare(cx_exec *exec, int inputs, cx_tensor *const *in, struct cxi_status *status) {
    return usable(exec, inputs, in, status) ? compiled_for(exec, in, inputs, status) : NULL;
}

bool cx_exec_prepare(cx_exec *exec, int inputs, cx_tensor *const *in) {
    struct cxi_status status = {0};
    cxi_store_lock(exec->store);
    bool ok = prepare(exec, inputs, in, &status) != NULL;
    cxi_store_unlock(exec->store);
    cxi_status_clear(&status);
    return ok;
}

bool cxi_exec_try(cx_exec *exec, int inputs, cx_tensor *const *in, struct cxi_status *status) {
    cxi_store_lock(exec->store);
    bool ok = usable(exec, inputs, in, status);
    if (ok) {
        struct cxi_trace trace = new_trace(exec);
        ok = trace_build(exec, &trace, in, inputs, status);
        cx_graph_free(trace.graph);
    }
    cxi_store_unlock(exec->store);
    return ok;
}

static bool call(cx_exec *exec, int inputs, cx_tensor *const *in, int outputs, cx_tensor **out,
                 struct cxi_status *status) {
    if (!cxi_pass(status, &exec->status)) return false;
    if (outputs != exec->args.outputs)
        return cxi_fail(status, "it has %d outputs, and %d were asked for", exec->args.outputs, outputs);
    cxi_store_lock(exec->store);
    struct compiled *c = prepare(exec, inputs, in, status);
    bool ok = c && run(exec, c, in, out, status);
    cxi_store_unlock(exec->store);
    return ok;
}

void cx_exec_call(cx_exec *exec, int inputs, cx_tensor *const *in, int outputs, cx_tensor **out) {
    struct cxi_status status = {0};
    if (call(exec, inputs, in, outputs, out, &status)) return;
    for (int i = 0; i < outputs; i++) out[i] = cxi_tensor_failed(exec->owned.runtime, &status);
    cxi_status_clear(&status);
}

cx_tensor *cx_predict_(cx_exec *exec, int inputs, cx_tensor *const *in) {
    cx_tensor *out;
    cx_exec_call(exec, inputs, in, 1, &out);
    return out;
}
