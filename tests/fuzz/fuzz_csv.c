#include "io/csv.h"

#include "fuzz.h"

#include <string.h>

/* The first byte chooses the options, so that the corpus reaches all of them. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (!size) return 0;
    struct cxi_csv_options options = {.header = bytes[0] & 1, .dtype = bytes[0] & 2 ? CX_F64 : CX_F32};
    if (bytes[0] & 4) options.separator = '\t';
    struct cxi_csv_names names;
    cx_array *array = cxi_csv_parse(bytes + 1, size - 1, "fuzz.csv", &options, &names);
    if (!cx_array_error(array) && options.header) fuzz_require((int64_t)names.count == array->dims.dim[1]);
    volatile size_t length = 0;
    for (size_t i = 0; i < names.count; i++) length += strlen(names.name[i]);
    (void)length;
    cxi_csv_names_free(&names);
    fuzz_check_array(array);
    return 0;
}
