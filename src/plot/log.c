/* Logs, read back: what src/train/log.c writes. */
#include "plot/curves.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/file.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

struct line {
    double step, value;
    char name[256];
};

/* {"step": 10, "seconds": 1.5, "name": "loss", "value": 0.25} */
static bool parse_json(const char *text, size_t size, struct line *line) {
    json_error_t error;
    json_t *object = json_loadb(text, size, 0, &error);
    const json_t *step = json_object_get(object, "step"), *value = json_object_get(object, "value");
    const char *name = json_string_value(json_object_get(object, "name"));
    bool sound = json_is_number(step) && name && (json_is_number(value) || json_is_null(value));
    if (sound) {
        line->step = json_number_value(step);
        line->value = json_is_number(value) ? json_number_value(value) : NAN;
        snprintf(line->name, sizeof line->name, "%s", name);
    }
    json_decref(object);
    return sound;
}

/* A field that may be in quotes; returns the comma or the end behind it. Longer names are cut. */
static const char *parse_name(const char *at, char name[256]) {
    size_t length = 0;
    bool quoted = *at == '"';
    for (at += quoted; *at && (quoted || *at != ','); at++) {
        if (quoted && *at == '"' && *++at != '"') break;
        if (length < 255) name[length++] = *at;
    }
    name[length] = '\0';
    return at;
}

/* 10,1.500,loss,0.25 */
static bool parse_csv(const char *text, struct line *line) {
    double seconds;
    const char *at = cxi_parse_number(text, &line->step), *end;
    if (at == text || *at != ',') return false;
    end = cxi_parse_number(at + 1, &seconds);
    if (end == at + 1 || *end != ',') return false;
    at = parse_name(end + 1, line->name);
    if (*at != ',' || !line->name[0]) return false;
    end = cxi_parse_number(at + 1, &line->value);
    return end != at + 1 && (*end == '\0' || *end == '\r');
}

bool cxi_curves_parse(struct cxi_curves *curves, const char *text, size_t size, const char *name, const char *run,
                      struct cxi_status *status) {
    size_t records = 0;
    char copy[1024]; /* a line, with an end */
    for (const char *end = text + size, *next; text < end; text = next) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t length = (size_t)((newline ? newline : end) - text);
        next = newline ? newline + 1 : end;
        struct line line;
        if (length >= sizeof copy || !newline) continue; /* cut short, or not ours */
        memcpy(copy, text, length);
        copy[length] = '\0';
        if (!(copy[0] == '{' ? parse_json(copy, length, &line) : parse_csv(copy, &line))) continue;
        if (!cxi_curves_add(curves, run, line.name, line.step, line.value)) return cxi_fail_memory(status);
        records++;
    }
    return records ||
           cxi_fail(status, "%s: it has no record: it is not a log of cx_log_csv or cx_log_jsonl, or is empty", name);
}

bool cxi_curves_read(struct cxi_curves *curves, const char *path, const char *run, struct cxi_status *status) {
    struct cxi_file file;
    if (!cxi_file_read(&file, path, status)) return false;
    bool read = cxi_curves_parse(curves, (const char *)file.bytes, file.size, path, run, status);
    cxi_file_close(&file);
    return read;
}
