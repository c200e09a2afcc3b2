#include "stablehlo/print.h"

#include "base/alloc.h"
#include "graph/op.h"
#include "stablehlo/literal.h"
#include "stablehlo/values.h"

#include <string.h>

struct printer {
    struct cxi_text *out;
    bool *live;     /* by instruction id */
    bool *argument; /* by instruction id: a constant that is one */
    struct cxi_values values;
    const struct cxi_function **function; /* those that calls were seen of: printed after the one at hand */
    int functions;
};

/* ------------------------------------------------------------------------------------------ names and types */

static void print_value(struct printer *p, const cx_node *node) {
    node = cxi_value(&p->values, node);
    cxi_addf(p->out, "%%%d", node->inst->id);
    if (node->inst->results > 1) cxi_addf(p->out, "#%d", node->index);
}

static void print_type(struct printer *p, const cx_node *node) {
    cxi_add_tensor_type(p->out, node->dtype, node->dims);
}

static void print_types(struct printer *p, int count, cx_node *const *node) {
    cxi_add(p->out, "(");
    for (int i = 0; i < count; i++) {
        if (i) cxi_add(p->out, ", ");
        print_type(p, node[i]);
    }
    cxi_add(p->out, ")");
}

static void indent(struct printer *p, int depth) {
    for (int i = 0; i < depth; i++) cxi_add(p->out, "  ");
}

/* ----------------------------------------------------------------------------------------------- attributes */

static void print_padding(struct cxi_text *out, const struct cxi_padding *padding) {
    int n = padding->low.rank;
    cxi_add(out, "dense<");
    if (n) cxi_add(out, "[");
    for (int i = 0; i < n; i++)
        cxi_addf(out, "%s[%lld, %lld]", i ? ", " : "", (long long)padding->low.dim[i], (long long)padding->high.dim[i]);
    cxi_addf(out, "%s> : tensor<%dx2xi64>", n ? "]" : "", n);
}

static void print_list(struct cxi_text *out, const cx_dims *list, bool flags) {
    cxi_add(out, flags ? "array<i1" : "array<i64");
    for (int i = 0; i < list->rank; i++) {
        cxi_add(out, i ? ", " : ": ");
        if (flags)
            cxi_add(out, list->dim[i] ? "true" : "false");
        else
            cxi_addf(out, "%lld", (long long)list->dim[i]);
    }
    cxi_add(out, ">");
}

static void print_field(struct cxi_text *out, const struct cxi_inst *inst, const struct cxi_field *field) {
    const char *attrs = inst->attrs;
    const void *at = attrs ? attrs + field->offset : NULL; /* a call has none */
    cxi_addf(out, "%s = ", field->name);
    switch (field->kind) {
    case CXI_INT: cxi_addf(out, "%lld : i64", (long long)*(const int64_t *)at); break;
    case CXI_FLAG: cxi_add(out, *(const bool *)at ? "true" : "false"); break;
    case CXI_INTS: print_list(out, at, false); break;
    case CXI_FLAGS: print_list(out, at, true); break;
    case CXI_WORD: cxi_add(out, *(const char *const *)at); break;
    case CXI_PADDING: print_padding(out, at); break;
    case CXI_PRINTED: field->print(out, inst); break;
    case CXI_PRIVATE:
    case CXI_PRIVATE_INTS:
    case CXI_END_OF_FIELDS: break;
    }
}

static void print_attributes(struct printer *p, const struct cxi_inst *inst) {
    bool any = false;
    for (const struct cxi_field *f = inst->op->fields; f && f->kind != CXI_END_OF_FIELDS; f++) {
        if (cxi_is_private(f)) continue;
        cxi_add(p->out, any ? ", " : " {");
        print_field(p->out, inst, f);
        any = true;
    }
    if (any) cxi_add(p->out, "}");
}

/* ------------------------------------------------------------------------------------- instructions, regions */

static void print_body(struct printer *p, const struct cxi_function *function, const char *terminator, int depth);

static void print_region(struct printer *p, const struct cxi_inst *inst, const struct cxi_function *region, int depth) {
    cxi_add(p->out, "{\n");
    for (int i = 0; i < region->parameters.count; i++) {
        const cx_node *parameter = region->parameters.node[i];
        if (inst->op->region_binds_operands) {
            p->values.bound[parameter->inst->id] = inst->operand[i + 1];
            continue;
        }
        if (i == 0)
            indent(p, depth), cxi_add(p->out, "^bb0(");
        else
            cxi_add(p->out, ", ");
        print_value(p, parameter);
        cxi_add(p->out, ": ");
        print_type(p, parameter);
        if (i == region->parameters.count - 1) cxi_add(p->out, "):\n");
    }
    print_body(p, region, "stablehlo.return", depth + 1);
    indent(p, depth);
    cxi_add(p->out, "}");
}

static void note_function(struct printer *p, const struct cxi_function *function) {
    for (int i = 0; i < p->functions; i++)
        if (p->function[i] == function) return;
    p->function[p->functions++] = function;
}

