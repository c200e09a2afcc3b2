/* Calls of handlers: functions on the host that XLA knows by name. */
#include <calx/custom.h>

#include "ops/rooms.h"

#include <ctype.h>
#include <string.h>

struct custom {
    const char *handler;
    int outputs, attributes;
    const cx_type *type;
    const cx_attribute *attribute;
};

cx_attribute cx_attribute_int(const char *name, int64_t value) {
    return (cx_attribute){.name = name, .kind = CX_ATTRIBUTE_INT, .integer = value};
}
cx_attribute cx_attribute_real(const char *name, double value) {
    return (cx_attribute){.name = name, .kind = CX_ATTRIBUTE_REAL, .real = value};
}
cx_attribute cx_attribute_ints(const char *name, cx_dims values) {
    return (cx_attribute){.name = name, .kind = CX_ATTRIBUTE_INTS, .integers = values};
}
cx_attribute cx_attribute_text(const char *name, const char *value) {
    return (cx_attribute){.name = name, .kind = CX_ATTRIBUTE_TEXT, .text = value};
}

/* ----------------------------------------------------------------------------------------------- printing */

static void print_handler(struct cxi_text *out, const struct cxi_inst *inst) {
    cxi_addf(out, "\"%s\"", ((const struct custom *)inst->attrs)->handler);
}

/* 4 is XLA's API_VERSION_TYPED_FFI, in which backend_config is a dictionary. */
static void print_version(struct cxi_text *out, const struct cxi_inst *inst) {
    (void)inst;
    cxi_add(out, "4 : i32");
}

static void print_ints(struct cxi_text *out, const cx_dims *list) {
    cxi_add(out, "array<i64");
    for (int i = 0; i < list->rank; i++) cxi_addf(out, "%s%lld", i ? ", " : ": ", (long long)list->dim[i]);
    cxi_add(out, ">");
}

static void print_config(struct cxi_text *out, const struct cxi_inst *inst) {
    const struct custom *c = inst->attrs;
    cxi_add(out, "{");
    for (int i = 0; i < c->attributes; i++) {
        const cx_attribute *a = &c->attribute[i];
        uint64_t bits;
        memcpy(&bits, &a->real, sizeof bits);
        cxi_addf(out, "%s%s = ", i ? ", " : "", a->name);
        switch (a->kind) {
        case CX_ATTRIBUTE_INT: cxi_addf(out, "%lld : i64", (long long)a->integer); break;
        case CX_ATTRIBUTE_REAL: cxi_addf(out, "0x%016llX : f64", (unsigned long long)bits); break;
        case CX_ATTRIBUTE_INTS: print_ints(out, &a->integers); break;
        case CX_ATTRIBUTE_TEXT: cxi_addf(out, "\"%s\"", a->text); break;
        }
    }
    cxi_add(out, "}");
}

/* Row-major, for each array: dense<[2, 1, 0]> : tensor<3xindex>. */
static void add_layout(struct cxi_text *out, bool first, int rank) {
    cxi_add(out, first ? "dense<" : ", dense<");
    for (int i = rank - 1; i >= 0; i--) cxi_addf(out, "%s%d%s", i == rank - 1 ? "[" : "", i, i ? ", " : "]");
    cxi_addf(out, "> : tensor<%dxindex>", rank);
}

static void print_operand_layouts(struct cxi_text *out, const struct cxi_inst *inst) {
    cxi_add(out, "[");
    for (int i = 0; i < inst->operands; i++) add_layout(out, i == 0, inst->operand[i]->dims.rank);
    cxi_add(out, "]");
}

static void print_result_layouts(struct cxi_text *out, const struct cxi_inst *inst) {
    cxi_add(out, "[");
    for (int i = 0; i < inst->results; i++) add_layout(out, i == 0, inst->result[i].dims.rank);
    cxi_add(out, "]");
}

static const struct cxi_field custom_fields[] = {CXI_FIELD_PRINTED("call_target_name", print_handler),
                                                 CXI_FIELD_PRINTED("api_version", print_version),
                                                 CXI_FIELD_PRINTED("backend_config", print_config),
                                                 CXI_FIELD_PRINTED("operand_layouts", print_operand_layouts),
                                                 CXI_FIELD_PRINTED("result_layouts", print_result_layouts),
                                                 CXI_FIELD(custom, handler, CXI_PRIVATE),
                                                 CXI_FIELD(custom, type, CXI_PRIVATE),
                                                 CXI_FIELD(custom, attribute, CXI_PRIVATE),
                                                 {0}};

