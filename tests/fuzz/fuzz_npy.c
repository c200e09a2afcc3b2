#include "io/npy.h"

#include "fuzz.h"

#include <string.h>

/* Once as it is, and once with the header's length made right: it ends at the first line end. Otherwise
   hardly any change of the header's text would get past its length. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    fuzz_check_array(cxi_npy_parse(bytes, size, "fuzz.npy"));
    const uint8_t *end = size > 10 ? memchr(bytes + 10, '\n', size - 10) : NULL;
    uint8_t *mended = end ? malloc(size) : NULL;
    if (!mended) return 0;
    size_t length = (size_t)(end - bytes) - 9;
    memcpy(mended, bytes, size);
    memcpy(mended, "\x93NUMPY\1", 8);
    mended[8] = (uint8_t)length;
    mended[9] = (uint8_t)(length >> 8);
    fuzz_check_array(cxi_npy_parse(mended, size, "fuzz.npy"));
    free(mended);
    return 0;
}
