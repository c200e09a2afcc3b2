/* The first byte says whether it is CIFAR-100 and which label; the others are the file. */
#include "data/cifar.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (size == 0) return 0;
    const struct cxi_cifar *kind = bytes[0] & 1 ? &cxi_cifar100 : &cxi_cifar10;
    int label = kind->labels > 1 ? bytes[0] >> 1 & 1 : 0;
    struct cxi_cifar_part part = {bytes + 1, size - 1, "fuzz.bin", 0};
    struct cxi_status status = {0};
    if (cxi_cifar_check(kind, &part, &status)) {
        cx_array *images = cx_array_new(CX_U8, CX_DIMS(part.records, 32, 32, 3));
        cx_array *labels = cx_array_new(CX_I32, CX_DIMS(part.records));
        fuzz_require(part.records > 0);
        cxi_cifar_decode(kind, &part, label, images->data, labels->data);
        for (int64_t i = 0; i < part.records; i++) {
            int32_t found = ((const int32_t *)labels->data)[i];
            fuzz_require(found >= 0 && found < kind->classes[label]);
        }
        fuzz_check_array(images);
        fuzz_check_array(labels);
    } else
        fuzz_require(cxi_error(&status) && *cxi_error(&status));
    cxi_status_clear(&status);
    return 0;
}
