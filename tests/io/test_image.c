/* The images are written by Pillow, and the arrays beside them (image_*.npy, resized_*.npy) say what it reads
   and computes: tests/io/make_fixtures.py. */
#include "io_test.h"

#include "io/image.h"
#include "io/npy.h"

/* u8 arrays of one shape whose elements differ by `tolerance` at most. */
static void assert_close(const cx_array *a, const cx_array *b, int tolerance) {
    assert_sound(a);
    assert_sound(b);
    assert_int_equal(a->dtype, CX_U8);
    assert_true(cx_dims_equal(a->dims, b->dims));
    const unsigned char *x = a->data, *y = b->data;
    for (size_t i = 0; i < a->bytes; i++)
        if (abs(x[i] - y[i]) > tolerance) fail_msg("element %zu is %d and should be %d", i, x[i], y[i]);
}

static cx_array *read_image(const char *file, int channels) {
    return cxi_image_read(fixture(file), &(struct cxi_image_options){.channels = channels});
}

/* The channels of an [h, w, c] array as they should come out: fewer, or with 255 as alpha, or grey thrice. */
static cx_array *with_channels(const cx_array *from, int channels) {
    cx_dims dims = from->dims;
    int had = (int)dims.dim[2];
    dims.dim[2] = channels;
    cx_array *to = cx_array_new(CX_U8, dims);
    const unsigned char *in = from->data;
    unsigned char *out = to->data;
    for (size_t i = 0; i < to->bytes; i++) {
        size_t pixel = i / (size_t)channels;
        int channel = (int)(i % (size_t)channels);
        if (had == 1)
            out[i] = channel == 3 ? 255 : in[pixel];
        else
            out[i] = channel < had ? in[pixel * (size_t)had + (size_t)channel] : 255;
    }
    return to;
}

