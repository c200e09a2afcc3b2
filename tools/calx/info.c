/* calx info: what Calx would use on this machine. */
#define _XOPEN_SOURCE 700 /* nftw */
#include "tool.h"

#include "base/alloc.h"
#include "kernels/kernels.h"
#include "pjrt/pjrt.h"
#include "pjrt/search.h"
#include "report.h"
#include "run/runtime.h"
#include "run/statistics.h"

#include <ftw.h>
#include <jansson.h>
#include <png.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

static void report_libraries(struct report *r) {
    struct cxi_text png = {0};
    png_uint_32 version = png_access_version_number(); /* 10639 is 1.6.39 */
    cxi_addf(&png, "%u.%u.%u", (unsigned)(version / 10000), (unsigned)(version / 100 % 100), (unsigned)(version % 100));
    report_open(r, "libraries", '{');
    report_text(r, "zlib", zlibVersion());
    report_text(r, "libpng", cxi_text(&png));
    report_text(r, "jansson", JANSSON_VERSION);
    report_close(r, '}');
    cxi_text_free(&png);
}

/* ------------------------------------------------------------------------------------------- the cache */

static int64_t cache_bytes; /* nftw has no argument of the user's */

static int count_file(const char *path, const struct stat *file, int type, struct FTW *where) {
    (void)path, (void)where;
    if (type == FTW_F) cache_bytes += (int64_t)file->st_size;
    return 0;
}

static void report_cache(struct report *r) {
    char *folder = cxi_cache_folder();
    cache_bytes = 0;
    if (folder) nftw(folder, count_file, 16, FTW_PHYS);
    report_open(r, "cache", '{');
    report_text(r, "folder", folder ? folder : "none: neither CALX_CACHE, XDG_CACHE_HOME nor HOME is set");
    report_bytes(r, "size", cache_bytes);
    report_close(r, '}');
    cxi_free(folder);
}

/* ----------------------------------------------------------------------------------------- the plugins */

/* Loads the plugin in a process of its own, as a broken one may end it. Sends a line per fact ("key value"), or
   "error " and the reason. */
static void probe(const char *path, int to) {
    struct cxi_status status = {0};
    struct cxi_text facts = {0};
    struct cxi_plugin *plugin = cxi_plugin_open(path, &status);
    if (plugin) {
        int major, minor;
        cxi_plugin_api_version(plugin, &major, &minor);
        cxi_addf(&facts, "pjrt_api_version %d.%d\n", major, minor);
        cxi_plugin_describe(plugin, &facts);
    } else
        cxi_addf(&facts, "error %s\n", cxi_error(&status));
    for (size_t sent = 0; sent < facts.length;) {
        ssize_t n = write(to, facts.data + sent, facts.length - sent);
        if (n <= 0) break;
        sent += (size_t)n;
    }
    _exit(0);
}

static void read_facts(int from, struct cxi_text *facts) {
    char piece[4096];
    for (ssize_t n; (n = read(from, piece, sizeof piece)) > 0;) cxi_add_bytes(facts, piece, (size_t)n);
}

static void ask_plugin(const char *path, struct cxi_text *facts) {
    int ends[2];
    if (pipe(ends) != 0) {
        cxi_add(facts, "error it was not loaded: no pipe\n");
        return;
    }
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) probe(path, ends[1]);
    close(ends[1]);
    if (child > 0) read_facts(ends[0], facts);
    close(ends[0]);
    int end = 0;
    if (child > 0) waitpid(child, &end, 0);
    if (child < 0 || !WIFEXITED(end) || !facts->length) {
        cxi_text_clear(facts);
        cxi_add(facts, child < 0 ? "error it was not loaded: no process\n" : "error it crashes when it is loaded\n");
    }
}

/* Facts, a line each, as fields of the report. */
static void report_facts(struct report *r, struct cxi_text *facts) {
    for (char *line = facts->length ? facts->data : NULL; line && *line;) {
        char *end = strchr(line, '\n'), *blank = strchr(line, ' ');
        if (end) *end = '\0';
        if (blank) *blank = '\0';
        report_text(r, line, blank ? blank + 1 : "");
        line = end ? end + 1 : NULL;
    }
}

struct search {
    struct report *report;
    const char *platform;
    struct cxi_text seen; /* paths, each between newlines: a variable's file is met for every platform */
    int found;
};

