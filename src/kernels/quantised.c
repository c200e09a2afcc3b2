/* The handler: columns are rounded, then chunks of rows are unpacked and multiplied. */
#include "kernels/quantised.h"

#include "base/alloc.h"
#include "pjrt/pjrt.h"

#include <string.h>

#ifdef __GNUC__
#define PREFETCH(ADDRESS) __builtin_prefetch(ADDRESS)
#else
#define PREFETCH(ADDRESS) ((void)0)
#endif

enum {
    LEAST_BYTES = 1 << 14, /* of the matrix in a chunk, about: */
    MOST_BYTES = 1 << 19,  /* long stretches are read faster */
    SHARES = 8,            /* chunks for each worker, where those bounds allow it */
    MOST_WORK = 1 << 22,   /* multiplications in a chunk, about */
    ROUNDED = 16           /* columns that a thread rounds at a time */
};

struct matrix {
    enum cxi_quantised_format format;
    const unsigned char *rows;
    float *y;
    int64_t units, row_bytes;
    int64_t chunk, first; /* rows of a chunk, and the number of its first one */
};

struct run {
    const struct cxi_quantised_way *way;
    const float *x;
    int64_t in, columns, chunks;
    int count;
    struct matrix matrix[CXI_MATRICES];
    struct cxi_rounded rounded;
    char *rooms; /* of each worker: unpacked rows */
};

/* ------------------------------------------------------------------------------------------------ the product */

static void round_some(int64_t part, int worker, void *user) {
    (void)worker;
    const struct run *run = user;
    for (int64_t c = part * ROUNDED; c < run->columns && c < (part + 1) * ROUNDED; c++)
        run->way->round(run->x + c * run->in, run->in, &run->rounded, c);
}

/* What will be wanted soon is asked for: processors on their own do not look beyond a page. Rows are unpacked some at a time, so it is
   asked for twice as far ahead as where they are not. Inlined, for gcc takes a function that does nothing else for one without effect, and
   leaves out its calls. */
CXI_INLINE void look_ahead_of_rows(const struct matrix *m, int64_t row) {
    enum { AHEAD = 8192, LINE = 64 };
    const unsigned char *at = m->rows + row * m->row_bytes, *end = m->rows + m->units * m->row_bytes;
    if (end - at < AHEAD + m->row_bytes) return;
    for (int64_t i = 0; i < m->row_bytes; i += LINE) PREFETCH(at + AHEAD + i);
}

static void multiply_some(int64_t chunk, int worker, void *user) {
    const struct run *run = user;
    const struct matrix *m = run->matrix + run->count - 1;
    while (chunk < m->first) m--;
    int64_t from = (chunk - m->first) * m->chunk, end = from + m->chunk < m->units ? from + m->chunk : m->units;
    const unsigned char *row = m->rows + from * m->row_bytes;
    if (run->columns == 1 && run->way->direct &&
        run->way->direct(m->format, row, m->row_bytes, end - from, run->in, &run->rounded, m->y + from))
        return;
    struct cxi_unpacked_rows rows = cxi_unpacked_at(run->rooms + (size_t)worker * cxi_unpacked_size(run->in), run->in);
    int most = run->columns < CXI_MANY ? 4 : CXI_TOGETHER;
    for (int64_t r = from; r < end; r += most) {
        int count = end - r < most ? (int)(end - r) : most;
        for (int i = 0; i < count; i++) {
            look_ahead_of_rows(m, r + i);
            run->way->unpack(m->format, m->rows + (r + i) * m->row_bytes, run->in, &rows.row[i]);
        }
        run->way->multiply(m->format, &rows, count, &run->rounded, m->y + r, m->units);
    }
}

static int64_t rows_of_chunk(const struct run *run, int64_t bytes, int64_t row_bytes) {
    int64_t rows = bytes / row_bytes, most = MOST_WORK / (run->in * run->columns);
    if (rows > most && run->columns >= CXI_MANY) rows = most;
    return (rows > CXI_TOGETHER ? rows : CXI_TOGETHER) / CXI_TOGETHER * CXI_TOGETHER;
}

/* --------------------------------------------------------------------------------------------------- the call */

