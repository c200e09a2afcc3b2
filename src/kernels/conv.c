/* The handlers: they read the frame, run the plan's way over the chunks of the batch, and add up. */
#include "kernels/conv.h"

#include <calx/custom.h>

#include "base/cpu.h"
#include "kernels/conv_plan.h"
#include "kernels/kernel_gradient.h"
#include "kernels/kernels.h"
#include "kernels/loops.h"
#include "kernels/winograd.h"

#include <stdatomic.h>
#include <string.h>

const char *const cxi_conv_names[3] = {"calx_conv", "calx_conv_input_gradient", "calx_conv_kernel_gradient"};

/* One run. Which array is an input and which an output depends on the pass. */
struct run {
    struct cxi_conv_plan *plan;
    struct cxi_conv_room *room;
    char *x, *kernel, *bias, *y;
    const char *mask;
    atomic_bool failed;
};

static float *floats(char *data) {
    return (float *)(void *)data;
}

/* ----------------------------------------------------------------------------------------------- primitives */

struct binding {
    int argument;
    const void *desc; /* NULL: this argument is not there */
    void *data;
};

/* Executes on this thread alone, with memory objects made for the occasion: they cost little beside a chunk of a convolution. */
static bool execute(const struct onednn *lib, const void *primitive, int count, const struct binding *binding) {
    struct onednn_argument_value values[8];
    void *stream = NULL;
    int made = 0, threads = cxi_onednn_enter(lib);
    bool ok = lib->stream_create(&stream, lib->engine, 1) == 0;
    for (int i = 0; i < count && ok; i++) {
        if (!binding[i].desc) continue;
        values[made].argument = binding[i].argument;
        ok = lib->memory_create(&values[made].memory, binding[i].desc, lib->engine, binding[i].data) == 0;
        if (ok) made++;
    }
    ok = ok && lib->primitive_execute(primitive, stream, made, values) == 0 && lib->stream_wait(stream) == 0;
    while (made > 0) lib->memory_destroy(values[--made].memory);
    if (stream) lib->stream_destroy(stream);
    cxi_onednn_leave(lib, threads);
    return ok;
}

static const void *query(const struct run *run, const struct cxi_conv_part *part, int what) {
    return run->plan->lib->primitive_desc_query_md(part->desc, what, 0);
}

/* ------------------------------------------------------------------------------------------ the kernel's layout */

static bool onednn_pack(const struct run *run, char *from, char *to) {
    const struct cxi_conv_plan *plan = run->plan;
    bool back = plan->call.pass == ONEDNN_PASS_KERNEL;
    const void *own = cxi_onednn_desc(plan->lib, &plan->kernel);
    const void *packed = query(run, &plan->part[0], back ? ONEDNN_WEIGHTS_GRADIENT : ONEDNN_WEIGHTS);
    const struct binding bindings[] = {{ONEDNN_ARG_FROM, back ? packed : own, from},
                                       {ONEDNN_ARG_TO, back ? own : packed, to}};
    return execute(plan->lib, plan->pack, 2, bindings);
}

struct winograd_packing {
    const struct cxi_conv_call *call;
    float *from, *to;
};

static void winograd_pack(int64_t panel, int worker, void *user) {
    (void)worker;
    const struct winograd_packing *p = user;
    if (p->call->pass == ONEDNN_PASS_KERNEL)
        cxi_winograd_unpack(p->call, p->from, p->to, panel);
    else
        cxi_winograd_pack(p->call, p->from, p->to, panel);
}

/* From the user's layout to the one that the plan's way computes with; or a gradient back. */
static bool pack(cx_frame *frame, const struct run *run, char *from, char *to) {
    const struct cxi_conv_call *call = &run->plan->call;
    if (run->plan->way != CXI_CONV_WINOGRAD) return onednn_pack(run, from, to);
    cx_frame_parallel(frame, cxi_winograd_panels(call), winograd_pack,
                      &(struct winograd_packing){call, floats(from), floats(to)});
    return true;
}

/* ---------------------------------------------------------------------------------------------------- chunks */

/* Where a chunk of the kernel's gradient adds up: the kernel's sum, and behind it the bias's. */
static char *sum_of(const struct run *run, int64_t chunk) {
    return run->room->sums + run->room->sum * (size_t)chunk;
}

