/* The formats are those of ggml (ggml-quants.c, dequantize_row_*). All have a scale d, an f16, for the whole block; K-formats
   have blocks of 256 in sub-blocks of 16 or 32 with small scales of their own. */
#include "models/blocks.h"

#include "kernels/kernels.h"
#include "run/runtime.h"


/* Bytes from .. from + count of each block, as u8 [rows, blocks, count]. */
static cx_node *bytes(cx_node *b, int from, int count) {
    return cx_slice_axis(b, 2, from, from + count);
}

/* (x >> by) & mask, of u8 */
static cx_node *bits(cx_node *x, int by, int mask) {
    if (by) x = cx_shift_right(x, cx_k(by));
    return cx_and(x, cx_k(mask));
}

static cx_node *f32(cx_node *x) {
    return cx_convert(x, CX_F32);
}

/* The f16 at a byte of each block: f32 [rows, blocks, 1] */
static cx_node *half(cx_node *b, int at) {
    cx_node *low = cx_convert(bytes(b, at, 1), CX_U16), *high = cx_convert(bytes(b, at + 1, 1), CX_U16);
    return f32(cx_bitcast(cx_or(low, cx_shift_left(high, cx_k(8))), CX_F16));
}

/* x [rows, blocks, count] seen as [rows, blocks, groups, count / groups] */
static cx_node *groups(cx_node *x, int64_t count) {
    return cx_reshape(x, CX_DIMS(cx_dim(x, 0), cx_dim(x, 1), count, -1));
}

/* Low nibbles of 16 bytes, then high ones: u8 [rows, blocks, 32] */
static cx_node *nibbles(cx_node *b, int at) {
    cx_node *q = bytes(b, at, 16);
    return cx_concatenate(2, bits(q, 0, 15), bits(q, 4, 15));
}

/* The 32 bits at four bytes of each block, as 16 or 0: the fifth bit of each element. */
static cx_node *fifth_bits(cx_node *b, int at) {
    cx_node *bit[32];
    for (int i = 0; i < 32; i++) bit[i] = bits(bytes(b, at + i / 8, 1), i % 8, 1);
    return cx_shift_left(cx_concatenate_(32, bit, 2, (cx_here){0}), cx_k(4));
}

/* ------------------------------------------------------------------------------------------ blocks of 32 */

static cx_node *q8_0(cx_node *b) {
    return cx_mul(f32(cx_bitcast(bytes(b, 2, 32), CX_I8)), half(b, 0));
}

static cx_node *q4_0(cx_node *b) {
    return cx_mul(cx_shift(f32(nibbles(b, 2)), -8), half(b, 0));
}

static cx_node *q4_1(cx_node *b) {
    return cx_add(cx_mul(f32(nibbles(b, 4)), half(b, 0)), half(b, 2));
}

static cx_node *q5_0(cx_node *b) {
    return cx_mul(cx_shift(f32(cx_or(nibbles(b, 6), fifth_bits(b, 2))), -16), half(b, 0));
}

static cx_node *q5_1(cx_node *b) {
    return cx_add(cx_mul(f32(cx_or(nibbles(b, 8), fifth_bits(b, 4))), half(b, 0)), half(b, 2));
}

/* ----------------------------------------------------------------------------------------- blocks of 256 */

/* The eight scales and eight minima of six bits that 12 bytes hold: f32 [rows, blocks, 8, 1] each */
static void six_bits(cx_node *b, int at, cx_node **scale, cx_node **least) {
    cx_node *first = bytes(b, at, 4), *second = bytes(b, at + 4, 4), *third = bytes(b, at + 8, 4);
    cx_node *s = cx_or(bits(third, 0, 15), cx_shift_left(bits(first, 6, 3), cx_k(4)));
    cx_node *m = cx_or(bits(third, 4, 15), cx_shift_left(bits(second, 6, 3), cx_k(4)));
    *scale = groups(f32(cx_concatenate(2, bits(first, 0, 63), s)), 8);
    *least = groups(f32(cx_concatenate(2, bits(second, 0, 63), m)), 8);
}

/* d scale q - dmin least, of q u8 [rows, blocks, 8, 32] */
static cx_node *with_minima(cx_node *b, int scales, cx_node *q) {
    cx_node *scale, *least, *d = cx_expand_dims(half(b, 0), 3), *dmin = cx_expand_dims(half(b, 2), 3);
    six_bits(b, scales, &scale, &least);
    return cx_sub(cx_mul(cx_mul(d, scale), f32(q)), cx_mul(dmin, least));
}

/* 128 bytes: of every 32, the low nibbles and then the high ones: u8 [rows, blocks, 8, 32] */
static cx_node *nibbles_of_32(cx_node *b, int at) {
    cx_node *q = groups(bytes(b, at, 128), 4); /* [rows, blocks, 4, 32] */
    return groups(cx_flatten(cx_concatenate(3, bits(q, 0, 15), bits(q, 4, 15)), 2), 8);
}

static cx_node *q4_k(cx_node *b) {
    return with_minima(b, 4, nibbles_of_32(b, 16));
}

