/* Reductions over sliding windows, and their gradients, which avoid select_and_scatter: it is slow everywhere
   but on TPU, and cannot be differentiated again. */
#include "ops/window.h"

#include "ops/composite.h"
#include "ops/constant.h"
#include "ops/reduce.h"
#include "ops/rooms.h"
#include "transform/batch.h"

#include <math.h>

const struct cxi_field cxi_window_fields[] = {
    CXI_FIELD(cxi_window, window_dimensions, CXI_INTS), CXI_FIELD(cxi_window, window_strides, CXI_INTS),
    CXI_FIELD(cxi_window, base_dilations, CXI_INTS),    CXI_FIELD(cxi_window, window_dilations, CXI_INTS),
    CXI_FIELD(cxi_window, padding, CXI_PADDING),        {0}};

static const struct cxi_window *window_of(const struct cxi_inst *inst) {
    return inst->attrs;
}

static cx_dims repeat(int64_t value, int rank) {
    cx_dims list = {0};
    for (int i = 0; i < rank; i++) list = cxi_dims_add(list, value);
    return list;
}

/* ----------------------------------------------------------------------------------------- shape rule */

bool cxi_check_window(struct cxi_inst *inst, const char *what, int axis, int64_t value, int64_t least, int64_t most) {
    if (value >= least && value <= most) return true;
    return cxi_reject(inst, "the %s %d is %lld", what, axis, (long long)value);
}

int64_t cxi_dilated(int64_t n, int64_t dilation) {
    return n ? (n - 1) * dilation + 1 : 0;
}

bool cxi_is_padding(cx_graph *graph, const char *name, cx_padding pad) {
    if (pad == CX_VALID || pad == CX_SAME) return true;
    return cx_fail(graph, "%s: pad is %d, which is none of cx_padding", name, (int)pad), false;
}

void cxi_pad_same(int64_t n, int64_t window, int64_t stride, int64_t *low, int64_t *high) {
    int64_t left_over = n % stride ? n % stride : stride; /* elements of its own that the last window has */
    int64_t sum = n && window > left_over ? window - left_over : 0;
    *low = sum / 2;
    *high = sum - *low;
}

/* The elements of axis i with padding and dilation. */
static int64_t padded_size(const struct cxi_inst *inst, int i) {
    const struct cxi_window *w = window_of(inst);
    return cxi_dilated(inst->operand[0]->dims.dim[i], w->base_dilations.dim[i]) + w->padding.low.dim[i] +
           w->padding.high.dim[i];
}

/* Operands: x and the neutral element, a scalar constant. */
bool cxi_window_infer(struct cxi_inst *inst) {
    const struct cxi_window *w = window_of(inst);
    cx_dims from = inst->operand[0]->dims, to = {0};
    int rank = from.rank;
    if (w->window_dimensions.rank != rank || w->window_strides.rank != rank || w->base_dilations.rank != rank ||
        w->window_dilations.rank != rank || w->padding.low.rank != rank || w->padding.high.rank != rank)
        return cxi_reject(inst, "window, stride, dilations and padding have an entry for each of the %d axes", rank);
    for (int i = 0; i < rank; i++) {
        int64_t most = w->base_dilations.dim[i] == 1 ? CXI_LARGEST_PADDING : CXI_LARGEST_WINDOW;
        if (!cxi_check_window(inst, "size of axis", i, from.dim[i], 0, most) ||
            !cxi_check_window(inst, "window of axis", i, w->window_dimensions.dim[i], 1, CXI_LARGEST_WINDOW) ||
            !cxi_check_window(inst, "stride of axis", i, w->window_strides.dim[i], 1, CXI_LARGEST_WINDOW) ||
            !cxi_check_window(inst, "base dilation of axis", i, w->base_dilations.dim[i], 1, CXI_LARGEST_WINDOW) ||
            !cxi_check_window(inst, "window dilation of axis", i, w->window_dilations.dim[i], 1, CXI_LARGEST_WINDOW) ||
            !cxi_check_window(inst, "padding of axis", i, w->padding.low.dim[i], -CXI_LARGEST_PADDING,
                              CXI_LARGEST_PADDING) ||
            !cxi_check_window(inst, "padding of axis", i, w->padding.high.dim[i], -CXI_LARGEST_PADDING,
                              CXI_LARGEST_PADDING))
            return false;
        int64_t window = cxi_dilated(w->window_dimensions.dim[i], w->window_dilations.dim[i]);
        int64_t padded = padded_size(inst, i);
        if (padded < 0) return cxi_reject(inst, "more than axis %d has is cropped", i);
        to = cxi_dims_add(to, padded < window ? 0 : (padded - window) / w->window_strides.dim[i] + 1);
    }
    cxi_like(inst, 0, inst->operand[0]);
    inst->result[0].dims = to;
    return cxi_check_kind(inst, 0, CXI_NUMBERS);
}

