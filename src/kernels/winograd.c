/* With x a tile of 4 by 4, w the kernel and y the tile of 2 by 2 that starts where x does, for one channel and one feature,
       y = A' [(G w G') * (B' x B)] A        * by element, and all of it summed over channels before A
       dw = G' [(A dy A') * (B' x B)] G      summed over tiles before G
   and dx is y's formula for dy and the kernel turned round. The sums are one product of matrices for each of the 16 places of a
   tile: some tiles are taken at a time, as many as fit in the second cache. */
#include "kernels/winograd.h"

#include "kernels/kernels.h"

#include <string.h>

enum { SIDE = 4, PLACES = SIDE * SIDE };

struct picture {
    int64_t rows, columns, depth;
};

/* Transformed tiles: [place, panel, tile, width] or [place, tile, panel, width]. Floats from one to the next; `width` are side by
   side. */
struct planes {
    int64_t place, panel, tile, width;
};

struct shape {
    struct picture from, to;
    int64_t low[2];
    int64_t down, across, tiles; /* of an example; of a block */
    struct planes of_from, of_to;
    int64_t step_from, step_to, step_kernel[2], origin; /* in the user's kernel */
};

struct way {
    int64_t lanes;
    void (*run)(const struct shape *s, const float *from, const float *u, const float *bias, bool relu, float *to,
                int64_t line, int64_t lines, float *scratch);
    void (*gradient)(const struct shape *s, const float *x, const float *dy, int64_t line, int64_t lines, float *sum,
                     float *scratch);
    void (*pack)(const struct shape *s, const float *kernel, float *u, int64_t panel);
    void (*unpack)(const struct shape *s, const float *sum, float *kernel, int64_t panel);
};

static int64_t deeper_of(const struct shape *s) {
    return s->from.depth > s->to.depth ? s->from.depth : s->to.depth;
}

static int64_t floats_of_room(const struct shape *s) {
    return PLACES * (s->of_from.place + s->of_to.place) + 2 * deeper_of(s);
}

/* --------------------------------------------------------------------------------------------- where tiles are */

struct tile {
    int64_t example, row, column; /* of its first element in `to` */
};

static inline struct tile first_tile(const struct shape *s, int64_t line) {
    return (struct tile){line / s->down, line % s->down * 2, 0};
}

/* -------------------------------------------------------------------------------------------- the ways to compute */

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

struct room {
    float *v, *m, *zeros, *waste;
};

static struct room room_of(const struct shape *s, float *scratch) {
    struct room r = {.v = scratch, .m = scratch + PLACES * s->of_from.place};
    r.zeros = r.m + PLACES * s->of_to.place;
    r.waste = r.zeros + deeper_of(s);
    memset(r.zeros, 0, (size_t)deeper_of(s) * sizeof *r.zeros);
    return r;
}

static inline int64_t panel_at(const struct planes *p, int64_t depth) {
    return depth / p->width * p->panel + depth % p->width;
}

/* Element i of the window, row by row, in the user's kernel. */
static inline int64_t kernel_at(const struct shape *s, int i) {
    return s->origin + i / 3 * s->step_kernel[0] + i % 3 * s->step_kernel[1];
}

static inline void next_tile(const struct shape *s, struct tile *t) {
    if ((t->column += 2) < s->to.columns) return;
    t->column = 0;
    if ((t->row += 2) < s->to.rows) return;
    t->row = 0;
    t->example++;
}

/* Where the `side` by `side` elements from (row, column) on stand in an array of pictures, or OUTSIDE. */
enum { OUTSIDE = -1 };
static inline void find(const struct picture *p, int64_t example, int64_t row, int64_t column, int side, int64_t *at) {
    int64_t first = ((example * p->rows + row) * p->columns + column) * p->depth;
    bool inside = row >= 0 && row + side <= p->rows && column >= 0 && column + side <= p->columns;
    for (int i = 0; i < side; i++)
        for (int k = 0; k < side; k++) {
            bool there = inside || (row + i >= 0 && row + i < p->rows && column + k >= 0 && column + k < p->columns);
            at[side * i + k] = there ? first + (i * p->columns + k) * p->depth : OUTSIDE;
        }
}

