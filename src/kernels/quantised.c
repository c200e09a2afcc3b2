/* The handler: columns are rounded, then chunks of rows are unpacked and multiplied. */
#include "kernels/quantised.h"

#include "base/alloc.h"

#include <string.h>

const struct cxi_quantised cxi_quantised[CXI_QUANTISED_FORMATS] = {
#define X(NAME, ELEMENTS, BYTES) {#NAME, ELEMENTS, BYTES},
    CXI_QUANTISED(X)
#undef X
};

bool cxi_quantised_find(const char *name, size_t length, enum cxi_quantised_format *format) {
    for (int i = 0; i < CXI_QUANTISED_FORMATS; i++) {
        *format = (enum cxi_quantised_format)i;
        if (strlen(cxi_quantised[i].name) == length && memcmp(cxi_quantised[i].name, name, length) == 0) return true;
    }
    return false;
}

/* -------------------------------------------------------------------------------------------------- memory */

static size_t whole_lines(size_t bytes) {
    return (bytes + 63) / 64 * 64;
}

static size_t scales_size(int64_t in) {
    return whole_lines((size_t)(cxi_quantised_pitch(in) / CXI_RUN) * sizeof(float));
}

static size_t row_size(int64_t in) {
    return (size_t)cxi_quantised_pitch(in) + 2 * scales_size(in);
}

static struct cxi_unpacked row_at(char *memory, int64_t in) {
    float *scale = (float *)(void *)(memory + cxi_quantised_pitch(in));
    return (struct cxi_unpacked){(unsigned char *)memory, scale, scale + scales_size(in) / sizeof *scale};
}

size_t cxi_unpacked_size(int64_t in) {
    return 2 * CXI_TOGETHER * row_size(in);
}

struct cxi_unpacked_rows cxi_unpacked_at(void *memory, int64_t in) {
    struct cxi_unpacked_rows rows;
    if (cxi_quantised_pitch(in) > in)
        memset(memory, 0, CXI_TOGETHER * row_size(in)); /* what fills them up stays zero */
    for (int i = 0; i < CXI_TOGETHER; i++) rows.row[i] = row_at((char *)memory + (size_t)i * row_size(in), in);
    rows.woven = row_at((char *)memory + CXI_TOGETHER * row_size(in), CXI_TOGETHER * cxi_quantised_pitch(in));
    return rows;
}

size_t cxi_rounded_size(int64_t in, int64_t columns) {
    size_t runs = (size_t)(cxi_quantised_pitch(in) / CXI_RUN);
    return (size_t)(columns * cxi_quantised_pitch(in)) + 2 * whole_lines((size_t)columns * runs * sizeof(float));
}

struct cxi_rounded cxi_rounded_at(void *memory, int64_t in, int64_t columns) {
    int64_t pitch = cxi_quantised_pitch(in), runs = pitch / CXI_RUN;
    signed char *q = memory;
    float *scale = (float *)(void *)(q + columns * pitch);
    if (pitch > in) memset(memory, 0, cxi_rounded_size(in, columns));
    return (struct cxi_rounded){
        columns, pitch, runs, q, scale, scale + whole_lines((size_t)(columns * runs) * sizeof *scale) / sizeof *scale};
}

/* ------------------------------------------------------------------------------------------------ the product */

#ifdef __GNUC__
#define PREFETCH(ADDRESS) __builtin_prefetch(ADDRESS)
#else
#define PREFETCH(ADDRESS) ((void)0)
#endif

enum {
    CHUNK_BYTES = 1 << 15, /* of the matrix, about */
    CHUNK_WORK = 1 << 22,  /* multiplications, at most about */
    ROUNDED = 16           /* columns that a thread rounds at a time */
};

struct run {
    const struct cxi_quantised_way *way;
    enum cxi_quantised_format format;
    const float *x;
    const unsigned char *rows;
    float *y;
    int64_t in, units, columns, row_bytes, chunk; /* chunk: rows */
    struct cxi_rounded rounded;
    char *rooms; /* of each worker: unpacked rows */
};

static void round_some(int64_t part, int worker, void *user) {
    (void)worker;
    const struct run *run = user;
    for (int64_t c = part * ROUNDED; c < run->columns && c < (part + 1) * ROUNDED; c++)
        run->way->round(run->x + c * run->in, run->in, &run->rounded, c);
}

