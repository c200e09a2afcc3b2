/* Random operations with bodies: loops, branches, reducers, comparators, calls. */
#include <calx/gradient.h>
#include <calx/ops.h>

#include "ops/rooms.h"
#include "soak/random_graph.h"

enum { DEEPEST = 2, WITHIN = 2 }; /* bodies in bodies; operations in a body */

/* What a body is given and must give. */
struct body {
    struct draw *d;
    int inputs, outputs;
    cx_node *const *like; /* the types of the outputs; NULL entries: anything */
};

/* `node` made into the type of `like`, where that can be done: its sum, converted and stretched. */
static cx_node *in_the_type_of(cx_node *node, const cx_node *like) {
    if (node->dtype == like->dtype && cx_dims_equal(node->dims, like->dims)) return node;
    if (node->dtype == CX_BOOL) node = cx_convert(node, like->dtype == CX_BOOL ? CX_I32 : like->dtype);
    if (node->dims.rank) node = cx_sum(node);
    return cx_broadcast(cx_convert(node, like->dtype), like->dims);
}

static void random_body(cx_node *const *in, cx_node **out, void *user) {
    const struct body *b = user;
    struct maker *m = b->d->m;
    int nodes = m->nodes;
    bool leak = b->d->byte[31] == 255; /* nodes of a body that are used outside of it */
    for (int i = 0; i < b->inputs; i++) random_pool_add(m, in[i]);
    m->depth++;
    if (m->depth <= DEEPEST) random_operations(m, WITHIN);
    m->depth--;
    for (int i = 0; i < b->outputs; i++) {
        cx_node *node = m->pool[m->nodes - 1 - i % m->nodes];
        bool fit = b->like && b->d->byte[30] < 240;
        out[i] = fit ? in_the_type_of(node, b->like[i]) : node;
    }
    if (!leak) m->nodes = nodes;
}

/* ------------------------------------------------------------------------------------------------- control */

static void below_three(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_lt(in[0], cx_k(3));
}

/* The first value counts the turns. */
static void counting_body(cx_node *const *in, cx_node **out, void *user) {
    out[0] = cx_add(in[0], cx_k(1));
    random_body(in + 1, out + 1, user);
}

cx_node *random_while(struct draw *d) {
    cx_node *init[] = {cx_scalar(d->m->graph, CX_I32, 0), d->x, d->y}, *out[3];
    struct body body = {d, 2, 2, init + 1};
    bool endless = d->m->purpose == WILD && d->flag;
    if (endless)
        cx_while(2, init + 1, random_body, random_body, &body, out + 1);
    else
        cx_while(3, init, below_three, counting_body, &body, out);
    random_pool_add(d->m, out[1]);
    return out[2];
}

cx_node *random_bounded_while(struct draw *d) {
    cx_node *init[] = {cx_scalar(d->m->graph, CX_I32, 0), d->x, d->y}, *out[3];
    struct body body = {d, 2, 2, init + 1};
    cx_bounded_while(d->flag ? 4 : d->size, 3, init, below_three, counting_body, &body, out);
    random_pool_add(d->m, out[1]);
    return out[2];
}

static void negate_like(cx_node *const *in, cx_node **out, void *user) {
    const struct body *b = user;
    (void)in;
    for (int i = 0; i < b->outputs; i++) out[i] = b->like[i];
}

cx_node *random_if(struct draw *d) {
    cx_node *like[] = {d->x, d->z}, *out[2];
    struct body body = {d, 0, 2, like};
    cx_node *predicate = d->byte[5] >= 232 ? d->p : d->m->pool[1];
    cx_if(predicate, random_body, d->flag ? negate_like : random_body, &body, 2, out);
    random_pool_add(d->m, out[0]);
    return out[1];
}

/* Goes through x, or through an iota where x is a single number; the carry is y. */
cx_node *random_scan(struct draw *d) {
    cx_node *x = d->x->dims.rank || d->byte[5] >= 232 ? d->x : cx_iota(d->m->graph, CX_I32, CX_DIMS(3), 0);
    cx_node *xs[] = {x, d->flag ? x : d->y}, *init[] = {d->z}, *last[1], *ys[2];
    int inputs = d->byte[30] % 4 == 0 ? 2 : 1;
    cx_node *like[] = {d->z, d->byte[30] & 1 ? d->z : d->m->pool[3], d->m->pool[0]};
    struct body body = {d, 1 + inputs, 3, like};
    cx_scan(1, init, inputs, xs, 2, d->byte[31] & 1, random_body, &body, last, ys);
    random_pool_add(d->m, last[0]);
    random_pool_add(d->m, ys[1]);
    return ys[0];
}

