#include "kernels/conv_plan.h"

#include "base/alloc.h"
#include "base/dims.h"
#include "kernels/kernel_gradient.h"
#include "kernels/winograd.h"

#include <pthread.h>
#include <string.h>

enum { ALIGNMENT = 64 };

static size_t aligned(size_t bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* -------------------------------------------------------------------------------------------------- shapes */

/* Steps of a row-major array, in elements. */
static cx_dims steps_of(cx_dims dims) {
    cx_dims steps = dims;
    int64_t step = 1;
    for (int i = dims.rank - 1; i >= 0; i--) {
        steps.dim[i] = step;
        step *= dims.dim[i];
    }
    return steps;
}

static enum onednn_dtype dtype_of(const struct cxi_conv_call *c) {
    return c->dtype == CX_BF16 ? ONEDNN_BF16 : ONEDNN_F32;
}

/* `examples` of x or y, [batch, spatial..., channels], as oneDNN counts axes: batch, channels, spatial. */
static bool batch_layout(const struct onednn *lib, struct onednn_layout *layout, enum onednn_dtype dtype, cx_dims dims,
                         int64_t examples) {
    cx_dims steps = steps_of(dims);
    int64_t size[ONEDNN_MAX_AXES] = {examples, dims.dim[dims.rank - 1]}, step[ONEDNN_MAX_AXES] = {steps.dim[0], 1};
    for (int i = 1; i < dims.rank - 1; i++) size[i + 1] = dims.dim[i], step[i + 1] = steps.dim[i];
    return cxi_onednn_layout(lib, layout, dtype, dims.rank, size, step);
}

/* The kernel: [groups], features, input channels, spatial. The groups are the outer part of the features' axis. */
static bool kernel_layout(const struct onednn *lib, struct onednn_layout *layout, enum onednn_dtype dtype,
                          const struct cxi_conv_call *c, bool any) {
    cx_dims steps = steps_of(c->kernel);
    bool grouped = c->groups > 1;
    int64_t size[ONEDNN_MAX_AXES] = {c->groups}, step[ONEDNN_MAX_AXES] = {0};
    for (int i = 0; i < c->kernel.rank; i++) {
        int axis = (int)c->kernel_axes.dim[i];
        size[i + grouped] = c->kernel.dim[axis];
        step[i + grouped] = steps.dim[axis];
    }
    /* Which of the two axes holds the groups: the one that is as long as all groups together. */
    int outer = c->pass == ONEDNN_PASS_INPUT ? 1 : 0;
    if (grouped) {
        size[outer + 1] /= c->groups;
        step[0] = step[outer + 1] * size[outer + 1];
    }
    return cxi_onednn_layout(lib, layout, dtype, c->kernel.rank + grouped, size, any ? NULL : step);
}

/* Padding behind, just enough for the last window; of what no window reaches it is none. */
static void padding_behind(const struct cxi_conv_call *c, int64_t *high) {
    for (int i = 0; i < c->strides.rank; i++) {
        int64_t window = (c->kernel.dim[c->kernel_axes.dim[2 + i]] - 1) * c->dilation.dim[i] + 1;
        int64_t reach = (c->y.dim[1 + i] - 1) * c->strides.dim[i] + window;
        int64_t missing = reach - c->x.dim[1 + i] - c->low.dim[i];
        high[i] = missing > 0 ? missing : 0;
    }
}

/* How many sums of its own the kernel's gradient may have: each takes as many bytes as the kernel, transformed or not, and all are
   added up in the end. */
static int64_t most_sums(size_t bytes) {
    enum { LEAST = 4, MOST = 16, FITTING = 8 << 20 };
    int64_t fit = FITTING / (int64_t)bytes;
    return fit < LEAST ? LEAST : fit > MOST ? MOST : fit;
}

static int64_t quotient_up(int64_t a, int64_t b) {
    return (a + b - 1) / b;
}

/* Examples in a chunk: few for the passes whose results lie apart, more for the kernel's gradient. */
static int64_t examples_in_chunk(const struct cxi_conv_call *c) {
    int64_t batch = c->x.dim[0], quarter = quotient_up(batch, 4), chunk = 8;
    if (c->pass == ONEDNN_PASS_KERNEL) {
        chunk = quotient_up(batch, most_sums((size_t)cx_dims_count(c->kernel) * sizeof(float)));
        if (chunk < 16) chunk = 16;
    }
    return chunk < quarter ? chunk : quarter;
}

/* Those of two examples, or fewer where there are few examples; but tiles enough to be worth reading the kernel for, or adding up
   a sum. */
static int64_t lines_in_chunk(const struct cxi_conv_call *c, int64_t lines, int64_t tiles) {
    bool gradient = c->pass == ONEDNN_PASS_KERNEL;
    int64_t sums = most_sums(cxi_winograd_packed(c)), quarter = quotient_up(lines, 4);
    int64_t chunk = gradient ? quotient_up(lines, sums) : 2 * lines / c->x.dim[0];
    int64_t least = quotient_up(gradient ? 64 : 16, tiles);
    if (chunk > quarter) chunk = quarter;
    return chunk > least ? chunk : least;
}

/* -------------------------------------------------------------------------------------------------- making */

static void *kernel_desc(const struct cxi_conv_plan *plan, const struct cxi_conv_part *part) {
    int which = plan->call.pass == ONEDNN_PASS_KERNEL ? ONEDNN_WEIGHTS_GRADIENT : ONEDNN_WEIGHTS;
    return (void *)plan->lib->primitive_desc_query_md(part->desc, which, 0);
}

/* Chooses oneDNN's way for a number of examples. */
static bool make_part(struct cxi_conv_plan *plan, struct cxi_conv_part *part, int64_t examples) {
    const struct cxi_conv_call *c = &plan->call;
    const struct onednn *lib = plan->lib;
    enum onednn_dtype dtype = dtype_of(c), of_kernel = c->pass == ONEDNN_PASS_KERNEL ? ONEDNN_F32 : dtype;
    struct onednn_layout x = {0}, y = {0}, kernel = {0}, forward = {0}, bias = {0};
    int64_t strides[CXI_CONV_MAX_SPATIAL], dilation[CXI_CONV_MAX_SPATIAL], low[CXI_CONV_MAX_SPATIAL],
        high[CXI_CONV_MAX_SPATIAL], features = c->y.dim[c->y.rank - 1];
    padding_behind(c, high);
    for (int i = 0; i < c->strides.rank; i++)
        strides[i] = c->strides.dim[i], dilation[i] = c->dilation.dim[i] - 1, low[i] = c->low.dim[i];
    bool described = batch_layout(lib, &x, dtype, c->x, examples) && batch_layout(lib, &y, dtype, c->y, examples) &&
                     kernel_layout(lib, &kernel, of_kernel, c, true) && kernel_layout(lib, &forward, dtype, c, true) &&
                     cxi_onednn_layout(lib, &bias, dtype, 1, &features, (const int64_t[]){1});
    if (described)
        part->desc = cxi_onednn_convolution(lib, &(struct onednn_convolution){
                                                     .pass = c->pass,
                                                     .x = &x,
                                                     .kernel = &kernel,
                                                     .bias = c->bias && c->pass == ONEDNN_PASS_FORWARD ? &bias : NULL,
                                                     .y = &y,
                                                     .forward_kernel = &forward,
                                                     .strides = strides,
                                                     .dilation_less_1 = dilation,
                                                     .low = low,
                                                     .high = high,
                                                     .relu = c->relu && c->pass == ONEDNN_PASS_FORWARD,
                                                 });
    cxi_onednn_layout_free(lib, &x);
    cxi_onednn_layout_free(lib, &y);
    cxi_onednn_layout_free(lib, &kernel);
    cxi_onednn_layout_free(lib, &forward);
    cxi_onednn_layout_free(lib, &bias);
    return part->desc && lib->primitive_create(&part->primitive, part->desc) == 0;
}

/* What oneDNN falls back on, plain loops and products of unrolled pictures, is slower than XLA. */
static bool is_fast(const struct cxi_conv_plan *plan) {
    enum { IMPLEMENTATION = 8 };
    const char *name = NULL;
    plan->lib->primitive_desc_query(plan->part[0].desc, IMPLEMENTATION, 0, &name);
    return name && !strstr(name, "ref") && !strstr(name, "gemm");
}

/* The way between the user's kernel and the one that the primitives want, which must be one for both parts. */
static bool make_pack(struct cxi_conv_plan *plan) {
    const struct onednn *lib = plan->lib;
    const void *packed = kernel_desc(plan, &plan->part[0]);
    if (plan->part[1].desc && !lib->memory_desc_equal(packed, kernel_desc(plan, &plan->part[1]))) return false;
    bool back = plan->call.pass == ONEDNN_PASS_KERNEL;
    if (!kernel_layout(lib, &plan->kernel, back ? ONEDNN_F32 : dtype_of(&plan->call), &plan->call, false)) return false;
    const void *own = cxi_onednn_desc(lib, &plan->kernel);
    plan->packed = aligned(lib->memory_desc_get_size(packed));
    plan->packs = !lib->memory_desc_equal(packed, own);
    if (!plan->packs) return true;
    void *desc = NULL;
    bool ok = lib->reorder_primitive_desc_create(&desc, back ? packed : own, lib->engine, back ? own : packed,
                                                 lib->engine, NULL) == 0 &&
              lib->primitive_create(&plan->pack, desc) == 0;
    if (desc) lib->primitive_desc_destroy(desc);
    return ok;
}

static size_t scratch_of(const struct cxi_conv_plan *plan, const struct cxi_conv_part *part) {
    if (!part->desc) return 0;
    return aligned(
        plan->lib->memory_desc_get_size(plan->lib->primitive_desc_query_md(part->desc, ONEDNN_SCRATCHPAD, 0)));
}

static void cut(struct cxi_conv_plan *plan, int64_t units, int64_t chunk) {
    plan->units = units;
    plan->chunk = chunk;
    plan->chunks = quotient_up(units, chunk);
}

static bool fill_plan(struct cxi_conv_plan *plan) {
    const struct cxi_conv_call *c = &plan->call;
    int64_t batch = c->x.dim[0];
    plan->x_step = (size_t)(cx_dims_count(c->x) / batch) * cx_dtype_size(c->dtype);
    plan->y_step = (size_t)(cx_dims_count(c->y) / batch) * cx_dtype_size(c->dtype);
    if (cxi_winograd_fits(c)) {
        int64_t tiles, lines = cxi_winograd_lines(c, &tiles);
        cut(plan, lines, lines_in_chunk(c, lines, tiles));
        plan->way = CXI_CONV_WINOGRAD;
        plan->packs = true;
        plan->packed = aligned(cxi_winograd_packed(c));
        plan->scratch = aligned(cxi_winograd_scratch(c));
        return plan->fast = true;
    }
    cut(plan, batch, examples_in_chunk(c));
    if (cxi_kernel_gradient_fits(c)) {
        plan->way = CXI_CONV_DIRECT;
        plan->packed = aligned((size_t)cx_dims_count(c->kernel) * sizeof(float));
        plan->scratch = aligned(cxi_kernel_gradient_scratch(c));
        return plan->fast = true;
    }
    if (!make_part(plan, &plan->part[0], plan->chunk)) return false;
    plan->fast = is_fast(plan);
    if (batch % plan->chunk && !make_part(plan, &plan->part[1], batch % plan->chunk)) return false;
    if (!make_pack(plan)) return false;
    size_t last = scratch_of(plan, &plan->part[1]);
    plan->scratch = scratch_of(plan, &plan->part[0]);
    if (plan->scratch < last) plan->scratch = last;
    return true;
}

static void free_plan(struct cxi_conv_plan *plan) {
    for (int i = 0; i < 2; i++) {
        if (plan->part[i].primitive) plan->lib->primitive_destroy(plan->part[i].primitive);
        if (plan->part[i].desc) plan->lib->primitive_desc_destroy(plan->part[i].desc);
    }
    if (plan->pack) plan->lib->primitive_destroy(plan->pack);
    cxi_onednn_layout_free(plan->lib, &plan->kernel);
    cxi_free(plan);
}

/* -------------------------------------------------------------------------------------------------- keeping */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct cxi_conv_plan *plans; /* guarded by `lock`, as are the lists of rooms */

static struct cxi_conv_plan *make_plan(const struct cxi_conv_call *call) {
    struct cxi_status none = {0};
    const struct onednn *lib = cxi_onednn(&none);
    cxi_status_clear(&none);
    struct cxi_conv_plan *plan = lib ? cxi_new(1, sizeof *plan) : NULL;
    if (!plan) return NULL;
    plan->lib = lib;
    plan->call = *call;
    int threads = cxi_onednn_enter(lib);
    bool made = fill_plan(plan);
    if (!made) free_plan(plan);
    cxi_onednn_leave(lib, threads);
    return made ? plan : NULL;
}

static bool same_call(const struct cxi_conv_call *a, const struct cxi_conv_call *b) {
    return a->pass == b->pass && a->dtype == b->dtype && cx_dims_equal(a->x, b->x) &&
           cx_dims_equal(a->kernel, b->kernel) && cx_dims_equal(a->y, b->y) &&
           cx_dims_equal(a->kernel_axes, b->kernel_axes) && cx_dims_equal(a->strides, b->strides) &&
           cx_dims_equal(a->dilation, b->dilation) && cx_dims_equal(a->low, b->low) && a->groups == b->groups &&
           a->bias == b->bias && a->relu == b->relu;
}

struct cxi_conv_plan *cxi_conv_plan(const struct cxi_conv_call *call) {
    pthread_mutex_lock(&lock);
    struct cxi_conv_plan *plan = plans;
    while (plan && !same_call(&plan->call, call)) plan = plan->next;
    if (!plan && (plan = make_plan(call))) {
        plan->next = plans;
        plans = plan;
    }
    pthread_mutex_unlock(&lock);
    return plan;
}

/* ---------------------------------------------------------------------------------------------------- rooms */

static struct cxi_conv_room *make_room(const struct cxi_conv_plan *plan, int workers) {
    struct cxi_conv_room *room = cxi_new(1, sizeof *room);
    if (!room) return NULL;
    bool sums = plan->call.pass == ONEDNN_PASS_KERNEL;
    size_t bias = aligned((size_t)plan->call.y.dim[plan->call.y.rank - 1] * sizeof(float));
    room->workers = workers;
    room->sum = plan->packed + bias;
    size_t before = sums ? room->sum * (size_t)plan->chunks : plan->packed;
    room->memory = cxi_new_aligned(before + plan->scratch * (size_t)workers + ALIGNMENT);
    if (!room->memory) {
        cxi_free(room);
        return NULL;
    }
    room->packed = room->sums = room->memory;
    room->scratch = room->memory + before;
    return room;
}

struct cxi_conv_room *cxi_conv_enter(struct cxi_conv_plan *plan, int workers) {
    pthread_mutex_lock(&lock);
    struct cxi_conv_room **place = &plan->rooms;
    while (*place && (*place)->workers < workers) place = &(*place)->next;
    struct cxi_conv_room *room = *place;
    if (room) *place = room->next;
    pthread_mutex_unlock(&lock);
    return room ? room : make_room(plan, workers);
}

void cxi_conv_leave(struct cxi_conv_plan *plan, struct cxi_conv_room *room) {
    pthread_mutex_lock(&lock);
    room->next = plan->rooms;
    plan->rooms = room;
    pthread_mutex_unlock(&lock);
}
