/* Who looks at a session: Jupyter, through the kernel, or a notebook file that is filled in. Sessions call these. */
#ifndef NOTEBOOK_FRONTEND_H
#define NOTEBOOK_FRONTEND_H

#include <jansson.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

struct frontend {
    /* name: "stdout" or "stderr". */
    void (*stream)(void *user, const char *name, const char *text, size_t length);
    /* data: an object of MIME types, kept by nobody. id: NULL, or by which `update` finds it in this cell's output; "=" is the
       value of the cell. */
    void (*display)(void *user, json_t *data, const char *id, bool update);
    /* The cell reads standard input; session_answer brings it. False: nobody can be asked. */
    bool (*ask)(void *user);
    /* poll(2), and meanwhile whatever else the frontend hears of, which may call session_interrupt and session_answer. */
    void (*wait)(void *user, struct pollfd *descriptors, int count, int milliseconds);
    void *user;
};

json_t *json_of_text(const char *bytes, size_t length); /* what is not UTF-8 becomes U+FFFD */

#endif
