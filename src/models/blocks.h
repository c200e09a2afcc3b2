/* Quantised blocks on the device, as GGUF files have them, expanded within a program. */
#ifndef CXI_BLOCKS_H
#define CXI_BLOCKS_H

#include <calx/ops.h>
#include <calx/runtime.h>

struct cxi_blocks {
    const char *format;  /* "Q4_K" */
    int elements, bytes; /* of one block */
    /* u8 [rows, blocks, bytes] -> f32 [rows, blocks * elements] */
    cx_node *(*expand)(cx_node *blocks);
};

/* The formats that can be expanded, the last without a name. */
extern const struct cxi_blocks cxi_block_formats[];

/* u8 [rows, bytes of a row] -> f32 [rows, columns] */
cx_node *cxi_blocks_expand(const struct cxi_blocks *format, cx_node *rows);

bool cxi_models_on_cpu(cx_runtime *runtime);

/* Whether the runtime's programs can call the kernels for models: kernels/attend.h, kernels/narrow.h, and kernels/quantised.h, by
   which they multiply with blocks as they are. Then a quantised file is fastest left as it is. */
bool cxi_models_have_kernels(cx_runtime *runtime);

#endif
