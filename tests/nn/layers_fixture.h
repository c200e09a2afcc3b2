/* data/layers.safetensors, made by make_layers.py, and the comparison of what Calx computes with it. */
#ifndef NN_LAYERS_FIXTURE_H
#define NN_LAYERS_FIXTURE_H

#include "ops/cases.h"

struct cxi_safetensors *layers_open(void); /* or fails the test */

/* The array called by the format; NULL when there is none. */
const struct cxi_tensor *layers_find(const struct cxi_safetensors *file, const char *format, ...) CX_PRINTF(2, 3);

/* An array as a tensor of case_runtime(); f64 becomes `floats`, other dtypes stay. */
cx_tensor *layers_tensor(const struct cxi_tensor *array, cx_dtype floats);

/* Whether `got` is of this dtype and as `want`, of f64, within `tolerance` (relative above 1). If not, says so. */
bool layers_agree(const char *name, const char *what, cx_tensor *got, cx_dtype dtype, const struct cxi_tensor *want,
                  double tolerance);

#endif
