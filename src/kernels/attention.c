#include "kernels/attention.h"

#include "base/alloc.h"
#include "kernels/kernels.h"
#include "kernels/loops.h"
#include "kernels/onednn.h"

#include <stdatomic.h>
#include <string.h>

const char *const cxi_attention_name = "calx_attention", *const cxi_attention_gradient_name = "calx_attention_gradient";

struct shape {
    int64_t batch, time, keys, heads, groups, dim, value_dim;
};

struct run {
    const struct onednn *lib;
    struct shape of;
    bool causal;
    float scale;
    int64_t rows; /* queries at a time */
    float *rooms; /* of each worker: scores, and their gradients, [rows][keys] each */
    const float *query, *key, *value, *dy;
    float *y, *dquery;
    struct sums { /* [batch, keys, groups, ...], for each share of the queries */
        float *dkey, *dvalue;
    } * sums;
    int shares;
    atomic_bool failed;
};

/* Some queries of one head. */
struct block {
    int64_t batch, head, group, first, rows, seen /* keys that any of them sees */;
};

static int64_t rows_of(const struct shape *s) {
    enum { CACHED = 1 << 19 /* scores that stay in the caches */, LEAST = 16, MOST = 64 };
    int64_t rows = CACHED / s->keys / LEAST * LEAST;
    return rows < LEAST ? LEAST : cxi_smaller(rows, MOST);
}

static int64_t blocks_of(const struct run *run) {
    return (run->of.time + run->rows - 1) / run->rows;
}

static struct block block_of(const struct run *run, int64_t batch, int64_t head, int64_t number) {
    const struct shape *s = &run->of;
    int64_t first = number * run->rows, rows = cxi_smaller(run->rows, s->time - first);
    return (struct block){.batch = batch,
                          .head = head,
                          .group = head / (s->heads / s->groups),
                          .first = first,
                          .rows = rows,
                          .seen = run->causal ? cxi_smaller(s->keys, first + rows) : s->keys};
}

/* The rows of a head, in an array [batch, rows, heads, dim]. */
struct matrix {
    float *at;
    int64_t step;
};

static struct matrix queries_of(const struct run *run, const struct block *b, const float *array, int64_t dim) {
    const struct shape *s = &run->of;
    return (struct matrix){(float *)array + ((b->batch * s->time + b->first) * s->heads + b->head) * dim,
                           s->heads * dim};
}

static struct matrix keys_of(const struct run *run, const struct block *b, const float *array, int64_t dim) {
    const struct shape *s = &run->of;
    return (struct matrix){(float *)array + (b->batch * s->keys * s->groups + b->group) * dim, s->groups * dim};
}

/* y = scale a b + add y; 'T' for an operand that is read across its rows. */
static void multiply(struct run *run, const char *across, int64_t rows, int64_t columns, int64_t depth, float scale,
                     struct matrix a, struct matrix b, float add, struct matrix y) {
    if (run->lib->sgemm(across[0], across[1], rows, columns, depth, scale, a.at, a.step, b.at, b.step, add, y.at,
                        y.step))
        atomic_store(&run->failed, true);
}

static struct matrix room_of(const struct run *run, int worker, int number, const struct block *b) {
    return (struct matrix){run->rooms + (2 * worker + number) * run->rows * run->of.keys, b->seen};
}

/* The keys that row r of the block sees. */
static int64_t sight(const struct run *run, const struct block *b, int64_t r) {
    return run->causal ? cxi_smaller(b->first + r + 1, b->seen) : b->seen;
}

/* [rows][seen] weights. */
static struct matrix weigh(struct run *run, int worker, const struct block *b) {
    int64_t dim = run->of.dim;
    struct matrix weights = room_of(run, worker, 0, b);
    multiply(run, "NT", b->rows, b->seen, dim, run->scale, queries_of(run, b, run->query, dim),
             keys_of(run, b, run->key, dim), 0, weights);
    for (int64_t r = 0; r < b->rows; r++)
        cxi_softmax(weights.at + r * b->seen, (size_t)sight(run, b, r), (size_t)b->seen);
    return weights;
}

/* ------------------------------------------------------------------------------------------------- forward */

