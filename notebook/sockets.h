/* The few functions of libzmq that are used, which is loaded when it is needed. */
#ifndef NOTEBOOK_SOCKETS_H
#define NOTEBOOK_SOCKETS_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

enum socket_kind { SOCKET_ANSWERS, SOCKET_PUBLISHES, SOCKET_REPLIES }; /* ROUTER, PUB, REP */

bool sockets_load(void); /* false with a message on standard error */
void *sockets_begin(void);
void sockets_end(void *context);
void *sockets_bind(void *context, enum socket_kind kind, const char *address); /* NULL, errno: it cannot be had */
void sockets_close(void *socket);
/* One part of a message; false when it cannot be sent. */
bool sockets_send(void *socket, const void *bytes, size_t size, bool more);
/* The next part, to be freed, of what is there; NULL: nothing is. *more: another part follows. */
void *sockets_take(void *socket, size_t *size, bool *more);
void sockets_wait(void *const *sockets, bool *ready, int sockets_count, struct pollfd *descriptors, int count,
                  int milliseconds);

#endif