/* What will be wanted soon is asked for: processors on their own do not look beyond a page. */
static void look_ahead(const struct run *run, int64_t row, int rows) {
    enum { AHEAD = 4096, LINE = 64 };
    const unsigned char *at = run->rows + row * run->row_bytes, *end = run->rows + run->units * run->row_bytes;
    if (end - at < AHEAD + rows * run->row_bytes) return;
    for (int64_t i = 0; i < rows * run->row_bytes; i += LINE) PREFETCH(at + AHEAD + i);
}

static void multiply_some(int64_t chunk, int worker, void *user) {
    const struct run *run = user;
    int64_t from = chunk * run->chunk, end = from + run->chunk < run->units ? from + run->chunk : run->units;
    struct cxi_unpacked_rows rows = cxi_unpacked_at(run->rooms + (size_t)worker * cxi_unpacked_size(run->in), run->in);
    int most = run->columns < CXI_MANY ? 4 : CXI_TOGETHER;
    for (int64_t r = from; r < end; r += most) {
        int count = end - r < most ? (int)(end - r) : most;
        look_ahead(run, r, count);
        for (int i = 0; i < count; i++)
            run->way->unpack(run->format, run->rows + (r + i) * run->row_bytes, run->in, &rows.row[i]);
        run->way->multiply(run->format, &rows, count, &run->rounded, run->y + r, run->units);
    }
}

static int64_t rows_of_chunk(const struct run *run) {
    int64_t rows = CHUNK_BYTES / run->row_bytes, most = CHUNK_WORK / (run->in * run->columns);
    if (rows > most) rows = most;
    return (rows > CXI_TOGETHER ? rows : CXI_TOGETHER) / CXI_TOGETHER * CXI_TOGETHER;
}

static bool read_run(cx_frame *frame, struct run *run) {
    cx_buffer x = cx_frame_input(frame, 0), rows = cx_frame_input(frame, 1), y = cx_frame_output(frame, 0);
    const char *name;
    size_t length;
    if (x.dtype != CX_F32 || x.dims.rank != 2 || rows.dtype != CX_U8 || rows.dims.rank != 2 || y.dtype != CX_F32)
        return cx_frame_fail(frame, "calx_quantised: it takes f32[columns, in] and u8[units, bytes]");
    if (!cx_frame_text(frame, "format", &name, &length) || !cxi_quantised_find(name, length, &run->format))
        return cx_frame_fail(frame, "calx_quantised: its format is none that it knows");
    const struct cxi_quantised *format = &cxi_quantised[run->format];
    run->x = x.data, run->rows = rows.data, run->y = y.data;
    run->columns = x.dims.dim[0], run->in = x.dims.dim[1];
    run->units = rows.dims.dim[0], run->row_bytes = rows.dims.dim[1];
    if (run->in % format->elements || run->in / format->elements * format->bytes != run->row_bytes)
        return cx_frame_fail(frame, "calx_quantised: %lld elements of %s are not %lld bytes", (long long)run->in,
                             format->name, (long long)run->row_bytes);
    return cx_dims_count(y.dims) == run->columns * run->units ||
           cx_frame_fail(frame, "calx_quantised: its result is to be f32[columns, units]");
}

static bool multiply(cx_frame *frame) {
    struct run run = {.way = cxi_quantised_way()};
    if (!read_run(frame, &run)) return false;
    if (run.columns * run.units * run.in == 0) {
        memset(run.y, 0, (size_t)(run.columns * run.units) * sizeof *run.y);
        return true;
    }
    size_t rounded = whole_lines(cxi_rounded_size(run.in, run.columns));
    size_t rooms = (size_t)cx_frame_workers(frame) * cxi_unpacked_size(run.in);
    char *memory = cxi_new_aligned(rounded + rooms);
    if (!memory) return cx_frame_fail(frame, "calx_quantised: out of memory");
    run.rounded = cxi_rounded_at(memory, run.in, run.columns);
    run.rooms = memory + rounded;
    run.chunk = rows_of_chunk(&run);
    cx_frame_parallel(frame, (run.columns + ROUNDED - 1) / ROUNDED, round_some, &run);
    cx_frame_parallel(frame, (run.units + run.chunk - 1) / run.chunk, multiply_some, &run);
    cxi_free(memory);
    return true;
}

CX_HANDLER(quantised_handler, multiply)

const char *const cxi_quantised_handler_name = "calx_quantised";
cx_ffi_handler *const cxi_quantised_handler = quantised_handler;
