/* Random orders that are a function of a seed alone, the same on every machine. */
#ifndef CXI_PERMUTATION_H
#define CXI_PERMUTATION_H

#include <stdint.h>

void cxi_permutation(int64_t *order, int64_t count, uint64_t seed); /* fills order[] with 0 .. count - 1 */
uint64_t cxi_mix_seed(uint64_t seed, uint64_t more);                /* another seed for each value of `more` */

#endif
