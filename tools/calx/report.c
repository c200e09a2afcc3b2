#include "report.h"

#include "base/text.h"

static void print_json_string(FILE *to, const char *text) {
    fputc('"', to);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fprintf(to, "\\%c", *text);
        else if ((unsigned char)*text < ' ')
            fprintf(to, "\\u%04x", (unsigned)*text);
        else
            fputc(*text, to);
    }
    fputc('"', to);
}

/* What stands before a value: the comma after the one before it, indentation, key. */
static void begin(struct report *r, const char *key) {
    if (r->json) {
        if (r->started) fputc(',', r->to);
        if (r->depth) fprintf(r->to, "\n%*s", 2 * r->depth, "");
        if (key) print_json_string(r->to, key);
        if (key) fputs(": ", r->to);
    } else if (r->depth)
        fprintf(r->to, "%*s%s", 4 * (r->depth - 1), "", key ? key : "-");
    r->started = true;
}

void report_open(struct report *r, const char *key, char bracket) {
    begin(r, key);
    if (r->json)
        fputc(bracket, r->to);
    else if (r->depth)
        fputc('\n', r->to);
    r->depth++;
    r->started = false;
}

void report_close(struct report *r, char bracket) {
    r->depth--;
    if (r->json) {
        if (r->started) fprintf(r->to, "\n%*s", 2 * r->depth, "");
        fputc(bracket, r->to);
        if (r->depth == 0) fputc('\n', r->to);
    }
    r->started = true;
}

void report_text(struct report *r, const char *key, const char *value) {
    begin(r, key);
    if (r->json)
        print_json_string(r->to, value);
    else
        fprintf(r->to, " %s\n", value);
}

/* The same in both forms, but that people's line ends here. */
static void print_plain(struct report *r, const char *key, const char *text) {
    begin(r, key);
    fprintf(r->to, r->json ? "%s" : " %s\n", text);
}

void report_count(struct report *r, const char *key, int64_t count) {
    struct cxi_text text = {0};
    cxi_addf(&text, "%lld", (long long)count);
    print_plain(r, key, cxi_text(&text));
    cxi_text_free(&text);
}

void report_seconds(struct report *r, const char *key, double seconds) {
    struct cxi_text text = {0};
    cxi_add_fixed(&text, seconds, 6);
    print_plain(r, key, cxi_text(&text));
    cxi_text_free(&text);
}

void report_bytes(struct report *r, const char *key, int64_t bytes) {
    begin(r, key);
    if (r->json)
        fprintf(r->to, "%lld", (long long)bytes);
    else {
        struct cxi_text size = {0};
        cxi_add_bytes_size(&size, (double)bytes);
        fprintf(r->to, " %s\n", cxi_text(&size));
        cxi_text_free(&size);
    }
}
