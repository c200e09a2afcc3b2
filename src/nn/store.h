/* The inside of a store, and of the trace of a function over it. */
#ifndef CXI_STORE_H
#define CXI_STORE_H

#include <calx/nn.h>

#include "graph/graph.h"
#include "nn/fit.h"
#include "run/executable.h"

struct cxi_variable {          /* lives as long as its store; only its value is replaced */
    struct cxi_variable *next; /* in the order of making */
    char *path;
    char *origin;     /* what another's file calls it, and which: for messages; or NULL */
    cx_tensor *value; /* owned */
};

struct cx_store {
    struct cxi_owned owned;
    struct cxi_status status;
    uint64_t seed;
    char *loaded_from; /* NULL: the model makes its variables; else they must all be there */
    int count;
    struct cxi_variable *first, *last;
    pthread_mutex_t lock; /* of the variables, and of the compiled functions over them */
};

/* While a function over the store is called, and while variables are read or set; a thread may lock it again, since models
   may ask the store while they are traced. */
void cxi_store_lock(const cx_store *store);
void cxi_store_unlock(const cx_store *store);

struct cxi_variable *cxi_store_find(const cx_store *store, const char *path);
void cxi_variable_set(struct cxi_variable *variable, cx_tensor *value); /* takes the tensor over */
/* Adds or replaces; takes the tensor over. */
bool cxi_store_put(cx_store *store, const char *path, cx_tensor *value);

/* Copies of all variables in host memory, for a file; waits for their contents. */
struct cxi_copies {
    struct cxi_tensor *tensor; /* io/safetensors.h */
    cx_array **array;
    int count;
};
bool cxi_store_copy(const cx_store *store, struct cxi_copies *copies, struct cxi_status *status);
void cxi_copies_free(struct cxi_copies *copies);

/* A variable as a trace sees it: a parameter of the graph, perhaps yet to be made, perhaps assigned. */
struct cxi_binding {
    struct cxi_binding *next;
    const char *path;
    cx_node *node;     /* the graph's parameter */
    cx_node *assigned; /* its value afterwards; NULL: unchanged */
    cx_init init;
    bool fixed, fresh; /* not trained; not in the store yet */
    bool shared;       /* may be asked for again */
    bool conditional;  /* what it was assigned holds the condition already */
};

struct cx_scope {
    struct cxi_trace *trace;
    const char *path;
    bool shared;
};

struct cxi_draw { /* a scope that layers take random keys from */
    struct cxi_draw *next;
    const char *path;
    int64_t uses; /* so far in this trace */
};

struct cxi_trace {
    cx_store *store;
    cx_graph *graph;
    bool training;
    cx_dtype compute;
    bool may_create; /* variables that the store does not have */
    struct cxi_binding *first, *last;
    int bindings;
    struct cxi_misfits misfits; /* of the store's variables with those asked for */
    cx_node *condition;         /* of what an optimizer assigns, a bool scalar; NULL: none */
    cx_node *penalty;           /* what the model adds to the training loss, f32; NULL: nothing */
    struct cxi_draw *draws;
    struct cx_scope lost; /* what a scope is without memory: by then the graph is in error */
};

cx_scope *cxi_root(struct cxi_trace *trace);
struct cxi_binding *cxi_binding(struct cxi_trace *trace, const char *path); /* NULL: not in this trace */
void cxi_check_fit(struct cxi_trace *trace); /* at its end: all misfits become one error of the graph */

/* Traces the function for inputs of these dtypes and shapes, and compiles nothing: whether its graph can be made, of the
   variables that are there. */
bool cxi_exec_try(cx_exec *exec, int inputs, cx_tensor *const *in, struct cxi_status *status);

/* Layers: notes the user's place and this scope's path for messages; returns the path before, for cxi_leave. */
const char *cxi_enter(cx_scope *scope, cx_here here);
cx_node *cxi_leave(cx_scope *scope, const char *previous, cx_node *result); /* returns result */

/* What layers compute with: a floating node in the scope's compute dtype. */
cx_node *cxi_compute(cx_scope *scope, cx_node *x);
/* A trained variable of a layer, as an operand beside x: kept in f32 (f64 beside f64) and converted to x's dtype. Where the
   user chose no initialiser, `otherwise` is taken. */
cx_node *cxi_parameter(cx_scope *scope, const cx_node *x, const char *name, cx_dims dims, cx_init chosen,
                       cx_init otherwise);

/* The names of what Calx itself keeps in a store. */
#define CXI_KEY_PATH  "random/key"
#define CXI_STEP_PATH "train/step"
cx_node *cxi_step(struct cxi_trace *trace); /* the number of training steps done: i64 scalar */

/* A layer's random key: that of the scope, folded with how many layers took one there before, as a scope may drop more than
   once; it depends on nothing else that is in the graph. */
cx_node *cxi_draw_key(cx_scope *scope);

uint64_t cxi_hash_path(const char *path); /* the same on every machine: keys are folded from it */

#endif
