/* JPEG, through TurboJPEG, which reports errors without longjmp. */
#include "io/array.h"
#include "io/image_codec.h"

#include <string.h>
#include <turbojpeg.h>

static bool fail(tjhandle jpeg, const struct cxi_image_file *file) {
    return cxi_fail(file->status, "%s: the JPEG is damaged: %s; copy it again", file->name, tjGetErrorStr2(jpeg));
}

/* TurboJPEG decodes what it can of a damaged file and warns, and all warnings look alike. Bytes too many
   between two markers harm no pixel and occur in ImageNet; everything else, such as a file cut short, does. */
static bool is_harmless(tjhandle jpeg) {
    return tjGetErrorCode(jpeg) == TJERR_WARNING && strstr(tjGetErrorStr2(jpeg), "extraneous bytes before marker");
}

static bool read_size(tjhandle jpeg, const struct cxi_image_file *file, int *width, int *height) {
    int sampling = 0, space = 0;
    *width = *height = 0; /* it stays so in a file of tables only, which is no mistake to TurboJPEG */
    if (tjDecompressHeader3(jpeg, file->bytes, (unsigned long)file->size, width, height, &sampling, &space) != 0 &&
        !is_harmless(jpeg))
        return fail(jpeg, file);
    if (space == TJCS_CMYK || space == TJCS_YCCK)
        return cxi_fail(file->status, "%s: the JPEG is CMYK, for print; convert it to RGB", file->name);
    return cxi_image_size_allowed(file, *width, *height);
}

static cx_array *decode(tjhandle jpeg, const struct cxi_image_file *file, int channels) {
    int width, height, format = channels == 1 ? TJPF_GRAY : channels == 3 ? TJPF_RGB : TJPF_RGBA;
    if (!read_size(jpeg, file, &width, &height)) return cxi_array_error("%s", cxi_error(file->status));
    cx_array *array = cx_array_new(CX_U8, CX_DIMS(height, width, channels));
    if (cx_array_error(array)) return array;
    /* The limit on scans is against files of many empty ones, which decode for minutes. */
    if (tjDecompress2(jpeg, file->bytes, (unsigned long)file->size, array->data, width, 0, height, format,
                      TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT) == 0 ||
        is_harmless(jpeg))
        return array;
    cx_array_free(array);
    fail(jpeg, file);
    return cxi_array_error("%s", cxi_error(file->status));
}

cx_array *cxi_jpeg_decode(const struct cxi_image_file *file, int channels) {
    tjhandle jpeg = tjInitDecompress();
    if (!jpeg) return cxi_array_error("%s: out of memory to decode the JPEG; free some", file->name);
    cx_array *array = decode(jpeg, file, channels);
    tjDestroy(jpeg);
    return array;
}
