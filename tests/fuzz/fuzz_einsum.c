/* Specifications of cx_einsum. The first byte says how many operands there are, a byte for each how many axes it has and how
   long they are; the rest is the specification. What it accepts has a gradient and a text. */
#include "graph/graph.h"
#include "stablehlo/print.h"

#include "fuzz.h"

#include <calx/gradient.h>
#include <calx/ops.h>
#include <string.h>

enum { OPERANDS = 4 };

static void write_text(const cx_graph *graph) {
    struct cxi_text text = {0};
    fuzz_require(cxi_print_stablehlo(&text, graph, NULL) && text.length > 0);
    cxi_text_free(&text);
}

static void check(cx_graph *graph, const char *spec, int count, cx_node *const *operands) {
    cx_node *gradient[OPERANDS], *y = cx_einsum_(spec, count, operands, CX_HERE);
    if (cxi_is_poison(y)) {
        fuzz_require(strstr(cx_graph_error(graph), "einsum") || strstr(cx_graph_error(graph), "dot_general"));
        fuzz_require(strstr(cx_graph_error(graph), "fuzz_einsum.c:"));
        return;
    }
    cx_grad(cx_sum(y), count, operands, gradient);
    cx_return(graph, count, gradient);
    if (cx_graph_error(graph))
        fuzz_require(strstr(cx_graph_error(graph), "fuzz_einsum.c:"));
    else
        write_text(graph);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (size < 1 + OPERANDS) return 0;
    cx_graph *graph = cx_graph_new("fuzz");
    cx_node *operand[OPERANDS];
    int count = 1 + bytes[0] % OPERANDS;
    for (int i = 0; i < count; i++) {
        cx_dims dims = {.rank = bytes[1 + i] % (CX_MAX_RANK + 1)};
        for (int k = 0; k < dims.rank; k++) dims.dim[k] = bytes[1 + i] >> 4 < 12 ? 2 : (bytes[1 + i] + k) % 3;
        operand[i] = cx_parameter(graph, "x", CX_F32, dims);
    }
    char *spec = calloc(size - OPERANDS, 1);
    fuzz_require(spec != NULL);
    memcpy(spec, bytes + 1 + OPERANDS, size - 1 - OPERANDS);
    check(graph, spec, count, operand);
    cx_graph_free(graph);
    free(spec);
    return 0;
}
