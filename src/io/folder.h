/* What is in a folder of data: classes as folders, examples as files. */
#ifndef CXI_FOLDER_H
#define CXI_FOLDER_H

#include "base/status.h"

struct cxi_folder {
    char **name; /* in strcmp's order; without those that begin with a dot */
    size_t count;
};

/* Either the folders in it or the other files. Failing leaves nothing to free. */
bool cxi_folder_list(struct cxi_folder *folder, const char *path, bool folders, struct cxi_status *status);
void cxi_folder_free(struct cxi_folder *folder);

#endif
