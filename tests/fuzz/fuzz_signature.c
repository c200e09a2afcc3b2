/* The StableHLO text that `calx run` is given. What it reads are types that can be made, or the reason why not. */
#include "../../tools/calx/signature.c" /* the tool's own: it is in no library */

#include "base/dims.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    char *text = calloc(size + 1, 1);
    fuzz_require(text != NULL);
    memcpy(text, bytes, size);
    struct cxi_status status = {0};
    struct signature signature;
    if (signature_read(text, &signature, &status)) {
        fuzz_require(signature.inputs >= 0 && signature.inputs <= SIGNATURE_MAX);
        for (int i = 0; i < signature.inputs; i++) {
            size_t size_of_element = cx_dtype_size(signature.input[i].dtype), whole;
            fuzz_require(size_of_element && cxi_dims_valid(signature.input[i].dims, size_of_element, &whole));
        }
    } else
        fuzz_require(cxi_error(&status) && *cxi_error(&status));
    cxi_status_clear(&status);
    free(text);
    return 0;
}
