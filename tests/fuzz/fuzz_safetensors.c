#include "io/safetensors.h"

#include "fuzz.h"

#include <string.h>

static void check(const uint8_t *bytes, size_t size) {
    struct cxi_safetensors *file = cxi_safetensors_parse(bytes, size, "fuzz.safetensors");
    size_t total = 0;
    for (size_t i = 0; i < cxi_safetensors_count(file); i++) {
        const struct cxi_tensor *tensor = cxi_safetensors_at(file, i);
        fuzz_require(cxi_safetensors_find(file, tensor->name) == tensor);
        fuzz_require(tensor->bytes == (size_t)cx_dims_count(tensor->dims) * cx_dtype_size(tensor->dtype));
        volatile unsigned sum = fuzz_touch(tensor->data, tensor->bytes);
        (void)sum;
        total += tensor->bytes;
    }
    fuzz_require(total <= size);
    for (size_t i = 0; i < cxi_safetensors_metadata_count(file); i++) {
        const struct cxi_metadata *entry = cxi_safetensors_metadata_at(file, i);
        fuzz_require(cxi_safetensors_metadata(file, entry->key) == entry->value);
    }
    if (cxi_safetensors_error(file)) fuzz_require(cxi_safetensors_count(file) == 0);
    cxi_safetensors_close(file);
}

/* Once as it is, and once with the header's length made right: JSON ends at the first zero byte at the
   latest. Otherwise hardly any change of the header would get past its length. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    check(bytes, size);
    uint8_t *mended = size > 8 ? malloc(size) : NULL;
    if (!mended) return 0;
    const uint8_t *zero = memchr(bytes + 8, 0, size - 8);
    size_t length = (zero ? (size_t)(zero - bytes) : size) - 8;
    memcpy(mended, bytes, size);
    for (int i = 0; i < 8; i++) mended[i] = (uint8_t)((uint64_t)length >> (8 * i));
    check(mended, size);
    free(mended);
    return 0;
}
