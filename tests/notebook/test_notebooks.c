/* `calx notebook run`: the notebooks that come with Calx are executed as a user would, and outputs of cells that are tagged "stable"
   are those that stand in the file. */
#define _GNU_SOURCE
#include "run/calx_test.h"

#include <jansson.h>
#include <unistd.h>

#include "examples/fixtures.h"

static char folder[40] = "/tmp/calx-notebooks-XXXXXX";

static json_t *read_cells(const char *path) {
    json_t *notebook = json_load_file(path, 0, NULL), *cells = json_object_get(notebook, "cells");
    if (!json_is_array(cells)) fail_msg("%s has no cells", path);
    json_incref(cells);
    json_decref(notebook);
    return cells;
}

static int run(const char *notebook, const char *arguments) {
    char command[6000];
    snprintf(command, sizeof command, "%s/calx notebook run %s --output %s/out.ipynb %s 2>%s/errors", CALX_BIN,
             notebook, folder, arguments, folder);
    return WEXITSTATUS(system(command));
}

/* What the address sanitizer says once of the switches between stacks. */
static bool is_of_sanitizer(const json_t *text) {
    char *lines = json_dumps(text, JSON_ENCODE_ANY);
    bool found = lines && strstr(lines, "ASan doesn't fully support");
    free(lines);
    return found;
}

/* The words of a cell's outputs: pictures and pages aside. */
static char *words_of(json_t *cell) {
    json_t *words = json_array(), *output;
    size_t i;
    json_array_foreach(json_object_get(cell, "outputs"), i, output) {
        json_t *text = json_object_get(output, "text");
        if (text && is_of_sanitizer(text)) continue;
        json_array_append(words, text ? text : json_object_get(json_object_get(output, "data"), "text/plain"));
    }
    char *text = json_dumps(words, 0);
    json_decref(words);
    return text;
}

static bool is_stable(json_t *cell) {
    json_t *tag;
    size_t i;
    json_array_foreach(json_object_get(json_object_get(cell, "metadata"), "tags"), i,
                       tag) if (strcmp(json_string_value(tag), "stable") == 0) return true;
    return false;
}

static void print_errors(void) {
    char line[500];
    snprintf(line, sizeof line, "%s/errors", folder);
    FILE *file = fopen(line, "r");
    while (file && fgets(line, sizeof line, file)) fputs(line, stderr);
    if (file) fclose(file);
}

/* Runs it; returns how many cells were compared. */
static int compare(const char *name) {
    char path[4096], out[4096];
    snprintf(path, sizeof path, "%s/../notebooks/%s.ipynb", CALX_TEST_DATA, name);
    snprintf(out, sizeof out, "%s/out.ipynb", folder);
    int status = run(path, ""), compared = 0;
    if (status != 0) print_errors();
    json_t *before = read_cells(path), *after = read_cells(out);
    assert_int_equal(json_array_size(before), json_array_size(after));
    for (size_t i = 0; i < json_array_size(after); i++) {
        json_t *cell = json_array_get(after, i);
        char *now = words_of(cell), *then = words_of(json_array_get(before, i));
        if (strstr(now, "lost:") || (is_stable(cell) && strcmp(now, then) != 0))
            fail_msg("%s, cell %d: %s\nnot %s", name, (int)i, now, then);
        compared += is_stable(cell);
        free(now);
        free(then);
    }
    json_decref(before);
    json_decref(after);
    assert_int_equal(status, 0);
    return compared;
}

static void test_tour(void **state) {
    (void)state;
    assert_true(compare("tour") >= 7);
}

static void test_digits(void **state) {
    (void)state;
    assert_int_equal(chdir(folder), 0);
    fixture_digits(5000);
    setenv("CALX_DIGITS", "digits.csv.gz", 1);
    setenv("CALX_STEPS", "20", 1);
    assert_true(compare("digits") >= 2);
}

/* A model of chance with 96 letters: what it writes is not compared. */
static void test_gemma(void **state) {
    (void)state;
    char command[4096];
    snprintf(command, sizeof command,
             "mkdir %s/model && cp %s/models/data/gemma3/* %s/model && cp %s/models/data/letters.json "
             "%s/model/tokenizer.json",
             folder, CALX_TEST_DATA, folder, CALX_TEST_DATA, folder);
    assert_int_equal(system(command), 0);
    snprintf(command, sizeof command, "%s/model", folder);
    setenv("CALX_GEMMA", command, 1);
    compare("gemma");
    snprintf(command, sizeof command, "%s/out.ipynb", folder);
    json_t *cells = read_cells(command);
    char *first = words_of(json_array_get(cells, 1));
    assert_has(first, "Gemma 3: a vocabulary of 96 pieces");
    free(first);
    json_decref(cells);
}

static void write_notebook(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
}

static void test_failures(void **state) {
    (void)state;
    char path[300], out[300];
    snprintf(path, sizeof path, "%s/in.ipynb", folder);
    snprintf(out, sizeof out, "%s/out.ipynb", folder);
    write_notebook(path, "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": ["
                         "{\"cell_type\": \"code\", \"source\": \"int x = none;\"},"
                         "{\"cell_type\": \"code\", \"source\": [\"printf(\\\"a\\\\n\\\");\\n\", \"fgets((char[9]){0}, "
                         "9, stdin) != NULL\"]}]}");
    assert_int_equal(run(path, ""), 1); /* the first failure ends it; its error is an output */
    json_t *cells = read_cells(out), *output = json_array_get(json_object_get(json_array_get(cells, 0), "outputs"), 0);
    assert_string_equal(json_string_value(json_object_get(output, "ename")), "CompileError");
    assert_null(json_object_get(json_array_get(cells, 1), "outputs"));
    json_decref(cells);
    assert_int_equal(run(path, "--keep-going"), 1);
    cells = read_cells(out);
    char *words = words_of(json_array_get(cells, 1));
    assert_string_equal(words, "[[\"a\\n\"], [\"0\"]]"); /* nobody answers, and the value of a comparison is a number */
    free(words);
    json_decref(cells);

    write_notebook(path, "{\"nbformat\": 3}");
    assert_int_equal(run(path, ""), 1);
    write_notebook(path, "no json");
    assert_int_equal(run(path, ""), 1);
    assert_int_equal(run("/no/such.ipynb", ""), 1);
    assert_int_equal(run("--wrong", ""), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_tour),
        cmocka_unit_test(test_digits),
        cmocka_unit_test(test_gemma),
    };
    if (!mkdtemp(folder)) return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    char command[300];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) != 0 || failed;
}
