/* What the files cases_X.c are written with. Each lists its cases once:

       #define CASES(ONE, SEVERAL)                              \
           ONE(neg, SMOOTH, "neg cx_neg", cx_neg(A))            \
           SEVERAL(sort_pair, 2, SMOOTH, "sort", sort_pair(in, out))
       DEFINE_CASES(unary_cases)

   ONE has an expression for its only output, SEVERAL a statement that sets out[0], out[1], ... */
#ifndef OPS_WRITE_CASES_H
#define OPS_WRITE_CASES_H

#include "ops/cases.h"

#define A in[0]
#define B in[1]
#define C in[2]
#define D in[3]

#define BUILD(NAME) static void build_##NAME(cx_graph *g, cx_node *const *in, cx_node **out)
#define ONE_BUILD(NAME, HOW, COVERS, ...) \
    BUILD(NAME) {                         \
        (void)g, (void)in;                \
        out[0] = __VA_ARGS__;             \
    }
#define SEVERAL_BUILD(NAME, OUTPUTS, HOW, COVERS, ...) \
    BUILD(NAME) {                                      \
        (void)g, (void)in;                             \
        __VA_ARGS__;                                   \
    }
#define ONE_ENTRY(NAME, HOW, COVERS, ...)              {#NAME, COVERS, HOW, 1, build_##NAME},
#define SEVERAL_ENTRY(NAME, OUTPUTS, HOW, COVERS, ...) {#NAME, COVERS, HOW, OUTPUTS, build_##NAME},

#define DEFINE_CASES(LIST)          \
    CASES(ONE_BUILD, SEVERAL_BUILD) \
    const struct op_case LIST[] = {CASES(ONE_ENTRY, SEVERAL_ENTRY){0}};

#endif
