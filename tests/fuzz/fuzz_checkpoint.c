#include "train/checkpoint_about.h"

#include "fuzz.h"

#include <math.h>
#include <string.h>

/* checkpoint.json: refused with a message and nothing left, or everything in it may be read. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct cxi_status status = {0};
    struct cxi_about about;
    volatile size_t length = 0;
    if (cxi_about_parse(&about, bytes, size, "checkpoint.json", &status)) {
        fuzz_require(cxi_ok(&status) && about.step >= 0 && about.position >= 0 && about.bytes >= 0);
        for (size_t i = 0; i < about.metrics.count; i++) {
            fuzz_require(isfinite(about.metrics.at[i].value));
            length += strlen(about.metrics.at[i].name);
        }
        for (size_t i = 0; i < about.hyper.count; i++) length += strlen(about.hyper.at[i].name);
        for (size_t i = 0; i < about.notes.count; i++)
            length += strlen(about.notes.at[i].key) + strlen(about.notes.at[i].value);
        length += about.optimizer ? strlen(about.optimizer) : 0;
    } else
        fuzz_require(!cxi_ok(&status) && *cxi_error(&status) && !about.notes.count && !about.optimizer);
    (void)length;
    cxi_about_free(&about);
    cxi_status_clear(&status);
    return 0;
}
