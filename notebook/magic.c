/* Lines of a cell that are for the notebook: %time, %flags, !ls. */
#define _GNU_SOURCE
#include "notebook/memory.h"
#include "notebook/session.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void say(struct session *s, const char *text) {
    s->front.stream(s->front.user, "stdout", text, strlen(text));
}

/* Flags, and libraries: without words they are shown; "none" forgets them. */
static bool set_list(struct session *s, struct cxi_text *list, const char *before, const char *words) {
    char *copy = must_copy(words, strlen(words));
    if (strcmp(words, "none") == 0) cxi_text_free(list);
    for (char *rest = copy, *word; strcmp(words, "none") != 0 && (word = strsep(&rest, " \t"));)
        if (*word) cxi_addf(list, " %s%s", *word == '-' || *word == '/' ? "" : before, word);
    free(copy);
    if (!*words) {
        say(s, cxi_text(list));
        say(s, "\n");
    }
    return true;
}

static bool set_flags(struct session *s, const char *words, bool *timed) {
    (void)timed;
    set_list(s, &s->tools.flags, "-", words);
    if (*words) session_prepare(s);
    return true;
}

static bool set_libraries(struct session *s, const char *words, bool *timed) {
    (void)timed;
    return set_list(s, &s->tools.libraries, "-l", words);
}

static bool tell(struct session *s, const char *verb, const char *words) {
    struct cxi_text line = {0};
    cxi_addf(&line, "%s %s", verb, words);
    bool fine = session_tell(s, cxi_text(&line));
    cxi_text_free(&line);
    return fine;
}

/* NAME=VALUE here, for the compiler, and in the worker; NAME alone is shown. */
static bool set_environment(struct session *s, const char *words, bool *timed) {
    (void)timed;
    size_t length = strcspn(words, "=");
    char *name = must_copy(words, length);
    bool fine = true;
    if (!*words) {
        session_shell(s, "env", NULL);
    } else if (!words[length]) {
        const char *value = getenv(name);
        say(s, value ? value : "(not set)");
        say(s, "\n");
    } else
        fine = setenv(name, words + length + 1, 1) == 0 && tell(s, "env", words);
    free(name);
    return fine;
}

static bool set_plugin(struct session *s, const char *words, bool *timed) {
    struct cxi_text setting = {0};
    if (!*words) return set_environment(s, "CALX_PLUGIN", timed);
    cxi_addf(&setting, "CALX_PLUGIN=%s", words);
    bool fine = set_environment(s, cxi_text(&setting), timed);
    cxi_text_free(&setting);
    return fine;
}

static bool change_folder(struct session *s, const char *words, bool *timed) {
    (void)timed;
    if (chdir(*words ? words : getenv("HOME") ? getenv("HOME") : "/") != 0)
        return session_fail(s, "Failed", "there is no folder %s", words);
    return tell(s, "cd", *words ? words : ".");
}

static bool take_time(struct session *s, const char *words, bool *timed) {
    (void)s, (void)words;
    return *timed = true;
}

static bool list_names(struct session *s, const char *words, bool *timed) {
    (void)words, (void)timed;
    static const char *const kinds[] = {"line", "macro", "type", "variable", "function"};
    struct cxi_text list = {0};
    for (size_t i = 0; i < s->names.count; i++)
        if (s->names.at[i].kind != ENTRY_LINE)
            cxi_addf(&list, "%-9s%s\n", kinds[s->names.at[i].kind], s->names.at[i].names);
    say(s, cxi_text(&list));
    cxi_text_free(&list);
    return true;
}

static bool reset(struct session *s, const char *words, bool *timed) {
    (void)words, (void)timed;
    names_free(&s->names);
    cxi_text_free(&s->types);
    return session_start(s) || session_fail(s, "Failed", "the worker cannot be started");
}

static bool help(struct session *s, const char *words, bool *timed);

static const struct magic {
    const char *name, *arguments, *summary;
    bool (*run)(struct session *s, const char *words, bool *timed);
} magics[] = {
    {"time", "", "tell how long the cell took, compiling it included", take_time},
    {"flags", "[FLAG ... | none]", "compile from now on with these too (-O3, -DN=5, -Iinclude), or show them",
     set_flags},
    {"lib", "[NAME ... | none]", "link with these libraries from now on, as -lNAME does, or show them", set_libraries},
    {"env", "[NAME=VALUE | NAME]", "set a variable of the environment, or show it", set_environment},
    {"plugin", "[PATH]",
     "the XLA plugin that cx_open finds, as $CALX_PLUGIN says; a runtime that is open keeps its own", set_plugin},
    {"cd", "[FOLDER]", "change the working folder", change_folder},
    {"who", "", "list what the cells have defined", list_names},
    {"reset", "", "forget everything and begin with a new worker", reset},
    {"help", "", "print this", help},
};
enum { MAGICS = sizeof magics / sizeof magics[0] };

static bool help(struct session *s, const char *words, bool *timed) {
    (void)words, (void)timed;
    struct cxi_text list = {0};
    for (int i = 0; i < MAGICS; i++)
        cxi_addf(&list, "%%%s %s\n    %s\n", magics[i].name, magics[i].arguments, magics[i].summary);
    cxi_add(&list, "!COMMAND\n    run a command of the shell\n");
    say(s, cxi_text(&list));
    cxi_text_free(&list);
    return true;
}

bool session_magic(struct session *s, const char *line, bool *timed) {
    if (*line == '!') {
        int status = session_shell(s, line + 1, NULL);
        if (status == -1) return session_fail(s, "Interrupted", "the command was interrupted");
        return status == 0 || session_fail(s, "ShellError", "the command ended with exit status %d", status);
    }
    line += strspn(line, "%");
    size_t length = strcspn(line, " \t\r");
    const char *words = line + length + strspn(line + length, " \t\r");
    char *trimmed = must_copy(words, strlen(words));
    for (size_t end = strlen(trimmed); end && isspace((unsigned char)trimmed[end - 1]);) trimmed[--end] = '\0';
    bool fine = false, found = false;
    for (int i = 0; i < MAGICS && !found; i++) {
        found = strlen(magics[i].name) == length && strncmp(magics[i].name, line, length) == 0;
        if (found) fine = magics[i].run(s, trimmed, timed);
    }
    if (!found) session_fail(s, "Failed", "there is no %%%.*s; %%help lists what there is", (int)length, line);
    free(trimmed);
    return fine;
}
