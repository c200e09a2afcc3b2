/* Patterns of cx_expect. The first byte chooses a shape; each line of the rest is a pattern, all of one graph, so that the
   names in them are bound by the earlier ones. */
#include "graph/graph.h"

#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static const cx_dims shapes[] = {{0}, {1, {3}}, {2, {2, 3}}, {4, {8, 4, 4, 0}}, {3, {INT64_MAX / 2, 1, 1}}};
    char *text = size ? calloc(size, 1) : NULL;
    if (!text) return 0;
    memcpy(text, bytes + 1, size - 1);
    cx_graph *graph = cx_graph_new("fuzz");
    cx_node *x = cx_parameter(graph, "x", CX_U8, shapes[bytes[0] % (sizeof shapes / sizeof shapes[0])]);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        cx_node *found = cx_expect(x, line);
        fuzz_require(found == x || (cxi_is_poison(found) && cx_graph_error(graph)));
    }
    const char *error = cx_graph_error(graph);
    if (error) fuzz_require(strstr(error, "fuzz_expect.c:") && strstr(error, "expect: ") && strlen(error) < 1000);
    cx_graph_free(graph);
    free(text);
    return 0;
}
