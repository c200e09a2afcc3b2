#include "run/executable.h"

#include "base/alloc.h"
#include "kernels/kernels.h"
#include "run/blame.h"
#include "run/constants.h"
#include "run/profile.h"
#include "run/size_limit.h"
#include "stablehlo/print.h"
#include "transform/lower.h"

struct value {
    cx_dtype dtype;
    cx_dims dims;
    struct cxi_sharding sharding;
    bool donated;
};

struct cxi_executable {
    cx_runtime *runtime;
    struct cxi_program *program;
    struct cxi_profiled *profiled; /* NULL: not profiled */
    int inputs, outputs;
    struct cxi_constants constants; /* what the program takes behind the inputs */
    struct value *value;            /* inputs, constants, outputs */
};

static int arguments_of(const struct cxi_executable *e) {
    return e->inputs + e->constants.count;
}

static const struct value *output_of(const struct cxi_executable *e, int i) {
    return &e->value[arguments_of(e) + i];
}

/* XLA flags for each compilation on CPU. Builds that do not know one refuse it, and it is dropped.
   - YNN, on by default in newer builds, has slow convolutions, and its products are wrong where an operand is a constant
     that is the same everywhere.
   - The fast minimum and maximum, on by default in some builds, lose NaN. */
static const struct cxi_option cpu_flags[] = {
    {.name = "xla_cpu_experimental_ynn_fusion_type", .type = CXI_OPTION_STRING, .string = ""},
    {.name = "xla_cpu_enable_fast_min_max", .type = CXI_OPTION_BOOL, .boolean = false}};
enum { CPU_FLAGS = sizeof cpu_flags / sizeof cpu_flags[0] };

/* ---------------------------------------------------------------------------------------------- compiling */

/* The attributes of @main's arguments and results, as one text each: NULL where there are none. */
struct annotations {
    struct cxi_text text; /* all of them, each ended by '\0' */
    struct cxi_text mesh;
    const char **list; /* inputs, constants, results */
};

/* Appends the attributes of one value; returns whether there are any. */
static bool annotate(struct cxi_text *text, const struct value *value, const struct cxi_mesh *mesh) {
    size_t start = text->length;
    if (value->donated) cxi_add(text, "jax.buffer_donor = true");
    if (mesh->devices > 1) {
        cxi_add(text, text->length > start ? ", sdy.sharding = " : "sdy.sharding = ");
        cxi_add_sharding(text, &value->sharding, mesh, value->dims.rank);
    }
    bool any = text->length > start;
    cxi_add_bytes(text, "", 1);
    return any;
}

static bool make_annotations(struct annotations *a, const struct cxi_executable *e) {
    int count = arguments_of(e) + e->outputs;
    size_t *start = cxi_new((size_t)count + 1, sizeof *start);
    bool *any = cxi_new((size_t)count + 1, sizeof *any);
    a->list = cxi_new((size_t)count + 1, sizeof *a->list);
    bool ok = start && any && a->list;
    for (int i = 0; i < count && ok; i++) {
        start[i] = a->text.length;
        any[i] = annotate(&a->text, &e->value[i], &e->runtime->mesh);
    }
    ok = ok && cxi_text_ok(&a->text);
    for (int i = 0; i < count && ok; i++) a->list[i] = any[i] ? a->text.data + start[i] : NULL;
    cxi_free(start);
    cxi_free(any);
    return ok;
}

/* For one CPU: host kernels know nothing of parts on several devices. */
static bool lower(const cx_runtime *runtime, cx_graph *graph, struct cxi_client *client, struct cxi_status *status) {
    if (runtime->no_kernels || runtime->mesh.devices > 1) return true;
    struct cxi_status why_none = {0};
    struct cxi_kernel_sets kernels = cxi_kernels_wanted(graph);
    kernels.library = kernels.library && cxi_kernels_register_library(client, &why_none);
    kernels.own = kernels.own && cxi_kernels_register_own(client, &why_none);
    cxi_status_clear(&why_none);
    cxi_lower(graph, kernels);
    return cxi_pass(status, &graph->status);
}

static void list(struct cxi_executable *e, const char *name, const struct cxi_cost *cost) {
    struct cxi_status unknown = {0};
    e->profiled = cxi_profile_add(e->runtime->profile, name, cost);
    if (e->profiled) cxi_program_memory(e->program, &e->profiled->memory, &unknown);
    cxi_status_clear(&unknown);
}

