#include "tokenizer_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    fuzz_check_tokenizer(bytes, size, "fuzz.gguf");
    return 0;
}
