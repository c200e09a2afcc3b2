/* A session: a worker with state, and the names that its cells have defined. Runs one cell after the other for a frontend. */
#ifndef NOTEBOOK_SESSION_H
#define NOTEBOOK_SESSION_H

#include "notebook/cell.h"
#include "notebook/compile.h"
#include "notebook/frontend.h"
#include "notebook/names.h"
#include "notebook/output.h"

#include <sys/types.h>

struct session {
    struct frontend front;
    struct toolchain tools;
    struct names names;
    struct cxi_text types; /* names that the compiler said are types, with a blank on each side */
    struct cxi_text
        known; /* names of the headers that cells include, for completion; and how many entries they came of */
    size_t known_entries;
    char *manual; /* Calx's headers, for inspection; NULL: not read yet */
    int unit;     /* the number of the last compiled part of a cell */

    pid_t worker, preparing, helper; /* 0: none. helper: the compiler, or a shell command */
    int streams[2], control, display;
    struct output output;
    struct cxi_text said; /* by the worker, not yet a line */
    char done[600];       /* its last answer; "": it is at work */
    char crash[600];
    bool awaiting_input;

    double interrupted; /* when an interrupt was last asked for that has not ended the cell; 0: never */
    int interrupts;     /* of this cell: the third ends the worker */
    bool killed;        /* by it */

    /* Of the cell that failed: */
    char error[40];
    struct cxi_text why;
};

bool session_open(struct session *session, const struct frontend *front, char **why); /* why: to be freed */
void session_close(struct session *session);

/* Runs a cell; what it is called in messages is cell-NUMBER. False: it failed, see `error` and `why`. */
bool session_run(struct session *session, const char *code, int number);

/* From the frontend's `wait`: */
void session_interrupt(struct session *session);
void session_answer(struct session *session, const char *line); /* what `ask` asked for; NULL: nothing more comes */

/* For the parts of this. */
char *session_path(const struct session *session, const char *name, int number,
                   const char *extension);             /* to be freed */
char *session_ask(void *session, const char *program); /* what the compiler says about it, to be freed */
struct cell session_split(struct session *session, const char *code);
bool session_fail(struct session *session, const char *error, const char *format, ...) CX_PRINTF(3, 4);
bool session_start(struct session *session); /* a new worker; what the old one had is lost, and forgotten */
void session_stop(struct session *session);
void session_prepare(struct session *session); /* compiles the headers; again, when flags have changed */
bool session_tell(struct session *session, const char *command); /* tells the worker a line, and waits for its answer */
/* Runs a shell command. Its output goes to `messages`, or to the frontend when NULL. Returns its status, -1: it was interrupted. */
int session_shell(struct session *session, const char *command, struct cxi_text *messages);
bool session_magic(struct session *session, const char *line, bool *timed); /* see magic.c */

#endif