static inline void find_x(const struct shape *s, const float *x, const struct tile *t, const float *zeros,
                          const float **in) {
    int64_t at[PLACES];
    find(&s->from, t->example, t->row - s->low[0], t->column - s->low[1], SIDE, at);
    for (int i = 0; i < PLACES; i++) in[i] = at[i] == OUTSIDE ? zeros : x + at[i];
}

static inline void find_dy(const struct shape *s, const float *dy, const struct tile *t, const float *zeros,
                           const float **in) {
    int64_t at[4];
    find(&s->to, t->example, t->row, t->column, 2, at);
    for (int i = 0; i < 4; i++) in[i] = at[i] == OUTSIDE ? zeros : dy + at[i];
}

static inline void find_y(const struct shape *s, float *y, const struct tile *t, float *waste, float **out) {
    int64_t at[4];
    find(&s->to, t->example, t->row, t->column, 2, at);
    for (int i = 0; i < 4; i++) out[i] = at[i] == OUTSIDE ? waste : y + at[i];
}

#define W(NAME)               NAME##_avx512
#define TARGET                __attribute__((target("avx512f")))
#define VECTOR                __m512
#define LANES                 16
#define ROWS                  8
#define LOAD(P)               _mm512_loadu_ps(P)
#define STORE(P, V)           _mm512_storeu_ps(P, V)
#define ALL(X)                _mm512_set1_ps(X)
#define MULTIPLY_ADD(A, B, C) _mm512_fmadd_ps(A, B, C)
#define LARGER(A, B)          _mm512_max_ps(A, B)
#include "kernels/winograd_of.h"
#undef W
#undef TARGET
#undef VECTOR
#undef LANES
#undef ROWS
#undef LOAD
#undef STORE
#undef ALL
#undef MULTIPLY_ADD
#undef LARGER

#define W(NAME)               NAME##_avx2
#define TARGET                __attribute__((target("avx2,fma")))
#define VECTOR                __m256
#define LANES                 8
#define ROWS                  4
#define LOAD(P)               _mm256_loadu_ps(P)
#define STORE(P, V)           _mm256_storeu_ps(P, V)
#define ALL(X)                _mm256_set1_ps(X)
#define MULTIPLY_ADD(A, B, C) _mm256_fmadd_ps(A, B, C)
#define LARGER(A, B)          _mm256_max_ps(A, B)
#include "kernels/winograd_of.h"

/* The widest that the processor has and that divides both depths; NULL. */
static const struct way *way_for(const struct cxi_conv_call *c) {
    int64_t depths = c->x.dim[3] | c->y.dim[3];
    if (depths % 16 == 0 && __builtin_cpu_supports("avx512f")) return &way_avx512;
    return depths % 8 == 0 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &way_avx2 : NULL;
}

#else

static const struct way *way_for(const struct cxi_conv_call *c) {
    (void)c;
    return NULL;
}

#endif

/* --------------------------------------------------------------------------------------------------------- shapes */

static struct picture picture_of(cx_dims dims) {
    return (struct picture){dims.dim[1], dims.dim[2], dims.dim[3]};
}

static int64_t step_of(cx_dims dims, int64_t axis) {
    int64_t step = 1;
    for (int i = dims.rank - 1; i > axis; i--) step *= dims.dim[i];
    return step;
}

static struct planes planes_of(int64_t depth, int64_t lanes, int64_t tiles, bool panels_apart) {
    /* Places are a little off the powers of 2 that would put them in the same lines of a cache. */
    enum { OFF = 16 };
    int64_t width = depth % (2 * lanes) ? lanes : 2 * lanes;
    return (struct planes){.place = tiles * depth + OFF,
                           .panel = panels_apart ? tiles * width : width,
                           .tile = panels_apart ? width : depth,
                           .width = width};
}

