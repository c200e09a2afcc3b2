/* Slices at positions that an array of indices gives: what gather, scatter and all that is made of them share. */
#ifndef CXI_INDEX_H
#define CXI_INDEX_H

#include <calx/indexing.h>

#include "graph/graph.h"

/* An integer array of a dtype in which `size`, the elements of the axis, can be said: i32 at least. A loose
   number becomes a scalar, clamped to 0..size. This and the next give poison when the graph failed. */
cx_node *cxi_wide_index(cx_graph *graph, const char *name, cx_node *index, int64_t size);
/* Positions on an axis of `size` elements, those outside moved to its ends: i32, or i64 for an axis that
   needs it. */
cx_node *cxi_clamped_index(cx_graph *graph, const char *name, cx_node *index, int64_t size);
/* The same, but those outside become -1, which scatter passes over. */
cx_node *cxi_marked_index(cx_graph *graph, const char *name, cx_node *index, int64_t size);

/* The axes of x, of the indices, and of what is found (gather) or put (scatter), in the roles that both
   operations give them; the names in brackets are StableHLO's. What is found has axes that run over a slice;
   its others are those of the indices, without the one of index vectors. */
struct cxi_indexing {
    cx_dims window;                 /* axes of what is found that run over a slice, ascending (offset_dims) */
    cx_dims collapsed;              /* axes of x along which a slice has one element, and what is found no axis */
    cx_dims batch_x, batch_indices; /* axes that go along, in pairs, ascending in x (..._batching_dims) */
    cx_dims indexed;                /* element i of an index vector is a position on this axis of x (start_index_map) */
    int64_t index_vector; /* the axis of the indices that index vectors lie along; their rank: indices are scalars */
    cx_dims slice_sizes;  /* for each axis of x */
    bool indices_are_sorted;
    bool unique_indices; /* of a scatter: no two slices meet */
    bool in_range;       /* of a scatter: no index is -1 */
};

/* The fields of both that StableHLO writes as a structure, cxi_add_indexing by its names for them: in the order below. */
#define CXI_INDEXING_FIELDS                                                                                           \
    CXI_FIELD(cxi_indexing, window, CXI_PRIVATE_INTS), CXI_FIELD(cxi_indexing, collapsed, CXI_PRIVATE_INTS),          \
        CXI_FIELD(cxi_indexing, batch_x, CXI_PRIVATE_INTS), CXI_FIELD(cxi_indexing, batch_indices, CXI_PRIVATE_INTS), \
        CXI_FIELD(cxi_indexing, indexed, CXI_PRIVATE_INTS), CXI_FIELD(cxi_indexing, index_vector, CXI_PRIVATE)
void cxi_add_indexing(struct cxi_text *out, const struct cxi_indexing *how, const char *const name[5]);

/* x and indices as the constructors above make them; updates of the shape that a gather would find. */
cx_node *cxi_gather(cx_node *x, cx_node *indices, const struct cxi_indexing *how);
cx_node *cxi_scatter(cx_combine combine, cx_node *x, cx_node *indices, cx_node *updates,
                     const struct cxi_indexing *how);

bool cxi_is_combine(cx_graph *graph, const char *name, cx_combine combine); /* fails the graph when it is none */

/* The shape of what is found: checked for the instruction, whose first operands are x and the indices. */
bool cxi_found_dims(struct cxi_inst *inst, cx_dims *dims);
/* The axes of what is found that are those of the indices. */
cx_dims cxi_index_axes(const struct cxi_indexing *how, int found_rank);

/* The same indexing of arrays with a batch in front. If `own`, the indices have one too, and it goes along; otherwise
   a slice has it in full. */
struct cxi_indexing cxi_batched_indexing(const struct cxi_indexing *how, int64_t size, bool own);

/* Index vectors of which each element went through one of the functions above, as a position where a slice fits. */
cx_node *cxi_index_vectors(cx_graph *graph, const char *name, cx_node *indices, const cx_node *x,
                           const struct cxi_indexing *how,
                           cx_node *(*fit)(cx_graph *graph, const char *name, cx_node *index, int64_t size));

/* The user's axes of a gather or scatter brought into order; false when the graph failed. */
bool cxi_indexing_axes(cx_graph *graph, const char *name, const cx_node *x, const cx_node *indices,
                       const cx_node *found, struct cxi_indexing *how);

#endif