/* The format whose name begins at *names, up to a space or the end; *names goes behind it. */
static bool next_format(const char **names, const char *end, enum cxi_quantised_format *format) {
    const char *name = *names, *space = name < end ? memchr(name, ' ', (size_t)(end - name)) : NULL;
    size_t length = (size_t)((space ? space : end) - name);
    *names = space ? space + 1 : end;
    return cxi_quantised_find(name, length, format);
}

static bool refuse(cx_frame *frame) {
    return cx_frame_fail(frame, "calx_quantised: it takes f32[columns, in] and up to %d of u8[units, bytes]",
                         CXI_MATRICES);
}

static bool read_matrix(cx_frame *frame, const struct run *run, int number, struct matrix *m) {
    cx_buffer rows = cx_frame_input(frame, 1 + number), y = cx_frame_output(frame, number);
    const struct cxi_quantised *format = &cxi_quantised[m->format];
    if (rows.dtype != CX_U8 || rows.dims.rank != 2 || y.dtype != CX_F32) return refuse(frame);
    m->rows = rows.data, m->y = y.data;
    m->units = rows.dims.dim[0], m->row_bytes = rows.dims.dim[1];
    if (run->in % format->elements || run->in / format->elements * format->bytes != m->row_bytes)
        return cx_frame_fail(frame, "calx_quantised: %lld elements of %s are not %lld bytes", (long long)run->in,
                             format->name, (long long)m->row_bytes);
    return cx_dims_count(y.dims) == run->columns * m->units ||
           cx_frame_fail(frame, "calx_quantised: its result is to be f32[columns, units]");
}

static bool read_run(cx_frame *frame, struct run *run) {
    cx_buffer x = cx_frame_input(frame, 0);
    const char *names = NULL;
    size_t length = 0;
    run->count = cx_frame_inputs(frame) - 1;
    if (x.dtype != CX_F32 || x.dims.rank != 2 || run->count < 1 || run->count > CXI_MATRICES ||
        cx_frame_outputs(frame) != run->count)
        return refuse(frame);
    cx_frame_text(frame, "format", &names, &length);
    run->x = x.data, run->columns = x.dims.dim[0], run->in = x.dims.dim[1];
    const char *end = names + length;
    for (int i = 0; i < run->count; i++) {
        if (!names || !next_format(&names, end, &run->matrix[i].format))
            return cx_frame_fail(frame, "calx_quantised: its format is none that it knows");
        if (!read_matrix(frame, run, i, &run->matrix[i])) return false;
    }
    return true;
}

/* Sets where each matrix's chunks begin, and how many there are. */
static void cut(struct run *run, int workers) {
    int64_t bytes = 0;
    for (int i = 0; i < run->count; i++) bytes += run->matrix[i].units * run->matrix[i].row_bytes;
    bytes /= SHARES * workers;
    bytes = bytes < LEAST_BYTES ? LEAST_BYTES : bytes > MOST_BYTES ? MOST_BYTES : bytes;
    for (int i = 0; i < run->count; i++) {
        struct matrix *m = &run->matrix[i];
        m->chunk = rows_of_chunk(run, bytes, m->row_bytes);
        m->first = run->chunks;
        run->chunks += (m->units + m->chunk - 1) / m->chunk;
    }
}

static bool multiply(cx_frame *frame) {
    struct run run = {.way = cxi_quantised_way()};
    if (!read_run(frame, &run)) return false;
    if (run.columns * run.in == 0) {
        for (int i = 0; i < run.count; i++)
            memset(run.matrix[i].y, 0, (size_t)(run.columns * run.matrix[i].units) * sizeof(float));
        return true;
    }
    size_t rounded = cxi_rounded_size(run.in, run.columns);
    int workers = cx_frame_workers(frame);
    char *memory = cxi_new_aligned(rounded + (size_t)workers * cxi_unpacked_size(run.in));
    if (!memory) return cx_frame_fail(frame, "calx_quantised: out of memory");
    run.rounded = cxi_rounded_at(memory, run.in, run.columns);
    run.rooms = memory + rounded;
    cut(&run, workers);
    cxi_frame_parallel_awake(frame, (run.columns + ROUNDED - 1) / ROUNDED, round_some, &run);
    cxi_frame_parallel_awake(frame, run.chunks, multiply_some, &run);
    cxi_free(memory);
    return true;
}

CX_HANDLER(quantised_handler, multiply)

const char *const cxi_quantised_handler_name = "calx_quantised";
cx_ffi_handler *const cxi_quantised_handler = quantised_handler;
