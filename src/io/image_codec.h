/* What each image format provides to image.c, which tells the formats apart and checks sizes. */
#ifndef CXI_IMAGE_CODEC_H
#define CXI_IMAGE_CODEC_H

#include "base/status.h"

/* An image file that is being decoded. */
struct cxi_image_file {
    const unsigned char *bytes;
    size_t size;
    const char *name;
    int64_t max_pixels;
    struct cxi_status *status;
};

/* False, with the message, when width or height is zero or there are too many pixels. */
bool cxi_image_size_allowed(const struct cxi_image_file *file, int64_t width, int64_t height);

/* Both return an array in error, never NULL. */
struct cx_array *cxi_png_decode(const struct cxi_image_file *file, int channels);
struct cx_array *cxi_jpeg_decode(const struct cxi_image_file *file, int channels);

#endif
