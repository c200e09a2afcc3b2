#include "base/dims.h"

#include <string.h>

int64_t cx_dims_count(cx_dims dims) {
    int64_t count = 1;
    for (int i = 0; i < dims.rank; i++) count *= dims.dim[i];
    return count;
}

bool cx_dims_equal(cx_dims a, cx_dims b) {
    return a.rank == b.rank && memcmp(a.dim, b.dim, (size_t)a.rank * sizeof a.dim[0]) == 0;
}

bool cxi_dims_valid(cx_dims dims, size_t element, size_t *bytes) {
    if (dims.rank < 0 || dims.rank > CX_MAX_RANK) return false;
    size_t total = element; /* of the dimensions that are not 0: those of an empty array must not overflow either */
    bool empty = false;
    for (int i = 0; i < dims.rank; i++) {
        if (dims.dim[i] < 0) return false;
        if (dims.dim[i] == 0)
            empty = true;
        else if (__builtin_mul_overflow(total, (size_t)dims.dim[i], &total) || total > INT64_MAX / 2)
            return false;
    }
    *bytes = empty ? 0 : total;
    return true;
}

bool cxi_dims_has(cx_dims list, int64_t value) {
    for (int i = 0; i < list.rank; i++)
        if (list.dim[i] == value) return true;
    return false;
}

cx_dims cxi_dims_add(cx_dims list, int64_t value) {
    list.dim[list.rank++] = value;
    return list;
}

cx_dims cxi_dims_without(cx_dims dims, cx_dims axes) {
    cx_dims kept = {0};
    for (int i = 0; i < dims.rank; i++)
        if (!cxi_dims_has(axes, i)) kept = cxi_dims_add(kept, dims.dim[i]);
    return kept;
}

cx_dims cxi_dims_range(int from, int to) {
    cx_dims range = {0};
    for (int i = from; i < to; i++) range = cxi_dims_add(range, i);
    return range;
}

cx_dims cxi_dims_after(int64_t value, cx_dims list) {
    cx_dims longer = {1, {value}};
    for (int i = 0; i < list.rank; i++) longer = cxi_dims_add(longer, list.dim[i]);
    return longer;
}

cx_dims cxi_dims_shifted(cx_dims axes) {
    for (int i = 0; i < axes.rank; i++) axes.dim[i]++;
    return axes;
}