static void attend_block(int64_t number, int worker, void *user) {
    struct run *run = user;
    int64_t blocks = blocks_of(run), heads = run->of.heads, head = number / blocks, dim = run->of.value_dim;
    struct block b = block_of(run, head / heads, head % heads, number % blocks);
    int threads = cxi_onednn_enter(run->lib);
    multiply(run, "NN", b.rows, dim, b.seen, 1, weigh(run, worker, &b), keys_of(run, &b, run->value, dim), 0,
             queries_of(run, &b, run->y, dim));
    cxi_onednn_leave(run->lib, threads);
}

/* ------------------------------------------------------------------------------------------------ backward */

static void differentiate_block(struct run *run, int worker, const struct block *b, const struct sums *sums) {
    int64_t dim = run->of.dim, value_dim = run->of.value_dim;
    struct matrix query = queries_of(run, b, run->query, dim), key = keys_of(run, b, run->key, dim);
    struct matrix dy = queries_of(run, b, run->dy, value_dim), slopes = room_of(run, worker, 1, b);
    struct matrix weights = weigh(run, worker, b);
    multiply(run, "NT", b->rows, b->seen, value_dim, 1, dy, keys_of(run, b, run->value, value_dim), 0, slopes);
    multiply(run, "TN", b->seen, value_dim, b->rows, 1, weights, dy, 1, keys_of(run, b, sums->dvalue, value_dim));
    for (int64_t r = 0; r < b->rows; r++)
        cxi_softmax_gradient(weights.at + r * b->seen, slopes.at + r * b->seen, (size_t)b->seen);
    multiply(run, "NN", b->rows, dim, b->seen, run->scale, slopes, key, 0, queries_of(run, b, run->dquery, dim));
    multiply(run, "TN", b->seen, dim, b->rows, run->scale, slopes, query, 1, keys_of(run, b, sums->dkey, dim));
}

/* Every so manieth block of the heads that share keys. */
static void differentiate_share(int64_t number, int worker, void *user) {
    struct run *run = user;
    const struct shape *s = &run->of;
    int64_t share = number % run->shares, group = number / run->shares % s->groups, each = s->heads / s->groups;
    int threads = cxi_onednn_enter(run->lib);
    for (int64_t head = group * each; head < (group + 1) * each; head++)
        for (int64_t i = share; i < blocks_of(run); i += run->shares) {
            struct block b = block_of(run, number / run->shares / s->groups, head, i);
            differentiate_block(run, worker, &b, &run->sums[share]);
        }
    cxi_onednn_leave(run->lib, threads);
}

enum { MOST_SHARES = 16 };

/* So many that there is work for some threads, however few the heads. */
static int shares_of(int64_t groups_of_all, int64_t time) {
    enum { SHORT = 128 /* queries that are one share */ };
    int64_t wanted = (MOST_SHARES + groups_of_all - 1) / groups_of_all, shares = cxi_smaller(wanted, time / SHORT);
    return shares < 1 ? 1 : (int)shares;
}

/* ------------------------------------------------------------------------------------------------ handlers */

static bool is_array(cx_buffer buffer, int64_t batch, int64_t rows, int64_t heads, int64_t dim) {
    return buffer.dtype == CX_F32 && cx_dims_equal(buffer.dims, CX_DIMS(batch, rows, heads, dim));
}

/* The inputs that both have, and `last`, of y's shape. */
static bool read_call(cx_frame *frame, cx_buffer last, struct run *run) {
    cx_buffer query = cx_frame_input(frame, 0), key = cx_frame_input(frame, 1), value = cx_frame_input(frame, 2);
    struct shape s = {0};
    if (query.dims.rank == 4 && key.dims.rank == 4 && value.dims.rank == 4)
        s = (struct shape){query.dims.dim[0], query.dims.dim[1], key.dims.dim[1],  query.dims.dim[2],
                           key.dims.dim[2],   query.dims.dim[3], value.dims.dim[3]};
    if (s.groups < 1 || s.heads % s.groups || cx_dims_count(query.dims) < 1 || cx_dims_count(value.dims) < 1 ||
        !is_array(query, s.batch, s.time, s.heads, s.dim) || !is_array(key, s.batch, s.keys, s.groups, s.dim) ||
        !is_array(value, s.batch, s.keys, s.groups, s.value_dim) ||
        !is_array(last, s.batch, s.time, s.heads, s.value_dim))
        return cx_frame_fail(frame, "calx_attention: it takes f32[batch, time, heads, dim], [batch, keys, groups, dim] "
                                    "and [batch, keys, groups, value_dim], where groups divide the heads");
    struct cxi_status status = {0};
    *run = (struct run){.lib = cxi_onednn(&status),
                        .of = s,
                        .causal = cx_frame_int(frame, "causal", 0) != 0,
                        .scale = (float)cx_frame_real(frame, "scale", 1),
                        .rows = rows_of(&s),
                        .query = query.data,
                        .key = key.data,
                        .value = value.data};
    cxi_status_clear(&status);
    if (!run->lib) return cx_frame_fail(frame, "calx_attention: oneDNN failed");
    run->rooms = cxi_new_aligned((size_t)(2 * cx_frame_workers(frame) * run->rows * s.keys) * sizeof *run->rooms);
    return run->rooms || cx_frame_fail(frame, "calx_attention: out of memory");
}

