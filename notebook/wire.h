/* Jupyter's messages over ZeroMQ: https://jupyter-client.readthedocs.io/en/stable/messaging.html, version 5.3. Knows sockets and
   signatures, not what messages mean. A message whose signature is wrong is dropped. */
#ifndef NOTEBOOK_WIRE_H
#define NOTEBOOK_WIRE_H

#include <jansson.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

enum wire_socket { WIRE_HEARTBEAT, WIRE_CONTROL, WIRE_STDIN, WIRE_SHELL, WIRE_SOCKETS, WIRE_IOPUB = WIRE_SOCKETS };

struct wire {
    void *context, *socket[WIRE_SOCKETS + 1];
    char *key; /* "": messages are not signed */
    char session[33];
    unsigned long sent;
};

struct wire_message {
    struct wire_part {
        void *bytes;
        size_t size;
    } * identity; /* whom to answer */
    size_t identities;
    char *header; /* as it came */
    char type[64];
    json_t *content;
};

/* Binds the sockets that the connection file names, and no others. False with a message on standard error. */
bool wire_open(struct wire *wire, const char *connection);
void wire_close(struct wire *wire); /* when all that was sent has left, or after a second */

/* Waits for descriptors and for the sockets before `end`; ready[] says which of these have something. */
void wire_poll(struct wire *wire, struct pollfd *descriptors, int count, int milliseconds, enum wire_socket end,
               bool ready[WIRE_SOCKETS]);
/* False: nothing that is genuine. A heartbeat is answered here. Free the message in either case. */
bool wire_receive(struct wire *wire, enum wire_socket socket, struct wire_message *message);
void wire_free(struct wire_message *message);
/* An answer to a message, or, through WIRE_IOPUB, what all may know of it. to: NULL, of no message. Uses up `content`. */
void wire_send(struct wire *wire, enum wire_socket socket, const struct wire_message *to, const char *type,
               json_t *content);

#endif
