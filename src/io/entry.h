/* A file as its folder knows it: how large and how old it is; made young again; removed. */
#ifndef CXI_ENTRY_H
#define CXI_ENTRY_H

#include "base/status.h"

struct cxi_entry {
    int64_t size;           /* bytes */
    int64_t modified;       /* nanoseconds since 1970 */
    uint64_t device, inode; /* which file it is, whatever its name */
};

bool cxi_entry_read(const char *path, struct cxi_entry *entry, struct cxi_status *status);
/* The same where another process may write or remove it at any time: that it cannot be looked at is no error. */
bool cxi_entry_is_there(const char *path, struct cxi_entry *entry);
bool cxi_entry_touch(const char *path, struct cxi_status *status);  /* modified now */
bool cxi_entry_remove(const char *path, struct cxi_status *status); /* one that is gone already is fine */

#endif
