/* CIFAR-10's archive, fetched and unpacked. */
#ifndef CXI_CIFAR_FETCH_H
#define CXI_CIFAR_FETCH_H

#include "base/status.h"

#include <stdio.h>

struct cxi_archive {
    const char *url, *sha256;
    uint64_t size; /* of the archive, in bytes */
};

/* Leaves DATA/cifar-10-batches-bin with the files of the archive, unless it is there; DATA is made. An archive that came in part
   is gone on with, and one that is complete is removed once it is unpacked. */
bool cxi_cifar10_fetch(const char *data, const struct cxi_archive *archive, FILE *progress, struct cxi_status *status);

#endif