static void report_candidate(const char *path, const char *source, bool exists, void *user) {
    struct search *s = user;
    struct cxi_text line = {0}, facts = {0};
    cxi_addf(&line, "\n%s\n", path);
    bool named = strstr(source, "PLUGIN"); /* by a variable: it is listed even when it is not there */
    if ((exists || named) && !strstr(cxi_text(&s->seen), cxi_text(&line))) {
        cxi_add(&s->seen, cxi_text(&line));
        s->found++;
        report_open(s->report, NULL, '{');
        report_text(s->report, "platform", named ? "any" : s->platform);
        report_text(s->report, "path", path);
        report_text(s->report, "source", source);
        if (!exists)
            cxi_add(&facts, "error there is no such file\n");
        else if (strcmp(s->platform, "tpu") == 0) /* it waits for hardware that may not be there */
            cxi_add(&facts, "note not loaded to be asked\n");
        else
            ask_plugin(path, &facts);
        report_facts(s->report, &facts);
        report_close(s->report, '}');
    }
    cxi_text_free(&line);
    cxi_text_free(&facts);
}

static void report_plugins(struct report *r) {
    static const char *const platforms[] = {"cpu", "cuda", "rocm", "tpu"};
    struct search search = {.report = r};
    report_open(r, "plugins", '[');
    for (size_t i = 0; i < sizeof platforms / sizeof platforms[0]; i++) {
        search.platform = platforms[i];
        cxi_plugin_search(platforms[i], report_candidate, &search);
    }
    report_close(r, ']');
    cxi_text_free(&search.seen);
}

/* ----------------------------------------------------------------------------------------- the devices */

static void twice(cx_graph *graph, cx_node *const *in, cx_node **out, void *user) {
    (void)graph, (void)user;
    out[0] = cx_add(in[0], in[0]);
}

/* A plugin that opens may still not compile, or compute wrongly: one small program is tried. */
static void report_trial(struct report *r, cx_runtime *runtime) {
    cx_tensor *two = cx_apply(cx_jit(runtime, twice), cx_tensor_scalar(runtime, CX_F32, 1));
    bool right = cx_tensor_item(two) == 2;
    report_text(r, "trial", right ? "1 + 1 = 2" : cx_ok(runtime) ? "1 + 1 is not 2" : cx_error(runtime));
    cxi_runtime_empty(runtime);
    struct cxi_count counts[CXI_COUNTS];
    cx_statistics statistics = cx_runtime_statistics(runtime);
    cxi_statistics_counts(&statistics, counts);
    report_open(r, "statistics", '{');
    for (int i = 0; i < CXI_COUNTS; i++) report_count(r, counts[i].name, counts[i].value);
    report_seconds(r, "compile_seconds", statistics.compile_seconds);
    report_close(r, '}');
}

static bool report_devices(struct report *r) {
    cx_runtime *runtime = cx_open("cpu");
    const struct cxi_client *client = runtime->client;
    report_open(r, "default", '{');
    if (cx_ok(runtime)) {
        report_text(r, "plugin", cxi_plugin_path(cxi_client_plugin(client)));
        report_text(r, "platform", cxi_client_platform(client));
        report_text(r, "version", cxi_client_platform_version(client));
        report_open(r, "devices", '[');
        for (int i = 0; i < cxi_client_device_count(client); i++)
            report_text(r, NULL, cxi_client_device_name(client, i));
        report_close(r, ']');
        report_trial(r, runtime);
        struct cxi_text kernels = {0};
        cxi_kernels_describe(client, &kernels);
        report_text(r, "kernels", cxi_text(&kernels));
        cxi_text_free(&kernels);
    } else
        report_text(r, "error", cx_error(runtime));
    report_close(r, '}');
    return cx_close(runtime, NULL) == 0;
}

int tool_info(int argc, char **argv) {
    bool json = argc == 2 && strcmp(argv[1], "--json") == 0;
    if (argc > 1 && !json) return tool_complain(TOOL_USAGE, "info", "what is '%s'?", argv[1]);
    struct report r = {.to = stdout, .json = json};
    report_open(&r, NULL, '{');
    report_text(&r, "calx", CX_VERSION);
    report_libraries(&r);
    report_cache(&r);
    report_plugins(&r);
    bool ok = report_devices(&r);
    report_close(&r, '}');
    return ok ? TOOL_FINE : TOOL_FAILED;
}
