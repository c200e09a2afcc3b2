/* usage: check_messages RECORDS EXCEPTIONS.txt [--list] SRC ...

   Whether every error message in the sources below each SRC was met by a test: the messages that the tests met are in the
   files of the folder RECORDS (recorder.c), a line each. EXCEPTIONS has messages that no test provokes, as they stand in the
   source, under a comment (#) that says why; one that was met, or is in no source any more, is pointed out. --list prints
   each message of the sources with an example and the test that met it.

   A message in the source is a text with a blank in it among the arguments of a function whose name has "fail", "reject",
   "complain" or "_error" in it, or of cxi_call. It was met when its pieces between the conversions stand in a line, in order.
   Returns 0, 1, or 77 when the tests were not run. */
#define _GNU_SOURCE /* nftw */
#include <ctype.h>
#include <dirent.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 4096, LONGEST = 1024, TESTS_AT_LEAST = 30 };

static struct {
    char text[LONGEST];
    char place[256]; /* "src/a.c:17" */
    const char *met; /* a line of a record; NULL: none */
    const char *by;  /* the record's name */
    bool excepted;
} messages[MOST];
static int message_count;

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return perror(path), exit(1), NULL;
    size_t capacity = 1 << 16, length = 0;
    char *text = malloc(capacity);
    for (size_t got; (got = fread(text + length, 1, capacity - length - 1, file)) > 0;) {
        length += got;
        if (length + 1 == capacity) text = realloc(text, capacity *= 2);
    }
    text[length] = '\0';
    fclose(file);
    return text;
}

/* ------------------------------------------------------------------------------------------- the sources */

static bool is_failing(const char *name, size_t length) {
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)(length < 63 ? length : 63), name);
    return strstr(word, "fail") || strstr(word, "reject") || strstr(word, "complain") || strstr(word, "_error") ||
           strcmp(word, "cxi_call") == 0;
}

static void add_message(const char *text, const char *path, int line) {
    int letters = 0;
    for (const char *c = text; *c; c++) letters += isalpha((unsigned char)*c) != 0;
    if (!strchr(text, ' ') || letters < 8) return;
    if (message_count == MOST) exit(fputs("check_messages: too many messages\n", stderr));
    snprintf(messages[message_count].text, LONGEST, "%s", text);
    snprintf(messages[message_count++].place, sizeof messages[0].place, "%s:%d", path, line);
}

/* Past a string literal, whose characters are added to `text`. */
static const char *read_literal(const char *at, char *text, size_t *length) {
    for (at++; *at && *at != '"'; at++) {
        char c = *at;
        if (c == '\\') c = *++at == 'n' ? ' ' : *at;
        if (*length < LONGEST - 1) text[(*length)++] = c;
    }
    text[*length] = '\0';
    return *at ? at + 1 : at;
}

/* Takes the texts up to the parenthesis that ends a call's arguments; texts that follow each other are one. */
static const char *read_arguments(const char *at, const char *path, int *line) {
    char text[LONGEST] = "";
    size_t length = 0;
    for (int depth = 1; *at && depth;) {
        if (*at == '"') {
            at = read_literal(at, text, &length);
            continue;
        }
        if (*at == '\n') ++*line;
        if (!isspace((unsigned char)*at) && length) add_message(text, path, *line), length = 0;
        if (*at == '\'') at += at[1] == '\\' ? 3 : 2;
        depth += (*at == '(') - (*at == ')');
        at++;
    }
    return at;
}

static int read_source(const char *path, const struct stat *about, int type, struct FTW *walk) {
    (void)about, (void)walk;
    size_t end = strlen(path);
    if (type != FTW_F || end < 2 || strcmp(path + end - 2, ".c") != 0) return 0;
    char *source = read_file(path);
    int line = 1;
    for (const char *at = source; *at;) {
        if (*at == '\n') line++;
        if (!isalpha((unsigned char)*at) && *at != '_') {
            at++;
            continue;
        }
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
        bool fails = at[length] == '(' && is_failing(at, length);
        at += length;
        if (fails) at = read_arguments(at + 1, path, &line);
    }
    free(source);
    return 0;
}

/* -------------------------------------------------------------------------------------------- the records */

static const char *skip_conversion(const char *at) {
    at += 1 + strspn(at + 1, "-+ #0123456789.*hlzjt");
    return *at ? at + 1 : at;
}

/* Whether the pieces of `format` between its conversions stand in `line`, in order. */
static bool matches(const char *format, const char *line) {
    char piece[LONGEST];
    while (*format) {
        size_t length = 0;
        for (; *format; format++) {
            if (*format == '%' && format[1] != '%') break;
            if (*format == '%') format++;
            piece[length++] = *format;
        }
        piece[length] = '\0';
        line = strstr(line, piece);
        if (!line) return false;
        line += length;
        if (*format) format = skip_conversion(format);
    }
    return true;
}

static void read_record(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *lines = read_file(path), *state = NULL, *by = strdup(name);
    bool kept = false; /* the messages met point into both */
    by[strlen(by) - 4] = '\0';
    for (char *line = strtok_r(lines, "\n", &state); line; line = strtok_r(NULL, "\n", &state))
        for (int i = 0; i < message_count; i++)
            if (!messages[i].met && matches(messages[i].text, line))
                messages[i].met = line, messages[i].by = by, kept = true;
    if (!kept) free(lines), free(by);
}

static int read_records(const char *folder) {
    DIR *directory = opendir(folder);
    int count = 0;
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".txt") != 0) continue;
        read_record(folder, entry->d_name);
        count++;
    }
    if (directory) closedir(directory);
    return count;
}

/* ----------------------------------------------------------------------------------------- the exceptions */

static void read_exceptions(const char *path) {
    char *lines = read_file(path), *state = NULL;
    for (char *line = strtok_r(lines, "\n", &state); line; line = strtok_r(NULL, "\n", &state)) {
        if (*line == '#') continue;
        bool found = false, met = false;
        for (int i = 0; i < message_count; i++)
            if (strcmp(messages[i].text, line) == 0)
                found = messages[i].excepted = true, met |= messages[i].met != NULL;
        if (!found || met)
            printf("%s: %s: \"%s\"\n", path, found ? "a test does meet this message" : "no source has this message",
                   line);
    }
    free(lines);
}

int main(int argc, char **argv) {
    bool list = argc > 3 && strcmp(argv[3], "--list") == 0;
    int first = list ? 4 : 3;
    if (argc <= first) return fputs("usage: check_messages RECORDS EXCEPTIONS.txt [--list] SRC ...\n", stderr), 2;
    for (int i = first; i < argc; i++)
        if (nftw(argv[i], read_source, 16, FTW_PHYS) != 0) return perror(argv[i]), 1;
    int records = read_records(argv[1]), met = 0, excepted = 0, wrong = 0;
    if (records < TESTS_AT_LEAST) return printf("%d tests have run: too few to judge by\n", records), 77;
    read_exceptions(argv[2]);
    for (int i = 0; i < message_count; i++) {
        met += messages[i].met != NULL;
        excepted += messages[i].excepted;
        if (messages[i].met && list) printf("%s\n    %s (%s)\n", messages[i].place, messages[i].met, messages[i].by);
        if (messages[i].met || messages[i].excepted) continue;
        printf("%s: no test provokes \"%s\"\n", messages[i].place, messages[i].text);
        wrong++;
    }
    printf("%d messages in the sources, %d met by %d tests, %d excepted\n", message_count, met, records, excepted);
    return wrong || message_count < 300;
}
