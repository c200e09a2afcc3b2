/* The first byte says whether it is CIFAR-100 and which label; the others are the file. */
#include "data/cifar.h"

#include "fuzz.h"

static volatile unsigned sum;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (size == 0) return 0;
    const struct cxi_cifar *kind = bytes[0] & 1 ? &cxi_cifar100 : &cxi_cifar10;
    int label = kind->labels > 1 ? bytes[0] >> 1 & 1 : 0;
    struct cxi_cifar_part part = {bytes + 1, size - 1, (char[]){"fuzz.bin"}, 0};
    struct cxi_status status = {0};
    if (cxi_cifar_check(kind, &part, &status)) {
        fuzz_require(part.records > 0);
        for (int64_t i = 0; i < part.records; i++) {
            uint8_t image[32 * 32 * 3];
            int found = cxi_cifar_decode(kind, &part, i, label, image);
            fuzz_require(found >= 0 && found < kind->classes[label]);
            sum += fuzz_touch(image, sizeof image);
        }
    } else
        fuzz_require(cxi_error(&status) && *cxi_error(&status));
    cxi_status_clear(&status);
    return 0;
}
