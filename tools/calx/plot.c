/* calx plot: the curves of one or several logs. */
#define _POSIX_C_SOURCE 200809L
#include "tool.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/file.h"
#include "plot/draw.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "plot"

struct request {
    const char **log;
    int logs, columns;
    const char *html, *svg;
};

/* A log's name in the legends: its path without what all have in common is more than it is worth; the file's name without
   its ending, or where another has the same, the path. */
static void add_run_name(struct cxi_text *name, const struct request *request, int index) {
    const char *path = request->log[index], *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    size_t length = dot && dot != base ? (size_t)(dot - base) : strlen(base);
    for (int i = 0; i < request->logs; i++) {
        const char *other = strrchr(request->log[i], '/');
        other = other ? other + 1 : request->log[i];
        if (i != index && strncmp(other, base, length) == 0 && (other[length] == '.' || !other[length])) {
            cxi_add(name, path);
            return;
        }
    }
    cxi_add_bytes(name, base, length);
}

static bool read_logs(const struct request *request, struct cxi_curves *curves, struct cxi_status *status) {
    for (int i = 0; i < request->logs && cxi_ok(status); i++) {
        struct cxi_text run = {0};
        if (request->logs > 1) add_run_name(&run, request, i);
        cxi_curves_read(curves, request->log[i], cxi_text(&run), status);
        cxi_text_free(&run);
    }
    return cxi_ok(status);
}

static void write_text(const char *path, struct cxi_text *text, struct cxi_status *status) {
    struct cxi_piece piece = {cxi_text(text), text->length};
    if (!cxi_text_ok(text))
        cxi_fail_memory(status);
    else
        cxi_file_write(path, &piece, 1, status);
    cxi_text_free(text);
}

static void draw(const struct request *request, const struct cxi_curves *curves, struct cxi_status *status) {
    struct cxi_text text = {0}, title = {0};
    for (int i = 0; i < request->logs; i++) cxi_addf(&title, "%s%s", i ? ", " : "", request->log[i]);
    if (request->html) {
        cxi_draw_page(&text, &(struct cxi_page){.title = cxi_text(&title), .curves = curves, .note = ""});
        write_text(request->html, &text, status);
    }
    if (request->svg) {
        cxi_draw_svg(&text, curves);
        write_text(request->svg, &text, status);
    }
    if (!request->html && !request->svg) {
        cxi_draw_terminal(&text, curves, request->columns, isatty(STDOUT_FILENO));
        if (cxi_text_ok(&text)) fputs(cxi_text(&text), stdout);
    }
    cxi_text_free(&text);
    cxi_text_free(&title);
}

static bool parse(int argc, char **argv, struct request *request) {
    for (int i = 1; i < argc; i++) {
        bool option = strncmp(argv[i], "--", 2) == 0;
        if (option && i + 1 == argc) return false;
        if (!option)
            request->log[request->logs++] = argv[i];
        else if (strcmp(argv[i], "--html") == 0)
            request->html = argv[++i];
        else if (strcmp(argv[i], "--svg") == 0)
            request->svg = argv[++i];
        else if (strcmp(argv[i], "--width") == 0)
            request->columns = atoi(argv[++i]);
        else
            return false;
    }
    return request->logs > 0;
}

int tool_plot(int argc, char **argv) {
    struct cxi_status status = {0};
    struct cxi_curves curves = {0};
    const char *columns = getenv("COLUMNS");
    struct request request = {.log = cxi_new((size_t)argc, sizeof *request.log),
                              .columns = columns ? atoi(columns) : 80};
    int result = request.log && parse(argc, argv, &request) ? TOOL_FINE : TOOL_USAGE;
    if (result == TOOL_FINE) {
        if (read_logs(&request, &curves, &status)) draw(&request, &curves, &status);
        if (!cxi_ok(&status)) result = tool_complain(TOOL_FAILED, NAME, "%s", cxi_error(&status));
    }
    cxi_curves_free(&curves);
    cxi_free(request.log);
    cxi_status_clear(&status);
    return result;
}
