/* Convolution. One op for the forward pass and for its gradients, which are convolutions with other roles for
   the axes; so its attributes are StableHLO's in full, and cx_conv_ makes the channels-last case of them. */
#include "ops/rooms.h"
#include "transform/batch.h"
#include "ops/window.h"

/* Which axis of an array has which role: [0] and [1] as named below, then the spatial ones. The cotangent of
   one array is made with the first two exchanged: summing over the batch is what summing over features is in
   the forward pass. */
enum { BATCH = 0, CHANNEL = 1, FEATURE = 0, INPUT = 1, SPATIAL = 2 };

struct conv {
    cx_dims window_strides;
    struct cxi_padding padding;
    cx_dims lhs_dilation, rhs_dilation;
    cx_dims window_reversal;
    int64_t feature_group_count, batch_group_count;
    cx_dims x, kernel, y; /* roles: batch, channel, spatial...; output feature, input channel, spatial...; as x */
    cx_dtype dtype;       /* of the result and of the sums */
};

static void print_roles(struct cxi_text *out, cx_dims roles, const char *names) {
    cxi_add(out, "[");
    for (int axis = 0; axis < roles.rank; axis++) {
        int role = 0;
        while (roles.dim[role] != axis) role++;
        if (axis) cxi_add(out, ", ");
        if (role < SPATIAL)
            cxi_addf(out, "%c", names[role]);
        else
            cxi_addf(out, "%d", role - SPATIAL);
    }
    cxi_add(out, "]");
}

/* #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]> */
static void print_numbers(struct cxi_text *out, const struct cxi_inst *inst) {
    const struct conv *c = inst->attrs;
    cxi_add(out, "#stablehlo.conv<");
    print_roles(out, c->x, "bf");
    cxi_add(out, "x");
    print_roles(out, c->kernel, "oi");
    cxi_add(out, "->");
    print_roles(out, c->y, "bf");
    cxi_add(out, ">");
}

static const struct cxi_field conv_fields[] = {CXI_FIELD(conv, window_strides, CXI_INTS),
                                               CXI_FIELD(conv, padding, CXI_PADDING),
                                               CXI_FIELD(conv, lhs_dilation, CXI_INTS),
                                               CXI_FIELD(conv, rhs_dilation, CXI_INTS),
                                               CXI_FIELD(conv, window_reversal, CXI_FLAGS),
                                               CXI_FIELD(conv, feature_group_count, CXI_INT),
                                               CXI_FIELD(conv, batch_group_count, CXI_INT),
                                               CXI_FIELD_PRINTED("dimension_numbers", print_numbers),
                                               CXI_FIELD(conv, x, CXI_PRIVATE_INTS),
                                               CXI_FIELD(conv, kernel, CXI_PRIVATE_INTS),
                                               CXI_FIELD(conv, y, CXI_PRIVATE_INTS),
                                               CXI_FIELD(conv, dtype, CXI_PRIVATE),
                                               {0}};

/* ----------------------------------------------------------------------------------------- shape rule */

static bool one_per_spatial_axis(struct cxi_inst *inst, const char *what, cx_dims list, int spatial) {
    return list.rank == spatial || cxi_reject(inst, "%s has %d entries for %d spatial axes", what, list.rank, spatial);
}

static bool check_lists(struct cxi_inst *inst, int spatial) {
    const struct conv *c = inst->attrs;
    return one_per_spatial_axis(inst, "stride", c->window_strides, spatial) &&
           one_per_spatial_axis(inst, "pad_low", c->padding.low, spatial) &&
           one_per_spatial_axis(inst, "pad_high", c->padding.high, spatial) &&
           one_per_spatial_axis(inst, "input_dilation", c->lhs_dilation, spatial) &&
           one_per_spatial_axis(inst, "dilation", c->rhs_dilation, spatial) &&
           one_per_spatial_axis(inst, "window_reversal", c->window_reversal, spatial);
}

