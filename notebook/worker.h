/* The process in which cells run, and which holds all of their state. It is told over a socket what to load, a line at a time:

       run LIBRARY FUNCTION      loads a compiled cell and calls it
       env NAME=VALUE            sets a variable of the environment
       cd FOLDER                 changes the working folder

   and answers each with a line: "done", "interrupted", or "failed WHY". In between it may say "input", when the cell reads
   standard input, and is answered "text LENGTH", a newline and so many bytes, or "end"; and "crash SIGNAL LIBRARY OFFSET" as its
   last word. */
#ifndef NOTEBOOK_WORKER_H
#define NOTEBOOK_WORKER_H

enum { WORKER_CONTROL = 3, WORKER_DISPLAY = 4 }; /* its file descriptors */

/* library: libcalx.so, for the cells; NULL: there is none. Returns when the other end is closed. */
int worker_main(const char *library);

#endif
