#include "base/permutation.h"

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint64_t next(uint64_t *state) {
    uint64_t z = (*state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

uint64_t cxi_mix_seed(uint64_t seed, uint64_t more) {
    return next(&seed) ^ more;
}

/* Fisher and Yates. */
void cxi_permutation(int64_t *order, int64_t count, uint64_t seed) {
    for (int64_t i = 0; i < count; i++) order[i] = i;
    for (int64_t i = count - 1; i > 0; i--) {
        int64_t k = (int64_t)(next(&seed) % (uint64_t)(i + 1)), other = order[k];
        order[k] = order[i];
        order[i] = other;
    }
}