static bool infer_spatial(struct cxi_inst *inst, int i, int64_t *size) {
    const struct conv *c = inst->attrs;
    int64_t n = inst->operand[0]->dims.dim[c->x.dim[SPATIAL + i]];
    int64_t k = inst->operand[1]->dims.dim[c->kernel.dim[SPATIAL + i]];
    int64_t low = c->padding.low.dim[i], high = c->padding.high.dim[i];
    if (!cxi_check_window(inst, "size of spatial axis", i, n, 0, CXI_LARGEST_WINDOW) ||
        !cxi_check_window(inst, "kernel size of spatial axis", i, k, 1, CXI_LARGEST_WINDOW) ||
        !cxi_check_window(inst, "stride of spatial axis", i, c->window_strides.dim[i], 1, CXI_LARGEST_WINDOW) ||
        !cxi_check_window(inst, "dilation of spatial axis", i, c->rhs_dilation.dim[i], 1, CXI_LARGEST_WINDOW) ||
        !cxi_check_window(inst, "input_dilation of spatial axis", i, c->lhs_dilation.dim[i], 1, CXI_LARGEST_WINDOW) ||
        !cxi_check_window(inst, "padding of spatial axis", i, low, -CXI_LARGEST_PADDING, CXI_LARGEST_PADDING) ||
        !cxi_check_window(inst, "padding of spatial axis", i, high, -CXI_LARGEST_PADDING, CXI_LARGEST_PADDING))
        return false;
    int64_t window = cxi_dilated(k, c->rhs_dilation.dim[i]),
            padded = cxi_dilated(n, c->lhs_dilation.dim[i]) + low + high;
    if (padded < 0) return cxi_reject(inst, "more than spatial axis %d has is cropped", i);
    *size = padded < window ? 0 : (padded - window) / c->window_strides.dim[i] + 1;
    return true;
}

static bool check_groups(struct cxi_inst *inst) {
    const struct conv *c = inst->attrs;
    cx_dims x = inst->operand[0]->dims, kernel = inst->operand[1]->dims;
    int64_t groups = c->feature_group_count, batch_groups = c->batch_group_count;
    int64_t channels = x.dim[c->x.dim[CHANNEL]], features = kernel.dim[c->kernel.dim[FEATURE]];
    int64_t input = kernel.dim[c->kernel.dim[INPUT]];
    if (groups < 1 || batch_groups < 1)
        return cxi_reject(inst, "%lld groups", (long long)(groups < 1 ? groups : batch_groups));
    if (channels % groups || channels / groups != input)
        return cxi_reject(inst, "x has %lld channels in %lld groups, the kernel takes %lld in each",
                          (long long)channels, (long long)groups, (long long)input);
    if (features % groups || features % batch_groups)
        return cxi_reject(inst, "%lld features do not divide into %lld groups", (long long)features,
                          (long long)(features % groups ? groups : batch_groups));
    if (x.dim[c->x.dim[BATCH]] % batch_groups)
        return cxi_reject(inst, "the batch does not divide into %lld groups", (long long)batch_groups);
    return true;
}

static bool conv_infer(struct cxi_inst *inst) {
    const struct conv *c = inst->attrs;
    cx_dims x = inst->operand[0]->dims, kernel = inst->operand[1]->dims;
    cx_dims to = {.rank = x.rank};
    if (!cxi_check_products(inst, c->dtype)) return false;
    if (kernel.rank != x.rank || x.rank != c->x.rank)
        return cxi_reject(inst, "x has %d axes and the kernel %d: both have one per spatial axis and two more", x.rank,
                          kernel.rank);
    if (!check_lists(inst, x.rank - SPATIAL) || !check_groups(inst)) return false;
    to.dim[c->y.dim[BATCH]] = x.dim[c->x.dim[BATCH]] / c->batch_group_count;
    to.dim[c->y.dim[CHANNEL]] = kernel.dim[c->kernel.dim[FEATURE]];
    for (int i = 0; i < x.rank - SPATIAL; i++)
        if (!infer_spatial(inst, i, &to.dim[c->y.dim[SPATIAL + i]])) return false;
    inst->result[0].dtype = c->dtype;
    inst->result[0].dims = to;
    return true;
}

/* ------------------------------------------------------------------------------------------- gradients */

static cx_node *convolve(cx_node *x, cx_node *kernel, const struct conv *c) {
    return cxi_node(&cxi_op_convolution, 2, (cx_node *[]){x, kernel}, c);
}

static cx_dims exchanged(cx_dims roles) {
    int64_t first = roles.dim[0];
    roles.dim[0] = roles.dim[1];
    roles.dim[1] = first;
    return roles;
}

/* Moves the groups, the outer part of axis `from`, to become the outer part of axis `to`:
   [..., groups * n, ..., m, ...] -> [..., n, ..., groups * m, ...]. */
