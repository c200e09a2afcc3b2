/* What comes out of a running cell: text and displays, in their order, passed on to the frontend. */
#ifndef NOTEBOOK_OUTPUT_H
#define NOTEBOOK_OUTPUT_H

#include "notebook/frontend.h"

#include "base/text.h"

/* A display with an id. Renewed more often than some times a second, only the latest form of it is passed on. */
struct shown {
    char *id;
    double sent;
    json_t *pending;
};

struct output {
    const struct frontend *front;
    struct cxi_text part[2]; /* of stdout and stderr: the first bytes of a character whose rest is to come */
    struct cxi_text frames;  /* from the display's socket, not yet taken */
    struct shown *shown;
    size_t count;
};

/* Passes on what can be read without waiting; stream 0 is stdout, 1 is stderr. False at the end of the stream. */
bool output_stream(struct output *output, int descriptor, int stream);
/* Likewise the frames of src/display/channel.h, each of which is answered. Before a frame, `streams` are drained. */
bool output_displays(struct output *output, int descriptor, const int streams[2]);
/* Sends renewals that have waited long enough, or all. Returns in how many milliseconds the next is due; -1: never. */
int output_renew(struct output *output, bool all);
void output_end_cell(struct output *output); /* sends what waits; ids are forgotten */

#endif