/* ------------------------------------------------------------------------------------------------- the room */

static bool is_word(const char *text) {
    if (!text || !*text || isdigit((unsigned char)*text)) return false;
    for (; *text; text++)
        if (!isalnum((unsigned char)*text) && *text != '_') return false;
    return true;
}

static bool is_plain(const char *text) {
    if (!text) return false;
    for (; *text; text++)
        if (!isprint((unsigned char)*text) || strchr("\"\\", *text)) return false;
    return true;
}

static bool custom_infer(struct cxi_inst *inst) {
    const struct custom *c = inst->attrs;
    for (int i = 0; i < c->attributes; i++) {
        const cx_attribute *a = &c->attribute[i];
        if (!is_word(a->name)) return cxi_reject(inst, "attribute %d has no name of letters, digits and '_'", i);
        if (a->kind == CX_ATTRIBUTE_TEXT && !is_plain(a->text))
            return cxi_reject(inst, "the text %s has characters other than printable ASCII, or '\"' or '\\'", a->name);
    }
    for (int i = 0; i < inst->results; i++) {
        if (!cx_dtype_size(c->type[i].dtype)) return cxi_reject(inst, "output %d has no dtype", i);
        inst->result[i].dtype = c->type[i].dtype;
        inst->result[i].dims = c->type[i].dims;
    }
    return true;
}

static int custom_result_count(const struct cxi_inst *inst) {
    return ((const struct custom *)inst->attrs)->outputs;
}

const struct cxi_op cxi_op_custom_call = {
    .name = "custom_call",
    .mnemonic = "stablehlo.custom_call",
    .summary = "what a handler of the program's own makes of its inputs",
    .shapes = "in[] -> out[]: of the types given",
    .infer = custom_infer,
    .no_gradient = "only its author knows its derivative: wrap the result in cx_custom_gradient",
    .gradient_is_error = true,
    .fields = custom_fields,
    .attrs_size = sizeof(struct custom),
    .result_count = custom_result_count,
};

static const char *keep_text(cx_graph *graph, const char *text) {
    return text ? cxi_arena_copy(&graph->arena, text, strlen(text) + 1) : NULL;
}

/* The arguments with all that they point at copied into the graph; false without memory. */
static bool keep(cx_graph *graph, const cx_custom_args *args, struct custom *kept) {
    cx_attribute *attribute = cxi_arena_new(&graph->arena, (size_t)args->attributes + 1, sizeof *attribute);
    *kept = (struct custom){keep_text(graph, args->handler), args->outputs, args->attributes,
                            cxi_arena_copy(&graph->arena, args->type, (size_t)args->outputs * sizeof *args->type),
                            attribute};
    bool ok = kept->handler && kept->type && attribute;
    for (int i = 0; i < args->attributes && ok; i++) {
        attribute[i] = args->attribute[i];
        attribute[i].name = keep_text(graph, args->attribute[i].name);
        attribute[i].text = keep_text(graph, args->attribute[i].text);
        ok = (attribute[i].name || !args->attribute[i].name) && (attribute[i].text || !args->attribute[i].text);
    }
    return ok || cxi_fail_memory(&graph->status);
}

void cx_custom_call_(cx_custom_args args) {
    cx_graph *graph = cxi_begin("custom_call", args.at_, args.inputs, &args.in, args.outputs, args.out);
    struct custom kept;
    if (!graph) return;
    if (args.outputs < 1 || !is_plain(args.handler)) {
        cx_fail(graph, "custom_call: it needs at least one output and a handler's name of printable ASCII");
        return;
    }
    if (!keep(graph, &args, &kept)) return;
    struct cxi_inst *inst = cxi_build(
        &(struct cxi_build){.op = &cxi_op_custom_call, .operands = args.inputs, .operand = args.in, .attrs = &kept});
    for (int i = 0; i < args.outputs; i++) args.out[i] = cxi_result(inst, i);
}
