/* A call of a handler, as frame.c and parallel.c know it. */
#ifndef CXI_PJRT_FRAME_H
#define CXI_PJRT_FRAME_H

#include <calx/custom.h>

#include "pjrt/ffi_abi.h"

struct cx_frame {
    const struct ffi_frame *ffi;
    struct ffi_error *error; /* the first cx_frame_fail */
};

#endif
