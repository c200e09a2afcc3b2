#include "notebook/sockets.h"

#include <stdio.h>

#ifndef CALX_ZMQ

bool sockets_load(void) {
    fputs("calx notebook: Calx was built without libzmq; install libzmq3-dev and build it again\n", stderr);
    return false;
}
void *sockets_begin(void) {
    return NULL;
}
void sockets_end(void *context) {
    (void)context;
}
void *sockets_bind(void *context, enum socket_kind kind, const char *address) {
    (void)context, (void)kind, (void)address;
    return NULL;
}
void sockets_close(void *socket) {
    (void)socket;
}
bool sockets_send(void *socket, const void *bytes, size_t size, bool more) {
    (void)socket, (void)bytes, (void)size, (void)more;
    return false;
}
void *sockets_take(void *socket, size_t *size, bool *more) {
    (void)socket, (void)size, (void)more;
    return NULL;
}
void sockets_wait(void *const *sockets, bool *ready, int sockets_count, struct pollfd *descriptors, int count,
                  int milliseconds) {
    (void)sockets, (void)ready, (void)sockets_count, (void)descriptors, (void)count, (void)milliseconds;
}

#else

#include "io/library.h"
#include "notebook/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#define FUNCTIONS(X)                                                                                        \
    X(zmq_ctx_new)                                                                                          \
    X(zmq_ctx_term)                                                                                         \
    X(zmq_socket)                                                                                           \
    X(zmq_close)                                                                                            \
    X(zmq_bind)                                                                                             \
    X(zmq_setsockopt)                                                                                       \
    X(zmq_send) X(zmq_poll) X(zmq_msg_init) X(zmq_msg_recv) X(zmq_msg_data) X(zmq_msg_size) X(zmq_msg_more) \
        X(zmq_msg_close)

#define SLOT(name)   __typeof__(name) *name##_;
static struct { FUNCTIONS(SLOT) } zmq;

bool sockets_load(void) {
#define SYMBOL(name) {#name, &zmq.name##_},
    static const struct cxi_symbol symbols[] = {FUNCTIONS(SYMBOL)};
    struct cxi_status status = {0};
    bool loaded = cxi_library_load(CALX_ZMQ, "libzmq5", symbols, sizeof symbols / sizeof symbols[0], &status);
    if (!loaded) fprintf(stderr, "calx notebook: %s\n", cxi_error(&status));
    cxi_status_clear(&status);
    return loaded;
}

void *sockets_begin(void) {
    return zmq.zmq_ctx_new_();
}

void sockets_end(void *context) {
    if (context) zmq.zmq_ctx_term_(context);
}

void *sockets_bind(void *context, enum socket_kind kind, const char *address) {
    static const int kinds[] = {ZMQ_ROUTER, ZMQ_PUB, ZMQ_REP};
    void *socket = zmq.zmq_socket_(context, kinds[kind]);
    int linger = 1000, unlimited = 0;
    if (!socket) return NULL;
    zmq.zmq_setsockopt_(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (kind == SOCKET_PUBLISHES)
        zmq.zmq_setsockopt_(socket, ZMQ_SNDHWM, &unlimited, sizeof unlimited); /* nothing is lost */
    if (zmq.zmq_bind_(socket, address) == 0) return socket;
    int error = errno;
    zmq.zmq_close_(socket);
    errno = error;
    return NULL;
}

void sockets_close(void *socket) {
    if (socket) zmq.zmq_close_(socket);
}

bool sockets_send(void *socket, const void *bytes, size_t size, bool more) {
    int sent;
    do sent = zmq.zmq_send_(socket, bytes, size, more ? ZMQ_SNDMORE : 0);
    while (sent < 0 && errno == EINTR);
    return sent >= 0;
}

void *sockets_take(void *socket, size_t *size, bool *more) {
    zmq_msg_t message;
    void *bytes = NULL;
    zmq.zmq_msg_init_(&message);
    if (zmq.zmq_msg_recv_(&message, socket, ZMQ_DONTWAIT) >= 0) {
        *size = zmq.zmq_msg_size_(&message);
        *more = zmq.zmq_msg_more_(&message);
        bytes = must_copy(zmq.zmq_msg_data_(&message), *size);
    }
    zmq.zmq_msg_close_(&message);
    return bytes;
}

void sockets_wait(void *const *sockets, bool *ready, int sockets_count, struct pollfd *descriptors, int count,
                  int milliseconds) {
    enum { MOST = 16 };
    zmq_pollitem_t item[MOST];
    for (int i = 0; i < sockets_count; i++) item[i] = (zmq_pollitem_t){sockets[i], 0, ZMQ_POLLIN, 0};
    for (int i = 0; i < count; i++)
        item[sockets_count + i] = (zmq_pollitem_t){NULL, descriptors[i].fd, ZMQ_POLLIN | ZMQ_POLLERR, 0};
    bool any = zmq.zmq_poll_(item, sockets_count + count, milliseconds) > 0;
    for (int i = 0; i < sockets_count; i++) ready[i] = any && item[i].revents;
    for (int i = 0; i < count; i++) descriptors[i].revents = any && item[sockets_count + i].revents ? POLLIN : 0;
}

#endif
