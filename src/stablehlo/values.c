#include "stablehlo/values.h"

#include "base/alloc.h"
#include "graph/op.h"
#include "ops/constant.h"

#include <string.h>

bool cxi_values_new(struct cxi_values *values, const cx_graph *graph) {
    size_t ids = (size_t)graph->next_id + 1;
    *values = (struct cxi_values){.slots = 1};
    while (values->slots < 2 * ids) values->slots *= 2;
    values->bound = cxi_new(ids, sizeof *values->bound);
    values->same = cxi_new(ids, sizeof *values->same);
    values->table = cxi_new(values->slots, sizeof *values->table);
    return values->bound && values->same && values->table;
}

void cxi_values_free(struct cxi_values *values) {
    cxi_free(values->bound);
    cxi_free(values->same);
    cxi_free(values->table);
}

const cx_node *cxi_value(const struct cxi_values *values, const cx_node *node) {
    for (;;) {
        const struct cxi_inst *inst = node->inst;
        if (values->bound[inst->id])
            node = values->bound[inst->id];
        else if (values->same[inst->id])
            node = &values->same[inst->id]->result[node->index];
        else if (inst->op->alias)
            node = inst->operand[node->index];
        else
            return node;
    }
}

/* ------------------------------------------------------------------------------------------ repetitions */

/* Whether two instructions of the operation are told apart by operands and fields alone: a field that prints itself says
   nothing, unless private ones say it again. A barrier's purpose is to be there; a handler may count its calls. */
static bool is_comparable(const struct cxi_inst *inst) {
    const struct cxi_op *op = inst->op;
    if (inst->regions || op == &cxi_op_barrier || op == &cxi_op_custom_call || op == &cxi_op_parameter) return false;
    if (op == &cxi_op_constant) return true;
    bool printed = false, compared = !op->attrs_size;
    for (const struct cxi_field *f = op->fields; f && f->kind != CXI_END_OF_FIELDS; f++) {
        printed |= f->kind == CXI_PRINTED;
        compared |= cxi_is_private(f);
    }
    return compared || !printed;
}

static uint64_t mix_word(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    return hash ^ hash >> 32;
}

static uint64_t mix(uint64_t hash, const void *bytes, size_t size) {
    for (size_t at = 0; at < size; at += sizeof(uint64_t)) {
        uint64_t word = 0;
        memcpy(&word, (const char *)bytes + at, size - at < sizeof word ? size - at : sizeof word);
        hash = mix_word(hash, word);
    }
    return hash;
}

/* What a field says: its bytes, or those of the word it points to. */
static const void *bytes_of(const struct cxi_field *f, const struct cxi_inst *inst, size_t *size) {
    const void *at = (const char *)inst->attrs + f->offset;
    *size = f->size;
    if (f->kind != CXI_WORD) return at;
    const char *word = *(const char *const *)at;
    *size = strlen(word);
    return word;
}

/* Of names and numbers, not of addresses: the same graph is to have the same text in every process. */
static uint64_t hash_of(const struct cxi_values *values, const struct cxi_inst *inst) {
    uint64_t hash = mix(0, inst->op->name, strlen(inst->op->name));
    for (int i = 0; i < inst->operands; i++) {
        const cx_node *value = cxi_value(values, inst->operand[i]);
        hash = mix_word(mix_word(hash, (uint64_t)value->inst->id), (uint64_t)value->index);
    }
    cx_dims dims = inst->result[0].dims;
    hash = mix_word(hash, (uint64_t)inst->result[0].dtype);
    for (int i = 0; i < dims.rank; i++) hash = mix_word(hash, (uint64_t)dims.dim[i]);
    if (inst->op == &cxi_op_constant) {
        const struct cxi_constant *c = inst->attrs;
        return mix(hash, c->elements, c->bytes < 64 ? c->bytes : 64);
    }
    for (const struct cxi_field *f = inst->op->fields; f && f->kind != CXI_END_OF_FIELDS; f++) {
        size_t size;
        const void *bytes = f->size ? bytes_of(f, inst, &size) : NULL;
        if (bytes) hash = mix(hash, bytes, size);
    }
    return hash;
}

static bool same_attributes(const struct cxi_inst *a, const struct cxi_inst *b) {
    if (a->op == &cxi_op_constant) {
        const struct cxi_constant *x = a->attrs, *y = b->attrs;
        return x->splat == y->splat && x->bytes == y->bytes && memcmp(x->elements, y->elements, x->bytes) == 0;
    }
    for (const struct cxi_field *f = a->op->fields; f && f->kind != CXI_END_OF_FIELDS; f++) {
        if (!f->size) continue; /* it prints itself; private fields say the same */
        size_t of_x, of_y;
        const void *x = bytes_of(f, a, &of_x), *y = bytes_of(f, b, &of_y);
        if (of_x != of_y || memcmp(x, y, of_x) != 0) return false;
    }
    return true;
}

static bool are_same(const struct cxi_values *values, const struct cxi_inst *a, const struct cxi_inst *b) {
    if (a->op != b->op || a->function != b->function || a->operands != b->operands || a->results != b->results)
        return false;
    for (int i = 0; i < a->operands; i++)
        if (cxi_value(values, a->operand[i]) != cxi_value(values, b->operand[i])) return false;
    for (int i = 0; i < a->results; i++)
        if (a->result[i].dtype != b->result[i].dtype || !cx_dims_equal(a->result[i].dims, b->result[i].dims))
            return false;
    return same_attributes(a, b);
}

bool cxi_is_repeated(struct cxi_values *values, const struct cxi_inst *inst) {
    values->same[inst->id] = NULL; /* a body may be printed twice, with other values bound */
    if (!is_comparable(inst)) return false;
    size_t slot = (size_t)hash_of(values, inst) & (values->slots - 1);
    bool known = false; /* from an earlier printing of this body, when others may have been unlike it */
    for (; values->table[slot]; slot = (slot + 1) & (values->slots - 1)) {
        const struct cxi_inst *other = values->table[slot];
        known |= other == inst;
        if (other->id < inst->id && are_same(values, other, inst)) {
            values->same[inst->id] = values->same[other->id] ? values->same[other->id] : other;
            return true;
        }
    }
    if (!known && values->used < values->slots / 2) values->used++, values->table[slot] = inst;
    return false;
}
