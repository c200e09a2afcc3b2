#include "examples/fixtures.h"

/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
/* clang-format on */

#include <sys/stat.h>
#include <zlib.h>

/* The form of the digits' table: rows of 784 pixels and a digit. */
void fixture_digits(int rows) {
    gzFile file = gzopen("digits.csv.gz", "wb1");
    assert_non_null(file);
    for (int row = 0; row < rows; row++) {
        for (int i = 0; i < 784; i++) gzputs(file, i / 78 == row % 10 ? "255," : "0,");
        gzprintf(file, "%d\n", row % 10);
    }
    assert_int_equal(gzclose(file), Z_OK);
}

/* That of scikit-learn's diabetes files, where the target is the sum of two columns. */
void fixture_diabetes(void) {
    assert_int_equal(mkdir("diabetes", 0777), 0);
    gzFile data = gzopen("diabetes/diabetes_data_raw.csv.gz", "wb"),
           target = gzopen("diabetes/diabetes_target.csv.gz", "wb");
    assert_true(data && target);
    for (int row = 0; row < 150; row++) {
        for (int i = 0; i < 10; i++) gzprintf(data, i < 9 ? "%d " : "%d\n", row * (7 + i) % 31);
        gzprintf(target, "%d.5\n", row * 7 % 31 + row * 8 % 31);
    }
    assert_int_equal(gzclose(data), Z_OK);
    assert_int_equal(gzclose(target), Z_OK);
}

/* That of CIFAR-10's binary version: a byte for the class, then 3,072 for the picture. */
void fixture_cifar10(void) {
    static const char *const names[] = {"data_batch_1", "data_batch_2", "data_batch_3",
                                        "data_batch_4", "data_batch_5", "test_batch"};
    assert_int_equal(mkdir("cifar", 0777), 0);
    for (int k = 0; k < 6; k++) {
        char path[64];
        snprintf(path, sizeof path, "cifar/%s.bin", names[k]);
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        for (int i = 0; i < 30; i++) {
            fputc(i % 10, file);
            for (int pixel = 0; pixel < 3072; pixel++) fputc((pixel * 31 + i * 57 + k) & 255, file);
        }
        assert_int_equal(fclose(file), 0);
    }
}

void fixture_texts(void) {
    FILE *file = fopen("text", "w"), *little = fopen("short", "w");
    assert_true(file && little);
    for (int i = 0; i < 200; i++) fprintf(file, "%d pebbles lie on the table, and then one more.\n", i);
    fputs("a few words", little);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(fclose(little), 0);
}
