/* NumPy's .npz files: zip archives of .npy files, stored or deflated (PKWARE's APPNOTE.TXT; numpy.savez and
   savez_compressed write them). Archives of several volumes, encrypted ones and those that need zip64 (4 GiB) are refused. */
#ifndef CXI_NPZ_H
#define CXI_NPZ_H

#include "io/array.h"

/* The array of that name, as numpy.load(path)[name]; NULL: the first. Never NULL; see cx_array_error. */
cx_array *cxi_npz_read(const char *path, const char *name);
cx_array *cxi_npz_parse(const void *bytes, size_t size, const char *path, const char *name);

#endif
