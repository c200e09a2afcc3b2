/* calx/layers.h: layers: functions that build a part of a model and own variables in the scope they are given.

   COMMON TO ALL
   - Variables stand under the scope's path and are f32; beside f64 inputs, f64. What is computed, and the result,
     is in the scope's compute dtype, to which inputs are converted; where none was asked for, in the input's.
     Normalisations take their statistics in f32 and attention its softmax, whatever the compute dtype.
   - Two layers need two scopes (cx_in), or share their variables on purpose (cx_shared).
   - Inputs of a wrong shape or dtype fail the graph, with a message that names the layer. */
#ifndef CALX_LAYERS_H
#define CALX_LAYERS_H

#include <calx/nn.h>

CX_BEGIN

typedef struct cx_dense_args {
    cx_node *x;    /* [..., in] */
    int64_t units;
    cx_here at_;
    bool no_bias;
    cx_init kernel_init, bias_init; /* default: Glorot, zeros */
} cx_dense_args;
/* x kernel + bias: [..., units]. Variables: kernel [in, units], bias [units]. */
CX_API cx_node *cx_dense_(cx_scope *scope, cx_dense_args args);
#define cx_dense(scope, ...) cx_dense_((scope), CX_ARGS(cx_dense_args, __VA_ARGS__))

typedef struct cx_conv2d_args {
    cx_node *x; /* [batch, height, width, channels] */
    int64_t features, kernel;
    cx_here at_;
    cx_padding pad;
    int64_t stride, dilation, groups; /* default: 1 */
    bool no_bias;
    cx_init kernel_init, bias_init; /* default: Glorot, zeros */
} cx_conv2d_args;
/* Variables: kernel [kernel, kernel, channels / groups, features], bias [features]. */
CX_API cx_node *cx_conv2d_(cx_scope *scope, cx_conv2d_args args);
#define cx_conv2d(scope, ...) cx_conv2d_((scope), CX_ARGS(cx_conv2d_args, __VA_ARGS__))

typedef struct cx_conv_transpose2d_args {
    cx_node *x; /* [batch, height, width, channels] */
    int64_t features, kernel;
    cx_here at_;
    cx_padding pad;
    int64_t stride; /* default: 1 */
    bool no_bias;
    cx_init kernel_init, bias_init; /* default: Glorot, zeros */
} cx_conv_transpose2d_args;
/* Transposed convolution, which enlarges: each element of x adds its multiple of the kernel to the result, at a
   distance of `stride` from its neighbour's. CX_SAME: size * stride; CX_VALID: size * stride + max(kernel - stride,
   0); as in Keras. Variables: kernel [kernel, kernel, channels, features], bias [features]. */
CX_API cx_node *cx_conv_transpose2d_(cx_scope *scope, cx_conv_transpose2d_args args);
#define cx_conv_transpose2d(scope, ...) cx_conv_transpose2d_((scope), CX_ARGS(cx_conv_transpose2d_args, __VA_ARGS__))

typedef struct cx_embedding_args {
    cx_node *indices; /* integers [...], clamped to 0 ... count - 1 */
    int64_t count, features;
    cx_here at_;
    cx_init init; /* default: uniform within 0.05 */
} cx_embedding_args;
/* Rows of a table: [..., features]. Variable: embedding [count, features]. */
CX_API cx_node *cx_embedding_(cx_scope *scope, cx_embedding_args args);
#define cx_embedding(scope, ...) cx_embedding_((scope), CX_ARGS(cx_embedding_args, __VA_ARGS__))

/* In training, each element is dropped (made 0) with probability `rate` and the others grow by 1 / (1 - rate); else
   x. */
CX_API cx_node *cx_dropout(cx_scope *scope, cx_node *x, double rate);
/* Stochastic depth, for the last node of a residual branch: the same with whole examples, x's first axis. Huang et
   al. 2016. */
CX_API cx_node *cx_drop_path(cx_scope *scope, cx_node *x, double rate);

/* -------------------------------------------------------------------------------------------- normalisation
   Each brings x to mean 0 and variance 1 over some of its axes: (x - mean) / sqrt(variance + epsilon), and then
   computes x scale + bias with variables of the last axis: scale [channels], first 1, and bias [channels], first 0.
   An epsilon of 0 is CX_ZERO. */
