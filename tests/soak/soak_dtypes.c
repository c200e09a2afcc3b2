/* Each operation of each element type: refused by us, or compiled by XLA and run. */
#include "soak/soak.h"

#include <calx.h>

#include <string.h>

enum { MOST = 2 * CX_DTYPE_COUNT };

/* The results of the row for operands of each dtype. */
static int make_results(struct maker *m, const struct row *row, const uint8_t record[RECORD], cx_node **result) {
    static const cx_dims dims = {4, {2, 4, 4, 2}};
    int count = 0;
    for (int d = CX_INVALID + 1; d < CX_DTYPE_COUNT; d++) {
        m->nodes = m->parameters;
        cx_node *number = cx_convert(m->pool[3], CX_F32);
        if (d == CX_BOOL) number = cx_gt(number, cx_k(0));
        cx_node *x =
            cx_convert(cx_broadcast(cx_slice(number, CX_DIMS(0, 0), CX_DIMS(1, 1)), CX_DIMS(1, 1)), (cx_dtype)d);
        random_pool_add(m, cx_broadcast(cx_reshape(x, CX_SCALAR), dims));
        cx_node *y = random_row(m, row, record);
        if (y) result[count++] = y;
    }
    return count;
}

bool soak_dtypes(struct soak *s, const struct row *row, uint64_t seed) {
    uint64_t state = seed;
    struct maker m = {.purpose = TAME, .graph = cx_graph_new(row->name)};
    uint8_t record[RECORD];
    cx_node *result[MOST];
    cx_tensor *out[MOST];
    for (int i = 0; i < RECORD; i++) record[i] = (uint8_t)(soak_bits(&state) >> 32) % 200;
    record[2] = record[3] = record[4] = 4; /* the node of the dtype */
    random_basis(&m);
    int count = make_results(&m, row, record, result);
    if (!count) { /* none of the dtypes: nothing to run */
        cx_graph_free(m.graph);
        s->findings += m.bad > 0;
        return !m.bad;
    }
    cx_return(m.graph, count, result);
    cx_function *function = cx_jit_graph(s->runtime, m.graph);
    cx_tensor *in[] = {cx_tensor_scalar(s->runtime, CX_I32, 1), cx_tensor_scalar(s->runtime, CX_BOOL, 1),
                       cx_tensor_new(s->runtime, CX_U32, CX_DIMS(2), ((uint32_t[]){1, 2})),
                       cx_tensor_new(s->runtime, CX_F32, CX_DIMS(2, 3), ((float[6]){0.5F}))};
    cx_call(function, 4, in, count, out);
    for (int i = 0; i < count; i++) cx_tensor_wait(out[i]), cx_tensor_free(out[i]);
    for (int i = 0; i < 4; i++) cx_tensor_free(in[i]);
    bool fine = cx_ok(s->runtime) && !m.bad;
    if (!fine) fprintf(s->report, "seed %llu, %s: %s\n", (unsigned long long)seed, row->name, cx_error(s->runtime));
    s->findings += !fine;
    cx_clear_error(s->runtime);
    cx_function_free(function);
    return fine;
}
