/* Images: PNG and JPEG files to and from arrays of u8 [height, width, channels]. The channels are 1 (grey), 3
   (red, green, blue) or 4 (with alpha). */
#ifndef CXI_IMAGE_H
#define CXI_IMAGE_H

#include "io/array.h"

/* An image of more pixels is refused unless the caller allows it: a small file can decode to gigabytes. */
#define CXI_IMAGE_PIXELS_MAX ((int64_t)1 << 27)

struct cxi_image_options {
    int channels;       /* 1, 3 or 4; zero: 3 */
    int64_t max_pixels; /* zero: CXI_IMAGE_PIXELS_MAX */
};

/* Which format it is, the first bytes say, not the path. An alpha channel that is not asked for is dropped,
   not blended; one that is asked for and not there is 255. Grey is 0.299 R + 0.587 G + 0.114 B (ITU-R
   BT.601). Palettes and depths other than 8 bits are converted. The orientation that a camera notes in the
   file (EXIF) is not applied. */
cx_array *cxi_image_read(const char *path, const struct cxi_image_options *options); /* never NULL */
cx_array *cxi_image_parse(const void *bytes, size_t size, const char *name, const struct cxi_image_options *options);

/* u8 [height, width, 1 or 3] as the bytes of a PNG file, to be freed with cxi_free; `what` names it in messages. */
bool cxi_png_encode(const cx_array *image, const char *what, void **bytes, size_t *size, struct cxi_status *status);
/* Writes the same, atomically. */
bool cxi_png_write(const char *path, const cx_array *image, struct cxi_status *status);

/* u8 [h, w, c] -> u8 [height, width, c]: bilinear, and when shrinking with the triangle widened by the ratio,
   so that every pixel counts and nothing flickers. Pillow's BILINEAR and jax.image.resize with antialias do
   the same. */
cx_array *cxi_image_resize(const cx_array *image, int64_t height, int64_t width);

#endif
