/* What the tests of the notebook share: a session whose output is a text. */
#ifndef NOTEBOOK_TEST_H
#define NOTEBOOK_TEST_H

#include "run/calx_test.h"

#include "notebook/session.h"

/* Everything that came out since the last cell: streams as they are, displays as "<MIME TYPE>" or "<MIME TYPE ID>" and their
   text; renewed ones with a '^'. */
struct listener {
    struct session session;
    struct cxi_text heard;
    const char *answer; /* to standard input; NULL: nobody answers */
    int cells;
    void (*idle)(struct listener *listener); /* called while a cell runs, now and then */
};

void listener_open(struct listener *listener);
void listener_close(struct listener *listener);
/* Runs a cell; its output has every part, or no more than "" when parts is "". */
void expect_cell(struct listener *listener, const char *code, const char *output);
/* It fails: with this error, and this in what it says. */
void expect_failure(struct listener *listener, const char *code, const char *error, const char *why);

/* For main: whether the program was started as a worker; then *status is what main returns. */
bool is_worker(int argc, char **argv, int *status);

#endif
