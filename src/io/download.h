/* A file from a server, whose size and hash are known: what came in part is gone on with, and only what is whole and right
   appears under its name. */
#ifndef CXI_DOWNLOAD_H
#define CXI_DOWNLOAD_H

#include "base/status.h"

#include <stdio.h>

struct cxi_download {
    const char *what; /* its name for people */
    const char *url, *token;
    const char *hash; /* in hexadecimal: SHA-256, or of 40 letters git's SHA-1 of a blob */
    uint64_t size;    /* bytes */
    FILE *progress;   /* NULL: none is shown */
};

/* Brings it to `path`, unless it is there, by way of PATH.incomplete. The file `lock` keeps other processes, Python's
   huggingface_hub among them, from doing the same at once: they wait for each other. */
bool cxi_download(const struct cxi_download *download, const char *path, const char *lock, struct cxi_status *status);

#endif
