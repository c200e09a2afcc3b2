/* What the fuzz targets share: a check that stays on in every build, and touching what a reader handed out,
   so that the sanitizers see a pointer or a size that is wrong. */
#ifndef FUZZ_H
#define FUZZ_H

#include "io/array.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static inline void fuzz_require(bool true_of_all_inputs) {
    if (!true_of_all_inputs) abort();
}

static inline unsigned fuzz_touch(const void *data, size_t size) {
    unsigned sum = 0;
    for (size_t i = 0; i < size; i++) sum = sum * 31 + ((const unsigned char *)data)[i];
    return sum;
}

/* An array is sound or says why it is not; then it is freed. */
static inline void fuzz_check_array(cx_array *array) {
    volatile unsigned sum = 0;
    if (cx_array_error(array)) {
        fuzz_require(*cx_array_error(array) && !array->data && cx_array_count(array) == 0);
    } else {
        fuzz_require(array->bytes == (size_t)cx_array_count(array) * cx_dtype_size(array->dtype));
        sum += fuzz_touch(array->data, array->bytes);
    }
    (void)sum;
    cx_array_free(array);
}

#endif