typedef struct cx_batch_norm_args {
    cx_node *x; /* [batch, ..., channels] */
    cx_here at_;
    double momentum, epsilon; /* default: 0.99, 1e-3, as in Keras */
    bool no_scale, no_bias;
} cx_batch_norm_args;
/* Over all axes but the last. In training with the moments of the batch, and the running averages become average *
   momentum + moment * (1 - momentum); otherwise with the running averages. The variance is the mean of squares
   (divided by n, not n - 1), in both. Further variables, not trained: mean [channels], first 0, and variance
   [channels], first 1. Ioffe and Szegedy 2015. */
CX_API cx_node *cx_batch_norm_(cx_scope *scope, cx_batch_norm_args args);
#define cx_batch_norm(scope, ...) cx_batch_norm_((scope), CX_ARGS(cx_batch_norm_args, __VA_ARGS__))

typedef struct cx_layer_norm_args {
    cx_node *x; /* [..., features] */
    cx_here at_;
    double epsilon; /* default: 1e-5 */
    bool no_scale, no_bias;
} cx_layer_norm_args;
/* Over the last axis. Ba et al. 2016. */
CX_API cx_node *cx_layer_norm_(cx_scope *scope, cx_layer_norm_args args);
#define cx_layer_norm(scope, ...) cx_layer_norm_((scope), CX_ARGS(cx_layer_norm_args, __VA_ARGS__))

typedef struct cx_group_norm_args {
    cx_node *x;     /* [batch, ..., channels] */
    int64_t groups; /* divides the channels */
    cx_here at_;
    double epsilon; /* default: 1e-5 */
    bool no_scale, no_bias;
} cx_group_norm_args;
/* In each example, over all axes but the first, and of the channels over each group of neighbours. Wu and He 2018. */
CX_API cx_node *cx_group_norm_(cx_scope *scope, cx_group_norm_args args);
#define cx_group_norm(scope, ...) cx_group_norm_((scope), CX_ARGS(cx_group_norm_args, __VA_ARGS__))

typedef struct cx_rms_norm_args {
    cx_node *x; /* [..., features] */
    cx_here at_;
    double epsilon; /* default: 1e-6 */
    bool no_scale;
} cx_rms_norm_args;
/* Over the last axis, without taking the mean away: x / sqrt(mean(x^2) + epsilon) scale; no bias. Zhang and
   Sennrich 2019. */
CX_API cx_node *cx_rms_norm_(cx_scope *scope, cx_rms_norm_args args);
#define cx_rms_norm(scope, ...) cx_rms_norm_((scope), CX_ARGS(cx_rms_norm_args, __VA_ARGS__))

/* ------------------------------------------------------------------------------------------------ attention */
typedef struct cx_attention_args {
    cx_node *query; /* [batch, time, heads, head_dim] */
    cx_node *key;   /* [batch, keys, key-value heads, head_dim] */
    cx_node *value; /* [batch, keys, key-value heads, value_dim] */
    cx_here at_;
    bool causal;       /* query i sees keys 0 ... i only */
    cx_node *key_mask; /* bool [batch, keys]: the keys that may be seen; default: all */
    double dropout;    /* of the weights, in training */
    double scale;      /* default: 1 / sqrt(head_dim) */
    cx_node *mask;     /* bool [batch, time, keys] or [1, time, keys]: the keys that each query may see; default: all */
    double cap;        /* scores s become cap tanh(s / cap), after the scale (Gemma 2); default: they do not */
} cx_attention_args;
/* softmax(scale query key^T) value: [batch, time, heads, value_dim]; Vaswani et al. 2017. With fewer key-value
   heads, which must divide the heads, neighbouring heads share one (grouped queries, Ainslie et al. 2023). A query
   that may see no key takes the mean of all values. No variables. */
CX_API cx_node *cx_attention_(cx_scope *scope, cx_attention_args args);
#define cx_attention(scope, ...) cx_attention_((scope), CX_ARGS(cx_attention_args, __VA_ARGS__))

