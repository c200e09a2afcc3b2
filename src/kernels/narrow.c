#include "kernels/narrow.h"

#include "kernels/loops.h"
#include "pjrt/pjrt.h"

enum { CHUNK = 1 << 17 }; /* elements of the matrix that a thread takes at a time, about */

struct product {
    cx_dtype dtype;
    const float *x;
    const uint16_t *w;
    float *y;
    int64_t rows, in, units, chunk; /* units of a chunk */
};

/* A row of the matrix stays in the nearest cache for all rows of x. */
static void multiply_some(int64_t chunk, int worker, void *user) {
    (void)worker;
    const struct product *p = user;
    int64_t from = chunk * p->chunk, end = from + p->chunk < p->units ? from + p->chunk : p->units;
    for (int64_t u = from; u < end; u++)
        for (int64_t r = 0; r < p->rows; r++)
            p->y[r * p->units + u] = cxi_dot(p->dtype, p->w + u * p->in, p->x + r * p->in, (size_t)p->in);
}

static bool multiply(cx_frame *frame) {
    cx_buffer x = cx_frame_input(frame, 0), w = cx_frame_input(frame, 1), y = cx_frame_output(frame, 0);
    bool fits = x.dtype == CX_F32 && (w.dtype == CX_BF16 || w.dtype == CX_F16) && y.dtype == CX_F32 &&
                x.dims.rank == 2 && w.dims.rank == 2 && x.dims.dim[1] == w.dims.dim[1] &&
                cx_dims_equal(y.dims, CX_DIMS(x.dims.dim[0], w.dims.dim[0]));
    if (!fits)
        return cx_frame_fail(frame, "calx_narrow: it takes f32[rows, in] and bf16[units, in] or f16[units, in], and "
                                    "gives f32[rows, units]");
    struct product p = {w.dtype, x.data, w.data, y.data, x.dims.dim[0], x.dims.dim[1], w.dims.dim[0], 0};
    p.chunk = p.in < CHUNK ? CHUNK / (p.in + 1) : 1;
    cxi_frame_parallel_awake(frame, (p.units + p.chunk - 1) / p.chunk, multiply_some, &p);
    return true;
}

CX_HANDLER(narrow_handler, multiply)

const char *const cxi_narrow_handler_name = "calx_narrow";
cx_ffi_handler *const cxi_narrow_handler = narrow_handler;
