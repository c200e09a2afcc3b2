#include "base/refusal.h"

#include "base/alloc.h"

#include <stdatomic.h>

static atomic_int allocations_left;

static bool refuse(size_t size) {
    (void)size;
    return atomic_fetch_sub(&allocations_left, 1) == 1;
}

void refuse_allocation(int nth) {
    allocations_left = nth;
    cxi_alloc_refuses = refuse;
}

bool end_refusal(void) {
    cxi_alloc_refuses = NULL;
    return allocations_left < 1;
}
