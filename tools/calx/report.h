/* A report of named facts in groups and lists: for people as indented lines, or as JSON. */
#ifndef CALX_TOOL_REPORT_H
#define CALX_TOOL_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct report {
    FILE *to;
    bool json;
    int depth;    /* groups that are open */
    bool started; /* the innermost group has something */
};

/* key: NULL for an item of a list and for the report as a whole. bracket: '{' a group, '[' a list; '}' and ']'. */
void report_open(struct report *report, const char *key, char bracket);
void report_close(struct report *report, char bracket);
void report_text(struct report *report, const char *key, const char *value);
void report_count(struct report *report, const char *key, int64_t count);
void report_seconds(struct report *report, const char *key, double seconds);
void report_bytes(struct report *report, const char *key, int64_t bytes);

#endif
