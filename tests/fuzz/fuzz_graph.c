/* Random graphs, right and wrong, of all operations: see tests/soak/random_graph.h. What is right is differentiated, twice, and
   written as text; what is wrong says where and why. Nothing is compiled: that is tests/soak/soak.c. */
#include "soak/derivatives.h"
#include "soak/random_graph.h"
#include "stablehlo/print.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct maker m = {0};
    struct derivatives d;
    random_graph(&m, bytes, size);
    derivatives_add(&d, &m);
    fuzz_require(!m.bad);
    struct cxi_text text = {0};
    fuzz_require(cxi_print_stablehlo(&text, m.graph, NULL) && text.length > 0);
    cxi_text_free(&text);
    cx_graph_free(m.graph);
    return 0;
}
