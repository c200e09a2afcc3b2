/* A program, as program.c makes it and execute.c runs it. */
#ifndef CXI_PJRT_PROGRAM_H
#define CXI_PJRT_PROGRAM_H

#include "pjrt/handles.h"

struct cxi_program_result {
    cx_dtype dtype;
    cx_dims dims; /* on one device */
};

struct cxi_program {
    struct cxi_client *client;
    struct pjrt_loaded *loaded;
    struct pjrt_executable *executable;
    struct cxi_program_result *outputs;
    int output_count;
    int partitions;
    int *devices; /* of each partition */
    char *dropped;
};

#endif
