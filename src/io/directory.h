/* Directories: listed; and appearing, replaced and gone as one, which is what a checkpoint is made of. Knows nothing of what
   lies in them. */
#ifndef CXI_DIRECTORY_H
#define CXI_DIRECTORY_H

#include "base/status.h"

bool cxi_is_directory(const char *path);
bool cxi_is_file(const char *path);                                   /* anything that is no directory */
bool cxi_directory_make(const char *path, struct cxi_status *status); /* with those above; one that is there is fine */

/* Makes PARENT/.new-X, for an X that is free, and returns its path; NULL on failure. Free it with cxi_free. */
char *cxi_directory_begin(const char *parent, struct cxi_status *status);
/* Puts `made`, which lies in `parent`, in the place PARENT/name, for good: both are on the disk when it returns. One that is
   there already is replaced; if the process dies in between, cxi_directory_recover brings it back. */
bool cxi_directory_put(const char *parent, const char *made, const char *name, struct cxi_status *status);
/* Undoes what an interrupted cxi_directory_put left: PARENT/.old-NAME becomes PARENT/NAME where that is missing. */
void cxi_directory_recover(const char *parent);
/* Removes what interrupted writers left: .new-X, .old-NAME and .gone-NAME. */
void cxi_directory_sweep(const char *parent);

/* Removes a directory and the files in it. Directories in it are not expected, and stop it. */
bool cxi_directory_remove(const char *path, struct cxi_status *status);
/* Removes PARENT/name in one move: a process that dies in between leaves none of it there. */
bool cxi_directory_discard(const char *parent, const char *name, struct cxi_status *status);

/* All names in a directory, without "." and "..", sorted. */
struct cxi_names {
    char **name;
    size_t count;
};
bool cxi_directory_list(const char *path, struct cxi_names *names, struct cxi_status *status);
/* Of a folder of data: the folders in it or the other files, without those that begin with a dot. */
bool cxi_directory_list_data(const char *path, bool folders, struct cxi_names *names, struct cxi_status *status);
void cxi_names_free(struct cxi_names *names);

char *cxi_path_join(const char *parent, const char *name); /* NULL: no memory; free it with cxi_free */

#endif
