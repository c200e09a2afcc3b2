#include "io/tar.h"

#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct cxi_status status = {0};
    struct cxi_tar tar = {bytes, size, "fuzz.tar"};
    volatile unsigned sum = 0;
    for (struct cxi_tar_file file; cxi_tar_next(&tar, &file, &status);)
        sum += fuzz_touch(file.bytes, file.size) + (unsigned)strlen(file.path);
    (void)sum;
    cxi_status_clear(&status);
    return 0;
}