static struct shape shape_of(const struct cxi_conv_call *c) {
    /* Floats of all tiles of a block: with 16 places half a megabyte, and twice that where sums are gone through once a block.
       Tiles go in a STEP that every way's ROWS divides. */
    enum { FITTING = 8192, MOST = 128, STEP = 8 };
    bool back = c->pass == ONEDNN_PASS_INPUT, gradient = c->pass == ONEDNN_PASS_KERNEL;
    struct shape s = {.from = picture_of(back ? c->y : c->x), .to = picture_of(back ? c->x : c->y)};
    int64_t lanes = way_for(c)->lanes, fitting = gradient ? 2 * FITTING : FITTING;
    s.down = (s.to.rows + 1) / 2, s.across = (s.to.columns + 1) / 2;
    s.tiles = fitting / (s.from.depth + s.to.depth) / STEP * STEP;
    s.tiles = s.tiles < STEP ? STEP : s.tiles > MOST ? MOST : s.tiles;
    s.of_from = planes_of(s.from.depth, lanes, s.tiles, gradient);
    s.of_to = planes_of(s.to.depth, lanes, s.tiles, true);
    s.step_from = step_of(c->kernel, c->kernel_axes.dim[back ? 0 : 1]);
    s.step_to = step_of(c->kernel, c->kernel_axes.dim[back ? 1 : 0]);
    for (int i = 0; i < 2; i++) {
        int64_t step = step_of(c->kernel, c->kernel_axes.dim[2 + i]);
        s.low[i] = back ? 2 - c->low.dim[i] : c->low.dim[i];
        s.step_kernel[i] = back ? -step : step;
        s.origin += back ? 2 * step : 0;
    }
    return s;
}

bool cxi_winograd_fits(const struct cxi_conv_call *c) {
    enum { SMALLEST = 4 }; /* sides of the result: smaller ones are mostly edges */
    if (c->dtype != CX_F32 || c->groups != 1 || c->strides.rank != 2 || !way_for(c)) return false;
    for (int i = 0; i < 2; i++)
        if (c->kernel.dim[c->kernel_axes.dim[2 + i]] != 3 || c->strides.dim[i] != 1 || c->dilation.dim[i] != 1 ||
            c->y.dim[1 + i] < SMALLEST)
            return false;
    struct shape s = shape_of(c);
    int64_t tiles = c->x.dim[0] * s.down * s.across;
    return 2 * tiles >= deeper_of(&s); /* with fewer, the kernel's transformation takes what is gained */
}

size_t cxi_winograd_packed(const struct cxi_conv_call *c) {
    return (size_t)(PLACES * c->x.dim[3] * c->y.dim[3]) * sizeof(float);
}

size_t cxi_winograd_scratch(const struct cxi_conv_call *c) {
    struct shape s = shape_of(c);
    return (size_t)floats_of_room(&s) * sizeof(float);
}

/* ---------------------------------------------------------------------------------------------------------- calls */

int64_t cxi_winograd_panels(const struct cxi_conv_call *call) {
    struct shape s = shape_of(call);
    return s.to.depth / s.of_to.width;
}

void cxi_winograd_pack(const struct cxi_conv_call *call, const float *kernel, float *packed, int64_t panel) {
    struct shape s = shape_of(call);
    way_for(call)->pack(&s, kernel, packed, panel);
}

void cxi_winograd_unpack(const struct cxi_conv_call *call, const float *packed, float *kernel, int64_t panel) {
    struct shape s = shape_of(call);
    way_for(call)->unpack(&s, packed, kernel, panel);
}

int64_t cxi_winograd_lines(const struct cxi_conv_call *call, int64_t *tiles) {
    struct shape s = shape_of(call);
    *tiles = s.across;
    return call->x.dim[0] * s.down;
}

int64_t cxi_winograd_line_at(const struct cxi_conv_call *call, int64_t line) {
    struct shape s = shape_of(call);
    struct tile tile = first_tile(&s, line);
    return (tile.example * s.to.rows + tile.row) * s.to.columns * s.to.depth;
}

void cxi_winograd_run(const struct cxi_conv_call *call, const float *from, const float *packed, const float *bias,
                      float *to, int64_t first, int64_t count, float *scratch) {
    struct shape s = shape_of(call);
    bool relu = call->pass == ONEDNN_PASS_FORWARD && call->relu;
    way_for(call)->run(&s, from, packed, bias, relu, to, first, count, scratch);
}

void cxi_winograd_gradient(const struct cxi_conv_call *call, const float *x, const float *dy, int64_t first,
                           int64_t count, float *sum, float *scratch) {
    struct shape s = shape_of(call);
    memset(sum, 0, cxi_winograd_packed(call));
    way_for(call)->gradient(&s, x, dy, first, count, sum, scratch);
}
