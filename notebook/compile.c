#define _GNU_SOURCE
#include "notebook/compile.h"

#include "notebook/memory.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const beside[] = {CALX_NOTEBOOK_LIBRARIES, "../lib", "..", NULL};

static char *joined(const char *folder, const char *name) {
    struct cxi_text path = {0};
    cxi_addf(&path, "%s/%s", folder, name);
    char *copy = must_copy(cxi_text(&path), path.length);
    cxi_text_free(&path);
    return copy;
}

/* The path, if there is such a file; else NULL. */
static char *existing(const char *folder, const char *name) {
    char *path = joined(folder, name), *whole = realpath(path, NULL);
    free(path);
    return whole;
}

static bool find_calx(struct toolchain *tools) {
    char here[4096];
    ssize_t length = readlink("/proc/self/exe", here, sizeof here - 1);
    if (length <= 0) return false;
    here[length] = '\0';
    tools->program = must_copy(here, (size_t)length);
    *strrchr(here, '/') = '\0';
    char *header = existing(here, "../include/calx.h");
    if (header) *strrchr(header, '/') = '\0';
    tools->headers = header;
    for (int i = 0; beside[i] && !tools->library; i++) {
        char *folder = joined(here, beside[i]);
        tools->library = existing(folder, "libcalx.so");
        free(folder);
    }
    return tools->headers && tools->library;
}

static const char preamble[] = "#include <calx.h>\n#include <math.h>\n#include <stdio.h>\n#include <stdlib.h>\n"
                               "#include <string.h>\n";

bool write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    bool written = file && fputs(text, file) >= 0;
    return file && fclose(file) == 0 && written;
}

bool toolchain_open(struct toolchain *tools, char **why) {
    *tools = (struct toolchain){0};
    const char *temporary = getenv("TMPDIR");
    bool found = find_calx(tools);
    tools->folder = joined(temporary && *temporary ? temporary : "/tmp", "calx-notebook-XXXXXX");
    if (!mkdtemp(tools->folder)) {
        *why = joined("there can be no folder for compiled cells in", tools->folder);
        return false;
    }
    char *path = joined(tools->folder, "preamble.h");
    bool written = write_file(path, preamble);
    free(path);
    const char *problem = "include/calx.h and libcalx.so are not beside the folder of this program; install Calx whole";
    if (!found || !written) *why = must_copy(problem, strlen(problem));
    return found && written;
}

void toolchain_close(struct toolchain *tools) {
    DIR *folder = tools->folder ? opendir(tools->folder) : NULL;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char *path = joined(tools->folder, entry->d_name);
        if (*entry->d_name != '.') unlink(path);
        free(path);
    }
    if (folder) closedir(folder);
    if (tools->folder) rmdir(tools->folder);
    free(tools->program);
    free(tools->headers);
    free(tools->library);
    free(tools->folder);
    cxi_text_free(&tools->flags);
    cxi_text_free(&tools->libraries);
}

/* ----------------------------------------------------------------------------------------------------- commands */

static void add_quoted(struct cxi_text *to, const char *word) {
    cxi_add(to, "'");
    for (const char *c = word; *c; c++) {
        if (*c == '\'')
            cxi_add(to, "'\\''");
        else
            cxi_add_bytes(to, c, 1);
    }
    cxi_add(to, "'");
}

static void add_compiler(const struct toolchain *tools, struct cxi_text *to) {
    const char *cc = getenv("CC");
    cxi_addf(to,
             "export LC_ALL=C; exec %s -std=gnu17 -O1 -g1 -fPIC -fno-omit-frame-pointer -fstack-reuse=none "
             "-Werror=implicit-function-declaration -Werror=int-conversion -Werror=incompatible-pointer-types "
             "-Wformat -fmacro-prefix-map=",
             cc && *cc ? cc : "cc");
    add_quoted(to, tools->folder);
    cxi_add(to, "/= -I");
    add_quoted(to, tools->headers);
    cxi_addf(to, " -iquote . %s ", cxi_text(&tools->flags));
}

static void add_preamble(const struct toolchain *tools, struct cxi_text *to) {
    cxi_add(to, " -include ");
    add_quoted(to, tools->folder);
    cxi_add(to, "/preamble.h ");
}

void compile_command(const struct toolchain *tools, struct cxi_text *to, const char *source, const char *library) {
    add_compiler(tools, to);
    add_preamble(tools, to);
    cxi_add(to, "-shared -o ");
    add_quoted(to, library);
    cxi_add(to, " ");
    add_quoted(to, source);
    cxi_addf(to, " %s", cxi_text(&tools->libraries));
}

void check_command(const struct toolchain *tools, struct cxi_text *to, const char *source) {
    add_compiler(tools, to);
    add_preamble(tools, to);
    cxi_add(to, " -fsyntax-only -w -fno-diagnostics-show-caret ");
    add_quoted(to, source);
}

void preprocess_command(const struct toolchain *tools, struct cxi_text *to, const char *source) {
    add_compiler(tools, to);
    add_preamble(tools, to);
    cxi_add(to, " -E -dD ");
    add_quoted(to, source);
}

void prepare_command(const struct toolchain *tools, struct cxi_text *to) {
    cxi_add(to, "cd ");
    add_quoted(to, tools->folder);
    cxi_add(to, " && (");
    add_compiler(tools, to);
    cxi_add(to, " -x c-header preamble.h -o preamble.part) && mv preamble.part preamble.h.gch");
}

/* About the function that a cell is inside of, and about macros, whose use is quoted anyway. */
static bool tells_nothing(const char *line, const char *end) {
    static const char *const words[] = {
        ": In function 'calx_cell_",       "In file included from ",
        "                 from ",          ": note: in definition of macro '",
        ": note: in expansion of macro '", ": note: each undeclared identifier is reported only once"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (memmem(line, (size_t)(end - line), words[i], strlen(words[i]))) return true;
    return false;
}

void shorten_messages(const struct toolchain *tools, char *text) {
    size_t length = strlen(tools->folder);
    for (char *at = text; (at = strstr(at, tools->folder));) {
        size_t gone = length + (at[length] == '/');
        memmove(at, at + gone, strlen(at + gone) + 1);
    }
    bool quoting = false; /* lines of the cell, below a message that was dropped */
    for (char *at = text, *next; *at; at = next) {
        next = at + strcspn(at, "\n");
        next += *next == '\n';
        bool quote = *at == ' ' && memchr(at, '|', (size_t)(next - at));
        quoting = quote ? quoting : tells_nothing(at, next);
        if (!quoting) continue;
        memmove(at, next, strlen(next) + 1);
        next = at;
    }
}
