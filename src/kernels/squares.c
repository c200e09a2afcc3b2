#include "kernels/squares.h"

#include "base/alloc.h"
#include "kernels/loops.h"

enum {
    PIECE = 1 << 16, /* elements that a thread takes at a time */
    SLICE = 1 << 12  /* of those, what is added up in f32 */
};

struct piece {
    const float *x;
    int64_t count;
    double sum;
};

static void add_up(int64_t number, int worker, void *user) {
    (void)worker;
    struct piece *p = (struct piece *)user + number;
    for (int64_t at = 0; at < p->count; at += SLICE) {
        int64_t count = p->count - at < SLICE ? p->count - at : SLICE;
        p->sum += (double)cxi_dot(CX_F32, p->x + at, p->x + at, (size_t)count);
    }
}

static int64_t pieces_of(int64_t elements) {
    return (elements + PIECE - 1) / PIECE;
}

/* Cuts array `number` into pieces; returns the place behind the last. */
static struct piece *cut(const cx_frame *frame, int number, struct piece *to) {
    cx_buffer x = cx_frame_input(frame, number);
    int64_t elements = cx_dims_count(x.dims);
    for (int64_t at = 0; at < elements; at += PIECE)
        *to++ = (struct piece){(const float *)x.data + at, elements - at < PIECE ? elements - at : PIECE, 0};
    return to;
}

static bool sum_of_squares(cx_frame *frame) {
    cx_buffer y = cx_frame_output(frame, 0);
    int64_t count = 0;
    bool fits = y.dtype == CX_F32 && y.dims.rank == 0;
    for (int i = 0; i < cx_frame_inputs(frame) && fits; i++) {
        fits = cx_frame_input(frame, i).dtype == CX_F32;
        count += pieces_of(cx_dims_count(cx_frame_input(frame, i).dims));
    }
    if (!fits) return cx_frame_fail(frame, "calx_sum_of_squares: it takes f32 arrays, and gives one f32");
    struct piece *pieces = cxi_new((size_t)count + 1, sizeof *pieces), *end = pieces;
    if (!pieces) return cx_frame_fail(frame, "calx_sum_of_squares: out of memory");
    for (int i = 0; i < cx_frame_inputs(frame); i++) end = cut(frame, i, end);
    cx_frame_parallel(frame, count, add_up, pieces);
    double sum = 0;
    for (const struct piece *p = pieces; p < end; p++) sum += p->sum;
    *(float *)y.data = (float)sum;
    cxi_free(pieces);
    return true;
}

CX_HANDLER(sum_of_squares_handler, sum_of_squares)

const char *const cxi_sum_of_squares_name = "calx_sum_of_squares";
cx_ffi_handler *const cxi_sum_of_squares_handler = sum_of_squares_handler;
