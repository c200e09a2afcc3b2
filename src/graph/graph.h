/* The inside of a graph.

       cx_graph ── main: cxi_function ── parameters [cx_node *...]
                        │                first ─> inst ─> inst ─> inst   (in the order they were made)
                        │                                  │
                        │                                  └─ region: cxi_function, with `outer` pointing back
                        └─ results [cx_node *...]

   An instruction (cxi_inst) is one use of an operation: operands, attributes, regions, and 1..n results. What
   users hold, a cx_node, is one of those results. A region is a function of its own: when its body uses a
   node from the function around it, that node becomes a *capture*: an extra parameter of the region, and an
   extra operand of the instruction that owns the region, so that gradients and printing see it. */
#ifndef CXI_GRAPH_H
#define CXI_GRAPH_H

#include <calx/graph.h>

#include "base/arena.h"
#include "base/dims.h"
#include "base/dtype.h"
#include "base/status.h"
#include "base/text.h"

struct cxi_list { /* of nodes; grows in the graph's arena */
    cx_node **node;
    int count, capacity;
};

struct cxi_inst {
    const struct cxi_op *op;
    struct cxi_function *function; /* where it stands */
    struct cxi_inst *previous, *next;
    int id; /* unique in the graph, ascending; the name of its result in StableHLO */
    int operands, results, regions;
    cx_node **operand;
    cx_node *result;
    struct cxi_function **region;
    const void *attrs; /* the op's own struct */
    const char *place; /* "model.c:12", or NULL */
    const char *scope; /* "block0/conv1", or NULL */
};

struct cxi_function {
    cx_graph *graph;
    const char *name;
    struct cxi_function *outer; /* of a region; NULL for main and for functions under a name */
    bool isolated;              /* its body may use nothing but its parameters and constants */
    struct cxi_list parameters, results;
    struct cxi_list captures; /* captures.node[i] outside is the parameter declared + i inside */
    int declared;             /* parameters that are not captures */
    struct cxi_inst *first, *last;
};

struct cxi_symbol { /* a dimension named in cx_expect */
    struct cxi_symbol *next;
    int64_t value;
    char name[];
};

struct cx_graph {
    struct cxi_arena arena;
    struct cxi_status status;
    const char *name;
    const char *place;           /* of the outermost public call under way */
    const char *scope;           /* path of the layer being built, or NULL */
    const struct cxi_call *call; /* the outermost function made of operations that is under way; NULL */
    struct cxi_function *main;
    struct cxi_function *current; /* where new instructions go */
    struct cxi_inst *poison;
    struct cxi_symbol *symbols;
    struct cxi_named *named; /* functions under a name, see ops/call.c */
    int next_id;
};

/* ------------------------------------------------------------------------------------------------- node.c */

/* What an instruction is made from. Attributes and lists are copied. */
struct cxi_build {
    const struct cxi_op *op;
    cx_graph *graph; /* NULL: that of the operands */
    int operands;
    cx_node *const *operand;
    const void *attrs;
    int regions;
    struct cxi_function *const *region;
};

/* The one funnel through which every instruction is born: finds the graph, passes poison on, makes captures
   of operands from outside, infers results. Returns the graph's poison instruction on error; never NULL. */
struct cxi_inst *cxi_build(const struct cxi_build *build);
cx_node *cxi_result(struct cxi_inst *inst, int index); /* a result, or poison of a poison instruction */

/* Shorthands for an op with one result. */
cx_node *cxi_node(const struct cxi_op *op, int operands, cx_node *const *operand, const void *attrs);
cx_node *cxi_leaf(const struct cxi_op *op, cx_graph *graph, const void *attrs);

/* Fails the graph on behalf of an instruction under construction: names the op, its operands' shapes, scope
   and place. Returns false, for shape rules. */
bool cxi_reject(const struct cxi_inst *inst, const char *format, ...) CX_PRINTF(2, 3);

/* A function made of other operations opens with CXI_CALL("softmax", x): until it returns, what fails is told to be in it,
   with the types of what it was given. Of calls within calls the outermost counts. */