static bool describe(struct cxi_executable *e, const cx_graph *graph, const struct cxi_compile_spec *spec,
                     struct cxi_status *status) {
    cx_node *const *in = graph->main->parameters.node, *const *out = graph->main->results.node;
    struct value *next = e->value = cxi_new((size_t)(arguments_of(e) + e->outputs) + 1, sizeof *next);
    if (!next) return cxi_fail_memory(status);
    const struct cxi_sharding whole = {{0}};
    for (int i = 0; i < e->inputs; i++)
        *next++ =
            (struct value){in[i]->dtype, in[i]->dims, spec->in ? spec->in[i] : whole, spec->donate && spec->donate[i]};
    for (int i = 0; i < e->constants.count; i++)
        *next++ = (struct value){e->constants.node[i]->dtype, e->constants.node[i]->dims, whole, false};
    for (int i = 0; i < e->outputs; i++)
        *next++ = (struct value){out[i]->dtype, out[i]->dims, spec->out ? spec->out[i] : whole, false};
    return true;
}

static bool compile(struct cxi_executable *e, cx_graph *graph, struct cxi_client *client,
                    const struct cxi_compile_spec *spec, struct cxi_status *status) {
    const struct cxi_mesh *mesh = &e->runtime->mesh;
    bool cpu = cxi_client_is_cpu(client);
    if (cpu && !cxi_check_sizes(graph, status)) return false;
    struct cxi_cost cost = e->runtime->profile ? cxi_cost(graph) : (struct cxi_cost){0};
    if (cpu && !lower(e->runtime, graph, client, status)) return false;
    if (!cxi_constants_take(&e->constants, graph, client, mesh->devices, status) || !describe(e, graph, spec, status))
        return false;
    struct annotations a = {0};
    struct cxi_text text = {0}, partitions = {0};
    struct cxi_signature signature = {0};
    bool ok = make_annotations(&a, e);
    if (ok && mesh->devices > 1) {
        cxi_add_mesh(&a.mesh, mesh);
        cxi_addf(&partitions, "mhlo.num_partitions = %d : i32, mhlo.num_replicas = 1 : i32", mesh->devices);
        signature = (struct cxi_signature){.prologue = cxi_text(&a.mesh), .module_attributes = cxi_text(&partitions)};
    }
    if (ok) {
        signature.argument = a.list;
        signature.result = a.list + arguments_of(e);
        signature.constant = e->constants.node;
        signature.constants = e->constants.count;
        ok = cxi_print_stablehlo(&text, graph, &signature);
    }
    if (!ok)
        cxi_fail_memory(status);
    else {
        struct cxi_compile_options options = {
            .partitions = mesh->devices, .flags = cpu_flags, .flag_count = cpu ? CPU_FLAGS : 0};
        struct cxi_status refused = {0}, warning = {0};
        struct cxi_span span;
        cxi_span_begin(&span, e->runtime->profile, CXI_SPAN_COMPILE);
        e->program = cxi_program_get(&e->runtime->programs, client, graph->name, text.data, text.length, &options,
                                     &warning, &refused);
        cxi_span_end(&span);
        if (e->program && e->runtime->profile) list(e, graph->name, &cost);
        cxi_warn(e->runtime, &warning);
        cxi_status_clear(&warning);
        if (!e->program) cxi_blame(graph, text.data, cxi_error(&refused), status);
        cxi_status_clear(&refused);
    }
    cxi_text_free(&text);
    cxi_text_free(&partitions);
    cxi_text_free(&a.text);
    cxi_text_free(&a.mesh);
    cxi_free(a.list);
    return cxi_ok(status);
}

struct cxi_executable *cxi_executable_new(cx_runtime *runtime, cx_graph *graph, const struct cxi_compile_spec *spec,
                                          struct cxi_status *status) {
    if (!cxi_pass(status, &graph->status)) return NULL;
    struct cxi_client *client = cxi_runtime_client(runtime, status);
    if (!client) return NULL;
    struct cxi_executable *e = cxi_new(1, sizeof *e);
    if (!e) return cxi_fail_memory(status), NULL;
    e->runtime = runtime;
    e->inputs = graph->main->parameters.count;
    e->outputs = graph->main->results.count;
    struct cxi_span span;
    cxi_span_begin(&span, runtime->profile, CXI_SPAN_TRACE);
    bool compiled = compile(e, graph, client, spec, status);
    cxi_span_end(&span);
    if (compiled) return e;
    cxi_executable_free(e);
    return NULL;
}

void cxi_executable_free(struct cxi_executable *executable) {
    if (!executable) return;
    if (executable->program) cxi_program_free(executable->program);
    cxi_constants_free(&executable->constants);
    cxi_free(executable->value);
    cxi_free(executable);
}

struct cxi_program *cxi_executable_program(struct cxi_executable *executable) {
    return executable->program;
}

/* ------------------------------------------------------------------------------------------------ running */

static bool matches(const struct value *value, const cx_tensor *tensor) {
    return value->dtype == tensor->dtype && cx_dims_equal(value->dims, tensor->dims) &&
           cxi_sharding_equal(&value->sharding, &tensor->sharding);
}

