/* Which examples are in which batch: a function of the seed and of the batch's number, for several threads at once. */
#ifndef CXI_ORDER_H
#define CXI_ORDER_H

#include "base/status.h"

#include <pthread.h>

struct cxi_order {
    int64_t examples, batch;
    bool shuffle;
    bool whole; /* only whole batches; else the last of an epoch may be smaller */
    uint64_t seed;
    pthread_mutex_t lock; /* of what follows: the orders of an epoch and its neighbour, made when asked for */
    struct cxi_epoch {
        int64_t number, *row; /* NULL: not made yet */
    } epoch[2];
};

void cxi_order_init(struct cxi_order *order, int64_t examples, int64_t batch, bool shuffle, bool whole, uint64_t seed);
void cxi_order_free(struct cxi_order *order);
int64_t cxi_order_batches(const struct cxi_order *order); /* in an epoch */
/* The rows of batch `index`, counted over all epochs, in an array that the caller frees; NULL in error. */
int64_t *cxi_order_rows(struct cxi_order *order, int64_t index, int64_t *count, struct cxi_status *status);

#endif
