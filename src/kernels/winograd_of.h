/* Winograd's convolutions for vectors of one width: included by winograd.c once for each. W(name) is this width's name of a
   function, VECTOR its type, LANES its floats, ROWS how many rows are multiplied at a time, TARGET the instructions.

   B' x B, A' m A, G w G' and their adjoints are applied along both axes: a function does the one, on all of the other's lines. */

#define INLINED TARGET __attribute__((always_inline)) static inline

/* B' along four: for x. */
INLINED void W(spread_x)(VECTOR *x, int step) {
    VECTOR a = x[0], b = x[step], c = x[2 * step], d = x[3 * step];
    x[0] = a - c, x[step] = b + c, x[2 * step] = c - b, x[3 * step] = b - d;
}

/* A' from four to two: for y. */
INLINED void W(gather_y)(VECTOR *m, int step) {
    VECTOR a = m[0], b = m[step], c = m[2 * step], d = m[3 * step];
    m[0] = a + b + c, m[step] = b - c - d;
}

/* A from two to four: for dy. */
INLINED void W(spread_dy)(VECTOR *y, int step) {
    VECTOR a = y[0], b = y[step];
    y[0] = a, y[step] = a + b, y[2 * step] = a - b, y[3 * step] = -b;
}

/* G from three to four: for the kernel. */
INLINED void W(spread_kernel)(VECTOR *w, int step) {
    VECTOR a = w[0], b = w[step], c = w[2 * step];
    w[step] = 0.5F * (a + b + c), w[2 * step] = 0.5F * (a - b + c), w[3 * step] = c;
}

/* G' from four to three: for the kernel's gradient. */
INLINED void W(gather_kernel)(VECTOR *m, int step) {
    VECTOR half_sum = 0.5F * (m[step] + m[2 * step]), half_difference = 0.5F * (m[step] - m[2 * step]);
    m[0] = m[0] + half_sum, m[step] = half_difference, m[2 * step] = half_sum + m[3 * step];
}

/* ----------------------------------------------------------------------------------------------- tiles in and out */

TARGET static void W(take_x)(const float *const *at, int64_t depth, const struct planes *to, float *v) {
    const int64_t place = to->place;
    for (int64_t d = 0; d < depth; d += LANES) {
        float *to_panel = v + panel_at(to, d);
        VECTOR x[PLACES];
        for (int i = 0; i < PLACES; i++) x[i] = LOAD(at[i] + d);
        for (int i = 0; i < SIDE; i++) W(spread_x)(x + i, SIDE);
        for (int i = 0; i < SIDE; i++) W(spread_x)(x + SIDE * i, 1);
        for (int i = 0; i < PLACES; i++) STORE(to_panel + i * place, x[i]);
    }
}

TARGET static void W(take_dy)(const float *const *at, int64_t depth, const struct planes *to, float *v) {
    const int64_t place = to->place;
    for (int64_t d = 0; d < depth; d += LANES) {
        float *to_panel = v + panel_at(to, d);
        VECTOR y[PLACES];
        y[0] = LOAD(at[0] + d), y[1] = LOAD(at[1] + d), y[SIDE] = LOAD(at[2] + d), y[SIDE + 1] = LOAD(at[3] + d);
        W(spread_dy)(y, SIDE);
        W(spread_dy)(y + 1, SIDE);
        for (int i = 0; i < SIDE; i++) W(spread_dy)(y + SIDE * i, 1);
        for (int i = 0; i < PLACES; i++) STORE(to_panel + i * place, y[i]);
    }
}

TARGET static void W(give_y)(const float *m, const struct planes *from, int64_t depth, const float *bias, bool relu,
                             float *const *at) {
    const int64_t place = from->place;
    for (int64_t d = 0; d < depth; d += LANES) {
        const float *panel = m + panel_at(from, d);
        VECTOR y[PLACES], add = bias ? LOAD(bias + d) : ALL(0);
        for (int i = 0; i < PLACES; i++) y[i] = LOAD(panel + i * place);
        for (int i = 0; i < SIDE; i++) W(gather_y)(y + i, SIDE);
        for (int i = 0; i < 2; i++) W(gather_y)(y + SIDE * i, 1);
        for (int i = 0; i < 4; i++) {
            VECTOR one = y[SIDE * (i / 2) + i % 2] + add;
            STORE(at[i] + d, relu ? LARGER(ALL(0), one) : one);
        }
    }
}

