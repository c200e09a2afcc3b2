/* A soak: random graphs from seeds, checked, compiled, run, and compared with finite differences. */
#ifndef SOAK_SOAK_H
#define SOAK_SOAK_H

#include <calx/runtime.h>

#include "soak/random_graph.h"

enum { SOAK_ROWS = 256 };

/* What came of the seeds so far. */
struct soak {
    cx_runtime *runtime; /* NULL: nothing is compiled */
    FILE *report;        /* of findings; and of each refusal, when `verbose` */
    bool verbose;
    long graphs, operations, refusals, runs;
    long compared, unsmooth; /* derivatives beside finite differences; those that cannot be judged by them */
    long findings;
    long made[SOAK_ROWS]; /* per row of random_rows */
};

/* The graph of a seed. Returns whether nothing was found wrong. */
bool soak_one(struct soak *s, uint64_t seed, enum purpose purpose);

/* A row with operands of each dtype, in one graph, compiled and run. */
bool soak_dtypes(struct soak *s, const struct row *row, uint64_t seed);

uint64_t soak_bits(uint64_t *state); /* 64 random bits, from a state that moves on */

#endif
