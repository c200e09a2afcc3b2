#include "transform/rewrite.h"

#include <calx/ops.h>

#include "ops/constant.h"

#include <string.h>

/* ---------------------------------------------------------------------------------------------- beginning */

static cx_node *resolve(cx_node *node) {
    while (node->inst->op->alias) node = node->inst->operand[node->index];
    return node;
}

static void resolve_aliases(struct cxi_function *function) {
    for (struct cxi_inst *inst = function->first; inst; inst = inst->next)
        for (int i = 0; i < inst->operands; i++) inst->operand[i] = resolve(inst->operand[i]);
    for (int i = 0; i < function->results.count; i++) function->results.node[i] = resolve(function->results.node[i]);
}

static void unlink(struct cxi_inst *inst) {
    struct cxi_function *f = inst->function;
    *(inst->previous ? &inst->previous->next : &f->first) = inst->next;
    *(inst->next ? &inst->next->previous : &f->last) = inst->previous;
}

/* A new instruction stands at the end of its function. */
static void move_before(struct cxi_inst *inst, struct cxi_inst *anchor) {
    unlink(inst);
    inst->previous = anchor->previous;
    inst->next = anchor;
    *(anchor->previous ? &anchor->previous->next : &inst->function->first) = inst;
    anchor->previous = inst;
}

static void remove_dead(struct cxi_rewrite *r, bool *live) {
    cxi_mark_live(r->function, live);
    for (struct cxi_inst *inst = r->function->first, *next; inst; inst = next) {
        next = inst->next;
        bool tells = inst->op == &cxi_op_composite && live[inst->operand[0]->inst->id];
        if (tells) r->known_as[inst->operand[0]->inst->id] = inst;
        if (!tells && !live[inst->id] && inst->op != &cxi_op_parameter) unlink(inst);
    }
}

static bool add_use(struct cxi_rewrite *r, const cx_node *node, struct cxi_inst *user, int operand) {
    struct cxi_use *use = cxi_arena_new(&r->graph->arena, 1, sizeof *use);
    if (!use) return cxi_fail_memory(&r->graph->status);
    *use = (struct cxi_use){r->uses[node->inst->id], user, operand};
    r->uses[node->inst->id] = use;
    return true;
}

/* What a composite says of its value is no use of it. */
static bool add_uses_by(struct cxi_rewrite *r, struct cxi_inst *user) {
    for (int i = user->op == &cxi_op_composite; i < user->operands; i++)
        if (!add_use(r, user->operand[i], user, i)) return false;
    return true;
}

bool cxi_rewrite_begin(struct cxi_rewrite *r, struct cxi_function *function) {
    cx_graph *graph = function->graph;
    struct cxi_arena *arena = &graph->arena;
    enum { MOST = 6 }; /* instructions that come for one: a call, and conversions of what it takes and gives */
    size_t ids = (MOST + 1) * (size_t)graph->next_id + 1;
    *r = (struct cxi_rewrite){.graph = graph,
                              .function = function,
                              .uses = cxi_arena_new(arena, ids, sizeof *r->uses),
                              .known_as = cxi_arena_new(arena, ids, sizeof *r->known_as),
                              .position = cxi_arena_new(arena, ids, sizeof *r->position)};
    bool *live = cxi_arena_new(arena, ids, sizeof *live);
    if (!r->uses || !r->known_as || !r->position || !live) return cxi_fail_memory(&graph->status);
    resolve_aliases(function);
    remove_dead(r, live);
    int position = 0;
    for (struct cxi_inst *inst = function->first; inst; inst = inst->next) {
        r->position[inst->id] = ++position;
        if (!add_uses_by(r, inst)) return false;
    }
    for (int i = 0; i < function->results.count; i++)
        if (!add_use(r, function->results.node[i], NULL, i)) return false;
    return true;
}

/* ---------------------------------------------------------------------------------------------- rewriting */

struct cxi_insertion cxi_begin_insertion(struct cxi_rewrite *r, struct cxi_inst *anchor) {
    r->graph->place = anchor->place;
    r->graph->scope = anchor->scope;
    return (struct cxi_insertion){anchor, r->function->last, cxi_function_enter(r->function)};
}