/* ------------------------------------------------------------------------------------------------------- products */

/* y[row, :] = sum over k of a[row, k] b[k, :], for ROWS rows and `vectors` vectors; added to y if `more`. */
INLINED void W(multiply_tile)(int vectors, bool more, const float *a, int64_t a_row, int64_t a_step, const float *b,
                              int64_t depth, float *y, int64_t y_row) {
    VECTOR sum[ROWS][2];
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < vectors; j++) sum[i][j] = more ? LOAD(y + i * y_row + j * LANES) : ALL(0);
    for (int64_t k = 0; k < depth; k++, a += a_step, b += vectors * LANES) {
        VECTOR of_b[2];
        for (int j = 0; j < vectors; j++) of_b[j] = LOAD(b + j * LANES);
#pragma GCC unroll 8
        for (int i = 0; i < ROWS; i++)
            for (int j = 0; j < vectors; j++) sum[i][j] = MULTIPLY_ADD(ALL(a[i * a_row]), of_b[j], sum[i][j]);
    }
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < vectors; j++) STORE(y + i * y_row + j * LANES, sum[i][j]);
}

/* M = V U for one place: `rows` tiles by all panels of U. */
TARGET static void W(multiply)(const struct shape *s, const float *v, const float *u, int64_t rows, float *m) {
    int64_t width = s->of_to.width, depth = s->from.depth;
    for (int64_t n = 0; n < s->to.depth; n += width, u += depth * width, m += s->of_to.panel)
        for (int64_t i = 0; i < rows; i += ROWS) {
            const float *a = v + i * s->of_from.tile;
            float *y = m + i * s->of_to.tile;
            if (width > LANES)
                W(multiply_tile)(2, false, a, s->of_from.tile, 1, u, depth, y, s->of_to.tile);
            else
                W(multiply_tile)(1, false, a, s->of_from.tile, 1, u, depth, y, s->of_to.tile);
        }
}

/* sum += V' D for one place, over `tiles` tiles. */
TARGET static void W(multiply_adjoint)(const struct shape *s, const float *v, const float *d, int64_t tiles,
                                       float *sum) {
    int64_t width = s->of_to.width, depth = s->from.depth;
    for (int64_t n = 0; n < s->to.depth; n += width, d += s->of_to.panel)
        for (int64_t i = 0; i < depth; i += ROWS, sum += ROWS * width) {
            const float *a = v + panel_at(&s->of_from, i);
            if (width > LANES)
                W(multiply_tile)(2, true, a, 1, s->of_from.tile, d, tiles, sum, width);
            else
                W(multiply_tile)(1, true, a, 1, s->of_from.tile, d, tiles, sum, width);
        }
}

/* ------------------------------------------------------------------------------------------------------ the passes */

TARGET static void W(run)(const struct shape *s, const float *from, const float *u, const float *bias, bool relu,
                          float *to, int64_t line, int64_t lines, float *scratch) {
    struct room room = room_of(s, scratch);
    int64_t total = lines * s->across, of_u = s->from.depth * s->to.depth;
    const float *in[PLACES];
    float *out[4];
    struct tile taken = first_tile(s, line), given = taken;
    for (int64_t left = total; left > 0; left -= s->tiles) {
        int64_t count = cxi_smaller(s->tiles, left), rows = (count + ROWS - 1) / ROWS * ROWS;
        for (int64_t t = 0; t < count; t++, next_tile(s, &taken)) {
            find_x(s, from, &taken, room.zeros, in);
            W(take_x)(in, s->from.depth, &s->of_from, room.v + t * s->of_from.tile);
        }
        for (int p = 0; p < PLACES; p++)
            W(multiply)(s, room.v + p * s->of_from.place, u + p * of_u, rows, room.m + p * s->of_to.place);
        for (int64_t t = 0; t < count; t++, next_tile(s, &given)) {
            find_y(s, to, &given, room.waste, out);
            W(give_y)(room.m + t * s->of_to.tile, &s->of_to, s->to.depth, bias, relu, out);
        }
    }
}

