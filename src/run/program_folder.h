/* The folder that compiled programs are kept in: listed, kept below a size, emptied. Several processes use it at once:
   files appear and vanish as one (program_file.h), and one that vanished meanwhile is no error.

   X.program is a compiled program, modified when it was last used. X.plugin is a plugin's identity (plugin_identity.h).
   A .tmp is being written, or was left by a process that was killed. */
#ifndef CXI_PROGRAM_FOLDER_H
#define CXI_PROGRAM_FOLDER_H

#include "io/entry.h"

char *cxi_program_folder(void); /* in Calx's cache folder; free it with cxi_free. NULL when there is none to be had. */

struct cxi_saved_program {
    char *path;
    struct cxi_entry entry;
};
struct cxi_saved_programs {
    struct cxi_saved_program *item; /* the longest unused first */
    size_t count;
    int64_t bytes; /* of all */
};
/* None where there is no such folder. */
bool cxi_program_folder_list(const char *folder, struct cxi_saved_programs *programs, struct cxi_status *status);
void cxi_saved_programs_free(struct cxi_saved_programs *programs);

/* Removes the longest unused until the programs take no more than `limit` bytes, and what killed processes left. */
bool cxi_program_folder_trim(const char *folder, int64_t limit, struct cxi_status *status);
bool cxi_program_folder_clear(const char *folder, struct cxi_status *status); /* removes every file named above */

#endif
