#include "plot/draw.h"

#include "fuzz.h"

/* A log of metrics, as `calx plot` reads and draws it. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct cxi_status status = {0};
    struct cxi_curves curves = {0};
    bool read = cxi_curves_parse(&curves, (const char *)bytes, size, "fuzz.csv", "", &status);
    fuzz_require(read == cxi_ok(&status));
    if (read) {
        struct cxi_text text = {0};
        cxi_draw_svg(&text, &curves);
        cxi_draw_terminal(&text, &curves, 40, true);
        volatile unsigned sum = fuzz_touch(cxi_text(&text), text.length);
        (void)sum;
        cxi_text_free(&text);
    }
    cxi_curves_free(&curves);
    cxi_status_clear(&status);
    return 0;
}
