#include "soak/random_graph.h"

#include "graph/op.h"
#include "ops/rooms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* -------------------------------------------------------------------------------------------------- bytes */

/* The next record; zeros behind the end. */
static void next_record(struct maker *m, uint8_t record[RECORD]) {
    size_t have = m->size < RECORD ? m->size : RECORD;
    memset(record, 0, RECORD);
    if (have) memcpy(record, m->bytes, have);
    m->bytes += have;
    m->size -= have;
    m->records++;
}

static const int64_t small_sizes[] = {1, 2, 3, 1, 4, 2, 3, 0};
static const int64_t any_sizes[] = {1,  2,         3,          4,          0,          -1,        5,         8,
                                    64, 1LL << 20, 1LL << 31U, 1LL << 40U, 1LL << 61U, INT64_MAX, INT64_MIN, 7};

/* Half of the numbers of a WILD graph are small as well, or else nothing would fit. */
static int64_t size_from(const struct maker *m, uint8_t byte) {
    bool small = m->purpose != WILD || byte & 16;
    return small ? small_sizes[byte % 8] : any_sizes[byte % 16];
}

static cx_dims shape_from(const struct maker *m, const uint8_t *byte) {
    cx_dims dims = {.rank = byte[0] % 6};
    for (int i = 0; i < dims.rank; i++) dims.dim[i] = size_from(m, byte[1 + i]);
    static const int no_rank[] = {-1, 9, 100, 8};
    if (m->purpose == WILD && byte[0] >= 250) dims.rank = no_rank[byte[0] % 4];
    return dims;
}

static double number_from(const struct maker *m, uint8_t byte) {
    static const double smooth[] = {0.5, 1, 2, -1, 0.25, 3, -0.5, 1.5};
    static const double any[] = {0,    1,   -1,   0.5, 2,    -0.0,     1e-300, 3,     127,
                                 -129, 256, 1e10, 0.1, -0.5, INFINITY, NAN,    1e300, 8};
    return m->purpose == SMOOTH ? smooth[byte % 8] : any[byte % (sizeof any / sizeof any[0])];
}

static cx_dtype dtype_from(const struct maker *m, uint8_t byte) {
    static const cx_dtype smooth[] = {CX_F64, CX_F64, CX_F64, CX_F64, CX_I32, CX_F64, CX_BOOL, CX_I64};
    if (m->purpose == SMOOTH) return smooth[byte % 8];
    if (m->purpose == WILD && byte >= 250) return (cx_dtype)(byte % 2 ? CX_INVALID : 77);
    static const cx_dtype common[] = {CX_F32, CX_F64, CX_I32, CX_BOOL};
    return byte & 1 ? common[byte / 2 % 4] : (cx_dtype)(1 + byte / 2 % (CX_DTYPE_COUNT - 1));
}

/* --------------------------------------------------------------------------------------------------- pool */

static int kind_of(const cx_node *node) {
    if (node->dtype == CX_BOOL) return CXI_BOOLS;
    return cxi_is_float(node->dtype) ? CXI_FLOATS : cxi_is_complex(node->dtype) ? CXI_COMPLEXES : CXI_INTEGERS;
}

void random_pool_add(struct maker *m, cx_node *node) {
    size_t bytes;
    bool large = !cxi_dims_valid(node->dims, 1, &bytes) || bytes > 1024;
    if (cxi_is_poison(node) || m->nodes == POOL || (m->purpose != WILD && large)) return;
    m->pool[m->nodes++] = node;
}

cx_node *random_pool_find(struct maker *m, unsigned from, int kinds) {
    for (int i = 0; i < m->nodes; i++) {
        cx_node *node = m->pool[(from + (unsigned)i) % (unsigned)m->nodes];
        if (kind_of(node) & kinds) return node;
    }
    return m->pool[from % (unsigned)m->nodes];
}

