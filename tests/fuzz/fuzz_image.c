#include "io/image.h"

#include "fuzz.h"

/* Few pixels are allowed, for speed; the size of the input chooses the channels, so that the corpus is of
   plain image files. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static const int channels[3] = {1, 3, 4};
    struct cxi_image_options options = {.channels = channels[size % 3], .max_pixels = 1 << 14};
    cx_array *image = cxi_image_parse(bytes, size, "fuzz.png", &options);
    if (!cx_array_error(image)) {
        fuzz_require(image->dims.rank == 3 && image->dims.dim[2] == options.channels);
        fuzz_check_array(cxi_image_resize(image, 1 + (int64_t)(size % 5), 7));
    }
    fuzz_check_array(image);
    return 0;
}
