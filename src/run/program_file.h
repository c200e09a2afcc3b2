/* The file of one compiled program. Numbers are little-endian:

       8 bytes   "calxprog"
       4         version of this layout, 1
       4         bytes of the note
       8         bytes of the program
       32        the key: what it was compiled from, by what and for what (program_key.h)
       32        BLAKE2b of all other bytes, in their order
                 the note: a line or more for people
                 the program, as the plugin wrote it

   A plugin that loads a changed program may end the process, so nothing is taken out of a file before its checksum
   was found right. */
#ifndef CXI_PROGRAM_FILE_H
#define CXI_PROGRAM_FILE_H

#include "base/hash.h"
#include "base/status.h"

struct cxi_program_file {
    struct cxi_digest key;
    const char *note; /* not terminated */
    size_t note_size;
    const unsigned char *program;
    size_t program_size;
};

/* The parts of `bytes`, in place. False, with what is wrong as "it ...", when it is not whole. */
bool cxi_program_file_parse(const unsigned char *bytes, size_t size, struct cxi_program_file *file,
                            struct cxi_status *status);

/* Into place as one, as cxi_file_write. */
bool cxi_program_file_write(const char *path, const struct cxi_program_file *file, struct cxi_status *status);

#endif