static size_t features_of(const struct cxi_conv_plan *plan) {
    return (size_t)plan->call.y.dim[plan->call.y.rank - 1];
}

/* Some of the plan's units, at work on one thread. */
struct piece {
    int64_t chunk, first, count;
    const struct cxi_conv_part *part;
    char *room;
};

/* Its first example, where units are examples. */
static char *x_of(const struct run *run, const struct piece *p) {
    return run->x + (size_t)p->first * run->plan->x_step;
}
static char *y_of(const struct run *run, const struct piece *p) {
    return run->y + (size_t)p->first * run->plan->y_step;
}

/* Bytes before a unit of the array that the units cut: of dx, or of dy. */
static size_t offset_of(const struct cxi_conv_plan *plan, int64_t unit) {
    if (plan->way == CXI_CONV_WINOGRAD) return (size_t)cxi_winograd_line_at(&plan->call, unit) * sizeof(float);
    return (size_t)unit * (plan->call.pass == ONEDNN_PASS_INPUT ? plan->x_step : plan->y_step);
}

/* That array's elements in a piece. */
static size_t elements_of(const struct cxi_conv_plan *plan, const struct piece *p) {
    return (offset_of(plan, p->first + p->count) - offset_of(plan, p->first)) / cx_dtype_size(plan->call.dtype);
}

static struct binding scratch_of(const struct run *run, const struct piece *p) {
    return (struct binding){ONEDNN_ARG_SCRATCHPAD, query(run, p->part, ONEDNN_SCRATCHPAD), p->room};
}

/* Both passes whose kernel is given. */
static bool winograd_piece(const struct run *run, const struct piece *p) {
    bool forward = run->plan->call.pass == ONEDNN_PASS_FORWARD;
    cxi_winograd_run(&run->plan->call, floats(forward ? run->x : run->y), floats(run->kernel), floats(run->bias),
                     floats(forward ? run->y : run->x), p->first, p->count, floats(p->room));
    return true;
}

static bool forward_piece(const struct run *run, const struct piece *p) {
    if (run->plan->way == CXI_CONV_WINOGRAD) return winograd_piece(run, p);
    const void *bias = run->plan->lib->primitive_desc_query_md(p->part->desc, ONEDNN_WEIGHTS, 1);
    const struct binding bindings[] = {
        {ONEDNN_ARG_SOURCE, query(run, p->part, ONEDNN_SOURCE), x_of(run, p)},
        {ONEDNN_ARG_WEIGHTS, query(run, p->part, ONEDNN_WEIGHTS), run->kernel},
        {ONEDNN_ARG_BIAS, run->bias ? bias : NULL, run->bias},
        {ONEDNN_ARG_DESTINATION, query(run, p->part, ONEDNN_DESTINATION), y_of(run, p)},
        scratch_of(run, p),
    };
    return execute(run->plan->lib, p->part->primitive, 5, bindings);
}

static bool onednn_input_piece(const struct run *run, const struct piece *p) {
    const struct binding bindings[] = {
        {ONEDNN_ARG_SOURCE_GRADIENT, query(run, p->part, ONEDNN_SOURCE_GRADIENT), x_of(run, p)},
        {ONEDNN_ARG_WEIGHTS, query(run, p->part, ONEDNN_WEIGHTS), run->kernel},
        {ONEDNN_ARG_DESTINATION_GRADIENT, query(run, p->part, ONEDNN_DESTINATION_GRADIENT), y_of(run, p)},
        scratch_of(run, p),
    };
    return execute(run->plan->lib, p->part->primitive, 4, bindings);
}

static bool input_piece(const struct run *run, const struct piece *p) {
    bool ok = run->plan->way == CXI_CONV_WINOGRAD ? winograd_piece(run, p) : onednn_input_piece(run, p);
    if (!run->mask) return ok;
    size_t offset = offset_of(run->plan, p->first);
    cxi_mask(run->plan->call.dtype, run->x + offset, run->mask + offset, elements_of(run->plan, p));
    return ok;
}

