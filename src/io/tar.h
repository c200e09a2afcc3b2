/* The files in a tar archive in memory, one after the other: POSIX.1-1988 "ustar" headers, and GNU's, which differ in nothing
   that is read here (pubs.opengroup.org, pax, "ustar Interchange Format"). Folders, links and long names are passed over. */
#ifndef CXI_TAR_H
#define CXI_TAR_H

#include "base/status.h"

struct cxi_tar {
    const unsigned char *next; /* the header to read */
    size_t left;
    const char *name; /* the archive's, for messages */
};

struct cxi_tar_file {
    char path[256]; /* as the archive says it: never trust it with a place to write to */
    const unsigned char *bytes;
    size_t size;
};

/* The next regular file; false at the end, or where the archive is damaged, which the status says. */
bool cxi_tar_next(struct cxi_tar *tar, struct cxi_tar_file *file, struct cxi_status *status);

#endif