static bool finish(cx_frame *frame, struct run *run) {
    cxi_free(run->rooms);
    return !atomic_load(&run->failed) || cx_frame_fail(frame, "calx_attention: oneDNN failed");
}

static bool attend(cx_frame *frame) {
    cx_buffer y = cx_frame_output(frame, 0);
    struct run run;
    if (!read_call(frame, y, &run)) return false;
    run.y = y.data;
    cx_frame_parallel(frame, run.of.batch * run.of.heads * blocks_of(&run), attend_block, &run);
    return finish(frame, &run);
}

static bool differentiate(cx_frame *frame) {
    cx_buffer dy = cx_frame_input(frame, 3), dquery = cx_frame_output(frame, 0), dkey = cx_frame_output(frame, 1);
    cx_buffer dvalue = cx_frame_output(frame, 2);
    struct run run;
    if (!read_call(frame, dy, &run)) return false;
    const struct shape *s = &run.of;
    if (!is_array(dquery, s->batch, s->time, s->heads, s->dim) ||
        !is_array(dkey, s->batch, s->keys, s->groups, s->dim) ||
        !is_array(dvalue, s->batch, s->keys, s->groups, s->value_dim))
        return cxi_free(run.rooms),
               cx_frame_fail(frame, "calx_attention_gradient: its outputs are to be as its inputs");
    size_t of_key = (size_t)cx_dims_count(dkey.dims), of_value = (size_t)cx_dims_count(dvalue.dims);
    run.dy = dy.data, run.dquery = dquery.data, run.shares = shares_of(s->batch * s->groups, s->time);
    struct sums sums[MOST_SHARES] = {{dkey.data, dvalue.data}};
    float *further = cxi_new((of_key + of_value) * (size_t)(run.shares - 1) + 1, sizeof *further);
    if (!further) return cxi_free(run.rooms), cx_frame_fail(frame, "calx_attention: out of memory");
    run.sums = sums;
    memset(dkey.data, 0, of_key * sizeof(float)), memset(dvalue.data, 0, of_value * sizeof(float));
    for (int i = 1; i < run.shares; i++) {
        sums[i].dkey = further + (of_key + of_value) * (size_t)(i - 1);
        sums[i].dvalue = sums[i].dkey + of_key;
    }
    cx_frame_parallel(frame, run.of.batch * run.of.groups * run.shares, differentiate_share, &run);
    for (int i = 1; i < run.shares; i++) {
        cxi_add_to(dkey.data, sums[i].dkey, of_key);
        cxi_add_to(dvalue.data, sums[i].dvalue, of_value);
    }
    cxi_free(further);
    return finish(frame, &run);
}

CX_HANDLER(attention_handler, attend)
CX_HANDLER(attention_gradient_handler, differentiate)

cx_ffi_handler *const cxi_attention_handler = attention_handler;
cx_ffi_handler *const cxi_attention_gradient_handler = attention_gradient_handler;

bool cxi_attention_pays(cx_dims query, cx_dims key) {
    enum {
        ENOUGH = 1000000 /* multiplications */,
        FEW = 16 /* queries, keys: small matrices are soon multiplied by XLA */
    };
    if (cxi_kernels_are_forced()) return true;
    const int64_t *q = query.dim, *k = key.dim;
    double all = (double)cx_dims_count(query) * (double)k[1];
    if (q[1] < FEW || k[1] < FEW || all < ENOUGH) return false;
    int64_t groups = k[0] * k[2]; /* the gradient is cut into fewer pieces than y: both go the same way */
    return cxi_kernels_keep_busy(groups * shares_of(groups, q[1]));
}