bool cxi_end_insertion(struct cxi_rewrite *r, const struct cxi_insertion *begun) {
    cxi_function_leave(begun->outer);
    if (!cxi_ok(&r->graph->status)) return false;
    while (begun->last->next) {
        struct cxi_inst *made = begun->last->next;
        r->position[made->id] = r->position[begun->anchor->id];
        move_before(made, begun->anchor);
        if (!add_uses_by(r, made)) return false;
    }
    return true;
}

bool cxi_insert_call(struct cxi_rewrite *r, struct cxi_inst *anchor, const cx_custom_args *call) {
    struct cxi_insertion begun = cxi_begin_insertion(r, anchor);
    cx_custom_call_(*call);
    return cxi_end_insertion(r, &begun);
}

cx_node *cxi_insert_convert(struct cxi_rewrite *r, struct cxi_inst *anchor, cx_node *node, cx_dtype dtype) {
    if (node->dtype == dtype) return node;
    struct cxi_insertion begun = cxi_begin_insertion(r, anchor);
    cx_node *converted = cx_convert(node, dtype);
    return cxi_end_insertion(r, &begun) ? converted : NULL;
}

static cx_node **place_of(struct cxi_rewrite *r, const struct cxi_use *use) {
    return use->user ? &use->user->operand[use->operand] : &r->function->results.node[use->operand];
}

void cxi_replace(struct cxi_rewrite *r, cx_node *old, cx_node *fresh) {
    struct cxi_use **link = &r->uses[old->inst->id], **to = &r->uses[fresh->inst->id];
    while (*link) {
        struct cxi_use *use = *link;
        if (*place_of(r, use) != old || use->user == fresh->inst) {
            link = &use->next;
            continue;
        }
        *place_of(r, use) = fresh;
        *link = use->next;
        use->next = *to;
        *to = use;
    }
}

/* ---------------------------------------------------------------------------------------------- questions */

bool cxi_is_named(const struct cxi_inst *inst, const char *name) {
    return inst->op == &cxi_op_composite && strcmp(*(const char *const *)cxi_attribute(inst, "name"), name) == 0;
}

struct cxi_inst *cxi_as_composite(const struct cxi_rewrite *r, const cx_node *node, const char *name) {
    struct cxi_inst *known = r->known_as[node->inst->id];
    return known && known->operand[0] == node && cxi_is_named(known, name) ? known : NULL;
}

const void *cxi_attribute(const struct cxi_inst *inst, const char *name) {
    const struct cxi_field *field = inst->op->fields;
    while (strcmp(field->name, name) != 0) field++;
    return (const char *)inst->attrs + field->offset;
}

cx_dims cxi_dims_attribute(const struct cxi_inst *inst, const char *name) {
    return *(const cx_dims *)cxi_attribute(inst, name);
}

bool cxi_compares(const struct cxi_inst *inst, const char *direction) {
    const char *word = *(const char *const *)cxi_attribute(inst, "comparison_direction"); /* "... GT>" */
    size_t length = strlen(word);
    return length > 4 && strncmp(word + length - 3, direction, 2) == 0;
}

bool cxi_is_splat(const cx_node *node, double *value) {
    while (node->inst->op == &cxi_op_broadcast_in_dim) node = node->inst->operand[0];
    if (node->inst->op != &cxi_op_constant) return false;
    const struct cxi_constant *c = node->inst->attrs;
    if (!c->splat && cx_dims_count(c->dims) != 1) return false;
    *value = cxi_element_read(c->dtype, c->elements);
    return true;
}

bool cxi_is_zero(const cx_node *node) {
    double value;
    return cxi_is_splat(node, &value) && value == 0;
}

struct cxi_inst *cxi_only_user(const struct cxi_rewrite *r, const cx_node *node) {
    struct cxi_inst *only = NULL;
    for (const struct cxi_use *use = r->uses[node->inst->id]; use; use = use->next) {
        if (!use->user || (only && use->user != only)) return NULL;
        only = use->user;
    }
    return only;
}

bool cxi_is_before(const struct cxi_rewrite *r, const cx_node *node, const struct cxi_inst *inst) {
    return r->position[node->inst->id] < r->position[inst->id];
}
