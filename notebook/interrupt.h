/* Getting out of a cell that is interrupted, and last words of one that crashes; in the worker.

   A cell is left, by a jump, only while it is in code of the notebook's own cells and was called by such code alone: never out of
   a library, whose locks and lists it would leave as they are. When an interrupt finds the program in a library, the cells' code
   is made not executable, so that the return to it is noticed. The kernel asks again and again, by SIGURG. While cx_fit runs,
   SIGINT is its own: it stops after the step under way. */
#ifndef NOTEBOOK_INTERRUPT_H
#define NOTEBOOK_INTERRUPT_H

#include <setjmp.h>
#include <stdbool.h>

void interrupt_prepare(int report);   /* report: the descriptor that a crash is told to */
void interrupt_watch(void *function); /* the library that it is in holds code of cells */
/* Between these an interrupt jumps to `out`. frame: the frame address of who calls the cell. */
void interrupt_begin(void *frame, sigjmp_buf *out);
void interrupt_end(void);
bool interrupt_pending(void); /* one came, and has not been obeyed */

#endif