static cx_node *q5_k(cx_node *b) {
    cx_node *high = bytes(b, 16, 32), *bit[8]; /* bit j of byte l belongs to element l of sub-block j */
    for (int j = 0; j < 8; j++) bit[j] = cx_shift_left(bits(high, j, 1), cx_k(4));
    return with_minima(b, 4, cx_or(nibbles_of_32(b, 48), groups(cx_concatenate_(8, bit, 2, (cx_here){0}), 8)));
}

static cx_node *q6_k(cx_node *b) {
    cx_node *part[8];
    for (int n = 0; n < 2; n++) { /* halves of 128 elements */
        cx_node *high = bytes(b, 128 + 32 * n, 32);
        for (int k = 0; k < 4; k++) {
            cx_node *low = bytes(b, 64 * n + 32 * (k % 2), 32);
            part[4 * n + k] = cx_or(bits(low, k < 2 ? 0 : 4, 15), cx_shift_left(bits(high, 2 * k, 3), cx_k(4)));
        }
    }
    cx_node *q = groups(cx_concatenate_(8, part, 2, (cx_here){0}), 16); /* sub-blocks of 16 */
    cx_node *scale = groups(f32(cx_bitcast(bytes(b, 192, 16), CX_I8)), 16), *d = half(b, 208);
    return cx_mul(cx_mul(cx_expand_dims(d, 3), scale), cx_shift(f32(q), -32));
}

static cx_node *q2_k(cx_node *b) {
    cx_node *part[8], *packed = bytes(b, 0, 16);
    for (int n = 0; n < 2; n++)
        for (int k = 0; k < 4; k++) part[4 * n + k] = bits(bytes(b, 16 + 32 * n, 32), 2 * k, 3);
    cx_node *q = f32(groups(cx_concatenate_(8, part, 2, (cx_here){0}), 16));
    cx_node *scale = groups(f32(bits(packed, 0, 15)), 16), *least = groups(f32(bits(packed, 4, 15)), 16);
    cx_node *d = cx_expand_dims(half(b, 80), 3), *dmin = cx_expand_dims(half(b, 82), 3);
    return cx_sub(cx_mul(cx_mul(d, scale), q), cx_mul(dmin, least));
}

static cx_node *q3_k(cx_node *b) {
    cx_node *part[8], *high = bytes(b, 0, 32), *s[4];
    for (int n = 0; n < 2; n++)
        for (int k = 0; k < 4; k++) { /* without its high bit an element is less by 4 */
            cx_node *missing = cx_shift_left(cx_sub(cx_k(1), bits(high, 4 * n + k, 1)), cx_k(2));
            part[4 * n + k] = cx_sub(f32(bits(bytes(b, 32 + 32 * n, 32), 2 * k, 3)), f32(missing));
        }
    cx_node *q = groups(cx_concatenate_(8, part, 2, (cx_here){0}), 16);
    for (int i = 0; i < 4; i++) { /* 16 scales: four low bits in bytes 0..7, two high bits in 8..11 */
        cx_node *low = bits(bytes(b, 96 + 4 * (i % 2), 4), i < 2 ? 0 : 4, 15);
        s[i] = cx_or(low, cx_shift_left(bits(bytes(b, 104, 4), 2 * i, 3), cx_k(4)));
    }
    cx_node *scale = groups(cx_shift(f32(cx_concatenate_(4, s, 2, (cx_here){0})), -32), 16);
    return cx_mul(cx_mul(cx_expand_dims(half(b, 108), 3), scale), q);
}

const struct cxi_blocks cxi_block_formats[] = {
    {"Q8_0", 32, 34, q8_0},  {"Q4_0", 32, 18, q4_0},   {"Q4_1", 32, 20, q4_1},   {"Q5_0", 32, 22, q5_0},
    {"Q5_1", 32, 24, q5_1},  {"Q4_K", 256, 144, q4_k}, {"Q5_K", 256, 176, q5_k}, {"Q6_K", 256, 210, q6_k},
    {"Q2_K", 256, 84, q2_k}, {"Q3_K", 256, 110, q3_k}, {NULL, 0, 0, NULL}};

cx_node *cxi_blocks_expand(const struct cxi_blocks *f, cx_node *rows) {
    int64_t count = cx_dim(rows, 1) / f->bytes;
    cx_node *blocks = cx_reshape(rows, CX_DIMS(cx_dim(rows, 0), count, f->bytes));
    return cx_reshape(f->expand(blocks), CX_DIMS(cx_dim(rows, 0), count * f->elements));
}

bool cxi_models_on_cpu(cx_runtime *rt) {
    return rt->client && cxi_client_is_cpu(rt->client);
}

bool cxi_models_have_kernels(cx_runtime *rt) {
    struct cxi_status why_none = {0};
    bool parts = rt->mesh.devices > 1; /* of which a kernel knows nothing */
    struct cxi_client *client = rt->no_kernels || parts ? NULL : cxi_runtime_client(rt, &why_none);
    bool there = client && cxi_kernels_register_own(client, &why_none);
    cxi_status_clear(&why_none);
    return there;
}