double cxi_window_flops(const struct cxi_inst *inst) {
    const struct cxi_window *w = inst->attrs;
    double places = (double)cx_dims_count(inst->result[0].dims);
    return cxi_is_float(inst->result[0].dtype) ? places * (double)cx_dims_count(w->window_dimensions) : 0;
}

cx_node *cxi_window_node(const struct cxi_op *op, cx_node *x, cx_node *neutral, struct cxi_function *region,
                         const struct cxi_window *window) {
    struct cxi_window full = *window;
    cx_dims ones = repeat(1, x->dims.rank), zeros = repeat(0, x->dims.rank);
    if (!region) return cxi_poison(cx_graph_of(x));
    if (!full.window_strides.rank) full.window_strides = ones;
    if (!full.base_dilations.rank) full.base_dilations = ones;
    if (!full.window_dilations.rank) full.window_dilations = ones;
    if (!full.padding.low.rank) full.padding.low = zeros;
    if (!full.padding.high.rank) full.padding.high = zeros;
    return cxi_result(cxi_build(&(struct cxi_build){.op = op,
                                                    .operands = 2,
                                                    .operand = (cx_node *[]){x, neutral},
                                                    .attrs = &full,
                                                    .regions = 1,
                                                    .region = &region}),
                      0);
}

static cx_node *make(const struct cxi_op *op, cx_node *x, cx_node *neutral, cx_body *combine,
                     const struct cxi_window *window) {
    if (!cx_graph_of(x) || cxi_is_poison(x)) return cxi_poison(cx_graph_of(x));
    return cxi_window_node(op, x, neutral, cxi_reducer(op, x, combine), window);
}

/* ----------------------------------------------------------------------------------------------- sum */

/* Whether every element is in at most one window, and windows lie side by side from the first element on:
   then the windows are axes of their own after a reshape. What is left over at the end is in no window. */
static bool side_by_side(const struct cxi_inst *y) {
    const struct cxi_window *w = window_of(y);
    int rank = X->dims.rank, split = rank;
    for (int i = 0; i < rank; i++) {
        bool plain =
            w->base_dilations.dim[i] == 1 && (w->window_dilations.dim[i] == 1 || w->window_dimensions.dim[i] == 1);
        if (!plain || w->padding.low.dim[i] || w->padding.high.dim[i]) return false;
        if (w->window_strides.dim[i] != w->window_dimensions.dim[i]) return false;
        split += w->window_dimensions.dim[i] > 1;
    }
    return split <= CX_MAX_RANK;
}

/* x cut to what windows cover, and its shape with each axis that has windows split in two: [windows, window]. */
struct split {
    cx_dims covered, dims;
    cx_dims outer; /* the axes of `dims` that y has */
    cx_dims inner; /* the axes within a window */
};

static struct split split_windows(const struct cxi_inst *y) {
    const struct cxi_window *w = window_of(y);
    struct split s = {0};
    for (int i = 0; i < X->dims.rank; i++) {
        int64_t windows = y->result[0].dims.dim[i], window = w->window_dimensions.dim[i];
        s.covered = cxi_dims_add(s.covered, windows * window);
        s.outer = cxi_dims_add(s.outer, s.dims.rank);
        s.dims = cxi_dims_add(s.dims, windows);
        if (window == 1) continue;
        s.inner = cxi_dims_add(s.inner, s.dims.rank);
        s.dims = cxi_dims_add(s.dims, window);
    }
    return s;
}

/* Undoes split_windows: x's shape again, with zeros where no window was. */
static cx_node *join_windows(const struct cxi_inst *y, const struct split *s, cx_node *split) {
    cx_dims rest = X->dims;
    for (int i = 0; i < rest.rank; i++) rest.dim[i] -= s->covered.dim[i];
    return cx_pad(cx_reshape(split, s->covered), repeat(0, rest.rank), rest);
}

/* dy goes to each element of its window. In general: dy with strides - 1 zeros between neighbours, summed
   over windows that reach as far back as the forward ones reached on. */