typedef struct cx_multi_head_attention_args {
    cx_node *query; /* [batch, time, features] */
    int64_t heads;
    cx_here at_;
    cx_node *key, *value;    /* [batch, keys, any features]; default: the query, the key */
    int64_t key_value_heads; /* default: heads */
    int64_t head_dim;        /* default: features / heads */
    bool causal;             /* this and the next two: as in cx_attention */
    cx_node *key_mask;
    double dropout;
    cx_node *positions; /* of queries and keys, to be rotated by cx_rope; default: they are not */
    double rope_base;   /* as in cx_rope */
    bool no_bias;
    cx_init kernel_init, bias_init; /* default: Glorot, zeros */
} cx_multi_head_attention_args;
/* Attention between dense layers: [batch, time, features of the query]. Variables, those of cx_dense: query/kernel
   [features, heads * head_dim], key/kernel and value/kernel [features, key_value_heads * head_dim], output/kernel
   [heads * head_dim, features], and their biases. */
CX_API cx_node *cx_multi_head_attention_(cx_scope *scope, cx_multi_head_attention_args args);
#define cx_multi_head_attention(scope, ...) \
    cx_multi_head_attention_((scope), CX_ARGS(cx_multi_head_attention_args, __VA_ARGS__))

typedef struct cx_rope_args {
    cx_node *x;         /* [batch, time, heads, head_dim], head_dim even */
    cx_node *positions; /* [time] or [batch, time] */
    cx_here at_;
    double base; /* default: 10000 */
    const double *divisors; /* head_dim / 2 numbers; default: all 1. For models whose context was extended: linear
                               scaling has its factor everywhere, Llama 3 numbers of its own */
} cx_rope_args;
/* Rotary position embedding, Su et al. 2021: of each head, the elements i and i + head_dim / 2 are a point in the
   plane that is turned by position * base^(-2 i / head_dim) / divisors[i]. Halves are paired, as in GPT-NeoX and Llama, not
   neighbours, as in the paper. No variables. */
CX_API cx_node *cx_rope_(cx_rope_args args);
#define cx_rope(...) cx_rope_(CX_ARGS(cx_rope_args, __VA_ARGS__))

/* ------------------------------------------------------------------------------------------------ recurrence
   Over [batch, time, features]; the result is the state after each step: [batch, time, units]. Variables, whose
   layout is Keras's: kernel [features, gates * units], recurrent_kernel [units, gates * units], and a bias. */
typedef struct cx_lstm_args {
    cx_node *x; /* [batch, time, features] */
    int64_t units;
    cx_here at_;
    cx_node *initial, *initial_cell; /* [batch, units]; default: zeros */
    cx_node **last, **last_cell;     /* where to put the last state, [batch, units] */
    bool reverse;                    /* goes from the last step to the first; result and x stay side by side */
    bool no_bias;
    cx_init kernel_init, recurrent_init, bias_init; /* default: Glorot, Glorot, zeros with ones for the forget gate */
} cx_lstm_args;
/* Hochreiter and Schmidhuber 1997, Gers et al. 2000. Gates: input, forget, candidate, output; bias [4 * units].
   cell = logistic(f) cell + logistic(i) tanh(c), state = logistic(o) tanh(cell). */
CX_API cx_node *cx_lstm_(cx_scope *scope, cx_lstm_args args);
#define cx_lstm(scope, ...) cx_lstm_((scope), CX_ARGS(cx_lstm_args, __VA_ARGS__))

typedef struct cx_gru_args {
    cx_node *x; /* [batch, time, features] */
    int64_t units;
    cx_here at_;
    cx_node *initial; /* [batch, units]; default: zeros */
    cx_node **last;   /* where to put the last state, [batch, units] */
    bool reverse;     /* goes from the last step to the first; result and x stay side by side */
    bool no_bias;
    cx_init kernel_init, recurrent_init, bias_init; /* default: Glorot, Glorot, zeros */
} cx_gru_args;
/* Cho et al. 2014, in cuDNN's form (Keras's reset_after). Gates: update, reset, candidate; bias [2, 3 * units]: of
   the kernel, and of the recurrent kernel. state = u state + (1 - u) tanh(x-part + r state-part), u and r logistic. */
CX_API cx_node *cx_gru_(cx_scope *scope, cx_gru_args args);
#define cx_gru(scope, ...) cx_gru_((scope), CX_ARGS(cx_gru_args, __VA_ARGS__))

#ifndef CX_INSIDE_LIBRARY /* see calx/places.h */
#define cx_dropout(scope, x, rate)   cx_dropout(scope, CX_AT(x), rate)
#define cx_drop_path(scope, x, rate) cx_drop_path(scope, CX_AT(x), rate)
#endif

CX_END
#endif