/* A node of x's dtype whose shape is x's or that of a single number; x, if there is none. */
static cx_node *mate(struct maker *m, cx_node *x, uint8_t from) {
    for (int i = 0; i < m->nodes; i++) {
        cx_node *node = m->pool[(from + i) % m->nodes];
        bool fits = node->dims.rank == 0 || cx_dims_equal(node->dims, x->dims);
        if (node->dtype == x->dtype && fits) return node;
    }
    return x;
}

/* ------------------------------------------------------------------------------------------------ a record */

static void draw_lists(struct draw *d, const uint8_t *byte) {
    int rank = d->x->dims.rank;
    d->list.rank = d->more.rank = rank;
    for (int i = 0; i < rank; i++) {
        d->list.dim[i] = size_from(d->m, byte[i % 5]);
        d->more.dim[i] = size_from(d->m, byte[5 + i % 5]);
        if (byte[10] >> (i % 5) & 1) d->axes = cxi_dims_add(d->axes, i);
    }
    if (byte[10] >= 240) d->axes = d->list; /* most often wrong */
    if (byte[10] >= 240 && byte[11] & 1) d->list.rank = byte[11] % 10;
}

/* Byte 0 and 1 are the row. A high byte 5 makes operands that need not fit. */
static void draw(struct draw *d, struct maker *m, int kinds) {
    const uint8_t *byte = d->byte;
    bool wrong = byte[5] >= 232;
    d->m = m;
    d->x = random_pool_find(m, byte[2], wrong ? CXI_ANY : kinds);
    d->y = wrong ? m->pool[byte[3] % m->nodes] : mate(m, d->x, byte[3]);
    d->z = wrong ? m->pool[byte[4] % m->nodes] : mate(m, d->x, byte[4]);
    d->n = random_pool_find(m, byte[3], wrong ? CXI_ANY : CXI_INTEGERS);
    d->p = random_pool_find(m, byte[4], wrong ? CXI_ANY : CXI_BOOLS);
    d->key = wrong ? d->y : m->pool[2];
    int rank = d->x->dims.rank, range = rank ? 2 * rank : 1;
    d->axis = byte[6] >= 248 ? byte[6] - 250 : byte[6] % range - rank;
    d->other_axis = byte[7] >= 248 ? byte[7] - 250 : byte[7] % range - rank;
    d->value = number_from(m, byte[8]);
    d->dtype = dtype_from(m, byte[9]);
    d->dims = shape_from(m, byte + 10);
    draw_lists(d, byte + 16);
    d->size = size_from(m, byte[28]);
    d->flag = byte[29] & 1;
}

/* ----------------------------------------------------------------------------------------------- messages */

/* "add: ...", "einsum "ij": ...", "call of f: ...": what was called stands before the first colon. */
static bool names_an_operation(const char *said) {
    size_t length = strcspn(said, ":\"");
    char word[64];
    if (!said[length] || length >= sizeof word) return false;
    memcpy(word, said, length);
    word[length] = '\0';
    for (const struct row *row = random_rows; row->name; row++)
        if (strncmp(word, row->name + 3, strlen(row->name + 3)) == 0) return true;
    for (const struct cxi_op *const *op = cxi_ops; *op; op++)
        if (strcmp(word, (*op)->name) == 0) return true;
    static const char *const others[] = {"gradient", "call of ", "parameter", "pad", "max_pool", "return"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strncmp(word, others[i], strlen(others[i])) == 0) return true;
    return false;
}

/* Whether the first word of a message is a place in a file: "random_ops.def:12". */
static bool stands_in(const char *message, const char *file, const char *end, int line) {
    const char *place = strstr(message, file);
    return place && place < end && (!line || atoi(place + strlen(file)) == line);
}

