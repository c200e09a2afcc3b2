/* calx.h: machine learning in C, on XLA. The headers in reading order. */
#ifndef CALX_H
#define CALX_H

#include <calx/base.h>     /* element types, shapes */
#include <calx/array.h>    /* arrays in host memory */
#include <calx/runtime.h>  /* devices */
#include <calx/tensor.h>   /* arrays on devices */
#include <calx/graph.h>    /* graphs, nodes, errors */
#include <calx/ops.h>      /* the operations */
#include <calx/gradient.h> /* derivatives */
#include <calx/run.h>      /* functions compiled and called */
#include <calx/nn.h>       /* models: variables, layers, losses, optimizers */
#include <calx/train.h>    /* data sets and the training loop */
#include <calx/io.h>       /* files of arrays and pictures */

#endif
