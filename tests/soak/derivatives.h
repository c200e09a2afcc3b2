/* A random graph's end: a loss made of its outputs, the gradient of that, and the gradient of a second loss made of the first
   gradient. Where there is none (of a while, say) the message is checked and the graph does without. */
#ifndef SOAK_DERIVATIVES_H
#define SOAK_DERIVATIVES_H

#include "soak/random_graph.h"

/* The graph's results, in this order: loss, dx[], second loss, ddx[], outputs. */
struct derivatives {
    int losses;                     /* 0, 1 or 2 */
    int inputs;                     /* the floating parameters */
    int parameter[MOST_PARAMETERS]; /* their numbers */
    int outputs;
    int results; /* all together */
};
enum { MOST_RESULTS = 2 + 2 * MOST_PARAMETERS + MOST_OUTPUTS };

void derivatives_add(struct derivatives *d, struct maker *m);

#endif