static void sum_pool_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    const struct cxi_window *w = window_of(y);
    if (side_by_side(y)) {
        struct split s = split_windows(y);
        dx[0] = join_windows(y, &s, cx_broadcast_in_dim(dy[0], s.dims, s.outer));
        return;
    }
    if (cxi_dims_has(Y->dims, 0)) {
        dx[0] = cx_fill_like(X, 0);
        return;
    }
    cx_dims low = {0}, high = {0}, interior = {0};
    for (int i = 0; i < X->dims.rank; i++) {
        int64_t window = cxi_dilated(w->window_dimensions.dim[i], w->window_dilations.dim[i]);
        int64_t span_x = cxi_dilated(X->dims.dim[i], w->base_dilations.dim[i]);
        int64_t span_y = cxi_dilated(Y->dims.dim[i], w->window_strides.dim[i]);
        low = cxi_dims_add(low, window - w->padding.low.dim[i] - 1);
        high = cxi_dims_add(high, span_x + window - 1 - span_y - low.dim[i]);
        interior = cxi_dims_add(interior, w->window_strides.dim[i] - 1);
    }
    struct cxi_window back = {.window_dimensions = w->window_dimensions,
                              .window_strides = w->base_dilations,
                              .window_dilations = w->window_dilations};
    dx[0] = cxi_reduce_window_sum(cx_pad(dy[0], low, high, .interior = interior), &back);
}

void cxi_window_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct cxi_window *w = window_of(y);
    const struct cxi_window longer = {
        cxi_dims_after(1, w->window_dimensions),
        cxi_dims_after(1, w->window_strides),
        cxi_dims_after(1, w->base_dilations),
        cxi_dims_after(1, w->window_dilations),
        {cxi_dims_after(0, w->padding.low), cxi_dims_after(0, w->padding.high)},
    };
    out[0] = cxi_result(cxi_rebuild_with(y, (cx_node *[]){cxi_batch_operand(b, 0), b->in[1]}, &longer), 0);
}

#define ROOM(NAME, SUMMARY, ...)                                                                                    \
    const struct cxi_op cxi_op_##NAME = {.name = #NAME,                                                             \
                                         .mnemonic = "stablehlo.reduce_window",                                     \
                                         .summary = SUMMARY,                                                        \
                                         .shapes = "x -> for each axis as many as there are places for the window", \
                                         .infer = cxi_window_infer,                                                 \
                                         .batch = cxi_window_batch,                                                 \
                                         .vjp = NAME##_vjp,                                                         \
                                         .flops = cxi_window_flops,                                                 \
                                         .fields = cxi_window_fields,                                               \
                                         .attrs_size = sizeof(struct cxi_window),                                   \
                                         .results = 1,                                                              \
                                         __VA_ARGS__};

ROOM(sum_pool, "the sum over each place of a sliding window", .made_by = "cx_sum_pool cx_mean_pool",
     .jvp = cxi_jvp_linear)

static void add(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], in[1]);
}

cx_node *cxi_reduce_window_sum(cx_node *x, const struct cxi_window *window) {
    return make(&cxi_op_sum_pool, x, cx_k(0), add, window);
}

/* ----------------------------------------------------------------------------------------------- max */

/* Below or equal to all numbers of a dtype. */
static double lowest(cx_dtype dtype) {
    if (cxi_dtype(dtype)->kind == CXI_UNSIGNED) return 0;
    if (cxi_dtype(dtype)->kind == CXI_SIGNED) return -ldexp(1, cxi_value_bits(dtype) - 1);
    return -cxi_largest_float(dtype);
}

bool cxi_few_places(struct cxi_inst *y) {
    enum { MOST = 1024 };
    size_t places;
    if (cxi_dims_valid(window_of(y)->window_dimensions, 1, &places) && places <= MOST) return true;
    cx_fail(y->function->graph,
            "%s: its gradient is written out place by place, and the window has more than %d: reduce in "
            "steps, by smaller windows",
            y->op->name, MOST);
    return false;
}

bool cxi_next_place(cx_dims *at, cx_dims window) {
    for (int i = window.rank - 1; i >= 0; i--) {
        if (++at->dim[i] < window.dim[i]) return true;
        at->dim[i] = 0;
    }
    return false;
}

/* For each window, the first place in it (counted row-major) whose element is y's; `places` where none is: y
   is NaN. `x` is in the split shape. Few places are looked at one by one, which XLA fuses into one loop
   without a reduction. */
static cx_node *first_place(cx_node *x, cx_node *y, const struct split *s, cx_node *place, int64_t places) {
    enum { FEW = 16 };
    if (places > FEW) {
        cx_node *wins = cx_eq(x, cx_broadcast_in_dim(y, s->dims, s->outer));
        return cx_min(cx_select(wins, place, cx_k(places)), .axes = s->inner);
    }
    cx_node *none = cx_fill(cx_graph_of(y), place->dtype, y->dims, (double)places), *first = none;
    cx_dims at = repeat(0, s->inner.rank), window = {0};
    for (int i = 0; i < s->inner.rank; i++) window = cxi_dims_add(window, s->dims.dim[s->inner.dim[i]]);
    int64_t number = 0;
    do {
        cx_dims start = repeat(0, s->dims.rank), limit = s->dims;
        for (int i = 0; i < s->inner.rank; i++) {
            start.dim[s->inner.dim[i]] = at.dim[i];
            limit.dim[s->inner.dim[i]] = at.dim[i] + 1;
        }
        cx_node *wins = cx_eq(cx_reshape(cx_slice(x, start, limit), y->dims), y);
        first = cx_minimum(first, cx_select(wins, cx_k(number), none));
        number++;
    } while (cxi_next_place(&at, window));
    return first;
}

