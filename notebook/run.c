/* calx notebook run: a notebook file's cells, one after the other, and their outputs back into the file (nbformat 4). */
#define _GNU_SOURCE
#include "notebook/notebook.h"
#include "notebook/session.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The outputs of the cell that runs. */
struct runner {
    json_t *outputs;
    json_t *shown; /* by id: what is renewed */
    int number;    /* of the cell */
    struct session session;
};

static json_t *new_output(struct runner *r, const char *type) {
    json_t *output = json_object();
    json_object_set_new(output, "output_type", json_string(type));
    json_array_append_new(r->outputs, output);
    return output;
}

static void add_stream(void *user, const char *name, const char *text, size_t length) {
    struct runner *r = user;
    json_t *last = json_array_get(r->outputs, json_array_size(r->outputs) - 1), *words = json_of_text(text, length);
    const char *stream = json_string_value(json_object_get(last, "name"));
    if (stream && strcmp(stream, name) == 0) {
        json_t *before = json_object_get(last, "text");
        struct cxi_text both = {0};
        cxi_add_bytes(&both, json_string_value(before), json_string_length(before));
        cxi_add_bytes(&both, json_string_value(words), json_string_length(words));
        json_object_set_new(last, "text", json_stringn(cxi_text(&both), both.length));
        cxi_text_free(&both);
        json_decref(words);
        return;
    }
    last = new_output(r, "stream");
    json_object_set_new(last, "name", json_string(name));
    json_object_set_new(last, "text", words);
}

static void add_display(void *user, json_t *data, const char *id, bool update) {
    struct runner *r = user;
    json_t *output = update ? json_object_get(r->shown, id) : NULL;
    bool result = id && strcmp(id, "=") == 0;
    if (!output) {
        output = new_output(r, result ? "execute_result" : "display_data");
        if (result) json_object_set_new(output, "execution_count", json_integer(r->number));
        json_object_set_new(output, "metadata", json_object());
        if (id) json_object_set(r->shown, id, output);
    }
    json_object_set(output, "data", data);
}

static bool nobody_to_ask(void *user) {
    (void)user;
    return false;
}

static void wait_for(void *user, struct pollfd *descriptors, int count, int milliseconds) {
    (void)user;
    if (poll(descriptors, (nfds_t)count, milliseconds) <= 0)
        for (int i = 0; i < count; i++) descriptors[i].revents = 0;
}

static void add_error(struct runner *r) {
    json_t *output = new_output(r, "error"), *lines = json_array();
    const char *why = cxi_text(&r->session.why);
    json_array_append_new(lines, json_of_text(why, strlen(why)));
    json_object_set_new(output, "ename", json_string(r->session.error));
    json_object_set_new(output, "evalue", json_of_text(why, strcspn(why, "\n")));
    json_object_set_new(output, "traceback", lines);
}

/* A text of the file: one string, or a list of lines. */
static char *source_of(const json_t *cell) {
    json_t *source = json_object_get(cell, "source"), *line;
    struct cxi_text text = {0};
    size_t i;
    if (json_is_string(source)) cxi_add(&text, json_string_value(source));
    json_array_foreach(source, i, line) if (json_is_string(line)) cxi_add(&text, json_string_value(line));
    char *code = strdup(cxi_text(&text));
    cxi_text_free(&text);
    return code;
}

/* As Jupyter writes it: a string for each line. */
static json_t *lines_of(const json_t *text) {
    json_t *lines = json_array();
    for (const char *at = json_string_value(text); at && *at;) {
        size_t length = strcspn(at, "\n");
        length += at[length] == '\n';
        json_array_append_new(lines, json_stringn(at, length));
        at += length;
    }
    return lines;
}

static void split_lines(json_t *outputs) {
    size_t i;
    json_t *output, *value;
    const char *key;
    json_array_foreach(outputs, i, output) {
        json_t *text = json_object_get(output, "text");
        if (json_is_string(text)) json_object_set_new(output, "text", lines_of(text));
        json_t *data = json_copy(json_object_get(output, "data"));
        json_object_foreach(json_object_get(output, "data"), key,
                            value) if (json_is_string(value) && strcmp(key, "image/png") != 0)
            json_object_set_new(data, key, lines_of(value));
        if (data) json_object_set_new(output, "data", data);
    }
}

static bool run_cell(struct runner *r, json_t *cell, int number) {
    char *code = source_of(cell);
    r->outputs = json_array();
    r->shown = json_object();
    r->number = number;
    bool fine = code && session_run(&r->session, code, number);
    if (!fine) {
        add_error(r);
        fprintf(stderr, "cell %d: %s: %s\n", number, r->session.error, cxi_text(&r->session.why));
    }
    split_lines(r->outputs);
    json_object_set_new(cell, "outputs", r->outputs);
    json_object_set_new(cell, "execution_count", json_integer(number));
    json_decref(r->shown);
    free(code);
    return fine;
}

static bool write_notebook(const json_t *notebook, const char *path) {
    struct cxi_text part = {0};
    char *text = json_dumps(notebook, JSON_INDENT(1) | JSON_SORT_KEYS);
    cxi_addf(&part, "%s.part", path);
    FILE *file = text ? fopen(cxi_text(&part), "w") : NULL;
    bool written = file && fprintf(file, "%s\n", text) > 0;
    written = file && fclose(file) == 0 && written && rename(cxi_text(&part), path) == 0;
    if (!written) fprintf(stderr, "calx notebook: %s cannot be written: %s\n", path, strerror(errno));
    cxi_text_free(&part);
    free(text);
    return written;
}

static json_t *read_notebook(const char *path) {
    json_error_t error;
    json_t *notebook = json_load_file(path, 0, &error);
    json_t *version = json_object_get(notebook, "nbformat");
    if (!notebook)
        fprintf(stderr, "calx notebook: %s cannot be read: %s\n", path, error.text);
    else if (json_integer_value(version) != 4 || !json_is_array(json_object_get(notebook, "cells"))) {
        fprintf(stderr, "calx notebook: %s is no notebook of format 4\n", path);
        json_decref(notebook);
        notebook = NULL;
    }
    return notebook;
}

int notebook_run(const struct notebook_run *run) {
    struct runner r = {0};
    const struct frontend front = {add_stream, add_display, nobody_to_ask, wait_for, &r};
    json_t *notebook = read_notebook(run->path), *cell;
    if (!notebook) return 1;
    char *why = NULL;
    bool fine = session_open(&r.session, &front, &why);
    if (!fine) fprintf(stderr, "calx notebook: %s\n", why);
    bool opened = fine;
    size_t i;
    int number = 0;
    json_array_foreach(json_object_get(notebook, "cells"), i, cell) {
        const char *type = json_string_value(json_object_get(cell, "cell_type"));
        if (type && strcmp(type, "code") == 0 && opened && (fine || run->keep_going))
            fine = run_cell(&r, cell, ++number) && fine;
    }
    session_close(&r.session);
    bool written = opened && write_notebook(notebook, run->output ? run->output : run->path);
    json_decref(notebook);
    free(why);
    return fine && written ? 0 : 1;
}
