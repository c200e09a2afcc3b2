/* The loops over elements of one type: included by loops.c once for each. LOOP(name) is this type's name of a function, ELEMENT
   the type, READ(element) its value as a float and WRITE(value) the way back. A value that was read comes back as it was. */

WIDE static void LOOP(mask)(ELEMENT *restrict x, const ELEMENT *restrict mask, size_t count) {
    for (size_t i = 0; i < count; i++) x[i] = READ(mask[i]) > 0 ? x[i] : 0;
}

/* Some columns at a time, in registers; and some rows at a time, so that small numbers are not added to large ones. */
WIDE static void LOOP(sum_rows)(const ELEMENT *restrict x, size_t rows, size_t width, float *restrict sum) {
    enum { COLUMNS = 32, ROWS = 256 };
    for (size_t c = 0; c < width; c++) sum[c] = 0;
    for (size_t first = 0; first < rows; first += ROWS) {
        size_t end = first + ROWS < rows ? first + ROWS : rows;
        for (size_t left = 0; left < width; left += COLUMNS) {
            float part[COLUMNS] = {0};
            size_t columns = width - left < COLUMNS ? width - left : COLUMNS;
            for (size_t r = first; r < end; r++) {
                const ELEMENT *restrict row = x + r * width + left;
                if (columns == COLUMNS)
                    for (size_t c = 0; c < COLUMNS; c++) part[c] += READ(row[c]);
                else
                    for (size_t c = 0; c < columns; c++) part[c] += READ(row[c]);
            }
            for (size_t c = 0; c < columns; c++) sum[left + c] += part[c];
        }
    }
}

WIDE static void LOOP(pool_window)(const ELEMENT *restrict upper, const ELEMENT *restrict lower, ELEMENT *restrict y,
                                   size_t channels) {
    for (size_t i = 0; i < channels; i++)
        y[i] = WRITE(larger(larger(READ(upper[i]), READ(upper[i + channels])),
                            larger(READ(lower[i]), READ(lower[i + channels]))));
}

WIDE static void LOOP(drop_some)(ELEMENT *restrict y, size_t count, uint32_t first, const struct cxi_dropout *dropout) {
    const struct cxi_dropout d = *dropout;
    for (size_t i = 0; i < count; i++) y[i] = WRITE(drop(READ(y[i]), first + (uint32_t)i, &d));
}

static void LOOP(pool_row)(const void *x_, size_t row, void *y_, size_t windows, size_t channels, uint32_t first,
                           const struct cxi_dropout *dropout) {
    const ELEMENT *x = x_;
    ELEMENT *y = y_;
    for (size_t w = 0; w < windows; w++)
        LOOP(pool_window)(x + 2 * w * channels, x + 2 * w * channels + row, y + w * channels, channels);
    if (dropout->on) LOOP(drop_some)(y, windows * channels, first, dropout);
}

/* The four places of a window, each a row of channels: of x, and of its gradient. */
struct LOOP(window) {
    const ELEMENT *x[4];
    ELEMENT *dx[4];
};

/* `random` is known where this is inlined, so that no loop asks. */
static inline void LOOP(pass_back)(const struct LOOP(window) * w, const ELEMENT *restrict dy, size_t channels,
                                   uint32_t first, const struct cxi_dropout *dropout, bool random, bool relu) {
    const struct cxi_dropout drops = *dropout;
    const ELEMENT *restrict xa = w->x[0], *restrict xb = w->x[1], *restrict xc = w->x[2], *restrict xd = w->x[3];
    ELEMENT *restrict da = w->dx[0], *restrict db = w->dx[1], *restrict dc = w->dx[2], *restrict dd = w->dx[3];
#pragma omp simd
    for (size_t i = 0; i < channels; i++) {
        float a = READ(xa[i]), b = READ(xb[i]), c = READ(xc[i]), d = READ(xd[i]);
        float most = larger(larger(a, b), larger(c, d));
        float g = random ? drop(READ(dy[i]), first + (uint32_t)i, &drops) : READ(dy[i]);
        g = (relu & !(most > 0)) ? 0 : g;
        da[i] = WRITE(a == most ? g : 0); /* the first that is the maximum takes it all */
        g = a == most ? 0 : g;
        db[i] = WRITE(b == most ? g : 0);
        g = b == most ? 0 : g;
        dc[i] = WRITE(c == most ? g : 0);
        g = c == most ? 0 : g;
        dd[i] = WRITE(d == most ? g : 0);
    }
}

WIDE static void LOOP(pass_back_all)(const struct LOOP(window) * w, const ELEMENT *dy, size_t channels, bool relu) {
    LOOP(pass_back)(w, dy, channels, 0, &(struct cxi_dropout){0}, false, relu);
}

WIDE static void LOOP(pass_back_some)(const struct LOOP(window) * w, const ELEMENT *dy, size_t channels, uint32_t first,
                                      const struct cxi_dropout *dropout, bool relu) {
    LOOP(pass_back)(w, dy, channels, first, dropout, true, relu);
}

static void LOOP(pool_gradient_row)(const void *x_, size_t row, const void *dy_, void *dx_, size_t windows,
                                    size_t channels, uint32_t first, const struct cxi_dropout *dropout, bool relu) {
    const ELEMENT *x = x_, *dy = dy_;
    ELEMENT *dx = dx_;
    for (size_t i = 0; i < windows; i++) {
        size_t a = 2 * i * channels, b = a + channels, c = a + row, d = b + row, at = i * channels;
        const struct LOOP(window) w = {{x + a, x + b, x + c, x + d}, {dx + a, dx + b, dx + c, dx + d}};
        if (dropout->on)
            LOOP(pass_back_some)(&w, dy + at, channels, first + (uint32_t)at, dropout, relu);
        else
            LOOP(pass_back_all)(&w, dy + at, channels, relu);
    }
}