static cx_node *move_groups(cx_node *x, int from, int to, int64_t groups) {
    if (groups == 1 || cxi_is_poison(x)) return x;
    int64_t n = x->dims.dim[from] / groups;
    if (x->dims.rank == CX_MAX_RANK)
        return cx_fail(cx_graph_of(x), "convolution: in groups and with %d axes it has no gradient", CX_MAX_RANK);
    cx_dims split = {0}, order = {0}, joined = x->dims;
    for (int i = 0; i < x->dims.rank; i++) {
        if (i == from) split = cxi_dims_add(split, groups);
        split = cxi_dims_add(split, i == from ? n : x->dims.dim[i]);
    }
    for (int i = 0; i < x->dims.rank; i++) { /* axis i of x is i, or i + 1 behind the new axis at `from` */
        if (i == to) order = cxi_dims_add(order, from);
        order = cxi_dims_add(order, i < from ? i : i + 1);
    }
    joined.dim[from] = n;
    joined.dim[to] *= groups;
    return cx_reshape(cx_transpose(cx_reshape(x, split), order), joined);
}

/* The sizes of one spatial axis, dilated as the forward pass does. */
struct spans {
    int64_t x, kernel, y;
};

static struct spans spans(const struct cxi_inst *y, int i) {
    const struct conv *c = y->attrs;
    return (struct spans){cxi_dilated(y->operand[0]->dims.dim[c->x.dim[SPATIAL + i]], c->lhs_dilation.dim[i]),
                          cxi_dilated(y->operand[1]->dims.dim[c->kernel.dim[SPATIAL + i]], c->rhs_dilation.dim[i]),
                          cxi_dilated(y->result[0].dims.dim[c->y.dim[SPATIAL + i]], c->window_strides.dim[i])};
}

/* Each element of x was multiplied by the kernel's elements on its way to y; so the reversed kernel slides
   over dy, dilated by the stride, and stops where x has elements. */
static cx_node *input_cotangent(struct cxi_inst *y, cx_node *dy) {
    const struct conv *c = y->attrs;
    struct conv t = *c;
    cx_dims backward = {0};
    t.x = c->y, t.kernel = exchanged(c->kernel), t.y = c->x;
    t.window_strides = c->lhs_dilation, t.lhs_dilation = c->window_strides;
    for (int i = 0; i < t.window_strides.rank; i++) {
        struct spans s = spans(y, i);
        t.padding.low.dim[i] = s.kernel - c->padding.low.dim[i] - 1;
        t.padding.high.dim[i] = s.x + s.kernel - 1 - s.y - t.padding.low.dim[i];
        if (!c->window_reversal.dim[i]) backward = cxi_dims_add(backward, c->kernel.dim[SPATIAL + i]);
        t.window_reversal.dim[i] = 0;
    }
    int64_t groups = c->feature_group_count * c->batch_group_count; /* one of them is 1 */
    t.feature_group_count = groups;
    t.batch_group_count = 1;
    cx_node *kernel = move_groups(OPERAND(1), (int)c->kernel.dim[FEATURE], (int)c->kernel.dim[INPUT], groups);
    t.dtype = dy->dtype;
    dy = cxi_cotangent_factor(dy, kernel);
    cx_node *dx = convolve(dy, cx_reverse(cx_convert(kernel, dy->dtype), backward), &t);
    return move_groups(cx_convert(dx, X->dtype), (int)c->x.dim[CHANNEL], (int)c->x.dim[BATCH], c->batch_group_count);
}

/* Each element of the kernel met every element of y with one of x, strides apart: dy, dilated by the stride,
   slides over x, with the roles of batch and feature exchanged. */
static cx_node *kernel_cotangent(struct cxi_inst *y, cx_node *dy) {
    const struct conv *c = y->attrs;
    struct conv t = *c;
    cx_dims backward = {0};
    t.x = exchanged(c->x), t.kernel = exchanged(c->y), t.y = exchanged(c->kernel);
    t.window_strides = c->rhs_dilation, t.rhs_dilation = c->window_strides;
    for (int i = 0; i < t.window_strides.rank; i++) {
        struct spans s = spans(y, i);
        t.padding.high.dim[i] = s.y - s.x + s.kernel - c->padding.low.dim[i] - 1;
        if (c->window_reversal.dim[i]) backward = cxi_dims_add(backward, c->kernel.dim[SPATIAL + i]);
        t.window_reversal.dim[i] = 0;
    }
    t.feature_group_count = c->batch_group_count;
    t.batch_group_count = c->feature_group_count;
    t.dtype = dy->dtype;
    dy = cxi_cotangent_factor(dy, X);
    return cx_convert(cx_reverse(convolve(cx_convert(X, dy->dtype), dy, &t), backward), OPERAND(1)->dtype);
}

