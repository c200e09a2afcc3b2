#include "io/csv.h"

#include "base/alloc.h"
#include "base/dtype.h"
#include "base/text.h"
#include "io/file.h"
#include "io/inflate.h"
#include "io/quote.h"

#include <math.h>
#include <string.h>

/* The place in the table, and what is known of it so far. */
struct table {
    const char *at, *end;
    const char *name; /* of the file */
    char separator;
    int64_t line, column; /* of the field being read, from 1; a column is a field */
    int64_t columns;      /* 0: not known yet */
    struct cxi_text field;
    struct cxi_status *status;
};

/* What ended a field. */
enum stop { STOP_FIELD, STOP_LINE, STOP_ERROR };

static bool fail_field(struct table *t, const char *wrong) {
    return cxi_fail(t->status, "%s, line %lld, column %lld: \"%s\" %s", t->name, (long long)t->line,
                    (long long)t->column, cxi_quote(cxi_text(&t->field), t->field.length).text, wrong);
}

/* -- Fields -- */

static bool at_line_end(const struct table *t) {
    return t->at == t->end || *t->at == '\n' || *t->at == '\r';
}

static void skip_line_end(struct table *t) {
    if (t->at < t->end && *t->at == '\r') t->at++;
    if (t->at < t->end && *t->at == '\n') t->at++;
}

static void skip_blanks(struct table *t) {
    while (t->at < t->end && (*t->at == ' ' || *t->at == '\t') && *t->at != t->separator) t->at++;
}

/* The inside of quotes, where two quotes stand for one and a line may end. */
static bool read_quoted(struct table *t) {
    for (t->at++; t->at < t->end; t->at++) {
        if (*t->at == '"') {
            if (t->end - t->at == 1 || t->at[1] != '"') {
                t->at++;
                return true;
            }
            t->at++;
        }
        cxi_add_bytes(&t->field, t->at, 1);
    }
    return fail_field(t, "begins with a quote that is never closed; close it");
}

static void read_bare(struct table *t) {
    const char *start = t->at;
    while (!at_line_end(t) && *t->at != t->separator) t->at++;
    const char *last = t->at;
    while (last > start && (last[-1] == ' ' || last[-1] == '\t')) last--;
    cxi_add_bytes(&t->field, start, (size_t)(last - start));
}

/* Reads a field, without blanks and quotes around it, into t->field. Leaves what ended it unread. */
static bool read_field(struct table *t) {
    cxi_text_clear(&t->field);
    skip_blanks(t);
    if (t->at < t->end && *t->at == '"') {
        if (!read_quoted(t)) return false;
        skip_blanks(t);
        if (!at_line_end(t) && *t->at != t->separator)
            return fail_field(t, "goes on after its closing quote; put the separator there");
    } else
        read_bare(t);
    return cxi_text_ok(&t->field) || cxi_fail_memory(t->status);
}

/* -- Lines -- */

/* Reads a field and what follows it. */
static enum stop next_field(struct table *t) {
    t->column++;
    const char *start = t->at;
    if (!read_field(t)) return STOP_ERROR;
    enum stop stop = at_line_end(t) ? STOP_LINE : STOP_FIELD;
    for (const char *c = start; c < t->at; c++) t->line += *c == '\n'; /* within quotes */
    if (stop == STOP_FIELD) t->at++;
    return stop;
}

static bool end_line(struct table *t) {
    if (t->columns && t->column != t->columns)
        return cxi_fail(t->status, "%s, line %lld: %lld fields and the lines before have %lld; make them equal",
                        t->name, (long long)t->line, (long long)t->column, (long long)t->columns);
    t->columns = t->column;
    t->column = 0;
    t->line++;
    skip_line_end(t);
    return true;
}

static bool read_number(struct table *t, cx_dtype dtype, void *to) {
    const char *text = cxi_text(&t->field);
    size_t length = t->field.length;
    if (!length)
        return cxi_fail(t->status, "%s, line %lld, column %lld: the field is empty; write a number, or nan", t->name,
                        (long long)t->line, (long long)t->column);
    double value = 0;
    /* The parser also takes hexadecimal and nan(text), which are no numbers in a table. */
    if (strpbrk(text, "xX(") || cxi_parse_number(text, &value) != text + length)
        return fail_field(t, "is not a number; if the line is names, read it as the header");
    if (dtype == CX_F32 && isfinite(value) && isinf((float)value))
        return fail_field(t, "is too large for f32; read the table as f64");
    if (isinf(value) && strpbrk(text, "0123456789"))
        return fail_field(t, "is too large for f64; write inf if it is meant");
    cxi_element_write(dtype, to, value);
    return true;
}

/* -- The header -- */

static bool keep_name(struct table *t, struct cxi_csv_names *names, size_t *capacity) {
    if (names->count == *capacity) {
        *capacity = *capacity ? 2 * *capacity : 16;
        char **larger = cxi_resize(names->name, *capacity, sizeof *larger);
        if (!larger) return cxi_fail_memory(t->status);
        names->name = larger;
    }
    if (memchr(cxi_text(&t->field), '\0', t->field.length)) return fail_field(t, "has a zero byte; is the file text?");
    char *name = cxi_copy_string(cxi_text(&t->field));
    if (!name) return cxi_fail_memory(t->status);
    names->name[names->count++] = name;
    return true;
}

