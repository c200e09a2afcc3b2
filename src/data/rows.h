/* Data sets whose examples are rows: of arrays in memory (memory.c), of files that stay mapped (cifar.c). */
#ifndef CXI_ROWS_H
#define CXI_ROWS_H

#include "data/dataset.h"

struct cxi_rows {
    cx_dataset base; /* of cxi_rows_kind */
    const struct cxi_rows_of *of;
    struct cxi_order *order;
    int parts; /* inputs, labels, weights */
};
enum { CXI_ROWS_PARTS = 3 };

struct cxi_rows_of {
    /* `count` rows of a part, an array of the caller's. From several threads at once. */
    cx_array *(*gather)(const struct cxi_rows *from, int part, const int64_t *rows, int64_t count);
    /* All rows of a part, an array that stays the data set's; in error where there is no memory for it. */
    const cx_array *(*whole)(struct cxi_rows *from, int part);
    void (*destroy)(struct cxi_rows *rows); /* what is the source's own */
};

extern const struct cxi_dataset_kind cxi_rows_kind;

#endif
