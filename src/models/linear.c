/* Products with weights in whatever form the store has them: the one place that knows the forms. Under a scope lies one of
     weight   f32, f16 or bf16 [units, in], as most files have it
     kernel   f32 [in, units]: the same transposed, as GPT-2's files have it
     FORMAT   quantised blocks, u8 [units, bytes of a row], by the name of their format: "Q4_K"; see models/blocks.h  */
#include <calx/custom.h>
#include <calx/family.h>

#include "kernels/narrow.h"
#include "kernels/quantised.h"
#include "models/blocks.h"
#include "nn/store.h"

#include <stdio.h>
#include <string.h>

enum {
    CHUNK = 1 << 18, /* elements of a matrix that become f32 at a time: 1 MB */
    FEW = 8,         /* rows that are multiplied one by one */
    BY_KERNEL = 16   /* rows, at most, that the kernel multiplies with 16-bit floats: a short prompt */
};

/* The dtype under a name of this scope, or CX_INVALID where there is none. */
static cx_dtype stored(cx_scope *s, const char *name) {
    struct cxi_variable *v = cxi_store_find(s->trace->store, cx_scope_path(cx_in(s, "%s", name)));
    return v ? v->value->dtype : CX_INVALID;
}

static const struct cxi_blocks *stored_blocks(cx_scope *s) {
    for (const struct cxi_blocks *f = cxi_block_formats; f->format; f++)
        if (stored(s, f->format)) return f;
    return NULL;
}

/* The quantised matrix [units, in] as its bytes: u8 [units, bytes of a row] */
static cx_node *block_rows(cx_scope *s, const struct cxi_blocks *f, int64_t units, int64_t in) {
    return cx_variable(s, f->format, CX_DIMS(units, in / f->elements * f->bytes), .dtype = CX_U8);
}

static bool has_kernel(cx_scope *s) {
    return cxi_models_have_kernels(s->trace->store->owned.runtime);
}

/* x [rows, in] by the transpose of w [units, in], or by w [in, units]: [rows, units] in f32. XLA on CPU reads a matrix once to
   multiply a single row, at the memory's speed; for more rows it lays all of the matrix out anew, which takes as long as ten
   single ones. */
static cx_node *product(cx_node *x, cx_node *w, int in_axis) {
    int64_t rows = cx_dim(x, 0);
    x = cx_convert(x, cx_node_dtype(w));
    if (rows == 1 || rows > FEW)
        return cx_dot_general(x, w, .contract_a = CX_DIMS(1), .contract_b = CX_DIMS(in_axis), .dtype = CX_F32);
    cx_node *row[FEW];
    for (int64_t i = 0; i < rows; i++) row[i] = product(cx_slice_axis(x, 0, i, i + 1), w, in_axis);
    return cx_concatenate_((int)rows, row, 0, (cx_here){0});
}

/* -------------------------------------------------------------------- matrices that become f32 a few rows at a time */

struct chunks {
    const struct cxi_blocks *format; /* NULL: 16-bit floats */
    cx_node *x, *rows;
    int64_t count, units; /* chunks, and rows of each */
};

/* Rows of the matrix: f32 [rows, in] */
static cx_node *expand(const struct cxi_blocks *format, cx_node *rows) {
    return format ? cxi_blocks_expand(format, rows) : cx_convert(rows, CX_F32);
}

static void is_left(cx_node *const *in, cx_node **out, void *user) {
    const struct chunks *c = user;
    out[0] = cx_lt(in[0], cx_k(c->count));
}

/* in: the chunk's number, and the results [rows, units] so far */
static void next_chunk(cx_node *const *in, cx_node **out, void *user) {
    const struct chunks *c = user;
    cx_node *zero = cx_scalar(cx_graph_of(in[0]), CX_I32, 0), *at = cx_scale(in[0], (double)c->units);
    cx_node *part = cx_dynamic_slice(c->rows, CX_LIST(cx_node *, at, zero), CX_DIMS(c->units, cx_dim(c->rows, 1)));
    cx_node *y = product(c->x, expand(c->format, part), 1);
    out[0] = cx_shift(in[0], 1);
    out[1] = cx_dynamic_update_slice(in[1], y, CX_LIST(cx_node *, zero, at));
}

/* The most rows of at most CHUNK elements that divide the matrix. */
static int64_t rows_of_chunk(int64_t units, int64_t in) {
    int64_t most = CHUNK / in > 0 ? CHUNK / in : 1;
    if (units <= most) return units;
    while (units % most) most--;
    return most;
}

/* In chunks of rows, so that the whole matrix never stands in memory as f32; nor those of all layers, since XLA makes what depends
   on nothing long before it needs it. Results are written over some element of x, and not over zeros, for the same reason. */
static cx_node *multiply_expanded(const struct cxi_blocks *format, cx_node *x, cx_node *rows) {
    int64_t units = cx_dim(rows, 0), part = rows_of_chunk(units, cx_dim(x, 1));
    struct chunks c = {format, x, rows, units / part, part};
    if (c.count == 1) return product(x, expand(format, rows), 1);
    cx_node *any = cx_convert(cx_slice_axis(cx_slice_axis(x, 0, 0, 1), 1, 0, 1), CX_F32);
    cx_node *state[] = {cx_scalar(cx_graph_of(x), CX_I32, 0),
                        cx_broadcast_in_dim(any, CX_DIMS(cx_dim(x, 0), units), CX_DIMS(0, 1))};
    cx_while(2, state, is_left, next_chunk, &c, state);
    return state[1];
}

