/* What `calx notebook` does; each returns an exit status. */
#ifndef NOTEBOOK_H
#define NOTEBOOK_H

#include <stdbool.h>

/* Serves Jupyter, as the connection file says (kernel.c). */
int notebook_serve(const char *connection);

struct notebook_run {
    const char *path, *output; /* output NULL: back into path */
    bool keep_going;           /* past cells that fail */
};
/* Runs a notebook file's cells and writes their outputs (run.c). */
int notebook_run(const struct notebook_run *run);

/* Registers the kernel with Jupyter, for the user or below a prefix (install.c). */
int notebook_install(const char *prefix);

#endif
