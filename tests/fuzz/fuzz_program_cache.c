/* What stands between a file of the program cache and the plugin. The first byte: 1 sets the checksum right, so that what
   lies behind it is tried as well. */
#include "run/program_file.h"

#include "fuzz.h"

#include <string.h>

static void set_checksum(unsigned char *bytes, size_t size) {
    enum { CHECKSUM_AT = 56, HEAD_SIZE = 88 };
    struct cxi_hash hash;
    if (size < HEAD_SIZE) return;
    cxi_hash_begin(&hash);
    cxi_hash_add(&hash, bytes, CHECKSUM_AT);
    cxi_hash_add(&hash, bytes + HEAD_SIZE, size - HEAD_SIZE);
    struct cxi_digest sum = cxi_hash_end(&hash);
    memcpy(bytes + CHECKSUM_AT, sum.byte, sizeof sum.byte);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (!size) return 0;
    bool right = *bytes++ & 1;
    unsigned char *file = malloc(--size ? size : 1);
    if (!file) return 0;
    memcpy(file, bytes, size);
    if (right) set_checksum(file, size);
    struct cxi_status status = {0};
    struct cxi_program_file parsed;
    volatile unsigned sum = 0;
    if (cxi_program_file_parse(file, size, &parsed, &status)) {
        fuzz_require(cxi_ok(&status));
        sum += fuzz_touch(parsed.note, parsed.note_size) + fuzz_touch(parsed.program, parsed.program_size);
        fuzz_require((const unsigned char *)parsed.note + parsed.note_size == parsed.program &&
                     parsed.program + parsed.program_size == file + size);
    } else
        fuzz_require(!cxi_ok(&status) && strncmp(cxi_error(&status), "it", 2) == 0);
    (void)sum;
    cxi_status_clear(&status);
    free(file);
    return 0;
}
