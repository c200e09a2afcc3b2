#define _GNU_SOURCE
#include "notebook_test.h"

#include "notebook/worker.h"

static void hear_stream(void *user, const char *name, const char *text, size_t length) {
    (void)name;
    if (length > 30 && memmem(text, length, "ASan doesn't fully support", 26)) return; /* says the first cell */
    cxi_add_bytes(&((struct listener *)user)->heard, text, length);
}

static void hear_display(void *user, json_t *data, const char *id, bool update) {
    struct listener *l = user;
    const char *mime;
    json_t *value;
    json_object_foreach(data, mime, value) {
        bool named = id && strcmp(id, "=") != 0;
        cxi_addf(&l->heard, "<%s%s%s%s>", update ? "^" : "", mime, named ? " " : "", named ? id : "");
        cxi_add(&l->heard, json_string_value(value));
    }
}

static bool give_answer(void *user) {
    struct listener *l = user;
    if (!l->answer) return false;
    session_answer(&l->session, l->answer);
    return true;
}

static void wait_for(void *user, struct pollfd *descriptors, int count, int milliseconds) {
    struct listener *l = user;
    if (l->idle && (milliseconds < 0 || milliseconds > 10)) milliseconds = 10;
    if (poll(descriptors, (nfds_t)count, milliseconds) <= 0)
        for (int i = 0; i < count; i++) descriptors[i].revents = 0;
    if (l->idle) l->idle(l);
}

void listener_open(struct listener *l) {
    char *why = NULL;
    *l = (struct listener){0};
    const struct frontend front = {hear_stream, hear_display, give_answer, wait_for, l};
    if (!session_open(&l->session, &front, &why)) fail_msg("%s", why);
}

void listener_close(struct listener *l) {
    session_close(&l->session);
    cxi_text_free(&l->heard);
}

static bool run(struct listener *l, const char *code) {
    cxi_text_free(&l->heard);
    return session_run(&l->session, code, ++l->cells);
}

void expect_cell(struct listener *l, const char *code, const char *output) {
    if (!run(l, code)) fail_msg("%s\nfailed: %s: %s", code, l->session.error, cxi_text(&l->session.why));
    if (*output ? !strstr(cxi_text(&l->heard), output) : l->heard.length)
        fail_msg("%s\nprinted: %s\nnot: %s", code, cxi_text(&l->heard), output);
}

void expect_failure(struct listener *l, const char *code, const char *error, const char *why) {
    if (run(l, code)) fail_msg("%s\ndid not fail, and printed: %s", code, cxi_text(&l->heard));
    if (strcmp(l->session.error, error) != 0 || !strstr(cxi_text(&l->session.why), why))
        fail_msg("%s\nfailed: %s: %s\nnot: %s: %s", code, l->session.error, cxi_text(&l->session.why), error, why);
}

bool is_worker(int argc, char **argv, int *status) {
    if (argc < 3 || strcmp(argv[1], "notebook") != 0 || strcmp(argv[2], "worker") != 0) return false;
    *status = worker_main(argc > 3 ? argv[3] : NULL);
    return true;
}
