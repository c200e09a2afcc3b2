#include "run/blame.h"

#include "graph/op.h"

#include <stdlib.h>
#include <string.h>

static const struct cxi_inst *find(const struct cxi_function *function, int id) {
    for (const struct cxi_inst *inst = function->first; inst; inst = inst->next) {
        if (inst->id == id) return inst;
        for (int i = 0; i < inst->regions; i++) {
            const struct cxi_inst *found = find(inst->region[i], id);
            if (found) return found;
        }
    }
    return NULL;
}

/* The line number in "-:30:28: error: ..."; 0 when there is none. */
static long line_of(const char *message) {
    const char *at = strstr(message, "-:");
    return at ? strtol(at + 2, NULL, 10) : 0;
}

/* The instruction that the text's line is: "    %42:6 = ..." is number 42. */
static const struct cxi_inst *at_line(const cx_graph *graph, const char *text, long line) {
    for (; line > 1 && text; line--) text = strchr(text, '\n') ? strchr(text, '\n') + 1 : NULL;
    if (!text || line < 1) return NULL;
    text += strspn(text, " ");
    return *text == '%' ? find(graph->main, atoi(text + 1)) : NULL;
}

bool cxi_blame(const cx_graph *graph, const char *text, const char *message, struct cxi_status *status) {
    const struct cxi_inst *inst = at_line(graph, text, line_of(message));
    if (!inst) return cxi_fail(status, "%s", message);
    return cxi_fail(status, "%s%s%s%s%s: XLA refuses it: %s", inst->place ? inst->place : "", inst->place ? ": " : "",
                    inst->op->name, inst->scope ? " in " : "", inst->scope ? inst->scope : "", message);
}
