#define _GNU_SOURCE
#include "notebook/wire.h"

#include "notebook/hmac.h"
#include "notebook/memory.h"
#include "notebook/sockets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char delimiter[] = "<IDS|MSG>";

static bool fail(const char *connection, const char *why) {
    fprintf(stderr, "calx notebook: %s: %s\n", connection, why);
    return false;
}

static bool make_session_name(char name[33]) {
    unsigned char bytes[16];
    FILE *random = fopen("/dev/urandom", "r");
    bool made = random && fread(bytes, 1, sizeof bytes, random) == sizeof bytes;
    if (random) fclose(random);
    for (int i = 0; i < 16 && made; i++) snprintf(name + 2 * i, 3, "%02x", bytes[i]);
    return made;
}

static bool bind_socket(struct wire *wire, const json_t *about, const char *connection, enum wire_socket socket) {
    static const struct {
        const char *port;
        enum socket_kind kind;
    } sockets[] = {[WIRE_HEARTBEAT] = {"hb_port", SOCKET_REPLIES},
                   [WIRE_CONTROL] = {"control_port", SOCKET_ANSWERS},
                   [WIRE_STDIN] = {"stdin_port", SOCKET_ANSWERS},
                   [WIRE_SHELL] = {"shell_port", SOCKET_ANSWERS},
                   [WIRE_IOPUB] = {"iopub_port", SOCKET_PUBLISHES}};
    const char *transport = json_string_value(json_object_get(about, "transport")),
               *ip = json_string_value(json_object_get(about, "ip"));
    const json_t *port = json_object_get(about, sockets[socket].port);
    char address[512];
    if (!transport || !ip || !json_is_integer(port)) return fail(connection, "it lacks transport, ip or a port");
    snprintf(address, sizeof address, "%s://%s%c%lld", transport, ip, strcmp(transport, "ipc") == 0 ? '-' : ':',
             (long long)json_integer_value(port));
    wire->socket[socket] = sockets_bind(wire->context, sockets[socket].kind, address);
    return wire->socket[socket] || (fprintf(stderr, "calx notebook: %s: %s\n", address, strerror(errno)), false);
}

bool wire_open(struct wire *wire, const char *connection) {
    *wire = (struct wire){0};
    json_error_t error;
    json_t *about = json_load_file(connection, 0, &error);
    if (!about) return fail(connection, error.text);
    const char *key = json_string_value(json_object_get(about, "key")),
               *scheme = json_string_value(json_object_get(about, "signature_scheme"));
    wire->key = must_copy(key ? key : "", key ? strlen(key) : 0);
    bool fine = sockets_load() && make_session_name(wire->session);
    if (fine && *wire->key && (!scheme || strcmp(scheme, "hmac-sha256") != 0))
        fine = fail(connection, "the signature scheme is not hmac-sha256");
    if (fine) fine = (wire->context = sockets_begin()) != NULL;
    for (int i = 0; i <= WIRE_SOCKETS && fine; i++) fine = bind_socket(wire, about, connection, (enum wire_socket)i);
    json_decref(about);
    return fine;
}

void wire_close(struct wire *wire) {
    for (int i = 0; i <= WIRE_SOCKETS; i++)
        if (wire->socket[i]) sockets_close(wire->socket[i]);
    if (wire->context) sockets_end(wire->context);
    free(wire->key);
}

void wire_poll(struct wire *wire, struct pollfd *descriptors, int count, int milliseconds, enum wire_socket end,
               bool ready[WIRE_SOCKETS]) {
    sockets_wait(wire->socket, ready, (int)end, descriptors, count, milliseconds);
}

/* --------------------------------------------------------------------------------------------------- receiving */

static void answer_heartbeat(void *socket) {
    size_t size;
    for (bool more = true; more;) {
        void *bytes = sockets_take(socket, &size, &more);
        if (!bytes) return;
        sockets_send(socket, bytes, size, more);
        free(bytes);
    }
}

/* Takes as long for one signature as for another. */
static bool same(const char *a, size_t a_size, const char *b) {
    size_t size = strlen(b);
    unsigned char difference = a_size != size;
    for (size_t i = 0; i < size && i < a_size; i++) difference |= (unsigned char)(a[i] ^ b[i]);
    return !difference;
}

