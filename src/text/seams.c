#include "text/seams.h"

#include "base/alloc.h"

bool cxi_seams_begin(struct cxi_seams *s, size_t pairs, struct cxi_status *status) {
    uint32_t bits = 1u << 12;
    while (bits < 8 * pairs && bits < 1u << 23) bits *= 2;
    s->mask = bits - 1;
    s->bits = cxi_new(bits / 64, sizeof *s->bits);
    return s->bits || cxi_fail_memory(status);
}

void cxi_seams_free(struct cxi_seams *s) {
    cxi_free(s->bits);
    s->bits = NULL;
}

static uint32_t place_of(const struct cxi_seams *s, int32_t left, int32_t right) {
    uint64_t pair = (uint64_t)(uint32_t)left << 32 | (uint32_t)right;
    return (uint32_t)((pair * 0x9E3779B97F4A7C15u) >> 40) & s->mask;
}

void cxi_seams_join(struct cxi_seams *s, int32_t left, int32_t right) {
    uint32_t at = place_of(s, left, right);
    s->bits[at / 64] |= 1ull << at % 64;
}

void cxi_seams_join_within(struct cxi_seams *s, struct cxi_span piece) {
    int32_t before = 0, code;
    for (size_t at = 0; at < piece.length; before = code) {
        size_t length = cxi_utf8_next(piece.text + at, piece.length - at, &code);
        if (at) cxi_seams_join(s, before, code);
        at += length;
    }
}

bool cxi_seams_cut(const struct cxi_seams *s, int32_t left, int32_t right) {
    if (!s->bits) return false;
    uint32_t at = place_of(s, left, right);
    return !(s->bits[at / 64] >> at % 64 & 1);
}