/* The bias's gradient is ours: oneDNN's takes several times as long. */
static bool kernel_piece(const struct run *run, const struct piece *p) {
    const struct cxi_conv_call *call = &run->plan->call;
    char *sum = sum_of(run, p->chunk);
    cx_dtype dtype = call->dtype;
    size_t features = features_of(run->plan);
    if (run->bias)
        cxi_sum_rows(dtype, run->y + offset_of(run->plan, p->first), elements_of(run->plan, p) / features, features,
                     floats(sum + run->plan->packed));
    if (run->plan->way == CXI_CONV_WINOGRAD) {
        cxi_winograd_gradient(call, floats(run->x), floats(run->y), p->first, p->count, floats(sum), floats(p->room));
        return true;
    }
    if (run->plan->way == CXI_CONV_DIRECT) {
        cxi_kernel_gradient(call, floats(x_of(run, p)), floats(y_of(run, p)), p->count, floats(sum), floats(p->room));
        return true;
    }
    const struct binding bindings[] = {
        {ONEDNN_ARG_SOURCE, query(run, p->part, ONEDNN_SOURCE), x_of(run, p)},
        {ONEDNN_ARG_WEIGHTS_GRADIENT, query(run, p->part, ONEDNN_WEIGHTS_GRADIENT), sum},
        {ONEDNN_ARG_DESTINATION_GRADIENT, query(run, p->part, ONEDNN_DESTINATION_GRADIENT), y_of(run, p)},
        scratch_of(run, p),
    };
    return execute(run->plan->lib, p->part->primitive, 4, bindings);
}

static void work(int64_t chunk, int worker, void *user) {
    static bool (*const passes[])(const struct run *, const struct piece *) = {forward_piece, input_piece,
                                                                               kernel_piece};
    struct run *run = user;
    const struct cxi_conv_plan *plan = run->plan;
    const struct cxi_conv_part *part = &plan->part[chunk == plan->chunks - 1 && plan->part[1].desc];
    int64_t first = chunk * plan->chunk;
    const struct piece piece = {
        .chunk = chunk,
        .first = first,
        .count = cxi_smaller(plan->chunk, plan->units - first),
        .part = part,
        .room = run->room->scratch + plan->scratch * (size_t)worker,
    };
    if (!passes[plan->call.pass](run, &piece)) atomic_store(&run->failed, true);
}

enum { SLICE = 16384 /* elements that are added up at a time */ };

/* The other chunks' sums onto the first one's, in their order, for a slice of the kernel and of the bias behind it. */
static void add_slice(int64_t slice, int worker, void *user) {
    (void)worker;
    const struct run *run = user;
    size_t count = run->room->sum / sizeof(float), first = (size_t)slice * SLICE;
    if (count > first + SLICE) count = first + SLICE;
    float *total = floats(sum_of(run, 0)) + first;
    for (int64_t i = 1; i < run->plan->chunks; i++) cxi_add_to(total, floats(sum_of(run, i)) + first, count - first);
}

/* Adds up, and hands the sums to the user. */
static bool finish_gradient(cx_frame *frame, struct run *run) {
    const struct cxi_conv_plan *plan = run->plan;
    char *total = sum_of(run, 0);
    cx_frame_parallel(frame, (int64_t)(run->room->sum / sizeof(float) + SLICE - 1) / SLICE, add_slice, run);
    if (run->bias) memcpy(run->bias, total + plan->packed, features_of(plan) * sizeof(float));
    if (plan->packs) return pack(frame, run, total, run->kernel);
    memcpy(run->kernel, total, (size_t)cx_dims_count(plan->call.kernel) * sizeof(float));
    return true;
}

/* ---------------------------------------------------------------------------------------------- the handlers */

static bool run_plan(cx_frame *frame, struct run *run, const struct cxi_conv_call *call) {
    const char *name = cxi_conv_names[call->pass];
    if (!run->x || !run->kernel || !run->y)
        return cx_frame_fail(frame, "%s: its arrays are to be all f32, or bf16 but for a kernel's gradient", name);
    struct cxi_conv_plan *plan = run->plan = cxi_conv_plan(call);
    if (!plan) return cx_frame_fail(frame, "%s: oneDNN does not take these shapes", name);
    run->room = cxi_conv_enter(plan, cx_frame_workers(frame));
    if (!run->room) return cx_frame_fail(frame, "%s: out of memory", name);
    bool ok = true, gradient = call->pass == ONEDNN_PASS_KERNEL;
    if (!gradient && plan->packs) {
        ok = pack(frame, run, run->kernel, run->room->packed);
        run->kernel = run->room->packed;
    }
    if (ok) cx_frame_parallel(frame, plan->chunks, work, run);
    ok = ok && !atomic_load(&run->failed) && (!gradient || finish_gradient(frame, run));
    cxi_conv_leave(plan, run->room);
    return ok || cx_frame_fail(frame, "%s: oneDNN failed", name);
}