static void print_instruction(struct printer *p, const struct cxi_inst *inst, int depth) {
    indent(p, depth);
    cxi_addf(p->out, "%%%d", inst->id);
    if (inst->results > 1) cxi_addf(p->out, ":%d", inst->results);
    cxi_addf(p->out, " = \"%s\"(", inst->op->mnemonic);
    int operands = inst->op->region_binds_operands ? 1 : inst->operands;
    for (int i = 0; i < operands; i++) {
        if (i) cxi_add(p->out, ", ");
        print_value(p, inst->operand[i]);
    }
    cxi_add(p->out, ")");
    for (int i = 0; i < inst->regions; i++) {
        if (inst->op->calls_region) {
            note_function(p, inst->region[i]);
            continue;
        }
        cxi_add(p->out, i ? ", " : " (");
        print_region(p, inst, inst->region[i], depth);
        if (i == inst->regions - 1) cxi_add(p->out, ")");
    }
    print_attributes(p, inst);
    cxi_add(p->out, " : ");
    print_types(p, operands, inst->operand);
    cxi_add(p->out, " -> ");
    if (inst->results != 1) cxi_add(p->out, "(");
    for (int i = 0; i < inst->results; i++) {
        if (i) cxi_add(p->out, ", ");
        print_type(p, &inst->result[i]);
    }
    if (inst->results != 1) cxi_add(p->out, ")");
    cxi_add(p->out, "\n");
}

static void print_body(struct printer *p, const struct cxi_function *function, const char *terminator, int depth) {
    cxi_mark_live(function, p->live);
    for (const struct cxi_inst *inst = function->first; inst; inst = inst->next)
        if (p->live[inst->id] && !p->argument[inst->id] && inst->op->mnemonic && !cxi_is_repeated(&p->values, inst))
            print_instruction(p, inst, depth);
    indent(p, depth);
    cxi_addf(p->out, "\"%s\"(", terminator);
    for (int i = 0; i < function->results.count; i++) {
        if (i) cxi_add(p->out, ", ");
        print_value(p, function->results.node[i]);
    }
    cxi_add(p->out, ") : ");
    print_types(p, function->results.count, function->results.node);
    cxi_add(p->out, " -> ()\n");
}

/* ------------------------------------------------------------------------------------------------ functions */

static void print_argument(struct printer *p, const cx_node *node, int number, const char *attributes) {
    if (number) cxi_add(p->out, ", ");
    cxi_addf(p->out, "%%%d: ", node->inst->id);
    print_type(p, node);
    if (attributes) cxi_addf(p->out, " {%s}", attributes);
}

static void print_function(struct printer *p, const struct cxi_function *function, bool is_main,
                           const struct cxi_signature *s) {
    cxi_addf(p->out, "  func.func %s @%s(", is_main ? "public" : "private", function->name);
    int parameters = function->parameters.count, constants = is_main ? s->constants : 0;
    for (int i = 0; i < parameters + constants; i++)
        print_argument(p, i < parameters ? function->parameters.node[i] : s->constant[i - parameters], i,
                       is_main && s->argument ? s->argument[i] : NULL);
    cxi_add(p->out, ") -> (");
    for (int i = 0; i < function->results.count; i++) {
        if (i) cxi_add(p->out, ", ");
        print_type(p, function->results.node[i]);
        if (is_main && s->result && s->result[i]) cxi_addf(p->out, " {%s}", s->result[i]);
    }
    cxi_add(p->out, ") {\n");
    print_body(p, function, "func.return", 2);
    cxi_add(p->out, "  }\n");
}

bool cxi_print_stablehlo(struct cxi_text *out, const cx_graph *graph, const struct cxi_signature *signature) {
    static const struct cxi_signature plain;
    if (!cxi_ok(&graph->status)) return false;
    if (!signature) signature = &plain;
    size_t ids = (size_t)graph->next_id + 1;
    struct printer p = {.out = out,
                        .live = cxi_new(ids, sizeof *p.live),
                        .argument = cxi_new(ids, sizeof *p.argument),
                        .function = cxi_new(ids, sizeof *p.function)};
    bool ok = cxi_values_new(&p.values, graph) && p.live && p.argument && p.function;
    if (ok) {
        for (int i = 0; i < signature->constants; i++) p.argument[signature->constant[i]->inst->id] = true;
        cxi_add(out, "module @calx");
        if (signature->module_attributes) cxi_addf(out, " attributes {%s}", signature->module_attributes);
        cxi_add(out, " {\n");
        if (signature->prologue) cxi_addf(out, "  %s\n", signature->prologue);
        print_function(&p, graph->main, true, signature);
        for (int i = 0; i < p.functions; i++) print_function(&p, p.function[i], false, signature);
        cxi_add(out, "}\n");
    }
    cxi_free(p.live);
    cxi_free(p.argument);
    cxi_values_free(&p.values);
    cxi_free(p.function);
    return ok && cxi_text_ok(out);
}

bool cx_graph_write_stablehlo(const cx_graph *graph, FILE *to) {
    struct cxi_text text = {0};
    bool ok = cxi_print_stablehlo(&text, graph, NULL) && fwrite(text.data, 1, text.length, to) == text.length;
    cxi_text_free(&text);
    return ok;
}
