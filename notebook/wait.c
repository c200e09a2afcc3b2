/* Waiting for the worker, the compiler and shell commands, while what they write is passed on. */
#define _GNU_SOURCE
#include "notebook/process.h"
#include "notebook/session.h"
#include "notebook/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { INSIST = 20, PATIENCE = 1 }; /* milliseconds; seconds before another interrupt counts */

/* Lines of the worker: answers end up in `done`. False when it is gone. */
static bool hear_worker(struct session *s) {
    char bytes[1024];
    ssize_t got = recv(s->control, bytes, sizeof bytes, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return true;
    if (got <= 0) return false;
    cxi_add_bytes(&s->said, bytes, (size_t)got);
    for (char *end; s->said.length && (end = strchr(s->said.data, '\n'));) {
        *end = '\0';
        if (strcmp(s->said.data, "input") == 0) {
            s->awaiting_input = true;
            for (int i = 0; i < 2; i++) output_stream(&s->output, s->streams[i], i);
            if (!s->front.ask(s->front.user)) session_answer(s, NULL);
        } else if (strncmp(s->said.data, "crash ", 6) == 0)
            snprintf(s->crash, sizeof s->crash, "%s", s->said.data);
        else
            snprintf(s->done, sizeof s->done, "%s", s->said.data);
        struct cxi_text rest = {0};
        cxi_add(&rest, end + 1);
        cxi_text_free(&s->said);
        s->said = rest;
    }
    return true;
}

void session_answer(struct session *s, const char *line) {
    char head[64] = "end\n";
    if (!s->awaiting_input) return;
    s->awaiting_input = false;
    size_t length = line ? strlen(line) : 0;
    if (line) snprintf(head, sizeof head, "text %zu\n", length + 1);
    send(s->control, head, strlen(head), MSG_NOSIGNAL);
    if (line) send(s->control, line, length, MSG_NOSIGNAL);
    if (line) send(s->control, "\n", 1, MSG_NOSIGNAL);
}

void session_interrupt(struct session *s) {
    double now = process_clock();
    if (s->helper) {
        kill(-s->helper, SIGKILL);
        s->interrupted = now;
        return;
    }
    if (!s->worker || *s->done || now - s->interrupted < PATIENCE) return;
    s->interrupted = now;
    s->killed = ++s->interrupts > 2;
    kill(s->killed ? -s->worker : s->worker, s->killed ? SIGKILL : SIGINT);
}

/* One round. False when the worker is gone. */
static bool wait_once(struct session *s) {
    struct pollfd from[] = {
        {s->streams[0], POLLIN, 0}, {s->streams[1], POLLIN, 0}, {s->display, POLLIN, 0}, {s->control, POLLIN, 0}};
    int due = output_renew(&s->output, false);
    if (s->interrupted && (due < 0 || due > INSIST)) due = INSIST;
    s->front.wait(s->front.user, from, 4, due);
    for (int i = 0; i < 2; i++)
        if (from[i].revents) output_stream(&s->output, s->streams[i], i);
    if (from[2].revents) output_displays(&s->output, s->display, s->streams);
    if (s->interrupted && s->worker && !*s->done) kill(s->worker, SIGURG);
    return !from[3].revents || hear_worker(s);
}

static void drain(struct session *s) {
    output_displays(&s->output, s->display, s->streams);
    for (int i = 0; i < 2; i++) output_stream(&s->output, s->streams[i], i);
}

/* ------------------------------------------------------------------------------------------------------- worker */

/* Which line of which cell the worker's last words were about. */
static void add_crash_place(struct session *s, struct cxi_text *to) {
    char library[512];
    unsigned long offset;
    if (sscanf(s->crash, "crash %*d %511s %lx", library, &offset) != 2 || *library == '-') return;
    struct cxi_text command = {0}, place = {0};
    cxi_addf(&command, "addr2line -e '%s' %lx", library, offset);
    if (session_shell(s, cxi_text(&command), &place) == 0 && place.data) {
        shorten_messages(&s->tools, place.data);
        place.data[strcspn(place.data, " \n")] = '\0';
        cxi_addf(to, " at %s", strncmp(place.data, "cell-", 5) == 0 ? place.data : "a place that is unknown");
    }
    cxi_text_free(&command);
    cxi_text_free(&place);
}

/* What a lost worker takes with it; types, macros and includes are text, and stay. */
static void forget(struct session *s, struct cxi_text *to) {
    struct names none = {0};
    bool *gone = calloc(s->names.count + 1, sizeof *gone);
    cxi_add(to, "\nlost:");
    size_t before = to->length;
    for (size_t i = 0; i < s->names.count && gone; i++) {
        const struct entry *entry = &s->names.at[i];
        gone[i] = entry->kind == ENTRY_VARIABLE || entry->kind == ENTRY_FUNCTION;
        if (gone[i])
            cxi_addf(to, "%s%.*s", to->length == before ? "" : ",", (int)strlen(entry->names) - 1, entry->names);
    }
    if (to->length == before) cxi_add(to, " nothing, there were no variables");
    cxi_add(to, "\nkept: includes, macros and types. A new worker is ready; run the cells that made what is lost.");
    if (gone) names_merge(&s->names, &none, gone);
    free(gone);
}

static bool worker_lost(struct session *s) {
    int status = 0;
    char words[100];
    struct cxi_text why = {0};
    drain(s);
    output_end_cell(&s->output);
    waitpid(s->worker, &status, 0);
    s->worker = 0;
    process_end_words(status, words);
    if (s->killed)
        cxi_add(&why, "the worker was ended by a third interrupt, as the cell did not heed the others");
    else {
        cxi_addf(&why, "the worker that runs the cells ended: %s", words);
        add_crash_place(s, &why);
    }
    forget(s, &why);
    session_start(s);
    session_fail(s, s->killed ? "Interrupted" : "WorkerEnded", "%s", cxi_text(&why));
    cxi_text_free(&why);
    return false;
}

bool session_tell(struct session *s, const char *command) {
    struct cxi_text line = {0};
    *s->done = *s->crash = '\0';
    s->killed = false;
    s->interrupts = 0;
    s->interrupted = 0;
    cxi_addf(&line, "%s\n", command);
    bool there = s->worker && send(s->control, cxi_text(&line), line.length, MSG_NOSIGNAL) == (ssize_t)line.length;
    cxi_text_free(&line);
    while (there && !*s->done) there = wait_once(s);
    s->awaiting_input = false;
    if (!there) return worker_lost(s);
    drain(s);
    s->interrupted = 0;
    if (strcmp(s->done, "interrupted") == 0) return session_fail(s, "Interrupted", "the cell was interrupted");
    if (strncmp(s->done, "failed ", 7) == 0) return session_fail(s, "Failed", "%s", s->done + 7);
    return true;
}

void session_stop(struct session *s) {
    if (s->worker) {
        kill(-s->worker, SIGKILL);
        waitpid(s->worker, NULL, 0);
    }
    s->worker = 0;
    for (int i = 0; i < 2; i++) process_close(&s->streams[i]);
    process_close(&s->control);
    process_close(&s->display);
    cxi_text_free(&s->said);
}

bool session_start(struct session *s) {
    int out[2] = {-1, -1}, error[2] = {-1, -1}, control[2] = {-1, -1}, display[2] = {-1, -1};
    session_stop(s);
    bool fine = process_pipe(out) && process_pipe(error) && process_socket(control) && process_socket(display);
    if (fine) {
        char number[16], *argv[] = {s->tools.program, "notebook", "worker", s->tools.library, NULL};
        snprintf(number, sizeof number, "%d", WORKER_DISPLAY);
        setenv("CALX_NOTEBOOK", number, 1);
        fine = process_start(&s->worker, argv, (int[]){-1, out[1], error[1], control[1], display[1]}, 5) == 0;
        unsetenv("CALX_NOTEBOOK");
    }
    process_close(&out[1]);
    process_close(&error[1]);
    process_close(&control[1]);
    process_close(&display[1]);
    s->streams[0] = out[0];
    s->streams[1] = error[0];
    s->control = control[0];
    s->display = display[0];
    for (int i = 0; i < 2 && fine; i++) fcntl(s->streams[i], F_SETFL, O_NONBLOCK);
    if (!fine) s->worker = 0;
    return fine;
}

/* ----------------------------------------------------------------------------------------------------- commands */

/* What can be read without waiting; false at the end. */
static bool read_messages(int descriptor, struct cxi_text *to) {
    char bytes[4096];
    ssize_t got;
    while ((got = read(descriptor, bytes, sizeof bytes)) > 0) cxi_add_bytes(to, bytes, (size_t)got);
    return got < 0;
}

int session_shell(struct session *s, const char *command, struct cxi_text *messages) {
    int ends[2];
    if (!process_pipe(ends)) return -1;
    char *argv[] = {"/bin/sh", "-c", (char *)command, NULL};
    int error = process_start(&s->helper, argv, (int[]){-1, ends[1], ends[1]}, 3), status = -1;
    process_close(&ends[1]);
    if (error) {
        session_fail(s, "Failed", "/bin/sh cannot be started: %s", strerror(error));
        s->helper = 0;
    }
    struct output output = {.front = &s->front};
    s->interrupted = 0;
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    for (bool open = !error; open;) {
        struct pollfd from = {ends[0], POLLIN, 0};
        s->front.wait(s->front.user, &from, 1, -1);
        if (from.revents) open = messages ? read_messages(ends[0], messages) : output_stream(&output, ends[0], 0);
    }
    cxi_text_free(&output.part[0]);
    process_close(&ends[0]);
    if (!error) waitpid(s->helper, &status, 0);
    s->helper = 0;
    bool interrupted = s->interrupted > 0;
    s->interrupted = 0;
    return error || interrupted ? -1 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
