/* What the rooms of src/ops share: checks of operands, shape rules, and short names for gradient rules. */
#ifndef CXI_ROOMS_H
#define CXI_ROOMS_H

#include <calx/ops.h>

#include "graph/op.h"

/* In a gradient rule: an operand, and the (first) result. */
#define OPERAND(i) (y->operand[i])
#define X          (y->operand[0])
#define Y          (&y->result[0])

/* Kinds of dtype that an operand may have. */
enum cxi_kinds {
    CXI_BOOLS = 1,
    CXI_INTEGERS = 2,
    CXI_FLOATS = 4,
    CXI_COMPLEXES = 8,
    CXI_NUMBERS = CXI_INTEGERS | CXI_FLOATS | CXI_COMPLEXES,
    CXI_REALS = CXI_INTEGERS | CXI_FLOATS,
    CXI_ANY = CXI_BOOLS | CXI_NUMBERS,
};
bool cxi_check_kind(struct cxi_inst *inst, int operand, int kinds); /* rejects the instruction when it is none */
bool cxi_check_alike(struct cxi_inst *inst, int a, int b);          /* same dtype and shape */

/* Sums of products (dot_general, convolution): whether operands 0 and 1 have one dtype whose products can be summed in
   `result`; and the cotangent as it is to be multiplied by one of them, which is to be converted to its dtype. */
bool cxi_check_products(struct cxi_inst *inst, cx_dtype result);
cx_node *cxi_cotangent_factor(cx_node *dy, const cx_node *operand);

/* Shape rules: the result is like operand 0, whose kind is checked; all operands are alike. */
bool cxi_infer_numbers(struct cxi_inst *inst);
bool cxi_infer_reals(struct cxi_inst *inst);
bool cxi_infer_floats(struct cxi_inst *inst);
bool cxi_infer_float_or_complex(struct cxi_inst *inst);
bool cxi_infer_integers(struct cxi_inst *inst);
bool cxi_infer_bits(struct cxi_inst *inst); /* bool or integers */

/* The dtype of a complex dtype's parts, and the complex dtype of such parts; another dtype as it is. */
cx_dtype cxi_real_part(cx_dtype dtype);
cx_dtype cxi_complex_of(cx_dtype dtype);

void cxi_like(struct cxi_inst *inst, int result, const cx_node *node); /* gives a result a node's dtype and dims */

/* Brings operands to one shape by numpy's rules and lifts loose numbers to it. False when the graph failed: then use
   cxi_poison of the graph. The name is for messages. */
bool cxi_broadcast_together(const char *name, int count, cx_node **operands);

/* Forward rules: of what is linear in all its numeric operands together, and in each of them alone (products). */
void cxi_jvp_linear(struct cxi_inst *y, cx_node *const *dx, cx_node **dy);
void cxi_jvp_multilinear(struct cxi_inst *y, cx_node *const *dx, cx_node **dy);
/* Whether an operand can be worked with: fails the graph when it is NULL or of no graph; false of poison too. */
bool cxi_is_there(cx_graph *graph, const char *name, int operand, cx_node *node);

/* x as a node of its own. A gradient rule that differentiates a sub-computation starts it at such leaves: the inner sweep
   ends there, and gradients of higher order still pass. */
cx_node *cx_identity(cx_node *x);

/* "NAME = [0, 1]", in attributes that StableHLO writes as a structure. */
void cxi_add_list(struct cxi_text *out, const char *name, cx_dims list);

/* An axis of x counted from 0: -1 is its last. Fails the graph and returns -1 when out of range. `name` is the operation's and,
   where it has several lists of axes, the argument's: "gather: collapsed". CXI_RESULT(rank) stands for x where the axis is that
   of a result to be. */
int cxi_axis(cx_graph *graph, const char *name, const cx_node *x, int64_t axis);
/* Normalises a list of axes: each in range and there once. */
bool cxi_axes(cx_graph *graph, const char *name, const cx_node *x, cx_dims *axes);
#define CXI_RESULT(RANK) (&(cx_node){.dims = {.rank = (RANK)}})

#endif
