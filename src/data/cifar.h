/* The binary layout of CIFAR-10 and CIFAR-100 (www.cs.toronto.edu/~kriz/cifar.html, "Binary version"): records without a
   header, each one or two labels of a byte, then 3072 bytes of pixels: 32 rows of 32 in red, the same in green, in blue. */
#ifndef CXI_CIFAR_H
#define CXI_CIFAR_H

#include "io/array.h"

struct cxi_cifar {
    const char *title;        /* "CIFAR-10" */
    const char *folder;       /* that the official archive unpacks into */
    const char *const *train; /* names of files, up to NULL */
    const char *const *test;
    int labels;     /* bytes before the pixels */
    int classes[2]; /* of each label */
};
extern const struct cxi_cifar cxi_cifar10, cxi_cifar100;

/* A file's pictures and one of its labels, by its place in a record. */
struct cxi_cifar_part {
    const unsigned char *bytes;
    size_t size;
    char *name; /* for messages */
    int64_t records;
};

/* Whether the bytes are whole records, at least one, with possible labels; then sets part->records. */
bool cxi_cifar_check(const struct cxi_cifar *kind, struct cxi_cifar_part *part, struct cxi_status *status);
/* Decodes a record of a part that was checked into u8 [32, 32, 3], unless image is NULL. Returns one of its labels, by its place. */
int cxi_cifar_decode(const struct cxi_cifar *kind, const struct cxi_cifar_part *part, int64_t record, int label,
                     uint8_t *image);

#endif