bool random_take_refusal(struct maker *m, const char *row, int line) {
    static const char *const anywhere[] = {"random_ops.def:", "random_graph.c:", "derivatives.c:"};
    const char *message = cx_graph_error(m->graph);
    if (!message) return false;
    const char *end = strstr(message, ": ");
    bool here = end && (stands_in(message, anywhere[0], end, line) || stands_in(message, "random_bodies.c:", end, 0) ||
                        stands_in(message, "random_several.c:", end, 0) || stands_in(message, "random_ops.c:", end, 0));
    for (int i = 0; i < 3 && end && !line; i++) here |= stands_in(message, anywhere[i], end, 0);
    bool good = here && names_an_operation(end + 2);
    if (!good)
        fprintf(stderr, "a message without %s (%s, line %d): %s\n", here ? "an operation" : "the place", row, line,
                message);
    m->bad += !good;
    m->refused++;
    if (m->refusal) m->refusal(row, message, m->user);
    cxi_status_clear(&m->graph->status);
    return true;
}

/* ------------------------------------------------------------------------------------------------- making */

static int count_rows(void) {
    int count = 0;
    while (random_rows[count].name) count++;
    return count;
}

cx_node *random_row(struct maker *m, const struct row *row, const uint8_t record[RECORD]) {
    struct draw d = {0};
    memcpy(d.byte, record, RECORD);
    draw(&d, m, row->kinds);
    cx_node *node = row->make(&d);
    if (random_take_refusal(m, row->name, row->line)) return NULL;
    if (cxi_is_poison(node)) {
        fprintf(stderr, "%s gave poison without a message\n", row->name);
        m->bad++;
        return NULL;
    }
    m->made++;
    if (m->success) m->success(row->name, m->user);
    return node;
}

static void random_operation(struct maker *m) {
    uint8_t record[RECORD];
    next_record(m, record);
    const struct row *row = &random_rows[(record[0] + 256 * record[1]) % count_rows()];
    while (row->how & ROUGH && m->purpose == SMOOTH) row = row[1].name ? row + 1 : random_rows;
    cx_node *node = random_row(m, row, record);
    if (node) random_pool_add(m, node);
}

void random_operations(struct maker *m, int count) {
    for (int i = 0; i < count; i++) random_operation(m);
}

void random_basis(struct maker *m) {
    random_pool_add(m, cx_parameter(m->graph, "n", CX_I32, CX_SCALAR));
    random_pool_add(m, cx_parameter(m->graph, "p", CX_BOOL, CX_SCALAR));
    random_pool_add(m, cx_parameter(m->graph, "key", CX_U32, CX_DIMS(2)));
    random_pool_add(m, cx_parameter(m->graph, "x", m->purpose == SMOOTH ? CX_F64 : CX_F32, CX_DIMS(2, 3)));
    m->parameters = m->nodes;
}

static void random_parameters(struct maker *m, int count) {
    uint8_t record[RECORD];
    random_basis(m);
    for (int i = 0; i < count; i++) {
        next_record(m, record);
        cx_dtype dtype = i && m->purpose == SMOOTH ? dtype_from(m, record[0]) : CX_F64;
        if (m->purpose != SMOOTH) dtype = dtype_from(m, record[0]);
        cx_node *x = cx_parameter(m->graph, "x", dtype, shape_from(m, record + 1));
        if (!random_take_refusal(m, "cx_parameter", 0)) random_pool_add(m, x);
    }
    m->parameters = m->graph->main->parameters.count;
}

void random_graph(struct maker *m, const uint8_t *bytes, size_t size) {
    m->bytes = bytes;
    m->size = size;
    uint8_t first[RECORD];
    next_record(m, first);
    m->purpose = (enum purpose)(first[0] % PURPOSES);
    m->graph = cx_graph_new("random");
    random_parameters(m, 1 + first[1] % (MOST_PARAMETERS - 4));
    random_operations(m, 5 + first[2] % (MOST_OPERATIONS - 4));
}

int random_outputs(const struct maker *m, bool floats, cx_node **out) {
    int count = 0;
    for (int i = m->nodes - 1; i >= 0 && count < MOST_OUTPUTS; i--) {
        bool leaked = m->pool[i]->inst->function != m->graph->main;
        if (!leaked && (!floats || kind_of(m->pool[i]) == CXI_FLOATS)) out[count++] = m->pool[i];
    }
    return count;
}