/* The parts behind the delimiter: signature, header, parent header, metadata, content. */
static bool understand(const struct wire *wire, const struct wire_part *part, size_t parts, struct wire_message *m) {
    char signature[65];
    if (parts < 5) return false;
    struct hmac_part signed_parts[4];
    for (int i = 0; i < 4; i++) signed_parts[i] = (struct hmac_part){part[1 + i].bytes, part[1 + i].size};
    hmac_sha256(wire->key, signed_parts, 4, signature);
    if (*wire->key && !same(part[0].bytes, part[0].size, signature)) {
        fputs("calx notebook: a message whose signature is wrong was dropped\n", stderr);
        return false;
    }
    json_error_t error;
    json_t *header = json_loadb(part[1].bytes, part[1].size, 0, &error);
    const char *type = json_string_value(json_object_get(header, "msg_type"));
    snprintf(m->type, sizeof m->type, "%s", type ? type : "");
    json_decref(header);
    m->header = must_copy(part[1].bytes, part[1].size);
    m->content = json_loadb(part[4].bytes, part[4].size, 0, &error);
    return *m->type && json_is_object(m->content);
}

bool wire_receive(struct wire *wire, enum wire_socket socket, struct wire_message *m) {
    *m = (struct wire_message){0};
    if (socket == WIRE_HEARTBEAT) {
        answer_heartbeat(wire->socket[socket]);
        return false;
    }
    struct wire_part *part = NULL, next;
    size_t parts = 0;
    bool behind = false;
    for (bool more = true; more && (next.bytes = sockets_take(wire->socket[socket], &next.size, &more));) {
        if (!behind && next.size == strlen(delimiter) && memcmp(next.bytes, delimiter, next.size) == 0) {
            behind = true;
            free(next.bytes);
        } else if (behind)
            MUST_PUSH(part, parts, next);
        else
            MUST_PUSH(m->identity, m->identities, next);
    }
    bool genuine = understand(wire, part, parts, m);
    for (size_t i = 0; i < parts; i++) free(part[i].bytes);
    free(part);
    return genuine;
}

void wire_free(struct wire_message *m) {
    for (size_t i = 0; i < m->identities; i++) free(m->identity[i].bytes);
    free(m->identity);
    free(m->header);
    json_decref(m->content);
    *m = (struct wire_message){0};
}

/* ------------------------------------------------------------------------------------------------------ sending */

static char *make_header(struct wire *wire, const char *type) {
    char id[64], date[64];
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    size_t length = strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(date + length, sizeof date - length, ".%06ldZ", now.tv_nsec / 1000);
    snprintf(id, sizeof id, "%s_%lu", wire->session, ++wire->sent);
    json_t *header = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "msg_id", id, "session", wire->session, "username",
                               "calx", "date", date, "msg_type", type, "version", "5.3");
    char *text = json_dumps(header, JSON_COMPACT);
    json_decref(header);
    return text;
}

void wire_send(struct wire *wire, enum wire_socket socket, const struct wire_message *to, const char *type,
               json_t *content) {
    void *through = wire->socket[socket];
    char *header = make_header(wire, type), *text = json_dumps(content, JSON_COMPACT), signature[65] = "";
    json_decref(content);
    if (header && text) {
        const char *parts[] = {header, to ? to->header : "{}", "{}", text};
        struct hmac_part signed_parts[4];
        for (int i = 0; i < 4; i++) signed_parts[i] = (struct hmac_part){parts[i], strlen(parts[i])};
        if (*wire->key) hmac_sha256(wire->key, signed_parts, 4, signature);
        bool fine = true;
        if (socket == WIRE_IOPUB)
            fine = sockets_send(through, type, strlen(type), true); /* what subscribers may choose by */
        else
            for (size_t i = 0; to && i < to->identities; i++)
                fine = fine && sockets_send(through, to->identity[i].bytes, to->identity[i].size, true);
        fine = fine && sockets_send(through, delimiter, strlen(delimiter), true) &&
               sockets_send(through, signature, strlen(signature), true);
        for (int i = 0; i < 4 && fine; i++) fine = sockets_send(through, parts[i], strlen(parts[i]), i < 3);
    }
    free(header);
    free(text);
}