static bool is_empty(const cx_node *node) {
    return cxi_dims_has(node->dims, 0);
}

static void convolution_vjp(struct cxi_inst *y, cx_node *const *dy, cx_node **dx) {
    bool nothing = is_empty(X) || is_empty(Y) || is_empty(OPERAND(1)); /* a window of no elements is not allowed */
    dx[0] = nothing ? cx_fill_like(X, 0) : input_cotangent(y, dy[0]);
    dx[1] = nothing ? cx_fill_like(OPERAND(1), 0) : kernel_cotangent(y, dy[0]);
}

/* [size, ..., n, ...] -> [..., size * n, ...]: the batch becomes the outer part of an axis; and back. */
static cx_node *fold(cx_node *x, int axis) {
    if (cxi_is_poison(x)) return x;
    cx_dims order = {0}, joined = {0};
    for (int i = 1; i < x->dims.rank; i++) {
        if (i == axis + 1) order = cxi_dims_add(order, 0);
        order = cxi_dims_add(order, i);
        joined = cxi_dims_add(joined, x->dims.dim[i] * (i == axis + 1 ? x->dims.dim[0] : 1));
    }
    return cx_reshape(cx_transpose(x, order), joined);
}

static cx_node *unfold(cx_node *y, int axis, int64_t size) {
    if (cxi_is_poison(y)) return y;
    cx_dims split = {0}, order = {1, {axis}};
    for (int i = 0; i < y->dims.rank; i++) {
        if (i == axis) split = cxi_dims_add(split, size);
        split = cxi_dims_add(split, y->dims.dim[i] / (i == axis && size ? size : 1));
        if (i != axis) order = cxi_dims_add(order, i < axis ? i : i + 1);
        if (i == axis) order = cxi_dims_add(order, i + 1);
    }
    return cx_transpose(cx_reshape(y, split), order);
}

/* Examples of x under one kernel are more of the same batch; one x under kernels of their own has more features; both are
   groups that see only each other. */
static void convolution_batch(struct cxi_inst *y, const struct cxi_batching *b, cx_node **out) {
    const struct conv *c = y->attrs;
    struct conv more = *c;
    cx_node *x = b->in[0], *kernel = b->in[1];
    int at = (int)c->y.dim[CHANNEL];
    if (!b->batched[1] && c->batch_group_count == 1) {
        x = fold(x, (int)c->x.dim[BATCH]);
        at = (int)c->y.dim[BATCH];
    } else if (!b->batched[0] && c->batch_group_count == 1 && c->feature_group_count == 1)
        kernel = fold(kernel, (int)c->kernel.dim[FEATURE]);
    else {
        bool of_batch = c->batch_group_count > 1;
        x = fold(cxi_batch_operand(b, 0), (int)c->x.dim[of_batch ? BATCH : CHANNEL]);
        kernel = fold(cxi_batch_operand(b, 1), (int)c->kernel.dim[FEATURE]);
        *(of_batch ? &more.batch_group_count : &more.feature_group_count) *= b->size;
    }
    if (b->size)
        out[0] = unfold(cxi_result(cxi_rebuild_with(y, (cx_node *[]){x, kernel}, &more), 0), at, b->size);
    else
        out[0] = cx_fill(cx_graph_of(x), Y->dtype, cxi_dims_after(0, Y->dims), 0);
}

/* Products with the padding count, those with the gaps of a dilated x do not. */
static double convolution_flops(const struct cxi_inst *y) {
    const struct conv *c = y->attrs;
    cx_dims kernel = OPERAND(1)->dims;
    double products = (double)cx_dims_count(Y->dims) * (double)kernel.dim[c->kernel.dim[INPUT]];
    for (int i = 0; i < c->lhs_dilation.rank; i++)
        products *= (double)kernel.dim[c->kernel.dim[SPATIAL + i]] / (double)c->lhs_dilation.dim[i];
    return 2 * products;
}

