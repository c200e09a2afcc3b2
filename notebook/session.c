#define _GNU_SOURCE
#include "notebook/session.h"

#include "notebook/memory.h"
#include "notebook/process.h"
#include "notebook/translate.h"

#include <ctype.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

bool session_fail(struct session *s, const char *error, const char *format, ...) {
    snprintf(s->error, sizeof s->error, "%s", error);
    cxi_text_free(&s->why);
    va_list args;
    va_start(args, format);
    cxi_addf_list(&s->why, format, args);
    va_end(args);
    return false;
}

bool session_open(struct session *s, const struct frontend *front, char **why) {
    *s = (struct session){.front = *front, .streams = {-1, -1}, .control = -1, .display = -1};
    s->output.front = &s->front;
    if (!toolchain_open(&s->tools, why)) return false;
    if (!session_start(s)) {
        const char *problem = "the worker cannot be started";
        *why = must_copy(problem, strlen(problem));
        return false;
    }
    session_prepare(s);
    return true;
}

static void end_preparing(struct session *s) {
    if (!s->preparing) return;
    kill(-s->preparing, SIGKILL);
    waitpid(s->preparing, NULL, 0);
    s->preparing = 0;
}

void session_close(struct session *s) {
    end_preparing(s);
    session_stop(s);
    toolchain_close(&s->tools);
    names_free(&s->names);
    output_end_cell(&s->output);
    for (int i = 0; i < 2; i++) cxi_text_free(&s->output.part[i]);
    cxi_text_free(&s->output.frames);
    cxi_text_free(&s->why);
    cxi_text_free(&s->types);
    cxi_text_free(&s->known);
    free(s->manual);
}

void session_prepare(struct session *s) {
    struct cxi_text command = {0};
    end_preparing(s);
    prepare_command(&s->tools, &command);
    char *argv[] = {"/bin/sh", "-c", command.data, NULL};
    if (process_start(&s->preparing, argv, (int[]){-1, -1, -1}, 3) != 0) s->preparing = 0;
    cxi_text_free(&command);
}

char *session_path(const struct session *s, const char *name, int number, const char *extension) {
    struct cxi_text path = {0};
    cxi_addf(&path, "%s/%s-%d%s", s->tools.folder, name, number, extension);
    char *copy = must_copy(cxi_text(&path), path.length);
    cxi_text_free(&path);
    return copy;
}

/* --------------------------------------------------------------------------------------------------- compiling */

static void explain(struct cxi_text *messages) {
    static const struct {
        const char *said, *meaning;
    } notes[] = {
        {"variably modified",
         "an array at the top level of a cell outlives it, so its length must be constant; use malloc, or "
         "put the array into a function"},
        {"variable length array declaration not allowed",
         "an array at the top level of a cell outlives it, so its length must "
         "be constant; use malloc, or put the array into a function"},
    };
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++)
        if (strstr(cxi_text(messages), notes[i].said)) {
            cxi_addf(messages, "note: %s\n", notes[i].meaning);
            return;
        }
}

/* Compiles the translation to a library. False: it does not compile, and `messages` says why; or it was interrupted. */
static bool compile(struct session *s, struct translation *t, const char *library, struct cxi_text *messages) {
    struct cxi_text command = {0};
    char *source = session_path(s, "unit", t->unit, ".c");
    bool written = cxi_text_ok(&t->program) && write_file(source, cxi_text(&t->program));
    compile_command(&s->tools, &command, source, library);
    int status = written ? session_shell(s, cxi_text(&command), messages) : 1;
    if (messages->data) shorten_messages(&s->tools, messages->data);
    messages->length = strlen(cxi_text(messages));
    free(source);
    cxi_text_free(&command);
    if (!written) return session_fail(s, "Failed", "the cell cannot be written to %s", s->tools.folder);
    if (status == -1) return session_fail(s, "Interrupted", "the compiler was interrupted");
    if (status == 0) return true;
    explain(messages);
    return session_fail(s, "CompileError", "%s", cxi_text(messages));
}

static void tell_lost(struct session *s, const struct translation *t) {
    if (!t->lost.length) return;
    struct cxi_text line = {0};
    cxi_addf(&line, "no longer known, since a type of theirs is another now:%s\n", cxi_text(&t->lost));
    s->front.stream(s->front.user, "stderr", cxi_text(&line), line.length);
    cxi_text_free(&line);
}

/* Chunks [first, last) of a cell, without lines for the notebook. */
static bool run_part(struct session *s, const struct cell *cell, const char *name, size_t first, size_t last) {
    struct cxi_text messages = {0}, command = {0};
    struct translation t;
    bool fine = false;
    char *library = NULL;
    for (int show = 1; show >= 0 && !fine; show--) { /* what has no value, or none that can be shown, is a statement */
        t = (struct translation){
            .unit = ++s->unit, .name = name, .known = &s->names, .ask = session_ask, .user = s, .show = show};
        translate(&t, cell, first, last);
        free(library);
        library = session_path(s, "unit", t.unit, ".so");
        cxi_text_free(&messages);
        fine = compile(s, &t, library, &messages);
        if (fine || !t.shows || strcmp(s->error, "CompileError") != 0) break;
        translation_free(&t);
    }
    if (fine) {
        if (messages.length)
            s->front.stream(s->front.user, "stderr", cxi_text(&messages), messages.length); /* warnings */
        cxi_addf(&command, "run %s %s", library, t.symbol);
        fine = session_tell(s, cxi_text(&command));
        if (fine || strcmp(s->error, "Interrupted") == 0) {
            if (s->worker && !s->killed) {
                tell_lost(s, &t);
                names_merge(&s->names, &t.new, t.hidden);
            }
        }
        output_end_cell(&s->output);
    }
    translation_free(&t);
    free(library);
    cxi_text_free(&messages);
    cxi_text_free(&command);
    return fine;
}

static void tell_time(struct session *s, double seconds) {
    struct cxi_text line = {0};
    cxi_add(&line, "time: ");
    cxi_add_fixed(&line, seconds < 1 ? 1000 * seconds : seconds, seconds < 1 ? 1 : 3);
    cxi_add(&line, seconds < 1 ? " ms\n" : " s\n");
    s->front.stream(s->front.user, "stdout", cxi_text(&line), line.length);
    cxi_text_free(&line);
}

static bool run_chunks(struct session *s, const struct cell *cell, const char *name) {
    bool fine = true, timed = false;
    double start = process_clock();
    for (size_t i = 0, last; i < cell->chunks && fine; i = last) {
        const struct chunk *chunk = &cell->chunk[i];
        last = i + 1;
        if (chunk->kind == CHUNK_MAGIC) {
            const struct token *token = &cell->tokens.at[chunk->first];
            char *line = must_copy(cell->tokens.source + token->start, token->end - token->start);
            fine = session_magic(s, line, &timed);
            free(line);
        } else {
            while (last < cell->chunks && cell->chunk[last].kind != CHUNK_MAGIC) last++;
            fine = run_part(s, cell, name, i, last);
        }
    }
    if (timed && fine) tell_time(s, process_clock() - start);
    return fine;
}

bool session_run(struct session *s, const char *code, int number) {
    char *name = session_path(s, "cell", number, "");
    *s->error = '\0';
    write_file(name, code); /* the compiler quotes from it */
    struct cell cell = session_split(s, code);
    bool fine = run_chunks(s, &cell, name);
    cell_free(&cell);
    free(name);
    return fine;
}
