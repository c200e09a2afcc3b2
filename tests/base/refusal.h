/* An allocation that fails, for tests of what comes of it. */
#ifndef TESTS_BASE_REFUSAL_H
#define TESTS_BASE_REFUSAL_H

#include <stdbool.h>

void refuse_allocation(int nth); /* from here on, counted from 1; no other */
bool end_refusal(void);          /* whether it had come to that */

#endif
