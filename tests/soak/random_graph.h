/* Graphs made at random, of all public operations, with right and wrong operands and attributes. What is made is a function of
   bytes: random ones in a soak (soak.c), a fuzzer's in tests/fuzz/fuzz_graph.c.

   Each operation is made from a record of RECORD bytes, read by position, so that a change of one byte changes one choice and
   compilers may evaluate arguments in any order. An operation that is refused is checked (the message says where and what is
   wrong), forgotten, and left out: so one graph shows many refusals and is right in the end. */
#ifndef SOAK_RANDOM_GRAPH_H
#define SOAK_RANDOM_GRAPH_H

#include "graph/graph.h"

enum { RECORD = 32, POOL = 96, MOST_PARAMETERS = 8, MOST_OPERATIONS = 50, MOST_OUTPUTS = 4 };

/* What a graph is for: to be built only, with shapes and numbers of every size; to be compiled and run; to be run and compared
   with finite differences, in f64, of operations whose derivative tells how they change. */
enum purpose { WILD, TAME, SMOOTH, PURPOSES };

struct maker {
    enum purpose purpose;
    cx_graph *graph;
    cx_node *pool[POOL]; /* what operations may take */
    int nodes, parameters;
    int depth; /* of bodies within bodies */
    int records;
    const uint8_t *bytes; /* what is left of them */
    size_t size;
    /* For reports: */
    int made, refused;
    int bad; /* messages without a place or an operation, poison without a message: printed to stderr */
    void (*refusal)(const char *row, const char *message, void *user); /* told of each; may be NULL */
    void (*success)(const char *row, void *user);
    void *user;
};

/* One record, and what was chosen by it: operands from the pool, and attributes that often fit the first of them. */
struct draw {
    struct maker *m;
    uint8_t byte[RECORD];
    cx_node *x, *y, *z;   /* x of the row's kinds; y and z of x's dtype, and often of its shape */
    cx_node *n, *p, *key; /* integers, bools, u32[2] */
    int axis, other_axis;
    double value;
    cx_dtype dtype;
    cx_dims dims;       /* a shape */
    cx_dims list, more; /* small numbers, one for each axis of x */
    cx_dims axes;       /* some axes of x */
    int64_t size;
    bool flag;
};

enum { ROUGH = 1 }; /* not in SMOOTH graphs */

struct row {
    const char *name; /* "cx_add" */
    int kinds, how, line;
    cx_node *(*make)(struct draw *d); /* one of the results; further ones are put into the pool */
};
extern const struct row random_rows[]; /* random_ops.def; ends with a name of NULL */

/* Starts a graph of bytes: parameters, then operations. The caller returns from it and frees it. */
void random_graph(struct maker *m, const uint8_t *bytes, size_t size);
void random_operations(struct maker *m, int count); /* into the current function */
/* The first four parameters, which every random graph has: i32[], bool[], u32[2], and floats [2, 3]. */
void random_basis(struct maker *m);
/* One operation, from a record; NULL when it was refused. */
cx_node *random_row(struct maker *m, const struct row *row, const uint8_t record[RECORD]);
void random_pool_add(struct maker *m, cx_node *node);
cx_node *random_pool_find(struct maker *m, unsigned from,
                          int kinds); /* a node of such kinds (cxi_kinds); any, if none */

/* The operations with bodies. */
cx_node *random_while(struct draw *d);
cx_node *random_bounded_while(struct draw *d);
cx_node *random_if(struct draw *d);
cx_node *random_scan(struct draw *d);
cx_node *random_reduce_by(struct draw *d);
cx_node *random_sort_by(struct draw *d);
cx_node *random_invoke(struct draw *d);
cx_node *random_case(struct draw *d);
cx_node *random_map(struct draw *d);
cx_node *random_remat(struct draw *d);
cx_node *random_barrier(struct draw *d);
cx_node *random_reduce_window(struct draw *d);
cx_node *random_custom_gradient(struct draw *d);

/* Those with several results, or that want operands made for them. */
cx_node *random_vector(struct draw *d);
cx_node *random_matrix(struct draw *d);
cx_node *random_split(struct draw *d);
cx_node *random_meshgrid(struct draw *d);
cx_node *random_topk(struct draw *d);
cx_node *random_qr(struct draw *d);
cx_node *random_eigh(struct draw *d);
cx_node *random_svd(struct draw *d);
cx_node *random_slogdet(struct draw *d);
cx_node *random_split_key(struct draw *d);
cx_node *random_gather(struct draw *d);
cx_node *random_scatter(struct draw *d);
cx_node *random_conv_transpose(struct draw *d);

/* Takes the graph's message, which must be of a call at `line` of random_ops.def (0: anywhere in the makers of random graphs)
   or in a helper of that row, and name an operation; forgets it, so that the graph goes on. `row` is for those who are told. False when
   there was none. */
bool random_take_refusal(struct maker *m, const char *row, int line);

/* Outputs, of the pool's last nodes: up to MOST_OUTPUTS; of floats only, when asked. */
int random_outputs(const struct maker *m, bool floats, cx_node **out);

#endif
