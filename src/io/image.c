/* Reading an image: which format it is, and whether its size is allowed. */
#include "io/image.h"

#include "io/file.h"
#include "io/image_codec.h"

#include <string.h>

bool cxi_image_size_allowed(const struct cxi_image_file *file, int64_t width, int64_t height) {
    if (width <= 0 || height <= 0)
        return cxi_fail(file->status, "%s: the image has no pixels; the file is damaged", file->name);
    if (width <= file->max_pixels / height) return true;
    return cxi_fail(file->status,
                    "%s: the image is %lld x %lld and the limit is %lld pixels; shrink it or raise max_pixels",
                    file->name, (long long)width, (long long)height, (long long)file->max_pixels);
}

cx_array *cxi_image_parse(const void *bytes, size_t size, const char *name, const struct cxi_image_options *options) {
    static const unsigned char png[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, jpeg[3] = {0xFF, 0xD8, 0xFF};
    int channels = options->channels ? options->channels : 3;
    if (channels != 1 && channels != 3 && channels != 4)
        return cxi_array_error("%s: an image cannot have %d channels; ask for 1, 3 or 4", name, channels);
    struct cxi_status status = {0};
    struct cxi_image_file file = {.bytes = bytes, .size = size, .name = name, .status = &status};
    file.max_pixels = options->max_pixels > 0 ? options->max_pixels : CXI_IMAGE_PIXELS_MAX;
    cx_array *array;
    if (size >= 8 && memcmp(bytes, png, 8) == 0)
        array = cxi_png_decode(&file, channels);
    else if (size >= 3 && memcmp(bytes, jpeg, 3) == 0)
        array = cxi_jpeg_decode(&file, channels);
    else
        array = cxi_array_error("%s: neither PNG nor JPEG by its first bytes; convert it to one of them", name);
    cxi_status_clear(&status);
    return array;
}

cx_array *cxi_image_read(const char *path, const struct cxi_image_options *options) {
    struct cxi_status status = {0};
    struct cxi_file file;
    cx_array *array = cxi_file_read(&file, path, &status) ? cxi_image_parse(file.bytes, file.size, path, options)
                                                          : cxi_array_error("%s", cxi_error(&status));
    cxi_status_clear(&status);
    cxi_file_close(&file);
    return array;
}
