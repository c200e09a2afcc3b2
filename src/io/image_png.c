/* PNG, through libpng's simplified interface, which reports errors without longjmp. */
#include "io/image.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/file.h"
#include "io/image_codec.h"

#include <png.h>
#include <string.h>

/* From four channels to those asked for. */
static void convert(cx_array *to, const unsigned char *rgba, int channels) {
    unsigned char *out = to->data;
    for (const unsigned char *end = out + to->bytes; out < end; out += channels, rgba += 4) {
        if (channels == 1)
            out[0] = (unsigned char)((rgba[0] * 19595 + rgba[1] * 38470 + rgba[2] * 7471 + 32768) >> 16);
        else
            memcpy(out, rgba, (size_t)channels);
    }
}

/* Decodes a file whose header was read, in the format set in `png`, which takes `wide` bytes a pixel. */
static cx_array *decode_pixels(png_image *png, const struct cxi_image_file *file, int channels) {
    int wide = (int)PNG_IMAGE_PIXEL_CHANNELS(png->format);
    cx_array *array = cx_array_new(CX_U8, CX_DIMS(png->height, png->width, channels));
    if (cx_array_error(array)) return array;
    unsigned char *pixels = wide == channels ? array->data : cxi_new((size_t)png->width * png->height, (size_t)wide);
    bool decoded = pixels && png_image_finish_read(png, NULL, pixels, 0, NULL);
    if (decoded && pixels != array->data) convert(array, pixels, channels);
    if (pixels != array->data) cxi_free(pixels);
    if (decoded) return array;
    cx_array_free(array);
    return pixels ? cxi_array_error("%s: the PNG is damaged: %s; copy it again", file->name, png->message)
                  : cxi_array_error("%s: out of memory for the pixels; free some", file->name);
}

cx_array *cxi_png_decode(const struct cxi_image_file *file, int channels) {
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&png, file->bytes, file->size))
        return cxi_array_error("%s: the PNG is damaged: %s; copy it again", file->name, png.message);
    cx_array *array;
    if (cxi_image_size_allowed(file, png.width, png.height)) {
        /* Left to itself, libpng would blend alpha with black and make grey in linear light. */
        bool as_it_is = channels == 4 || (channels == 3 && !(png.format & PNG_FORMAT_FLAG_ALPHA));
        png.format = as_it_is && channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_RGBA;
        png.flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* 16 bits that say nothing of their gamma are like 8 bits */
        array = decode_pixels(&png, file, channels);
    } else
        array = cxi_array_error("%s", cxi_error(file->status));
    png_image_free(&png);
    return array;
}

static bool check_image(const char *what, const cx_array *image, struct cxi_status *status) {
    cx_dims dims = image->dims;
    if (!cxi_pass(status, &image->status)) return false;
    bool sound = image->dtype == CX_U8 && dims.rank == 3 && (dims.dim[2] == 1 || dims.dim[2] == 3) && image->bytes;
    if (sound && dims.dim[0] <= CXI_IMAGE_PIXELS_MAX / dims.dim[1]) return true;
    struct cxi_text type = {0};
    cxi_add_type(&type, image->dtype, dims);
    cxi_fail(status, "cannot write %s: a PNG is made of u8[height, width, 1 or 3] of at most %lld pixels, not of %s",
             what, (long long)CXI_IMAGE_PIXELS_MAX, cxi_text(&type));
    cxi_text_free(&type);
    return false;
}

bool cxi_png_encode(const cx_array *image, const char *what, void **bytes, size_t *size, struct cxi_status *status) {
    *bytes = NULL;
    if (!check_image(what, image, status)) return false;
    png_image png = {.version = PNG_IMAGE_VERSION};
    png.height = (png_uint_32)image->dims.dim[0];
    png.width = (png_uint_32)image->dims.dim[1];
    png.format = image->dims.dim[2] == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
    png_alloc_size_t length = PNG_IMAGE_PNG_SIZE_MAX(png);
    void *encoded = cxi_new(length, 1);
    if (!encoded) return cxi_fail_memory(status);
    if (!png_image_write_to_memory(&png, encoded, &length, 0, image->data, 0, NULL)) {
        cxi_free(encoded);
        return cxi_fail(status, "cannot write %s: libpng says: %s", what, png.message);
    }
    *bytes = encoded;
    *size = length;
    return true;
}

bool cxi_png_write(const char *path, const cx_array *image, struct cxi_status *status) {
    struct cxi_piece piece = {0};
    void *bytes;
    if (!cxi_png_encode(image, path, &bytes, &piece.size, status)) return false;
    piece.bytes = bytes;
    bool written = cxi_file_write(path, &piece, 1, status);
    cxi_free(bytes);
    return written;
}
