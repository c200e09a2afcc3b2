/* Whether a program can run in the memory that there is. On a CPU the plugin finds out by being killed, or by a division by
   zero where an allocation of terabytes fails, so it is asked before. */
#ifndef CXI_PJRT_FITS_H
#define CXI_PJRT_FITS_H

#include "pjrt/program.h"

/* Fails when the results and temporaries of one call are more than this process may have: the machine's memory with its
   swap, and the limit of `ulimit -v`. True where that cannot be known, and for other platforms, which say so themselves. */
bool cxi_program_fits(struct cxi_program *program, struct cxi_status *status);

#endif
