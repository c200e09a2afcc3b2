/* What was measured: lines, or JSON objects with all that tells one run from another; beside an earlier run's. */
#define _XOPEN_SOURCE 700 /* sysconf */
#include "bench.h"

#include "base/text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

static bool as_json;
static json_t *earlier; /* an object of an earlier run by its case; NULL: not compared */
static json_t *about;   /* what all of this run's objects have in common */

/* The processor's name, where Linux tells it. */
static void read_processor(char *name, size_t size) {
    char line[200];
    FILE *info = fopen("/proc/cpuinfo", "r");
    *name = '\0';
    while (info && !*name && fgets(line, sizeof line, info))
        if (strncmp(line, "model name", 10) == 0 && strchr(line, ':'))
            snprintf(name, size, "%.*s", (int)strcspn(strchr(line, ':') + 2, "\n"), strchr(line, ':') + 2);
    if (info) fclose(info);
}

/* The lines of cx_describe, "kernels oneDNN 3.2.0 (path)", as they are. */
static json_t *describe(const cx_runtime *rt) {
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    json_t *lines = json_array();
    if (to) cx_describe(rt, to), fclose(to);
    for (char *rest = text, *line; text && (line = strtok_r(rest, "\n", &rest));)
        json_array_append_new(lines, json_string(line));
    free(text);
    return lines;
}

static bool read_earlier(const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) return perror(path), false;
    earlier = json_object();
    json_error_t error;
    for (json_t *object; (object = json_loadf(file, JSON_DISABLE_EOF_CHECK, &error));) {
        const char *name = json_string_value(json_object_get(object, "case"));
        if (name) json_object_set(earlier, name, object);
        json_decref(object);
    }
    fclose(file);
    return json_object_size(earlier) > 0 ||
           (fprintf(stderr, "%s: it has no results of calx-bench --json\n", path), false);
}

bool bench_report_begin(bool json, const char *path, const cx_runtime *rt) {
    struct utsname machine;
    char processor[100];
    uname(&machine);
    read_processor(processor, sizeof processor);
    as_json = json;
    about = json_pack("{ss++, ss, sI, ss, ss, so}", "machine", machine.sysname, " ", machine.machine, "processor",
                      processor, "processors", (json_int_t)sysconf(_SC_NPROCESSORS_ONLN), "calx", CX_VERSION, "commit",
                      CALX_COMMIT, "runtime", describe(rt));
    if (!json) {
        printf("Calx %s (%s), %ld times %s\n", CX_VERSION, CALX_COMMIT, sysconf(_SC_NPROCESSORS_ONLN), processor);
        cx_describe(rt, stdout);
    }
    return !path || read_earlier(path);
}

void bench_report_end(void) {
    json_decref(earlier);
    json_decref(about);
    earlier = about = NULL;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* "tokens/s" -> "tokens_per_s"; times are all in milliseconds, and the key says what of them it is */
static void key_of(const char *unit, char *key, size_t size) {
    const char *per = strchr(unit, '/');
    if (per)
        snprintf(key, size, "%.*s_per_%s", (int)(per - unit), unit, per + 1);
    else
        snprintf(key, size, "%s", strcmp(unit, "us") == 0 || strcmp(unit, "ms") == 0 ? "median_ms" : unit);
}

void bench_report(const char *name, double *samples, int count, double scale, const char *unit) {
    char key[40];
    key_of(unit, key, sizeof key);
    qsort(samples, (size_t)count, sizeof *samples, ascending);
    double to_json = strcmp(unit, "us") == 0 ? 1e-3 * scale : scale;
    double median = samples[count / 2], least = samples[0], most = samples[count - 1];
    json_t *before = json_object_get(json_object_get(earlier, name), key);
    double ratio = json_number_value(before) > 0 ? median * to_json / json_number_value(before) : 0;
    if (as_json) {
        json_t *object = json_pack("{ss, sf, sf, sf, si}", "case", name, key, median * to_json, "min", least * to_json,
                                   "max", most * to_json, "n", count);
        if (ratio > 0) json_object_set_new(object, "ratio_to_earlier", json_real(ratio));
        json_object_update(object, about);
        json_dumpf(object, stdout, JSON_REAL_PRECISION(6));
        putchar('\n');
        json_decref(object);
    } else {
        printf("%-32s %10.3f %s   (%.3f to %.3f, n = %d)", name, median * scale, unit, least * scale, most * scale,
               count);
        if (ratio > 0) printf("   %.3f times the earlier run's", ratio);
        putchar('\n');
    }
    fflush(stdout);
}
