#include "io/idx.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    fuzz_check_array(cxi_idx_parse(bytes, size, "fuzz.idx"));
    return 0;
}
