/* Ctrl-C, while a training that asked for it is under way. */
#ifndef CXI_INTERRUPT_H
#define CXI_INTERRUPT_H

#include <stdbool.h>

/* Between these two SIGINT is noted instead of ending the process; a second one ends it as if nothing had been here. The
   program's own handler is back after the last cxi_interrupt_end: several threads may be between the two. */
void cxi_interrupt_begin(void);
void cxi_interrupt_end(void);
bool cxi_interrupted(void); /* since the first cxi_interrupt_begin */

#endif
