/* calx.h: machine learning in C, on XLA. The headers in reading order.

   C++ sees the same functions and types. What it does not have is a macro with options, cx_dense(s, x, 16, .no_bias = true),
   since C++ has no mixed initialisers; it calls the function behind it, with the same struct:

       cx_dense_args args = {};       // zero is every option's default
       args.x = x, args.units = 16, args.no_bias = true;
       cx_node *y = cx_dense_(s, args);

   A shape is cx_dims{2, {3, 4}} there; macros without options, operations on nodes and cx_k(2) are as in C.
   docs/other-languages.md has a whole program, and one in Python. */
#ifndef CALX_H
#define CALX_H

#include <calx/base.h>     /* element types, shapes */
#include <calx/array.h>    /* arrays in host memory */
#include <calx/runtime.h>  /* devices */
#include <calx/tensor.h>   /* arrays on devices */
#include <calx/graph.h>    /* graphs, nodes, errors */
#include <calx/ops.h>      /* the operations */
#include <calx/activations.h> /* relu, gelu, ... */
#include <calx/indexing.h>    /* elements taken and put by index */
#include <calx/special.h>     /* the gamma function's family, hyperbolic functions, ... */
#include <calx/complex.h>     /* complex numbers, Fourier transforms */
#include <calx/arrange.h>     /* stacked, split, tiled; diagonals */
#include <calx/statistics.h>  /* running sums, norms, quantiles, top-k */
#include <calx/linalg.h>      /* QR, eigenvalues, equations */
#include <calx/random.h>      /* random numbers */
#include <calx/gradient.h> /* derivatives */
#include <calx/vmap.h>     /* functions of one example, of a batch */
#include <calx/run.h>      /* functions compiled and called */
#include <calx/custom.h>   /* operations of your own, in C */
#include <calx/nn.h>         /* models: variables by name, compiled functions over them */
#include <calx/layers.h>     /* dense, convolution, dropout, ... */
#include <calx/losses.h>     /* losses and metrics */
#include <calx/optimizers.h> /* SGD, Adam, ... */
#include <calx/data.h>       /* data sets */
#include <calx/train.h>      /* the training loop */
#include <calx/checkpoint.h> /* runs saved and gone on with */
#include <calx/metrics.h>    /* how good a classifier is */
#include <calx/plot.h>       /* curves, pages */
#include <calx/display.h>    /* tensors, models, curves shown in a notebook */
#include <calx/io.h>         /* files of arrays and pictures */
#include <calx/weights.h>    /* published models */
#include <calx/text.h>       /* vocabularies: text to numbers and back */
#include <calx/family.h>     /* what a family of language models is made of */
#include <calx/models.h>     /* language models */
#include <calx/generate.h>   /* texts written by them */

#endif