static bool read_names(struct table *t, struct cxi_csv_names *names) {
    size_t capacity = 0;
    enum stop stop;
    do {
        stop = next_field(t);
        if (stop == STOP_ERROR || (names && !keep_name(t, names, &capacity))) return false;
    } while (stop == STOP_FIELD);
    return end_line(t);
}

void cxi_csv_names_free(struct cxi_csv_names *names) {
    for (size_t i = 0; i < names->count; i++) cxi_free(names->name[i]);
    cxi_free(names->name);
    *names = (struct cxi_csv_names){0};
}

/* -- The whole -- */

/* No more fields than this can come: every one ends in a separator, a line end, or the file's. */
static int64_t count_fields(const struct table *t) {
    int64_t count = 1;
    for (const char *c = t->at; c < t->end; c++) count += *c == t->separator || *c == '\n' || *c == '\r';
    return count;
}

static int64_t read_rows(struct table *t, cx_dtype dtype, char *to) {
    int64_t rows = 0;
    size_t element = cx_dtype_size(dtype);
    while (t->at < t->end) {
        enum stop stop;
        do {
            stop = next_field(t);
            if (stop == STOP_ERROR || !read_number(t, dtype, to)) return -1;
            to += element;
        } while (stop == STOP_FIELD);
        if (!end_line(t)) return -1;
        rows++;
    }
    return rows;
}

/* Empty lines at the end are no rows. Those elsewhere are: of one empty field. */
static void drop_last_lines(struct table *t) {
    while (t->end > t->at && (t->end[-1] == '\n' || t->end[-1] == '\r')) t->end--;
}

static bool check_table(struct table *t, const struct cxi_csv_options *options) {
    const unsigned char *bytes = (const unsigned char *)t->at;
    size_t size = (size_t)(t->end - t->at);
    if (options->dtype && options->dtype != CX_F32 && options->dtype != CX_F64)
        return cxi_fail(t->status, "%s: a table is read as f32 or f64, not as %s", t->name,
                        cx_dtype_name(options->dtype));
    if (strchr("\"\n\r.+-0123456789", t->separator))
        return cxi_fail(t->status, "%s: the separator '%s' cannot be told from numbers; use a comma", t->name,
                        cxi_quote(&t->separator, 1).text);
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) t->at += 3; /* the mark some editors put before UTF-8 */
    if (size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return cxi_fail(t->status, "%s: the text is UTF-16; save it as UTF-8", t->name);
    drop_last_lines(t);
    return t->at < t->end || cxi_fail(t->status, "%s: the file is empty; a table needs a line", t->name);
}

static cx_array *read_table(struct table *t, const struct cxi_csv_options *options, struct cxi_csv_names *names) {
    if (!check_table(t, options) || (options->header && !read_names(t, names)))
        return cxi_array_error("%s", cxi_error(t->status));
    cx_dtype dtype = options->dtype ? options->dtype : CX_F32;
    cx_array *array = cx_array_new(dtype, CX_DIMS(count_fields(t)));
    if (cx_array_error(array)) return array;
    int64_t rows = read_rows(t, dtype, array->data);
    if (rows < 0) {
        cx_array_free(array);
        return cxi_array_error("%s", cxi_error(t->status));
    }
    array->dims = CX_DIMS(rows, t->columns);
    array->bytes = (size_t)(rows * t->columns) * cx_dtype_size(dtype);
    return array;
}

cx_array *cxi_csv_parse(const void *bytes, size_t size, const char *name, const struct cxi_csv_options *options,
                        struct cxi_csv_names *names) {
    struct cxi_status status = {0};
    struct cxi_file whole;
    if (names) *names = (struct cxi_csv_names){0};
    cx_array *array;
    if (cxi_inflate_all(&whole, bytes, size, name, &status)) {
        struct table table = {.name = name, .status = &status, .line = 1};
        table.at = whole.bytes ? (const char *)whole.bytes : bytes;
        table.end = table.at + (whole.bytes ? whole.size : size);
        table.separator = options->separator ? options->separator : ',';
        array = read_table(&table, options, names);
        cxi_text_free(&table.field);
    } else
        array = cxi_array_error("%s", cxi_error(&status));
    cxi_file_close(&whole);
    cxi_status_clear(&status);
    return array;
}

cx_array *cxi_csv_read(const char *path, const struct cxi_csv_options *options, struct cxi_csv_names *names) {
    struct cxi_status status = {0};
    struct cxi_file file;
    if (names) *names = (struct cxi_csv_names){0};
    cx_array *array = cxi_file_read(&file, path, &status) ? cxi_csv_parse(file.bytes, file.size, path, options, names)
                                                          : cxi_array_error("%s", cxi_error(&status));
    cxi_status_clear(&status);
    cxi_file_close(&file);
    return array;
}
