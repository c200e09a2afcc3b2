/* calx notebook CONNECTION: what Jupyter's messages ask for. */
#define _GNU_SOURCE
#include "notebook/lex.h"
#include "notebook/memory.h"
#include "notebook/notebook.h"
#include "notebook/session.h"
#include "notebook/wire.h"
#include "notebook/words.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct kernel {
    struct wire wire;
    struct session session;
    const struct wire_message *now; /* the request that is executed; NULL: none */
    int count;                      /* of executions */
    json_t *inputs;                 /* their texts */
    struct wire_message *waiting;   /* requests behind one that failed */
    size_t waitings;
    bool stop;
    pid_t parent; /* Jupyter, as it told; 0: unknown */
};

static void publish(struct kernel *k, const struct wire_message *about, const char *type, json_t *content) {
    wire_send(&k->wire, WIRE_IOPUB, about, type, content);
}

static void publish_state(struct kernel *k, const struct wire_message *about, const char *state) {
    publish(k, about, "status", json_pack("{s:s}", "execution_state", state));
}

static const char *text_of(const struct wire_message *m, const char *key) {
    const char *text = json_string_value(json_object_get(m->content, key));
    return text ? text : "";
}

/* ----------------------------------------------------------------------------------------------- as a frontend */

static void send_stream(void *user, const char *name, const char *text, size_t length) {
    struct kernel *k = user;
    publish(k, k->now, "stream", json_pack("{s:s, s:o}", "name", name, "text", json_of_text(text, length)));
}

static void send_display(void *user, json_t *data, const char *id, bool update) {
    struct kernel *k = user;
    if (id && strcmp(id, "=") == 0) {
        publish(k, k->now, "execute_result",
                json_pack("{s:O, s:{}, s:i}", "data", data, "metadata", "execution_count", k->count));
        return;
    }
    json_t *transient = id ? json_pack("{s:o}", "display_id", json_of_text(id, strlen(id))) : json_object();
    publish(k, k->now, update ? "update_display_data" : "display_data",
            json_pack("{s:O, s:{}, s:o}", "data", data, "metadata", "transient", transient));
}

static bool ask_user(void *user) {
    struct kernel *k = user;
    if (!k->now || !json_is_true(json_object_get(k->now->content, "allow_stdin"))) return false;
    wire_send(&k->wire, WIRE_STDIN, k->now, "input_request", json_pack("{s:s, s:b}", "prompt", "", "password", 0));
    return true;
}

static void serve(struct kernel *k, enum wire_socket socket);

static void check_parent(struct kernel *k) {
    if (k->parent > 1 && kill(k->parent, 0) != 0 && errno == ESRCH) k->stop = true;
}

static void end(struct kernel *k) {
    if (k->session.output.front) session_close(&k->session);
    wire_close(&k->wire);
    json_decref(k->inputs);
}

/* While a cell runs: everything but further requests of the shell. */
static void wait_for(void *user, struct pollfd *descriptors, int count, int milliseconds) {
    struct kernel *k = user;
    bool ready[WIRE_SOCKETS];
    int most = milliseconds < 0 || milliseconds > 1000 ? 1000 : milliseconds;
    wire_poll(&k->wire, descriptors, count, most, WIRE_SHELL, ready);
    for (int i = 0; i < WIRE_SHELL; i++)
        if (ready[i]) serve(k, (enum wire_socket)i);
    check_parent(k);
    if (!k->stop) return;
    end(k); /* the cell that runs ends with it */
    exit(0);
}

/* ---------------------------------------------------------------------------------------------------- executing */

static json_t *traceback(const struct session *s) {
    const char *why = cxi_text(&s->why);
    return json_pack("{s:s, s:o, s:[o]}", "ename", s->error, "evalue", json_of_text(why, strcspn(why, "\n")),
                     "traceback", json_of_text(why, strlen(why)));
}

/* What was asked for before an error was known is not done. It is collected before the error is told, since who knows of it may
   ask for more. */