int cxi_executable_inputs(const struct cxi_executable *executable) {
    return executable->inputs;
}

bool cxi_executable_begins(const struct cxi_executable *executable, cx_tensor *const *in, int inputs) {
    if (inputs > executable->inputs) return false;
    for (int i = 0; i < inputs; i++)
        if (!matches(&executable->value[i], in[i])) return false;
    return true;
}

bool cxi_check_input(int i, cx_dtype dtype, cx_dims dims, const cx_tensor *tensor, struct cxi_status *status) {
    if (tensor->dtype == dtype && cx_dims_equal(tensor->dims, dims)) return true;
    struct cxi_words wanted = cxi_type_words(dtype, dims);
    return cxi_fail(status, "input %d must be %s, and it is %s", i, wanted.text, CXI_TYPE(tensor));
}

static bool check_inputs(struct cxi_executable *e, cx_tensor *const *in, int inputs, struct cxi_status *status) {
    if (inputs != e->inputs)
        return cxi_fail(status, "the function takes %d inputs and was given %d", e->inputs, inputs);
    for (int i = 0; i < inputs; i++) {
        struct cxi_status why = {0};
        if (!cxi_tensor_usable(in[i], e->runtime, &why)) {
            cxi_fail(status, "input %d: %s", i, cxi_error(&why));
            cxi_status_clear(&why);
            return false;
        }
        if (!cxi_check_input(i, e->value[i].dtype, e->value[i].dims, in[i], status)) return false;
        if (!cxi_sharding_equal(&e->value[i].sharding, &in[i]->sharding))
            return cxi_fail(status, "input %d has another sharding than the function was compiled for", i);
    }
    return true;
}

/* The buffers of a call, by partition: on the stack for the usual small calls. */
struct frame {
    struct cxi_buffer *small[64], **in, **out;
    void *heap;
};

static bool frame_make(struct frame *f, size_t in, size_t out) {
    f->heap = NULL;
    f->in = f->small;
    if (in + out > sizeof f->small / sizeof f->small[0]) f->in = f->heap = cxi_new(in + out, sizeof *f->in);
    f->out = f->in + in;
    return f->in != NULL;
}

static bool make_outputs(struct cxi_executable *e, cx_tensor **out, struct cxi_status *status) {
    for (int i = 0; i < e->outputs; i++) {
        const struct value *value = output_of(e, i);
        out[i] = cxi_tensor_empty(e->runtime, value->dtype, value->dims);
        if (!cxi_ok(&out[i]->status)) { /* no memory: it is not a tensor of its own */
            while (i-- > 0) cx_tensor_free(out[i]);
            return cxi_fail_memory(status);
        }
        out[i]->sharding = value->sharding;
    }
    return true;
}

static bool execute(struct cxi_executable *e, const struct frame *f, struct cxi_status *status) {
    struct cxi_span span;
    cxi_span_begin(&span, e->runtime->profile, CXI_SPAN_EXECUTE);
    bool ok = cxi_program_execute(e->program, f->in, arguments_of(e), NULL, f->out, e->outputs, status);
    cxi_span_end(&span);
    if (e->profiled) atomic_fetch_add(&e->profiled->calls, 1);
    return ok;
}

bool cxi_executable_run(struct cxi_executable *e, cx_tensor *const *in, int inputs, cx_tensor **out,
                        struct cxi_status *status) {
    if (!cxi_runtime_usable(e->runtime, status) || !check_inputs(e, in, inputs, status)) return false;
    int devices = e->runtime->mesh.devices, arguments = arguments_of(e), constants = e->constants.count;
    struct frame f;
    if (!frame_make(&f, (size_t)(arguments * devices), (size_t)(e->outputs * devices))) return cxi_fail_memory(status);
    for (int d = 0; d < devices; d++) {
        struct cxi_buffer **argument = f.in + d * arguments;
        for (int i = 0; i < inputs; i++) *argument++ = in[i]->buffer[d];
        for (int i = 0; i < constants; i++) *argument++ = e->constants.buffer[d * constants + i];
    }
    bool ok = make_outputs(e, out, status);
    if (ok && !execute(e, &f, status)) {
        for (int i = 0; i < e->outputs; i++) cx_tensor_free(out[i]);
        ok = false;
    }
    for (int i = 0; i < e->outputs && ok; i++) {
        for (int d = 0; d < devices; d++) out[i]->buffer[d] = f.out[d * e->outputs + i];
        out[i]->buffers = devices;
    }
    for (int i = 0; i < inputs && ok; i++)
        if (e->value[i].donated) cxi_tensor_mark_donated(in[i]);
    cxi_free(f.heap);
    return ok;
}
