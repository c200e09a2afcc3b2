#define _GNU_SOURCE
#include "notebook/output.h"

#include "notebook/memory.h"
#include "notebook/process.h"

#include "plot/draw.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const double RENEWAL = 0.1; /* seconds */

/* ------------------------------------------------------------------------------------------------------ streams */

/* Bytes at the end that begin a character of UTF-8 whose rest is missing. */
static size_t unfinished(const char *bytes, size_t length) {
    for (size_t back = 1; back <= 3 && back <= length; back++) {
        unsigned char c = (unsigned char)bytes[length - back];
        if ((c & 0xC0) == 0x80) continue;
        size_t whole = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return whole > back ? back : 0;
    }
    return 0;
}

bool output_stream(struct output *output, int descriptor, int stream) {
    static const char *const names[] = {"stdout", "stderr"};
    struct cxi_text *part = &output->part[stream];
    char bytes[1 << 16];
    for (;;) {
        ssize_t got = read(descriptor, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return true;
        cxi_add_bytes(part, bytes, got > 0 ? (size_t)got : 0);
        size_t rest = got > 0 ? unfinished(cxi_text(part), part->length) : 0, whole = part->length - rest;
        if (whole) output->front->stream(output->front->user, names[stream], part->data, whole);
        struct cxi_text left = {0};
        cxi_add_bytes(&left, cxi_text(part) + whole, rest);
        cxi_text_free(part);
        *part = left;
        if (got == 0) return false;
    }
}

/* ----------------------------------------------------------------------------------------------------- displays */

static void pass_on(struct output *output, json_t *data, const char *id) {
    struct shown *shown = NULL;
    for (size_t i = 0; i < output->count && id; i++)
        if (strcmp(output->shown[i].id, id) == 0) shown = &output->shown[i];
    double now = process_clock();
    if (shown && now - shown->sent < RENEWAL) {
        json_decref(shown->pending);
        shown->pending = data;
        return;
    }
    output->front->display(output->front->user, data, id, shown != NULL);
    json_decref(data);
    if (shown) {
        json_decref(shown->pending);
        shown->pending = NULL;
        shown->sent = now;
    } else if (id)
        MUST_PUSH(output->shown, output->count, (struct shown){must_copy(id, strlen(id)), now, NULL});
}

int output_renew(struct output *output, bool all) {
    int due = -1;
    for (size_t i = 0; i < output->count; i++) {
        struct shown *shown = &output->shown[i];
        double left = shown->sent + RENEWAL - process_clock();
        if (!shown->pending) continue;
        if (left > 0 && !all) {
            int milliseconds = (int)(left * 1000) + 1;
            if (due < 0 || milliseconds < due) due = milliseconds;
            continue;
        }
        output->front->display(output->front->user, shown->pending, shown->id, true);
        json_decref(shown->pending);
        shown->pending = NULL;
        shown->sent = process_clock();
    }
    return due;
}

void output_end_cell(struct output *output) {
    output_renew(output, true);
    for (size_t i = 0; i < output->count; i++) free(output->shown[i].id);
    free(output->shown);
    output->shown = NULL;
    output->count = 0;
}

/* ------------------------------------------------------------------------------------------------------- frames */

static json_t *json_of_part(const char *mime, const char *bytes, size_t size) {
    if (strncmp(mime, "image/", 6) != 0 || strcmp(mime, "image/svg+xml") == 0) return json_of_text(bytes, size);
    struct cxi_text text = {0};
    cxi_add_base64(&text, bytes, size);
    json_t *json = json_stringn(cxi_text(&text), text.length);
    cxi_text_free(&text);
    return json;
}

/* A line at *at, of `size` bytes; false when its end has not come. */
static bool take_line(const char **at, const char *end, char line[256]) {
    const char *newline = *at < end ? memchr(*at, '\n', (size_t)(end - *at)) : NULL;
    if (!newline || newline - *at > 255) return false;
    snprintf(line, 256, "%.*s", (int)(newline - *at), *at);
    *at = newline + 1;
    return true;
}

/* Takes a frame, if all of it is there; returns its size, or 0. */
static size_t take_frame(struct output *output) {
    const char *start = cxi_text(&output->frames), *at = start, *end = start + output->frames.length;
    char line[256], mime[100], *id = NULL;
    int id_length, parts;
    if (!take_line(&at, end, line) || sscanf(line, "%d %d", &id_length, &parts) != 2) return 0;
    if (id_length > end - at) return 0;
    if (id_length >= 0) id = must_copy(at, (size_t)id_length);
    at += id_length > 0 ? id_length : 0;
    json_t *data = json_object();
    for (; parts > 0; parts--) {
        size_t size;
        if (!take_line(&at, end, line) || sscanf(line, "%99s %zu", mime, &size) != 2 || size > (size_t)(end - at))
            break;
        json_object_set_new(data, mime, json_of_part(mime, at, size));
        at += size;
    }
    if (parts == 0)
        pass_on(output, data, id);
    else
        json_decref(data);
    free(id);
    return parts == 0 ? (size_t)(at - start) : 0;
}

bool output_displays(struct output *output, int descriptor, const int streams[2]) {
    char bytes[1 << 16];
    for (;;) {
        ssize_t got = recv(descriptor, bytes, sizeof bytes, MSG_DONTWAIT);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got < 0;
        cxi_add_bytes(&output->frames, bytes, (size_t)got);
        for (int i = 0; i < 2; i++) output_stream(output, streams[i], i);
        for (size_t size; (size = take_frame(output));) {
            struct cxi_text rest = {0};
            cxi_add_bytes(&rest, output->frames.data + size, output->frames.length - size);
            cxi_text_free(&output->frames);
            output->frames = rest;
            if (send(descriptor, "+", 1, MSG_NOSIGNAL) < 0) return false;
        }
    }
}
