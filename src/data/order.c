#include "data/order.h"

#include "base/alloc.h"
#include "base/permutation.h"

#include <string.h>

void cxi_order_init(struct cxi_order *order, int64_t examples, int64_t batch, bool shuffle, bool whole, uint64_t seed) {
    *order = (struct cxi_order){.examples = examples, .batch = batch, .shuffle = shuffle, .whole = whole, .seed = seed};
    pthread_mutex_init(&order->lock, NULL);
}

void cxi_order_free(struct cxi_order *order) {
    for (int i = 0; i < 2; i++) cxi_free(order->epoch[i].row);
    pthread_mutex_destroy(&order->lock);
}

int64_t cxi_order_batches(const struct cxi_order *order) {
    int64_t left = order->examples % order->batch;
    return order->examples / order->batch + (left && !order->whole ? 1 : 0);
}

/* With the lock held. Threads at the turn of an epoch need two orders by turns, hence a place for each parity. */
static const int64_t *order_of(struct cxi_order *order, int64_t number, struct cxi_status *status) {
    struct cxi_epoch *epoch = &order->epoch[number % 2];
    if (epoch->row && epoch->number == number) return epoch->row;
    if (!epoch->row) epoch->row = cxi_new((size_t)order->examples, sizeof *epoch->row);
    if (!epoch->row) return cxi_fail_memory(status), NULL;
    epoch->number = number;
    cxi_permutation(epoch->row, order->examples, cxi_mix_seed(order->seed, (uint64_t)number));
    return epoch->row;
}

int64_t *cxi_order_rows(struct cxi_order *order, int64_t index, int64_t *count, struct cxi_status *status) {
    int64_t batches = cxi_order_batches(order), first = index % batches * order->batch, left = order->examples - first;
    *count = left < order->batch ? left : order->batch;
    int64_t *rows = cxi_new((size_t)*count, sizeof *rows);
    if (!rows) return cxi_fail_memory(status), NULL;
    for (int64_t i = 0; i < *count; i++) rows[i] = first + i;
    if (!order->shuffle) return rows;
    pthread_mutex_lock(&order->lock);
    const int64_t *shuffled = order_of(order, index / batches, status);
    if (shuffled) memcpy(rows, shuffled + first, (size_t)*count * sizeof *rows);
    pthread_mutex_unlock(&order->lock);
    if (shuffled) return rows;
    cxi_free(rows);
    return NULL;
}