static void images_read_as_pillow_reads_them(void **state) {
    (void)state;
    static const struct {
        const char *file, *expected;
        int channels, tolerance;
    } cases[] = {
        {"rgba.png", "image_rgba.npy", 4, 0},       {"rgba.png", "image_rgba.npy", 3, 0}, /* alpha is dropped */
        {"rgb.png", "image_rgba.npy", 3, 0},        {"rgb.png", "image_grey.npy", 1, 0},
        {"rgba.png", "image_grey.npy", 1, 0},       {"grey.png", "image_grey.npy", 1, 0},
        {"grey.png", "image_grey.npy", 3, 0},       {"grey.png", "image_grey.npy", 4, 0},
        {"palette.png", "image_palette.npy", 3, 0}, {"palette.png", "image_palette.npy", 4, 0},
        {"rgb.jpg", "image_jpeg.npy", 3, 1},        {"rgb.jpg", "image_jpeg.npy", 4, 1},
        {"grey.jpg", "image_grey_jpeg.npy", 1, 1},  {"grey.jpg", "image_grey_jpeg.npy", 3, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cx_array *image = read_image(cases[i].file, cases[i].channels),
                 *stored = cxi_npy_read(fixture(cases[i].expected));
        cx_array *expected = with_channels(stored, cases[i].channels);
        assert_close(image, expected, cases[i].tolerance);
        cx_array_free(image);
        cx_array_free(stored);
        cx_array_free(expected);
    }
}

/* 16 bits, each 257 times the 8 bits of the red channel. */
static void deep_images_keep_their_upper_bits(void **state) {
    (void)state;
    cx_array *image = read_image("deep.png", 1), *stored = cxi_npy_read(fixture("image_rgba.npy"));
    cx_array *expected = with_channels(stored, 1);
    assert_close(image, expected, 0);
    cx_array_free(image);
    cx_array_free(stored);
    cx_array_free(expected);
}

static void three_channels_are_the_default(void **state) {
    (void)state;
    cx_array *image = read_image("grey.png", 0);
    assert_true(cx_dims_equal(cx_array_dims(image), CX_DIMS(9, 13, 3)));
    cx_array_free(image);
}

/* -- Writing -- */

static void what_is_written_reads_back(void **state) {
    (void)state;
    for (int channels = 1; channels <= 3; channels += 2) {
        struct cxi_status status = {0};
        cx_array *image = read_image("rgb.png", channels);
        assert_true(cxi_png_write(scratch("again.png"), image, &status));
        cx_array *back = cxi_image_read(scratch("again.png"), &(struct cxi_image_options){.channels = channels});
        assert_arrays_equal(back, image);
        cx_array_free(image);
        cx_array_free(back);
    }
    unlink(scratch("again.png"));
}

static void what_is_no_image_is_not_written(void **state) {
    (void)state;
    const struct {
        cx_dtype dtype;
        cx_dims dims;
        const char *says;
    } cases[] = {{CX_F32, CX_DIMS(2, 2, 3), "f32[2, 2, 3]"},
                 {CX_U8, CX_DIMS(2, 2), "u8[2, 2]"},
                 {CX_U8, CX_DIMS(2, 2, 4), "u8[2, 2, 4]"},
                 {CX_U8, CX_DIMS(0, 2, 3), "u8[0, 2, 3]"},
                 {CX_U8, CX_DIMS(-1), "negative"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cxi_status status = {0};
        cx_array *image = cx_array_new(cases[i].dtype, cases[i].dims);
        assert_false(cxi_png_write(scratch("wrong.png"), image, &status));
        assert_says(cxi_error(&status), cases[i].says);
        cxi_status_clear(&status);
        cx_array_free(image);
    }
}

/* -- Reading what is wrong -- */

static void cut_images_are_refused(void **state) {
    (void)state;
    static const char *const files[] = {"rgb.png", "rgb.jpg", "palette.png", "grey.jpg"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct cxi_status status = {0};
        struct cxi_file file;
        assert_true(cxi_file_read(&file, fixture(files[i]), &status));
        /* The last 12 bytes of a PNG only say that it ends, 4 before are a checksum; so the last 2 of a JPEG. */
        size_t needed = file.size - (file.bytes[0] == 0xFF ? 2 : 16);
        for (size_t size = 0; size < needed; size += size < 40 ? 1 : 11) {
            unsigned char *part = malloc(size ? size : 1);
            memcpy(part, file.bytes, size);
            assert_refused(cxi_image_parse(part, size, "part", &(struct cxi_image_options){0}), "part: ", ";");
            free(part);
        }
        cxi_file_close(&file);
    }
}

static void decompression_bombs_are_refused(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_file file;
    /* 13 x 9 pixels: allowed is that, and one less is not. */
    static const char *const files[] = {"rgb.png", "rgb.jpg"};
    for (int i = 0; i < 2; i++) {
        cx_array *image = cxi_image_read(fixture(files[i]), &(struct cxi_image_options){.max_pixels = 117});
        assert_sound(image);
        cx_array_free(image);
        assert_refused(cxi_image_read(fixture(files[i]), &(struct cxi_image_options){.max_pixels = 116}),
                       "13 x 9 and the limit is 116 pixels", files[i]);
    }
    /* A header of 61680 x 61680 pixels in front of the same data. */
    assert_true(cxi_file_read(&file, fixture("rgb.jpg"), &status));
    unsigned char *bytes = (unsigned char *)file.bytes, *frame = bytes;
    while (!(frame[0] == 0xFF && frame[1] == 0xC0))
        frame++; /* the start of the frame: length 2, depth 1, height, width */
    memset(frame + 5, 0xF0, 4);
    assert_refused(cxi_image_parse(bytes, file.size, "bomb.jpg", &(struct cxi_image_options){0}), "61680 x 61680",
                   "the limit is");
    cxi_file_close(&file);
}

static void foreign_files_are_refused_with_a_word(void **state) {
    (void)state;
    assert_refused(read_image("cmyk.jpg", 3), "CMYK", "cmyk.jpg");
    assert_refused(read_image("scalar.npy", 3), "neither PNG nor JPEG", "scalar.npy");
    assert_refused(read_image("rgb.png", 2), "ask for 1, 3 or 4", "rgb.png");
    assert_refused(read_image("not-there.png", 3), "check the path", "not-there.png");
}

static void a_changed_byte_is_noticed(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_file file;
    assert_true(cxi_file_read(&file, fixture("rgb.png"), &status));
    unsigned char *bytes = (unsigned char *)file.bytes;
    bytes[60] ^= 1; /* within the compressed pixels, which have a checksum */
    assert_refused(cxi_image_parse(bytes, file.size, "bit.png", &(struct cxi_image_options){0}), "damaged", "bit.png");
    cxi_file_close(&file);
}

/* -- Resizing -- */

static void resizing_agrees_with_pillow(void **state) {
    (void)state;
    static const struct {
        const char *expected;
        int height, width;
    } cases[] = {{"resized_4x5.npy", 4, 5},
                 {"resized_20x30.npy", 20, 30},
                 {"resized_2x13.npy", 2, 13},
                 {"resized_1x1.npy", 1, 1}};
    cx_array *image = read_image("rgb.png", 3);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cx_array *resized = cxi_image_resize(image, cases[i].height, cases[i].width);
        cx_array *expected = cxi_npy_read(fixture(cases[i].expected));
        assert_close(resized, expected, 1); /* Pillow rounds once more, between the passes */
        cx_array_free(resized);
        cx_array_free(expected);
    }
    cx_array *same = cxi_image_resize(image, 9, 13);
    assert_arrays_equal(same, image);
    cx_array_free(same);
    cx_array_free(image);
}

static void what_cannot_be_resized_is_refused(void **state) {
    (void)state;
    cx_array *image = read_image("rgb.png", 3), *floats = cx_array_new(CX_F32, CX_DIMS(2, 2, 3));
    assert_refused(cxi_image_resize(image, 0, 5), "to 0 x 5", "u8[9, 13, 3]");
    assert_refused(cxi_image_resize(image, INT64_MAX, INT64_MAX), "1 to", "pixels");
    assert_refused(cxi_image_resize(floats, 2, 2), "f32[2, 2, 3]", "give u8");
    cx_array_free(floats);
    cx_array_free(image);
    image = read_image("not-there.png", 3);
    assert_refused(cxi_image_resize(image, 2, 2), "not-there.png", "check the path");
    cx_array_free(image);
}

/* -- Failures of the system -- */

static bool read_png(void) {
    return attempt_array(read_image("rgba.png", 1));
}

static bool read_jpeg(void) {
    return attempt_array(read_image("rgb.jpg", 3));
}

static cx_array *swept;

static bool write_png(void) {
    struct cxi_status status = {0};
    return attempt_written(cxi_png_write(scratch("swept.png"), swept, &status), &status);
}

static bool resize(void) {
    return attempt_array(cxi_image_resize(swept, 3, 20));
}

static void failures_are_reported(void **state) {
    (void)state;
    sweep_allocations(read_png);
    sweep_allocations(read_jpeg);
    sweep_files(read_png);
    sweep_files(read_jpeg);
    swept = read_image("rgb.png", 3);
    sweep_allocations(write_png);
    sweep_files(write_png);
    sweep_allocations(resize);
    cx_array_free(swept);
    unlink(scratch("swept.png"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(images_read_as_pillow_reads_them),  cmocka_unit_test(deep_images_keep_their_upper_bits),
        cmocka_unit_test(three_channels_are_the_default),    cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(what_is_no_image_is_not_written),   cmocka_unit_test(cut_images_are_refused),
        cmocka_unit_test(decompression_bombs_are_refused),   cmocka_unit_test(foreign_files_are_refused_with_a_word),
        cmocka_unit_test(a_changed_byte_is_noticed),         cmocka_unit_test(resizing_agrees_with_pillow),
        cmocka_unit_test(what_cannot_be_resized_is_refused), cmocka_unit_test(failures_are_reported),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