static void collect_waiting(struct kernel *k) {
    for (bool ready[WIRE_SOCKETS];;) {
        struct wire_message m;
        wire_poll(&k->wire, NULL, 0, 0, WIRE_SOCKETS, ready);
        if (!ready[WIRE_SHELL]) return;
        if (wire_receive(&k->wire, WIRE_SHELL, &m))
            MUST_PUSH(k->waiting, k->waitings, m);
        else
            wire_free(&m);
    }
}

static void abort_waiting(struct kernel *k) {
    for (size_t i = 0; i < k->waitings; i++) {
        struct wire_message *m = &k->waiting[i];
        char reply[80];
        publish_state(k, m, "busy");
        snprintf(reply, sizeof reply, "%.*s_reply", (int)strcspn(m->type, "_"), m->type);
        wire_send(&k->wire, WIRE_SHELL, m, reply, json_pack("{s:s}", "status", "aborted"));
        publish_state(k, m, "idle");
        wire_free(m);
    }
    free(k->waiting);
    k->waiting = NULL;
    k->waitings = 0;
}

static void execute(struct kernel *k, const struct wire_message *m) {
    const char *code = text_of(m, "code");
    bool silent = json_is_true(json_object_get(m->content, "silent"));
    const json_t *store = json_object_get(m->content, "store_history");
    bool counted = !silent && !json_is_false(store);
    k->count += counted || k->count == 0;
    if (counted) json_array_append_new(k->inputs, json_of_text(code, strlen(code)));
    if (!silent)
        publish(k, m, "execute_input",
                json_pack("{s:o, s:i}", "code", json_of_text(code, strlen(code)), "execution_count", k->count));
    k->now = m;
    bool fine = session_run(&k->session, code, k->count);
    k->now = NULL;
    if (fine) {
        wire_send(&k->wire, WIRE_SHELL, m, "execute_reply",
                  json_pack("{s:s, s:i, s:{}, s:[]}", "status", "ok", "execution_count", k->count, "user_expressions",
                            "payload"));
        return;
    }
    json_t *reply = traceback(&k->session);
    if (!json_is_false(json_object_get(m->content, "stop_on_error"))) collect_waiting(k);
    if (!silent) publish(k, m, "error", json_copy(reply));
    json_object_set_new(reply, "status", json_string("error"));
    json_object_set_new(reply, "execution_count", json_integer(k->count));
    wire_send(&k->wire, WIRE_SHELL, m, "execute_reply", reply);
}

/* ------------------------------------------------------------------------------------------- questions about C */

static json_t *describe_kernel(void) {
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s, s:s, s:s}, s:[{s:s, s:s}]}", "status", "ok",
                     "protocol_version", "5.3", "implementation", "calx", "implementation_version", CX_VERSION,
                     "banner", "C with Calx " CX_VERSION ". %help lists what is not C.", "language_info", "name", "c",
                     "version", "17", "mimetype", "text/x-csrc", "file_extension", ".c", "pygments_lexer", "c",
                     "codemirror_mode", "clike", "help_links", "text", "C reference", "url",
                     "https://en.cppreference.com/w/c");
}

static json_t *is_complete(const char *code) {
    struct tokens tokens = lex(code);
    bool open = tokens.open;
    free(tokens.at);
    return open ? json_pack("{s:s, s:s}", "status", "incomplete", "indent", "    ")
                : json_pack("{s:s}", "status", "complete");
}

static json_t *history(const struct kernel *k, const struct wire_message *m) {
    json_t *list = json_array(), *input;
    bool outputs = json_is_true(json_object_get(m->content, "output")); /* which are not kept */
    size_t i, count = json_array_size(k->inputs);
    long long wanted = (long long)json_integer_value(json_object_get(m->content, "n"));
    size_t from = wanted > 0 && (size_t)wanted < count ? count - (size_t)wanted : 0;
    json_array_foreach(k->inputs, i, input) {
        if (i < from) continue;
        json_t *entry = outputs ? json_pack("[O, n]", input) : json_incref(input);
        json_array_append_new(list, json_pack("[i, i, o]", 0, (int)i + 1, entry));
    }
    return json_pack("{s:s, s:o}", "status", "ok", "history", list);
}

