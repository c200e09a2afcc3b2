/* calx/nn.h: models: variables by name, and compiled functions over them.

       static cx_node *mlp(cx_scope *s, cx_node *const *in, void *user) {
           cx_node *x = cx_relu(cx_dense(cx_in(s, "hidden"), in[0], 128));
           return cx_dense(cx_in(s, "logits"), x, 10);
       }

   A STORE owns the variables of a model: tensors under paths such as "hidden/kernel". A model is a C function that is given a
   scope, a place in the tree of those paths, and builds a graph; layers make the variables they need the first time they
   are traced, and find them again later. A trace that fails leaves the store as it was.

   THREADS. Functions over a store (cx_exec_call, cx_predict, a trainer's steps) may be called from several threads at once,
   and variables saved meanwhile: they take turns in sending their work, so that a model answers while it is trained, each
   call with the variables as one step left them. Loading, and freeing, are for when nobody else uses the store. */
#ifndef CALX_NN_H
#define CALX_NN_H

#include <calx/ops.h>
#include <calx/run.h>

CX_BEGIN

/* ---------------------------------------------------------------------------------------- store and variables */
typedef struct cx_store cx_store; /* of one runtime; freed with it, or by cx_store_free */
typedef struct cx_scope cx_scope; /* lives as long as the trace that it was given to */

/* The seed decides the initial values and the randomness of training. */
CX_API cx_store *cx_store_new(cx_runtime *runtime, uint64_t seed);
CX_API void cx_store_free(cx_store *store);
CX_API const char *cx_store_error(const cx_store *store);
CX_API int cx_store_count(const cx_store *store);
CX_API const char *cx_store_path(const cx_store *store, int index);        /* of a variable, in the order of making */
CX_API cx_tensor *cx_store_value(const cx_store *store, const char *path); /* the store's own, until it is next
                                                                              written; NULL: there is none */
CX_API void cx_store_set(cx_store *store, const char *path, cx_tensor *value); /* takes the tensor over; makes the
                                                                                  variable when there is none */

/* All variables to and from a safetensors file. Saving is atomic: after a crash the file is the old or the new one, whole.
   Loading gives the variables of the file their values there and leaves others as they are; from then on a model must find
   all of its variables in the store. */
CX_API bool cx_save(cx_store *store, const char *path);
CX_API bool cx_load(cx_store *store, const char *path);

/* ------------------------------------------------------------------------------------------------ initialisers */
/* Makes initial values. For a kernel [..., in, out] the fan-in is the product of all dimensions but the last, and the fan-out
   that of all but the last but one. */
typedef struct cx_init {
    cx_node *(*make)(cx_node *key, cx_dtype dtype, cx_dims dims, double value); /* NULL: the layer's default */
    double value;
} cx_init;
CX_API cx_init cx_init_constant(double value);
CX_API cx_init cx_init_zeros(void);
CX_API cx_init cx_init_ones(void);
CX_API cx_init cx_init_normal(double standard_deviation);
CX_API cx_init cx_init_truncated(double standard_deviation); /* normal, but none beyond two standard deviations */
CX_API cx_init cx_init_uniform(double limit);                /* in [-limit, limit) */
CX_API cx_init cx_init_glorot(void); /* uniform in +-sqrt(6 / (fan-in + fan-out)), Glorot and Bengio 2010 */
CX_API cx_init cx_init_he(void);     /* normal, deviation sqrt(2 / fan-in), He et al. 2015 */
/* gain times a matrix [all other dimensions, the last] whose rows or columns, whichever are fewer, are orthonormal; of rank 2 and
   more. For recurrent kernels, say; Saxe et al. 2014 (arXiv:1312.6120). */
CX_API cx_init cx_init_orthogonal(double gain);

/* ------------------------------------------------------------------------------------------------------ scopes */
CX_API cx_scope *cx_in(cx_scope *scope, const char *format, ...) CX_PRINTF(2, 3); /* the scope below, under this name */
/* The same place, where a variable may be used more than once in a trace. */
CX_API cx_scope *cx_shared(cx_scope *scope);
CX_API bool cx_training(const cx_scope *scope);
CX_API cx_dtype cx_compute_dtype(const cx_scope *scope); /* that layers compute in; their variables stay f32 */
CX_API cx_graph *cx_scope_graph(cx_scope *scope);
CX_API const char *cx_scope_path(const cx_scope *scope); /* "block0/conv1"; "" at the root */
/* A random key of this place and training step alone: a layer added elsewhere does not change it. */
CX_API cx_node *cx_scope_key(cx_scope *scope);

typedef struct cx_variable_args {
    const char *name;
    cx_dims dims;
    cx_here at_;
    cx_dtype dtype; /* default: f32 */
    cx_init init;   /* default: Glorot */
    bool fixed;     /* not trained: running averages, counters */
} cx_variable_args;
CX_API cx_node *cx_variable_(cx_scope *scope, cx_variable_args args);
#define cx_variable(scope, ...) cx_variable_((scope), CX_ARGS(cx_variable_args, __VA_ARGS__))
/* The variable's value after this call of the compiled function; `name` as in cx_variable, in the same scope. */
CX_API void cx_assign(cx_scope *scope, const char *name, cx_node *value);

/* ------------------------------------------------------------------------------------------- models as functions */
typedef cx_node *cx_model(cx_scope *scope, cx_node *const *in, void *user);
/* A graph over a store's variables with several results. */
typedef void cx_stateful(cx_scope *scope, cx_node *const *in, cx_node **out, void *user);

typedef struct cx_exec cx_exec;
typedef struct cx_exec_args {
    cx_stateful *build;
    cx_here at_;
    void *user;
    int outputs;      /* default: 1 */
    bool training;    /* what cx_training says inside */
    cx_dtype compute; /* what cx_compute_dtype says inside; default: f32 */
    const char *name;
    int donated; /* so many of the last inputs are used up by a call, and the outputs may take their memory */
} cx_exec_args;
/* A compiled function over the variables of a store: reads them, and writes back what cx_assign assigned. */
CX_API cx_exec *cx_exec_new_(cx_store *store, cx_exec_args args);
#define cx_exec_new(store, ...) cx_exec_new_((store), CX_ARGS(cx_exec_args, __VA_ARGS__))
CX_API cx_exec *cx_predictor(cx_store *store, cx_model *model, void *user); /* a model, for inference */
CX_API void cx_exec_free(cx_exec *exec);
/* out[] gets new tensors, to be freed by the caller; in error when the call failed. */
CX_API void cx_exec_call(cx_exec *exec, int inputs, cx_tensor *const *in, int outputs, cx_tensor **out);
/* Compiles it for inputs like these, if it is not yet, and calls nothing. False on an error, which the call will name. */
CX_API bool cx_exec_prepare(cx_exec *exec, int inputs, cx_tensor *const *in);
CX_API cx_tensor *cx_predict_(cx_exec *exec, int inputs, cx_tensor *const *in);
#define cx_predict(exec, ...) cx_predict_((exec), CX_LIST(cx_tensor *, __VA_ARGS__))

CX_END
#endif
