#include "kernels/product.h"

#include "kernels/kernels.h"
#include "kernels/onednn.h"

#include <stdatomic.h>

const char *const cxi_product_name = "calx_product";

/* ------------------------------------------------------------------------------------------------- tiles */

struct tiles {
    int64_t rows, columns;       /* of one; those at the ends have what is left */
    int64_t down, across, count; /* of a matrix; of all matrices */
};

static int64_t half(int64_t length) {
    enum { STEP = 16 }; /* elements: oneDNN computes in blocks of such lengths */
    return (length / 2 + STEP - 1) / STEP * STEP;
}

/* The longer side is halved while a tile stays large enough for reading its operands to cost little. */
static struct tiles tiles_of(const struct cxi_product *p) {
    enum { WORTH_HALVING = 1 << 22 /* multiplications */, SHORT = 128 /* sides that stay whole */ };
    struct tiles t = {.rows = p->rows, .columns = p->columns};
    while ((t.rows > SHORT || t.columns > SHORT) && t.rows * t.columns >= WORTH_HALVING / p->depth) {
        int64_t *longer = t.rows > t.columns ? &t.rows : &t.columns;
        *longer = half(*longer);
    }
    t.down = (p->rows + t.rows - 1) / t.rows;
    t.across = (p->columns + t.columns - 1) / t.columns;
    t.count = t.down * t.across * p->batch;
    return t;
}

/* -------------------------------------------------------------------------------------------- the handler */

struct run {
    const struct onednn *lib;
    struct cxi_product of;
    struct tiles tiles;
    const float *a, *b;
    float *y;
    atomic_bool failed;
};

static void multiply_tile(int64_t tile, int worker, void *user) {
    (void)worker;
    struct run *run = user;
    const struct cxi_product *p = &run->of;
    const struct tiles *t = &run->tiles;
    int64_t row = tile % t->down * t->rows, column = tile / t->down % t->across * t->columns;
    int64_t matrix = tile / t->down / t->across;
    const float *a = run->a + matrix * p->rows * p->depth + row * (p->transpose_a ? 1 : p->depth);
    const float *b = run->b + matrix * p->depth * p->columns + column * (p->transpose_b ? p->depth : 1);
    float *y = run->y + (matrix * p->rows + row) * p->columns + column;
    int threads = cxi_onednn_enter(run->lib);
    if (run->lib->sgemm(p->transpose_a ? 'T' : 'N', p->transpose_b ? 'T' : 'N', cxi_smaller(t->rows, p->rows - row),
                        cxi_smaller(t->columns, p->columns - column), p->depth, 1, a,
                        p->transpose_a ? p->rows : p->depth, b, p->transpose_b ? p->depth : p->columns, 0, y,
                        p->columns))
        atomic_store(&run->failed, true);
    cxi_onednn_leave(run->lib, threads);
}

static bool is_matrices(cx_buffer buffer, int64_t batch, int64_t rows, int64_t columns, bool transposed) {
    cx_dims dims = transposed ? CX_DIMS(batch, columns, rows) : CX_DIMS(batch, rows, columns);
    return buffer.dtype == CX_F32 && cx_dims_equal(buffer.dims, dims);
}

static bool multiply(cx_frame *frame) {
    cx_buffer a = cx_frame_input(frame, 0), b = cx_frame_input(frame, 1), y = cx_frame_output(frame, 0);
    struct cxi_product p = {.transpose_a = cx_frame_int(frame, "transpose_a", 0) != 0,
                            .transpose_b = cx_frame_int(frame, "transpose_b", 0) != 0};
    bool fits = a.dims.rank == 3 && y.dims.rank == 3;
    if (fits) {
        p.batch = y.dims.dim[0], p.rows = y.dims.dim[1], p.columns = y.dims.dim[2];
        p.depth = a.dims.dim[p.transpose_a ? 1 : 2];
        fits = is_matrices(y, p.batch, p.rows, p.columns, false) &&
               is_matrices(a, p.batch, p.rows, p.depth, p.transpose_a) &&
               is_matrices(b, p.batch, p.depth, p.columns, p.transpose_b) && cx_dims_count(y.dims) > 0 && p.depth > 0;
    }
    if (!fits)
        return cx_frame_fail(frame,
                             "calx_product: it takes f32[batch, rows, depth] and f32[batch, depth, columns], with "
                             "the last two exchanged where transposed, and gives f32[batch, rows, columns]");
    struct cxi_status status = {0};
    struct run run = {cxi_onednn(&status), p, tiles_of(&p), a.data, b.data, y.data, false};
    cxi_status_clear(&status);
    if (run.lib) cx_frame_parallel(frame, run.tiles.count, multiply_tile, &run);
    return (run.lib && !atomic_load(&run.failed)) || cx_frame_fail(frame, "calx_product: oneDNN failed");
}

CX_HANDLER(product_handler, multiply)

cx_ffi_handler *const cxi_product_handler = product_handler;

/* What reads a matrix for a few products only is bound by memory; matrices of a batch that are small are soon multiplied by XLA; and
   one that is not cut into enough tiles leaves threads idle that XLA would use. */
bool cxi_product_pays(const struct cxi_product *p) {
    enum {
        SHORTEST = 8,    /* rows, columns, depth */
        LEAST = 1 << 16, /* multiplications of a matrix, */
        ENOUGH = 1000000 /* and of all */
    };
    if (cxi_kernels_are_forced()) return true;
    double each = (double)p->rows * (double)p->columns * (double)p->depth;
    return p->rows >= SHORTEST && p->columns >= SHORTEST && p->depth >= SHORTEST && each >= LEAST &&
           each * (double)p->batch >= ENOUGH && cxi_kernels_keep_busy(tiles_of(p).count);
}
