/* The way for any processor, in plain C, and the choice between it and the others. */
#include "kernels/quantised_round.h"

static bool always(void) {
    return true;
}

static void unpack(enum cxi_quantised_format format, const unsigned char *row, int64_t in, struct cxi_unpacked *to) {
    cxi_unpack(format, row, in, to, (struct cxi_parts){cxi_halves, cxi_times, cxi_unpack_q5_0});
}

static void round_column(const float *x, int64_t in, const struct cxi_rounded *to, int64_t column) {
    cxi_round_column(x, in, to, column);
}

static float dot(const struct cxi_unpacked *row, struct cxi_column x, int64_t runs) {
    float total = 0;
    for (int64_t r = 0; r < runs; r++) {
        int sum = 0;
        for (int i = 0; i < CXI_RUN; i++) sum += row->q[r * CXI_RUN + i] * x.q[r * CXI_RUN + i];
        total += row->scale[r] * x.scale[r] * (float)sum - row->minimum[r] * x.sum[r];
    }
    return total;
}

static void multiply(enum cxi_quantised_format format, struct cxi_unpacked_rows *rows, int count,
                     const struct cxi_rounded *x, float *y, int64_t stride) {
    (void)format;
    for (int64_t c = 0; c < x->columns; c++)
        for (int r = 0; r < count; r++) y[c * stride + r] = dot(&rows->row[r], cxi_column_at(x, c), x->runs);
}

const struct cxi_quantised_way cxi_quantised_plainly = {"C", always, unpack, round_column, multiply, NULL};

static const struct cxi_quantised_way *const ways[] = {
#ifdef CXI_QUANTISED_X86
    &cxi_quantised_vnni, &cxi_quantised_avx2,
#endif
    &cxi_quantised_plainly, NULL};
const struct cxi_quantised_way *const *const cxi_quantised_ways = ways;

const struct cxi_quantised_way *cxi_quantised_way(void) {
    const struct cxi_quantised_way *const *way = ways;
    while (!(*way)->here()) way++;
    return *way;
}
