/* The threads, of whatever pool, that help with jobs, and the board from which they take them. After a job a helper may
   stay awake for a moment: where small ones follow each other, to wake a thread that sleeps can take longer than such a job. There are
   no more of them than cores to run them: one too many would run in the place of the thread that it is to help. */
#ifndef CXI_PJRT_CREW_H
#define CXI_PJRT_CREW_H

#include <stdbool.h>

/* Puts a job on the board, for one helper; and takes it off again. False: there is no room; it is not there, or no longer. */
bool cxi_crew_post(void *job);
bool cxi_crew_withdraw(void *job);

/* A job from the board, for which a helper waits, awake, for so many seconds. NULL: there was none. */
void *cxi_crew_wait(double seconds);

/* One more helper, which is about to come, unless there are `most` already: then false. And one fewer. */
bool cxi_crew_join(int most);
void cxi_crew_leave(void);
/* For one that left: whether it is a helper again, for a job was posted while it was still counted. */
bool cxi_crew_return(void);

#endif