const struct cxi_op cxi_op_convolution = {
    .name = "convolution",
    .mnemonic = "stablehlo.convolution",
    .summary = "a kernel slid over x, and the products summed",
    .made_by = "cx_conv cx_conv_transpose",
    .shapes = "x [batch, spatial..., channels], kernel [spatial..., channels / groups, features] -> [batch / "
              "batch_groups, spatial..., features]",
    .infer = conv_infer,
    .batch = convolution_batch,
    .vjp = convolution_vjp,
    .flops = convolution_flops,
    .jvp = cxi_jvp_multilinear,
    .fields = conv_fields,
    .attrs_size = sizeof(struct conv),
    .results = 1,
};

/* --------------------------------------------------------------------------------------- channels last */

static cx_dims ones_unless(cx_dims list, int rank) {
    if (list.rank) return list;
    for (int i = 0; i < rank; i++) list = cxi_dims_add(list, 1);
    return list;
}

/* Fills in *padding. Values that no window can have are left for the shape rule to name. */
static bool choose_padding(cx_graph *graph, const cx_conv_args *args, const struct conv *c,
                           struct cxi_padding *padding) {
    int spatial = args->x->dims.rank - SPATIAL;
    *padding = (struct cxi_padding){args->pad_low, args->pad_high};
    if (args->pad_low.rank || args->pad_high.rank) return true;
    padding->low.rank = padding->high.rank = spatial;
    if (args->pad == CX_VALID) return true;
    for (int i = 0; i < spatial; i++) {
        int64_t n = args->x->dims.dim[1 + i], k = args->kernel->dims.dim[i];
        int64_t stride = c->window_strides.dim[i], dilation = c->rhs_dilation.dim[i];
        if (c->lhs_dilation.dim[i] != 1)
            return cx_fail(graph, "conv: CX_SAME says nothing about a dilated input, x %s: give pad_low and pad_high",
                           CXI_TYPE(args->x)),
                   false;
        if (stride < 1 || dilation < 1 || dilation > CXI_LARGEST_WINDOW || k > CXI_LARGEST_WINDOW) continue;
        cxi_pad_same(n, cxi_dilated(k, dilation), stride, &padding->low.dim[i], &padding->high.dim[i]);
    }
    return true;
}

cx_node *cx_conv_(cx_conv_args args) {
    cx_node *both[] = {args.x, args.kernel};
    cx_graph *graph = cx_graph_at_(cxi_graph_among(2, both), args.at_);
    for (int i = 0; i < 2; i++)
        if (!cxi_is_there(graph, "conv", i, both[i])) return cxi_poison(graph);
    int rank = args.x->dims.rank, spatial = rank - SPATIAL;
    if (spatial < 0 || args.kernel->dims.rank != rank)
        return cx_fail(graph,
                       "conv: x %s and a kernel %s: they are [batch, spatial..., channels] and "
                       "[spatial..., channels / groups, features]",
                       CXI_TYPE(args.x), CXI_TYPE(args.kernel));
    struct conv c = {.window_strides = ones_unless(args.stride, spatial),
                     .lhs_dilation = ones_unless(args.input_dilation, spatial),
                     .rhs_dilation = ones_unless(args.dilation, spatial),
                     .window_reversal = {.rank = spatial},
                     .feature_group_count = args.groups ? args.groups : 1,
                     .batch_group_count = args.batch_groups ? args.batch_groups : 1,
                     .dtype = args.dtype ? args.dtype : args.x->dtype};
    if (!cxi_is_padding(graph, "conv", args.pad)) return cxi_poison(graph);
    if (c.feature_group_count != 1 && c.batch_group_count != 1)
        return cx_fail(graph, "conv: %lld groups and %lld batch_groups: one of them must be 1",
                       (long long)c.feature_group_count, (long long)c.batch_group_count);
    if (c.window_strides.rank != spatial || c.lhs_dilation.rank != spatial || c.rhs_dilation.rank != spatial)
        return cx_fail(
            graph, "conv: stride, dilation and input_dilation have an entry for each of the %d spatial axes of x %s",
            spatial, CXI_TYPE(args.x));
    if (!choose_padding(graph, &args, &c, &c.padding)) return cxi_poison(graph);
    c.x.rank = c.kernel.rank = rank;
    c.x.dim[BATCH] = 0, c.x.dim[CHANNEL] = rank - 1;
    c.kernel.dim[FEATURE] = rank - 1, c.kernel.dim[INPUT] = rank - 2;
    for (int i = 0; i < spatial; i++) c.x.dim[SPATIAL + i] = 1 + i, c.kernel.dim[SPATIAL + i] = i;
    c.y = c.x;
    return convolve(args.x, args.kernel, &c);
}
