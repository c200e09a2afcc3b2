#include "io/npz.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    fuzz_check_array(cxi_npz_parse(bytes, size, "fuzz.npz", NULL));
    fuzz_check_array(cxi_npz_parse(bytes, size, "fuzz.npz", "y"));
    return 0;
}
