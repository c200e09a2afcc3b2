/* Whether this process is a fork of the one that made something. Threads do not survive a fork: in the child, locks may
   stay locked, and work that was to be done by others never ends. */
#ifndef CXI_FORK_H
#define CXI_FORK_H

#include <stdbool.h>

unsigned cxi_forks(void); /* to be kept, and asked about later */
bool cxi_forked_since(unsigned forks);

#endif