/* ------------------------------------------------------------------------------------------ 16-bit floats on CPUs */

/* XLA has no products of theirs there: it makes f32 of the whole matrix, and with it of a table of embeddings. */
static cx_node *multiply_narrow(cx_scope *s, cx_node *x, cx_node *w) {
    cx_node *y;
    if (!has_kernel(s) || cx_dim(x, 0) > BY_KERNEL) return multiply_expanded(NULL, x, w);
    cx_custom_call(cxi_narrow_handler_name, CX_LIST(cx_node *, cx_convert(x, CX_F32), w),
                   CX_LIST(cx_type, {CX_F32, CX_DIMS(cx_dim(x, 0), cx_dim(w, 0))}), &y);
    return y;
}

/* ------------------------------------------------------------------------------------------ quantised weights */

/* x [rows, in] by `count` quantised matrices with one call of the kernel: [rows, units[i]] each */
static void call_kernel(int count, cx_scope *const *s, cx_node *x, const int64_t *units, cx_node **y) {
    cx_node *in[1 + CXI_MATRICES] = {cx_convert(x, CX_F32)};
    cx_type type[CXI_MATRICES];
    char formats[8 * CXI_MATRICES] = "";
    for (int i = 0; i < count; i++) {
        const struct cxi_blocks *f = stored_blocks(s[i]);
        in[1 + i] = block_rows(s[i], f, units[i], cx_dim(x, 1));
        type[i] = (cx_type){CX_F32, CX_DIMS(cx_dim(x, 0), units[i])};
        snprintf(formats + strlen(formats), sizeof formats - strlen(formats), "%s%s", i ? " " : "", f->format);
    }
    cx_attribute format = cx_attribute_text("format", formats);
    cx_custom_call_((cx_custom_args){.handler = cxi_quantised_handler_name,
                                     .inputs = 1 + count,
                                     .in = in,
                                     .outputs = count,
                                     .type = type,
                                     .out = y,
                                     .attributes = 1,
                                     .attribute = &format});
}

static cx_node *multiply_blocks(cx_scope *s, const struct cxi_blocks *f, cx_node *x, int64_t units) {
    cx_node *y;
    if (!has_kernel(s)) return multiply_expanded(f, x, block_rows(s, f, units, cx_dim(x, 1)));
    call_kernel(1, &s, x, &units, &y);
    return y;
}

/* ------------------------------------------------------------------------------------------------ all forms */

static cx_node *multiply(cx_scope *s, cx_node *x, int64_t units) {
    int64_t in = cx_dim(x, 1);
    const struct cxi_blocks *blocks = stored_blocks(s);
    if (blocks) return multiply_blocks(s, blocks, x, units);
    if (stored(s, "kernel")) return product(x, cx_variable(s, "kernel", CX_DIMS(in, units)), 0);
    bool cpu = cxi_models_on_cpu(s->trace->store->owned.runtime);
    cx_node *w = cx_variable(s, "weight", CX_DIMS(units, in), .dtype = stored(s, "weight"));
    return cpu && cx_node_dtype(w) != CX_F32 ? multiply_narrow(s, x, w) : product(x, w, 1);
}

/* The products y [rows, units] of x [..., in] as they are wanted: [..., units], with the bias. */
static cx_node *finish(cx_scope *s, cx_node *x, cx_node *y, int64_t units) {
    cx_dims dims = cx_node_dims(x);
    dims.dim[dims.rank - 1] = units;
    y = cx_reshape(y, dims);
    return stored(s, "bias") ? cx_add(y, cx_variable(s, "bias", CX_DIMS(units))) : y;
}

static cx_node *rows_of(cx_node *x) {
    return cx_reshape(x, CX_DIMS(-1, cx_dim(x, -1)));
}

cx_node *cx_project(cx_scope *scope, cx_node *x, int64_t units) {
    cx_scope *s = cx_shared(scope); /* a table of embeddings is the head as well */
    return cx_rank(x) < 1 ? x : finish(s, x, multiply(s, rows_of(x), units), units);
}

void cx_projects(cx_scope *scope, cx_node *x, int count, const char *const *name, const int64_t *units, cx_node **y) {
    cx_scope *s[CXI_MATRICES];
    bool together = has_kernel(scope) && count <= CXI_MATRICES && cx_rank(x) > 0;
    for (int i = 0; i < count && together; i++) {
        s[i] = cx_shared(cx_in(scope, "%s", name[i]));
        together = stored_blocks(s[i]);
    }
    if (together) call_kernel(count, s, rows_of(x), units, y);
    for (int i = 0; i < count; i++)
        y[i] = together ? finish(s[i], x, y[i], units[i]) : cx_project(cx_in(scope, "%s", name[i]), x, units[i]);
}

cx_node *cx_lookup(cx_scope *scope, cx_node *indices, int64_t count, int64_t features) {
    cx_scope *s = cx_shared(scope);
    const struct cxi_blocks *blocks = stored_blocks(s);
    if (!blocks) {
        cx_node *table = cx_variable(s, "weight", CX_DIMS(count, features), .dtype = stored(s, "weight"));
        return cx_convert(cx_take(table, indices, 0), CX_F32);
    }
    cx_node *rows = cx_take(block_rows(s, blocks, count, features), cx_reshape(indices, CX_DIMS(-1)), 0);
    cx_dims dims = cx_node_dims(indices);
    dims.dim[dims.rank++] = features;
    return cx_reshape(cxi_blocks_expand(blocks, rows), dims);
}
