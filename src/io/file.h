/* Every access to a file of the library goes through here, so that a test can make any one of them fail.
   Knows bytes and paths, no format. */
#ifndef CXI_FILE_H
#define CXI_FILE_H

#include "base/status.h"

/* A whole file in memory. */
struct cxi_file {
    const unsigned char *bytes; /* never NULL in an open file, even in an empty one */
    size_t size;
    bool mapped; /* else allocated */
};

/* Both return false and set the status when the file cannot be had. Reading makes a private copy. Mapping
   costs no memory, which is for large files whose elements are shared or copied once; if another process
   shortens a mapped file in place, touching the lost part kills this one (SIGBUS). What cannot be mapped (a
   pipe, say) is read. */
bool cxi_file_read(struct cxi_file *file, const char *path, struct cxi_status *status);
bool cxi_file_map(struct cxi_file *file, const char *path, struct cxi_status *status);
void cxi_file_close(struct cxi_file *file); /* a zeroed one is fine */
/* A part of the file was read and will hardly be again: its memory need not stand there until the file is closed. */
void cxi_file_pass_by(const struct cxi_file *file, const void *from, size_t size);

/* A part of a file to write. */
struct cxi_piece {
    const void *bytes;
    size_t size;
};

/* Writes the pieces one after the other, atomically: into a temporary file in the same folder, which reaches
   the disk before it takes the place of `path`. After a failure the old file, if any, is as it was, and no
   temporary is left; only when the folder's own fsync fails is the new file in place already. Permissions of
   an old file are kept, and a symbolic link is followed. */
bool cxi_file_write(const char *path, const struct cxi_piece *pieces, size_t count, struct cxi_status *status);

/* Takes a lock that one process holds at a time, through a file of this name, which is made and stays; a process that ends
   lets go of it. Returns what cxi_file_unlock takes; -1: another holds it, `*taken` being true then, or it failed. Where the
   file system knows no locks it is had all the same. */
int cxi_file_lock(const char *path, bool *taken, struct cxi_status *status);
void cxi_file_unlock(int lock); /* -1 is fine */

/* For src/io/directory.c and entry.c: fails with "cannot VERB PATH: REASON; REMEDY", from errno. */
bool cxi_file_fail(struct cxi_status *status, const char *verb, const char *path);
int cxi_file_flush(int fd); /* to the disk itself; as fsync */

enum cxi_file_call {
    CXI_FILE_OPEN,
    CXI_FILE_STAT,
    CXI_FILE_READ,
    CXI_FILE_MMAP,
    CXI_FILE_WRITE,
    CXI_FILE_FSYNC,
    CXI_FILE_CLOSE, /* of a file that was written */
    CXI_FILE_RENAME,
    CXI_FILE_FSYNC_FOLDER,
    CXI_FILE_MAKE_FOLDER,
    CXI_FILE_LIST,
    CXI_FILE_REMOVE,
    CXI_FILE_TOUCH
};

/* Tests only: asked before every call to the system; returning true makes it fail with EIO. */
extern bool (*cxi_file_refuses)(enum cxi_file_call call);
bool cxi_file_refused(enum cxi_file_call call);

#endif