static json_t *complete(struct kernel *k, const struct wire_message *m) {
    return words_complete(&k->session, text_of(m, "code"),
                          json_integer_value(json_object_get(m->content, "cursor_pos")));
}

static json_t *inspect(struct kernel *k, const struct wire_message *m) {
    return words_inspect(&k->session, text_of(m, "code"),
                         json_integer_value(json_object_get(m->content, "cursor_pos")));
}

/* ----------------------------------------------------------------------------------------------------- requests */

/* The answer to a request that runs nothing; NULL: it is unknown. */
static json_t *answer(struct kernel *k, const struct wire_message *m) {
    if (strcmp(m->type, "kernel_info_request") == 0) return describe_kernel();
    if (strcmp(m->type, "is_complete_request") == 0) return is_complete(text_of(m, "code"));
    if (strcmp(m->type, "history_request") == 0) return history(k, m);
    if (strcmp(m->type, "complete_request") == 0) return complete(k, m);
    if (strcmp(m->type, "inspect_request") == 0) return inspect(k, m);
    if (strcmp(m->type, "comm_info_request") == 0) return json_pack("{s:s, s:{}}", "status", "ok", "comms");
    if (strcmp(m->type, "interrupt_request") == 0) {
        session_interrupt(&k->session);
        return json_pack("{s:s}", "status", "ok");
    }
    if (strcmp(m->type, "shutdown_request") == 0) {
        k->stop = true;
        return json_pack("{s:s, s:b}", "status", "ok", "restart", json_is_true(json_object_get(m->content, "restart")));
    }
    return NULL;
}

static void serve(struct kernel *k, enum wire_socket socket) {
    struct wire_message m;
    if (!wire_receive(&k->wire, socket, &m)) {
        wire_free(&m);
        return;
    }
    if (strcmp(m.type, "input_reply") == 0) {
        session_answer(&k->session, text_of(&m, "value"));
        wire_free(&m);
        return;
    }
    publish_state(k, &m, "busy");
    size_t length = strlen(m.type);
    if (socket == WIRE_SHELL && strcmp(m.type, "execute_request") == 0)
        execute(k, &m);
    else if (length > 8 && strcmp(m.type + length - 8, "_request") == 0) {
        json_t *content = answer(k, &m);
        memcpy(m.type + length - 7, "reply", 6);
        if (content) wire_send(&k->wire, socket, &m, m.type, content);
    }
    publish_state(k, &m, "idle");
    wire_free(&m);
    abort_waiting(k);
}

int notebook_serve(const char *connection) {
    struct kernel k = {.inputs = json_array()};
    const struct frontend front = {send_stream, send_display, ask_user, wait_for, &k};
    const char *parent = getenv("JPY_PARENT_PID");
    k.parent = parent ? (pid_t)atoi(parent) : 0;
    signal(SIGINT, SIG_IGN); /* of a terminal; Jupyter sends a message */
    signal(SIGPIPE, SIG_IGN);
    char *why = NULL;
    bool fine = wire_open(&k.wire, connection);
    if (fine && !session_open(&k.session, &front, &why)) {
        fprintf(stderr, "calx notebook: %s\n", why);
        fine = false;
    }
    if (fine) publish_state(&k, NULL, "starting");
    while (fine && !k.stop) {
        bool ready[WIRE_SOCKETS];
        wire_poll(&k.wire, NULL, 0, 1000, WIRE_SOCKETS, ready);
        for (int i = 0; i < WIRE_SOCKETS && !k.stop; i++)
            if (ready[i]) serve(&k, (enum wire_socket)i);
        check_parent(&k);
    }
    end(&k);
    free(why);
    return fine ? 0 : 1;
}
