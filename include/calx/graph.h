/* calx/graph.h: graphs of computations, and the nodes they are made of.

   A graph is built by calling operations (calx/ops.h) on nodes; nothing is computed until it is compiled and called
   (calx/run.h). Most programs never make a graph themselves: a function given to cx_jit, or a model given to a
   trainer, is handed one.

       cx_graph *g = cx_graph_new("affine");
       cx_node *x = cx_parameter(g, "x", CX_F32, CX_DIMS(2, 3));
       cx_node *y = cx_shift(cx_scale(x, 2), 1);           // y = 2 x + 1
       cx_return(g, CX_LIST(cx_node *, y));

   ERRORS are sticky. An operation that cannot be (shapes that do not fit, say) records what is wrong, where, and
   returns the graph's poison node; every operation on a poison node quietly returns it. So nothing needs a check on
   the way; the first error comes out where the graph is used, or from cx_graph_error.

   A graph belongs to one thread at a time. Its nodes are freed with it. */
#ifndef CALX_GRAPH_H
#define CALX_GRAPH_H

#include <calx/base.h>

CX_BEGIN

typedef struct cx_graph cx_graph; /* freed by cx_graph_free, or with the function that is made of it */
typedef struct cx_node cx_node;

/* One result of one operation: a value to be. The fields are private; they stand here so that cx_k can make a node
   without a graph. */
struct cx_node {
    struct cxi_inst *inst; /* the operation; NULL: a number that has not met a graph yet */
    int index;             /* which of its results */
    cx_dtype dtype;
    cx_dims dims;
    int64_t integer; /* the number, when inst is NULL: which of the two, dtype says (I64 or F64) */
    double number;
};

CX_API cx_graph *cx_graph_new(const char *name); /* never NULL */
CX_API void cx_graph_free(cx_graph *graph);      /* with all its nodes; NULL is fine */
CX_API const char *cx_graph_error(const cx_graph *graph); /* the first error, or NULL */
CX_API cx_graph *cx_graph_of(const cx_node *node);

/* An input. Inputs are numbered in the order in which they are made. */
CX_API cx_node *cx_parameter(cx_graph *graph, const char *name, cx_dtype dtype, cx_dims dims);
/* Says what the graph computes. Called once. */
CX_API void cx_return(cx_graph *graph, int count, cx_node *const *results);

CX_API cx_dtype cx_node_dtype(const cx_node *node);
CX_API cx_dims cx_node_dims(const cx_node *node);
CX_API int cx_rank(const cx_node *node);
CX_API int64_t cx_dim(const cx_node *node, int axis); /* axis -1 is the last; 1 for a poison node */

/* A number as an operand beside a node, whose dtype it takes: cx_sub(cx_k(1), x). Integers keep their 64 bits. It
   lives until the end of the block it is written in, so use it where it stands. */
#ifndef __cplusplus
#define cx_k(value)                                                                                           \
    _Generic((value), float: cx_k_real_, double: cx_k_real_, default: cx_k_integer_)(&(cx_node){0}, value)
#endif

/* Constants in a graph. Values are converted to `dtype`; elements are copied. */
CX_API cx_node *cx_scalar(cx_graph *graph, cx_dtype dtype, double value);
CX_API cx_node *cx_fill(cx_graph *graph, cx_dtype dtype, cx_dims dims, double value);
CX_API cx_node *cx_constant(cx_graph *graph, cx_dtype dtype, cx_dims dims, const void *elements);
CX_API cx_node *cx_fill_like(cx_node *like, double value); /* the shape and dtype of `like` */

/* Asserts a shape and returns x, or the poison node if it is not so. The pattern names each dimension: a number must
   match; a name ("batch") stands for one number throughout the graph; "*" matches any dimension, "..." any number
   of them. Example: cx_expect(x, "batch 4 4 128"). */
CX_API cx_node *cx_expect(cx_node *x, const char *pattern);

/* Records an error of your own: the graph's first one is kept. Returns the poison node. */
CX_API cx_node *cx_fail(cx_graph *graph, const char *format, ...) CX_PRINTF(2, 3);

/* A body of an operation with regions (cx_while, cx_if, cx_sort_by, cx_reduce_by, cx_invoke): builds out[] from in[].
   It may use nodes of the graph around it where the operation says so. */
typedef void cx_body(cx_node *const *in, cx_node **out, void *user);

/* The graph for people, a line per operation with shapes and source places; and as the StableHLO text that XLA is
   given. False when writing failed or the graph is in error. */
CX_API bool cx_graph_dump(const cx_graph *graph, FILE *to);
CX_API bool cx_graph_write_stablehlo(const cx_graph *graph, FILE *to);

/* Behind the macros. */
CX_API cx_node *cx_k_real_(cx_node *into, double number);
CX_API cx_node *cx_k_integer_(cx_node *into, int64_t integer);
CX_API cx_node *cx_at_(cx_node *node, cx_here here); /* notes the user's place in the node's graph; returns node */
CX_API cx_graph *cx_graph_at_(cx_graph *graph, cx_here here);

#ifdef CX_INSIDE_LIBRARY
#define CX_AT(node)        (node)
#define CX_GRAPH_AT(graph) (graph)
#else
#define CX_AT(node)        cx_at_((node), CX_HERE)
#define CX_GRAPH_AT(graph) cx_graph_at_((graph), CX_HERE)
#define cx_parameter(graph, ...)                     cx_parameter(CX_GRAPH_AT(graph), __VA_ARGS__)
#define cx_scalar(graph, ...)                        cx_scalar(CX_GRAPH_AT(graph), __VA_ARGS__)
#define cx_fill(graph, ...)                          cx_fill(CX_GRAPH_AT(graph), __VA_ARGS__)
#define cx_constant(graph, ...)                      cx_constant(CX_GRAPH_AT(graph), __VA_ARGS__)
#define cx_return(graph, ...)                        cx_return(CX_GRAPH_AT(graph), __VA_ARGS__)
#define cx_fail(graph, ...)                          cx_fail(CX_GRAPH_AT(graph), __VA_ARGS__)
#define cx_fill_like(like, value)                    cx_fill_like(CX_AT(like), value)
#define cx_expect(x, pattern)                        cx_expect(CX_AT(x), pattern)
#endif

CX_END

#ifdef __cplusplus
#include <type_traits>
class cx_k {
    cx_node node_;

  public:
    template <typename T> explicit cx_k(T value) : node_() {
        if (std::is_integral<T>::value) cx_k_integer_(&node_, static_cast<int64_t>(value));
        else cx_k_real_(&node_, static_cast<double>(value));
    }
    operator cx_node *() { return &node_; }
};
#endif
#endif
