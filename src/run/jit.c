/* Functions compiled when they are called: one executable for each combination of input shapes, dtypes,
 * shardings. */
#include <calx/run.h>

#include "base/alloc.h"
#include "run/executable.h"
#include "run/profile.h"

#include <string.h>

struct compiled {
    struct compiled *next;
    struct cxi_executable *executable;
};

struct cx_function {
    struct cxi_owned owned;
    struct cxi_status status;
    char *name;
    cx_jit_args args;
    const char **sharding; /* args.sharding, copied */
    cx_graph *graph;       /* of cx_jit_graph; NULL: traced */
    pthread_mutex_t lock;  /* of `newest` and of compiling */
    struct compiled *newest;
};

static cx_function no_memory = {.status = {(char[]){"out of memory"}}, .name = (char[]){"function"}};

static void destroy(struct cxi_owned *owned) {
    cx_function *f = (cx_function *)owned;
    for (struct compiled *c = f->newest, *next; c; c = next) {
        next = c->next;
        cxi_executable_free(c->executable);
        cxi_free(c);
    }
    for (int i = 0; f->sharding && i < f->args.outputs; i++) cxi_free((char *)f->sharding[i]);
    cxi_free(f->sharding);
    cxi_free(f->name);
    cx_graph_free(f->graph);
    cxi_status_clear(&f->status);
    pthread_mutex_destroy(&f->lock);
    cxi_free(f);
}

/* Copies what the arguments point at: nothing of the caller's is used after cx_jit has returned. */
static bool copy_arguments(cx_function *f) {
    f->name = cxi_copy_string(f->args.name ? f->args.name : "function");
    if (!f->name) return cxi_fail_memory(&f->status);
    if (!f->args.sharding) return true;
    f->sharding = cxi_new((size_t)f->args.outputs, sizeof *f->sharding);
    for (int i = 0; f->sharding && i < f->args.outputs; i++)
        if (f->args.sharding[i] && !(f->sharding[i] = cxi_copy_string(f->args.sharding[i])))
            return cxi_fail_memory(&f->status);
    return f->sharding || cxi_fail_memory(&f->status);
}

cx_function *cx_jit_(cx_runtime *runtime, cx_jit_args args) {
    cx_function *f = cxi_new(1, sizeof *f);
    if (!f) return cxi_report(runtime, &no_memory.status), &no_memory;
    cxi_own(runtime, &f->owned, destroy);
    pthread_mutex_init(&f->lock, NULL);
    f->args = args;
    if (f->args.outputs == 0) f->args.outputs = 1;
    copy_arguments(f);
    cxi_pass(&f->status, &runtime->status);
    cxi_report(runtime, &f->status);
    return f;
}

cx_function *cx_jit_graph(cx_runtime *runtime, cx_graph *graph) {
    cx_function *f =
        cx_jit(runtime, NULL, .name = graph->name, .outputs = graph->main ? graph->main->results.count : 1);
    if (f == &no_memory) {
        cx_graph_free(graph);
        return f;
    }
    f->graph = graph;
    if (cxi_ok(&f->status) && cxi_ok(&graph->status) && graph->main->results.count == 0)
        cxi_fail(&f->status, "graph '%s' returns nothing: cx_return says what it computes", graph->name);
    cxi_pass(&f->status, &graph->status);
    cxi_report(runtime, &f->status);
    return f;
}

void cx_function_free(cx_function *function) {
    if (!function || function == &no_memory) return;
    cxi_disown(&function->owned);
    destroy(&function->owned);
}

const char *cx_function_error(const cx_function *function) {
    return cxi_error(&function->status);
}

/* ------------------------------------------------------------------------------------------------- tracing */

/* Runs the C function once over parameters like the inputs. */
static cx_graph *trace(cx_function *f, cx_tensor *const *in, int inputs, struct cxi_status *status) {
    cx_graph *graph = cx_graph_new(f->name);
    cx_graph_at_(graph, f->args.at_);
    cx_node **nodes = cxi_new((size_t)(inputs + f->args.outputs), sizeof *nodes);
    if (!nodes)
        cxi_fail_memory(status);
    else if (!f->args.trace)
        cxi_fail(status, "there is no function to trace (NULL)");
    else {
        struct cxi_span span;
        cxi_span_begin(&span, f->owned.runtime->profile, CXI_SPAN_TRACE);
        for (int i = 0; i < inputs; i++) nodes[i] = cx_parameter(graph, "input", in[i]->dtype, in[i]->dims);
        f->args.trace(graph, nodes, nodes + inputs, f->args.user);
        cx_return(graph, f->args.outputs, nodes + inputs);
        cxi_span_end(&span);
        cxi_pass(status, &graph->status);
    }
    cxi_free(nodes);
    if (cxi_ok(status)) return graph;
    cx_graph_free(graph);
    return NULL;
}

/* Which inputs are donated, and the shardings of inputs and outputs. */
struct spec_memory {
    bool *donate;
    struct cxi_sharding *in, *out;
};

static bool make_spec(cx_function *f, const cx_graph *graph, cx_tensor *const *in, int inputs, struct spec_memory *m,
                      struct cxi_status *status) {
    m->donate = cxi_new((size_t)inputs + 1, sizeof *m->donate);
    m->in = cxi_new((size_t)inputs + 1, sizeof *m->in);
    m->out = cxi_new((size_t)f->args.outputs, sizeof *m->out);
    if (!m->donate || !m->in || !m->out) return cxi_fail_memory(status);
    for (int i = 0; i < f->args.donate.rank; i++) {
        int64_t k = f->args.donate.dim[i];
        if (k < 0 || k >= inputs) return cxi_fail(status, "input %lld is to be donated, of %d", (long long)k, inputs);
        m->donate[k] = true;
    }
    for (int i = 0; i < inputs; i++) m->in[i] = in[i]->sharding;
    for (int i = 0; i < f->args.outputs; i++)
        if (!cxi_sharding_parse(f->sharding ? f->sharding[i] : NULL, &f->owned.runtime->mesh,
                                graph->main->results.node[i]->dims, &m->out[i], status))
            return false;
    return true;
}

