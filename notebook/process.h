/* Starting other programs, with their output in pipes. */
#ifndef NOTEBOOK_PROCESS_H
#define NOTEBOOK_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

/* Starts a program in a process group of its own. to[i] becomes its descriptor i; -1: /dev/null, or none beyond 2. Returns 0, or
   what went wrong as errno does. */
int process_start(pid_t *pid, char *const argv[], const int *to, int count);
/* The ends are for the parent and for a child; neither is inherited by accident. False: there are no descriptors. */
bool process_pipe(int ends[2]);
bool process_socket(int ends[2]);
void process_close(int *descriptor); /* and sets it to -1 */
/* How it ended, in words: "exit status 3", "signal 11 (Segmentation fault)". */
void process_end_words(int status, char words[100]);
double process_clock(void); /* seconds, of a clock that only goes forward */

#endif
