#include "soak/derivatives.h"

#include <calx/gradient.h>
#include <calx/ops.h>

#include "graph/op.h"

/* The sum over all elements of all nodes, each times a number of its own, in f64. */
static cx_node *weighted_sum(cx_graph *graph, int count, cx_node *const *nodes) {
    cx_node *sum = NULL;
    for (int i = 0; i < count; i++) {
        cx_node *x = cx_convert(cx_reshape(nodes[i], CX_DIMS(cx_dims_count(nodes[i]->dims))), CX_F64);
        cx_node *weights = cx_cos(cx_add(cx_iota(graph, CX_F64, x->dims, 0), cx_k(i)));
        cx_node *part = cx_sum(cx_mul(x, weights));
        sum = sum ? cx_add(sum, part) : part;
    }
    return sum;
}

void derivatives_add(struct derivatives *d, struct maker *m) {
    cx_node *out[MOST_OUTPUTS], *x[MOST_PARAMETERS], *result[MOST_RESULTS];
    const struct cxi_list *parameters = &m->graph->main->parameters;
    *d = (struct derivatives){0};
    for (int i = 0; i < parameters->count && d->inputs < MOST_PARAMETERS; i++)
        if (cxi_is_float(parameters->node[i]->dtype)) {
            d->parameter[d->inputs] = i;
            x[d->inputs++] = parameters->node[i];
        }
    int floats = random_outputs(m, true, out);
    cx_node **dx = result + 1, **ddx = result + 2 + d->inputs;
    if (floats && d->inputs) {
        result[0] = weighted_sum(m->graph, floats, out);
        cx_grad(result[0], d->inputs, x, dx);
        d->losses += !random_take_refusal(m, "gradient", 0);
    }
    if (d->losses) {
        result[1 + d->inputs] = weighted_sum(m->graph, d->inputs, dx);
        cx_grad(result[1 + d->inputs], d->inputs, x, ddx);
        d->losses += !random_take_refusal(m, "gradient", 0);
    }
    int count = d->losses * (1 + d->inputs);
    d->outputs = random_outputs(m, false, result + count);
    d->results = count + d->outputs;
    cx_return(m->graph, d->results, result);
    m->bad += random_take_refusal(m, "cx_return", 0); /* a graph that is right returns */
}