struct cxi_call {
    cx_graph *graph; /* NULL: another is under way */
    const char *name;
    int operands;
    cx_node *const *operand;
};
void cxi_call_begin(struct cxi_call *call);
void cxi_call_end(struct cxi_call *call);
#define CXI_CALL(NAME, ...) CXI_CALL_OF(NAME, CX_LIST(cx_node *, __VA_ARGS__))
#define CXI_CALL_OF(NAME, ...)                                                                  \
    struct cxi_call call_ __attribute__((cleanup(cxi_call_end))) = {NULL, (NAME), __VA_ARGS__}; \
    cxi_call_begin(&call_)

bool cxi_is_poison(const cx_node *node);
static inline bool cxi_is_loose(const cx_node *node) {
    return !node->inst;
} /* a cx_k without a graph */
cx_node *cxi_lost(void); /* what an operation on loose numbers alone returns: it has no graph to fail */
cx_node *cxi_fail_lost(cx_graph *graph, const char *name, int operand); /* an operand is that, or NULL */
cx_node *cxi_poison(cx_graph *graph);

/* What operations with several results begin with: notes the place, checks that each of (*in)[] is there, copies the list, since
   the caller may pass one array for operands and results, and fills out[] with poison. Returns the graph to build in, or NULL
   when there is nothing more to do. */
cx_graph *cxi_begin(const char *name, cx_here at, int inputs, cx_node *const **in, int outputs, cx_node **out);

/* The graph of the first operand that has one; NULL. */
cx_graph *cxi_graph_among(int count, cx_node *const *nodes);
/* A loose number as a constant of the shape and dtype given, which may not have it: the message is about the operation
   `name`. Other nodes as they are. */
cx_node *cxi_lift(const char *name, cx_node *node, cx_graph *graph, cx_dtype dtype, cx_dims dims);
/* The same instruction with other operands, in the current function. Regions are shared, not copied. */
struct cxi_inst *cxi_rebuild(const struct cxi_inst *inst, cx_node *const *operand);
struct cxi_inst *cxi_rebuild_with(const struct cxi_inst *inst, cx_node *const *operand, const void *attrs);

/* --------------------------------------------------------------------------------------------- function.c */

struct cxi_function *cxi_function_new(cx_graph *graph, const char *name, struct cxi_function *outer);
/* Makes `function` current and returns the one that was; close it with cxi_function_leave(that). */
struct cxi_function *cxi_function_enter(struct cxi_function *function);
void cxi_function_leave(struct cxi_function *previous);
cx_node *cxi_function_parameter(struct cxi_function *function, const char *name, cx_dtype dtype, cx_dims dims);

/* Builds a region by running a user's body: parameters like `like[i]`, `outputs` results. NULL when the graph
 * failed. */
struct cxi_region_spec {
    const char *name; /* for messages: "while body" */
    int inputs;
    cx_node *const *like;
    bool scalars;  /* parameters are scalars of like's dtypes (reducers, comparators) */
    bool isolated; /* see cxi_function */
    int outputs;
    cx_body *body;
    void *user;
};
struct cxi_function *cxi_region(cx_graph *graph, const struct cxi_region_spec *spec);

/* The parameter by which `function` sees a node of a function around it; NULL when it cannot, which
   is told on behalf of the operation `name`. */
cx_node *cxi_capture(const char *name, struct cxi_function *function, cx_node *node);
/* Gives all functions the same captures in the same order, and appends the captured nodes to `operands`. */
void cxi_unify_captures(int count, struct cxi_function *const *function, struct cxi_list *operands);
/* Copies the body of `function` into the current one, with `arguments` for its parameters; fills results[]. */
bool cxi_inline(struct cxi_function *function, cx_node *const *arguments, cx_node **results);

/* The same for a body of scalars (a reducer) and arguments of one shape, all elements at once. */
bool cxi_inline_elementwise(struct cxi_function *function, cx_dims shape, cx_node *const *arguments, cx_node **results);

bool cxi_list_add(cx_graph *graph, struct cxi_list *list, cx_node *node);

/* Marks in live[id] the instructions of `function` that its results depend on. */
void cxi_mark_live(const struct cxi_function *function, bool *live);

#endif