static void sine_times(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_mul(cx_sin(in[0]), in[1]);
}

cx_node *random_invoke(struct draw *d) {
    static const char *const names[] = {"f", "two words", "%s \"", ""};
    cx_node *in[] = {d->x, d->y}, *out;
    cx_invoke(names[d->byte[8] % 4], sine_times, NULL, 2, in, 1, &out);
    return out;
}

cx_node *random_remat(struct draw *d) {
    cx_node *in[] = {d->x, d->y}, *out;
    cx_remat(sine_times, NULL, 2, in, 1, &out);
    return out;
}

cx_node *random_map(struct draw *d) {
    cx_node *xs[] = {d->x, d->y}, *ys;
    cx_map(2, xs, 1, sine_times, NULL, &ys);
    return ys;
}

cx_node *random_barrier(struct draw *d) {
    cx_node *x[] = {d->x, d->n}, *out[2];
    cx_barrier(2, x, out);
    random_pool_add(d->m, out[1]);
    return out[0];
}

cx_node *random_case(struct draw *d) {
    cx_node *out[2], *like[] = {d->x, d->y};
    struct body body = {d, 0, 2, like};
    cx_node *index = d->byte[5] >= 200 ? d->n : d->m->pool[0];
    cx_case(index, 1 + d->byte[6] % 3, (cx_body *const[]){random_body, random_body, random_body}, &body, 2, out);
    random_pool_add(d->m, out[0]);
    return out[1];
}

/* ---------------------------------------------------------------------------------------- scalars in, out */

/* Adds and multiplies in pairs: (a, b) and (c, d) become (a + c, b d); associative, as it should be. */
static void combine(cx_node *const *in, cx_node **out, void *user) {
    const struct draw *d = user;
    out[0] = cx_add(in[0], in[2]);
    out[1] = d->byte[30] == 255 ? d->z : cx_mul(in[1], in[3]);
}

cx_node *random_reduce_by(struct draw *d) {
    cx_node *x[] = {d->x, d->flag ? d->x : d->y}, *out[2];
    cx_node *init[] = {cx_k(0), d->byte[31] >= 250 ? d->z : cx_k(1)};
    cx_reduce_by(2, x, init, d->axes, combine, d, out);
    random_pool_add(d->m, out[0]);
    return out[1];
}

static void add_up(cx_node *const *in, cx_node **out, void *user) {
    (void)user;
    out[0] = cx_add(in[0], in[1]);
}

cx_node *random_reduce_window(struct draw *d) {
    cx_node *zero = d->byte[31] >= 250 ? d->z : cx_scalar(d->m->graph, d->x->dtype, 0);
    return cx_reduce_window(d->x, zero, d->list, add_up, NULL, .stride = d->flag ? d->more : CX_SCALAR,
                            .base_dilation = d->byte[30] & 1 ? d->more : CX_SCALAR);
}

static void before(cx_node *const *in, cx_node **out, void *user) {
    const struct draw *d = user;
    out[0] = d->flag ? cx_gt(in[0], in[1]) : cx_lt(in[0], in[1]);
    if (d->byte[30] >= 250) out[0] = d->byte[30] & 1 ? in[0] : d->p;
}

cx_node *random_sort_by(struct draw *d) {
    cx_node *x[] = {d->x, d->byte[31] & 1 ? d->x : d->y}, *out[2];
    cx_sort_by(2, x, d->axis, before, d, out);
    random_pool_add(d->m, out[0]);
    return out[1];
}

/* ------------------------------------------------------------------------------------------ custom gradient */

static void sine_rule(cx_node *y, cx_node *dy, int count, cx_node *const *x, cx_node **dx, void *user) {
    (void)y, (void)count, (void)user;
    dx[0] = cx_mul(dy, cx_cos(x[0]));
}

cx_node *random_custom_gradient(struct draw *d) {
    return cx_custom_gradient(cx_sin(d->x), 1, &d->x, sine_rule, NULL);
}