/* Windows side by side: in the split shape, the first place in the window whose element is y's takes dy. */
static cx_node *max_cotangent_split(struct cxi_inst *y, cx_node *dy) {
    struct split s = split_windows(y);
    cx_graph *graph = cx_graph_of(dy);
    if (!s.inner.rank) return join_windows(y, &s, dy);
    cx_dims within = repeat(1, s.dims.rank);
    int64_t places = 1;
    for (int i = 0; i < s.inner.rank; i++) places *= within.dim[s.inner.dim[i]] = s.dims.dim[s.inner.dim[i]];
    cx_dtype counter = places > INT32_MAX ? CX_I64 : CX_I32;
    cx_node *place = cx_reshape(cx_iota(graph, counter, CX_DIMS(places), 0), within);
    cx_node *x = cx_reshape(cx_slice(X, repeat(0, X->dims.rank), s.covered), s.dims);
    cx_node *first = first_place(x, Y, &s, place, places);
    cx_node *mine = cx_eq(place, cx_broadcast_in_dim(first, s.dims, s.outer));
    cx_node *dx = join_windows(y, &s, cx_select(mine, cx_broadcast_in_dim(dy, s.dims, s.outer), cx_k(0)));
    return cxi_composite("max_pool_gradient", dx, 3, (cx_node *[]){X, Y, dy}, window_of(y)->window_dimensions);
}

/* Any windows: for each place in a window, the elements that stand there in all windows are a strided slice
   of the padded x. Those that are y's, and did not yield to an earlier place, take dy back to where they came
   from. */
static cx_node *max_cotangent_places(struct cxi_inst *y, cx_node *dy) {
    if (!cxi_few_places(y)) return cxi_poison(y->function->graph);
    const struct cxi_window *w = window_of(y);
    int rank = X->dims.rank;
    cx_dims spread = w->base_dilations, between = w->window_strides, at = repeat(0, rank), total = {0};
    for (int i = 0; i < rank; i++) {
        spread.dim[i]--, between.dim[i]--;
        total = cxi_dims_add(total, padded_size(y, i));
    }
    cx_node *x = cx_pad(X, w->padding.low, w->padding.high, .interior = spread, .value = lowest(X->dtype));
    cx_node *taken = NULL, *sum = NULL;
    do {
        cx_dims start = at, limit = {0}, after = {0};
        for (int i = 0; i < rank; i++) {
            start.dim[i] *= w->window_dilations.dim[i];
            limit = cxi_dims_add(limit, start.dim[i] + cxi_dilated(Y->dims.dim[i], w->window_strides.dim[i]));
            after = cxi_dims_add(after, total.dim[i] - limit.dim[i]);
        }
        cx_node *wins = cx_eq(cx_slice(x, start, limit, .stride = w->window_strides), Y);
        cx_node *mine = taken ? cx_and(wins, cx_not(taken)) : wins;
        taken = taken ? cx_or(taken, wins) : wins;
        cx_node *part = cx_pad(cx_select(mine, dy, cx_k(0)), start, after, .interior = between);
        sum = sum ? cx_add(sum, part) : part;
    } while (!cxi_is_poison(sum) && cxi_next_place(&at, w->window_dimensions));
    cx_dims low = w->padding.low, high = w->padding.high;
    for (int i = 0; i < rank; i++) low.dim[i] = -low.dim[i], high.dim[i] = -high.dim[i];
    cx_node *bare = cx_pad(sum, low, high);
    return cx_slice(bare, repeat(0, rank), bare->dims, .stride = w->base_dilations);
}

static void max_pool_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    if (cxi_dims_has(Y->dims, 0))
        dx[0] = cx_fill_like(X, 0);
    else
        dx[0] = side_by_side(y) ? max_cotangent_split(y, dy[0]) : max_cotangent_places(y, dy[0]);
}

ROOM(max_pool, "the largest over each place of a sliding window", .jvp = NULL)

static void max(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_maximum(in[0], in[1]);
}

cx_node *cxi_reduce_window_max(cx_node *x, const struct cxi_window *window) {
    cx_graph *graph = cx_graph_of(x);
    if (!graph || cxi_is_poison(x)) return cxi_poison(graph);
    if (cxi_is_complex(x->dtype) || x->dtype == CX_BOOL)
        return cx_fail(graph, "max_pool: there is no largest of %s", cx_dtype_name(x->dtype));
    return make(&cxi_op_max_pool, x, cxi_constant_number(graph, x->dtype, CX_SCALAR, lowest(x->dtype)), max, window);
}