/* A traced graph is made for its inputs; one that was given may want others. */
static bool check_inputs(const cx_graph *graph, cx_tensor *const *in, int inputs, struct cxi_status *status) {
    const struct cxi_list *wanted = &graph->main->parameters;
    if (wanted->count != inputs) return cxi_fail(status, "it takes %d inputs and was given %d", wanted->count, inputs);
    for (int i = 0; i < inputs; i++)
        if (!cxi_check_input(i, wanted->node[i]->dtype, wanted->node[i]->dims, in[i], status)) return false;
    return true;
}

static struct cxi_executable *build(cx_function *f, cx_tensor *const *in, int inputs, struct cxi_status *status) {
    cx_graph *graph = f->graph ? f->graph : trace(f, in, inputs, status);
    if (!graph) return NULL;
    struct spec_memory m = {0};
    struct cxi_executable *executable = NULL;
    if (check_inputs(graph, in, inputs, status) && make_spec(f, graph, in, inputs, &m, status))
        executable =
            cxi_executable_new(f->owned.runtime, graph, &(struct cxi_compile_spec){m.donate, m.in, m.out}, status);
    cxi_free(m.donate);
    cxi_free(m.in);
    cxi_free(m.out);
    if (!f->graph) cx_graph_free(graph);
    return executable;
}

/* ------------------------------------------------------------------------------------------------- calling */

static struct cxi_executable *executable_for(cx_function *f, cx_tensor *const *in, int inputs,
                                             struct cxi_status *status) {
    pthread_mutex_lock(&f->lock);
    struct cxi_executable *executable = NULL;
    for (struct compiled *c = f->newest; c && !executable; c = c->next)
        if (cxi_executable_inputs(c->executable) == inputs && cxi_executable_begins(c->executable, in, inputs))
            executable = c->executable;
    struct compiled *c = executable ? NULL : cxi_new(1, sizeof *c);
    if (!executable && !c)
        cxi_fail_memory(status);
    else if (!executable && (executable = build(f, in, inputs, status))) {
        *c = (struct compiled){f->newest, executable};
        f->newest = c;
    } else
        cxi_free(c);
    pthread_mutex_unlock(&f->lock);
    return executable;
}

/* Each input must be there and usable, and one that is donated must not come twice. */
static bool check_tensors(const cx_function *f, int inputs, cx_tensor *const *in, struct cxi_status *status) {
    for (int i = 0; i < inputs; i++) {
        struct cxi_status why = {0};
        if (in[i] && cxi_tensor_usable(in[i], f->owned.runtime, &why)) continue;
        cxi_fail(status, "input %d: %s", i, in[i] ? cxi_error(&why) : "there is no tensor (NULL)");
        cxi_status_clear(&why);
        return false;
    }
    for (int d = 0; d < f->args.donate.rank; d++) {
        int64_t k = f->args.donate.dim[d];
        for (int i = 0; i < inputs; i++)
            if (k >= 0 && k < inputs && i != k && in[i] == in[k])
                return cxi_fail(status, "input %lld is donated and is input %d too: pass a copy", (long long)k, i);
    }
    return true;
}

static bool call(cx_function *f, int inputs, cx_tensor *const *in, int outputs, cx_tensor **out,
                 struct cxi_status *status) {
    if (!cxi_pass(status, &f->status) || !cxi_runtime_usable(f->owned.runtime, status)) return false;
    if (outputs != f->args.outputs)
        return cxi_fail(status, "it has %d outputs, and %d were asked for", f->args.outputs, outputs);
    if (!check_tensors(f, inputs, in, status)) return false;
    struct cxi_executable *executable = executable_for(f, in, inputs, status);
    return executable && cxi_executable_run(executable, in, inputs, out, status);
}

void cx_call(cx_function *function, int inputs, cx_tensor *const *in, int outputs, cx_tensor **out) {
    struct cxi_status status = {0};
    if (call(function, inputs, in, outputs, out, &status)) return;
    struct cxi_status named = {0};
    if (cxi_ok(&function->status))
        cxi_fail(&named, "%s: %s", function->name, cxi_error(&status));
    else
        cxi_pass(&named, &status);
    for (int i = 0; i < outputs; i++) out[i] = cxi_tensor_failed(function->owned.runtime, &named);
    cxi_status_clear(&named);
    cxi_status_clear(&status);
}

cx_tensor *cx_apply_(cx_function *function, int inputs, cx_tensor *const *in) {
    cx_tensor *out;
    cx_call(function, inputs, in, 1, &out);
    return out;
}

bool cx_function_memory(cx_function *function, cx_memory_use *use) {
    *use = (cx_memory_use){0};
    if (function == &no_memory || cxi_runtime_forked(function->owned.runtime)) return false;
    pthread_mutex_lock(&function->lock);
    struct compiled *newest = function->newest;
    struct cxi_program_memory memory;
    struct cxi_status status = {0};
    bool ok = newest && cxi_program_memory(cxi_executable_program(newest->executable), &memory, &status);
    if (ok) *use = (cx_memory_use){memory.arguments, memory.results, memory.aliased, memory.temporaries, memory.peak};
    pthread_mutex_unlock(&function->lock);
    cxi_status_clear(&status);
    return ok;
}
