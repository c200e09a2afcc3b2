#include "kernels/pool.h"

#include "kernels/loops.h"

#include <string.h>

const char *const cxi_pool_names[2] = {"calx_pool", "calx_pool_gradient"};

/* One run, forward or backward, cut into chunks of rows of windows. */
struct run {
    cx_dtype dtype;
    const char *x, *dy; /* dy: backward */
    char *y, *dx;
    size_t element;                  /* bytes */
    int64_t height, width, channels; /* of x */
    int64_t rows, chunk;             /* of windows, in all pictures and in a chunk */
    struct cxi_dropout dropout;
    bool relu;
};

/* Windows do not reach the last row or column of an odd picture. */
static void clear_rest(const struct run *run, char *dx, bool last_row) {
    size_t channels = (size_t)run->channels * run->element, row = (size_t)run->width * channels;
    size_t covered = (size_t)(run->width / 2 * 2) * channels;
    for (size_t i = 0; i < 2; i++) memset(dx + i * row + covered, 0, row - covered);
    if (last_row && run->height % 2) memset(dx + 2 * row, 0, row);
}

static void work(int64_t chunk, int worker, void *user) {
    (void)worker;
    const struct run *run = user;
    int64_t down = run->height / 2, across = run->width / 2;
    size_t row = (size_t)(run->width * run->channels), pooled = (size_t)(across * run->channels);
    for (int64_t r = chunk * run->chunk; r < run->rows && r < (chunk + 1) * run->chunk; r++) {
        int64_t picture = r / down, line = r % down;
        size_t first = (size_t)r * pooled, to = first * run->element;
        size_t at = (size_t)(picture * run->height + 2 * line) * row * run->element;
        if (run->y)
            cxi_pool_row(run->dtype, run->x + at, row, run->y + to, (size_t)across, (size_t)run->channels,
                         (uint32_t)first, &run->dropout);
        else {
            cxi_pool_gradient_row(run->dtype, run->x + at, row, run->dy + to, run->dx + at, (size_t)across,
                                  (size_t)run->channels, (uint32_t)first, &run->dropout, run->relu);
            clear_rest(run, run->dx + at, line == down - 1);
        }
    }
}

static bool run_all(cx_frame *frame, struct run *run, cx_buffer x, cx_buffer key) {
    enum { CHUNK = 32768 }; /* elements of x, about */
    if ((x.dtype != CX_F32 && x.dtype != CX_BF16) || x.dims.rank != 4)
        return cx_frame_fail(frame, "calx_pool: x is to be f32 or bf16, of 4 axes");
    run->dtype = x.dtype;
    run->element = cx_dtype_size(x.dtype);
    run->x = x.data;
    run->height = x.dims.dim[1], run->width = x.dims.dim[2], run->channels = x.dims.dim[3];
    run->rows = x.dims.dim[0] * (run->height / 2);
    run->chunk = CHUNK / (2 * run->width * run->channels) + 1;
    run->relu = cx_frame_int(frame, "relu", 0) != 0;
    if (key.dtype == CX_U32) {
        run->dropout = (struct cxi_dropout){.on = true,
                                            .threshold = (uint32_t)cx_frame_int(frame, "threshold", 0),
                                            .scale = (float)cx_frame_real(frame, "scale", 1)};
        memcpy(run->dropout.key, key.data, sizeof run->dropout.key);
    }
    cx_frame_parallel(frame, (run->rows + run->chunk - 1) / run->chunk, work, run);
    return true;
}

static bool pool(cx_frame *frame) {
    struct run run = {.y = cx_frame_output(frame, 0).data};
    return run_all(frame, &run, cx_frame_input(frame, 0), cx_frame_input(frame, 1));
}

static bool pool_gradient(cx_frame *frame) {
    struct run run = {.dy = cx_frame_input(frame, 1).data, .dx = cx_frame_output(frame, 0).data};
    return run_all(frame, &run, cx_frame_input(frame, 0), cx_frame_input(frame, 2));
}

CX_HANDLER(pool_handler, pool)
CX_HANDLER(pool_gradient_handler, pool_gradient)

cx_ffi_handler *const cxi_pool_handlers[2] = {pool_handler, pool_gradient_handler};