TARGET static void W(gradient)(const struct shape *s, const float *x, const float *dy, int64_t line, int64_t lines,
                               float *sum, float *scratch) {
    struct room room = room_of(s, scratch);
    int64_t total = lines * s->across, of_sum = s->from.depth * s->to.depth;
    const float *in[PLACES];
    struct tile tile = first_tile(s, line);
    for (int64_t left = total; left > 0; left -= s->tiles) {
        int64_t count = cxi_smaller(s->tiles, left);
        for (int64_t t = 0; t < count; t++, next_tile(s, &tile)) {
            find_x(s, x, &tile, room.zeros, in);
            W(take_x)(in, s->from.depth, &s->of_from, room.v + t * s->of_from.tile);
            find_dy(s, dy, &tile, room.zeros, in);
            W(take_dy)(in, s->to.depth, &s->of_to, room.m + t * s->of_to.tile);
        }
        for (int p = 0; p < PLACES; p++)
            W(multiply_adjoint)(s, room.v + p * s->of_from.place, room.m + p * s->of_to.place, count, sum + p * of_sum);
    }
}

/* ------------------------------------------------------------------------------------------------------- kernels */

/* Elements of a kernel, `step` apart, as a vector; and back. */
INLINED VECTOR W(read)(const float *w, int64_t step) {
    if (step == 1) return LOAD(w);
    float row[LANES];
    for (int i = 0; i < LANES; i++) row[i] = w[i * step];
    return LOAD(row);
}

INLINED void W(write)(float *w, int64_t step, VECTOR values) {
    float row[LANES];
    STORE(row, values);
    for (int i = 0; i < LANES; i++) w[i * step] = row[i];
}

TARGET static void W(pack)(const struct shape *s, const float *kernel, float *u, int64_t panel) {
    int64_t width = s->of_to.width, place = s->from.depth * s->to.depth;
    for (int64_t n = panel * width; n < (panel + 1) * width; n += LANES)
        for (int64_t k = 0; k < s->from.depth; k++) {
            VECTOR w[PLACES];
            for (int i = 0; i < 9; i++) {
                const float *from = kernel + kernel_at(s, i) + k * s->step_from + n * s->step_to;
                w[SIDE * (i / 3) + i % 3] = W(read)(from, s->step_to);
            }
            for (int i = 0; i < 3; i++) W(spread_kernel)(w + i, SIDE);
            for (int i = 0; i < SIDE; i++) W(spread_kernel)(w + SIDE * i, 1);
            float *to = u + panel * width * s->from.depth + k * width + n % width;
            for (int i = 0; i < PLACES; i++) STORE(to + i * place, w[i]);
        }
}

TARGET static void W(unpack)(const struct shape *s, const float *sum, float *kernel, int64_t panel) {
    int64_t width = s->of_to.width, place = s->from.depth * s->to.depth;
    for (int64_t n = panel * width; n < (panel + 1) * width; n += LANES)
        for (int64_t k = 0; k < s->from.depth; k++) {
            VECTOR m[PLACES];
            const float *from = sum + panel * width * s->from.depth + k * width + n % width;
            for (int i = 0; i < PLACES; i++) m[i] = LOAD(from + i * place);
            for (int i = 0; i < SIDE; i++) W(gather_kernel)(m + i, SIDE);
            for (int i = 0; i < 3; i++) W(gather_kernel)(m + SIDE * i, 1);
            for (int i = 0; i < 9; i++) {
                float *to = kernel + kernel_at(s, i) + k * s->step_from + n * s->step_to;
                W(write)(to, s->step_to, m[SIDE * (i / 3) + i % 3]);
            }
        }
}

static const struct way W(way) = {LANES, W(run), W(gradient), W(pack), W(unpack)};

#undef INLINED