static char *data_of(cx_buffer buffer, cx_dtype dtype) {
    return buffer.dtype == dtype ? buffer.data : NULL;
}

static struct cxi_conv_call read_call(const cx_frame *frame, enum onednn_pass pass) {
    return (struct cxi_conv_call){.pass = pass,
                                  .dtype = cx_frame_input(frame, 0).dtype == CX_BF16 ? CX_BF16 : CX_F32,
                                  .kernel_axes = cx_frame_ints(frame, "kernel_axes"),
                                  .strides = cx_frame_ints(frame, "strides"),
                                  .dilation = cx_frame_ints(frame, "dilation"),
                                  .low = cx_frame_ints(frame, "low"),
                                  .groups = cx_frame_int(frame, "groups", 1),
                                  .bias = cx_frame_int(frame, "bias", 0) != 0,
                                  .relu = cx_frame_int(frame, "relu", 0) != 0};
}

/* The three arrays that every pass has; their shapes become the call's. */
static struct run all_of(struct cxi_conv_call *call, cx_buffer x, cx_buffer kernel, cx_buffer y) {
    call->x = x.dims, call->kernel = kernel.dims, call->y = y.dims;
    return (struct run){.x = data_of(x, call->dtype),
                        .kernel = data_of(kernel, call->pass == ONEDNN_PASS_KERNEL ? CX_F32 : call->dtype),
                        .y = data_of(y, call->dtype)};
}

static bool forward(cx_frame *frame) {
    cx_buffer x = cx_frame_input(frame, 0), kernel = cx_frame_input(frame, 1), y = cx_frame_output(frame, 0);
    struct cxi_conv_call call = read_call(frame, ONEDNN_PASS_FORWARD);
    struct run run = all_of(&call, x, kernel, y);
    if (call.bias) run.bias = data_of(cx_frame_input(frame, 2), call.dtype);
    return run_plan(frame, &run, &call);
}

static bool input_gradient(cx_frame *frame) {
    cx_buffer y = cx_frame_input(frame, 0), kernel = cx_frame_input(frame, 1), x = cx_frame_output(frame, 0);
    struct cxi_conv_call call = read_call(frame, ONEDNN_PASS_INPUT);
    struct run run = all_of(&call, x, kernel, y);
    if (call.relu) run.mask = data_of(cx_frame_input(frame, 2), call.dtype);
    return run_plan(frame, &run, &call);
}

static bool kernel_gradient(cx_frame *frame) {
    cx_buffer x = cx_frame_input(frame, 0), y = cx_frame_input(frame, 1), kernel = cx_frame_output(frame, 0);
    struct cxi_conv_call call = read_call(frame, ONEDNN_PASS_KERNEL);
    struct run run = all_of(&call, x, kernel, y);
    if (call.bias) run.bias = data_of(cx_frame_output(frame, 1), CX_F32);
    return run_plan(frame, &run, &call);
}

CX_HANDLER(forward_handler, forward)
CX_HANDLER(input_gradient_handler, input_gradient)
CX_HANDLER(kernel_gradient_handler, kernel_gradient)

cx_ffi_handler *const cxi_conv_handlers[3] = {forward_handler, input_gradient_handler, kernel_gradient_handler};

/* ----------------------------------------------------------------------------------------------- whether it pays */

static double multiplications(const struct cxi_conv_call *call) {
    return (double)cx_dims_count(call->y) * (double)cx_dims_count(call->kernel) / (double)call->y.dim[call->y.rank - 1];
}

bool cxi_conv_pays(const struct cxi_conv_call *call) {
    static const double least = 1e6; /* multiplications; a call costs about ten microseconds */
    bool forced = cxi_kernels_are_forced();
    if (!forced && (multiplications(call) < least || (call->dtype == CX_BF16 && !cxi_cpu_multiplies_bf16())))
        return false;
    const struct cxi_conv_plan *plan = cxi_conv_plan(call);
    if (!plan || forced) return plan;
    return plan->fast && cxi_kernels_keep_busy(plan->chunks);
}
