/* calx checkpoint: what is in a checkpoint, and how two differ. Needs no device. */
#include "tool.h"

#include "base/alloc.h"
#include "base/dtype.h"
#include "base/text.h"
#include "io/directory.h"
#include "train/checkpoint_folder.h"

#include <math.h>
#include <string.h>
#include <time.h>

#define NAME "checkpoint"

/* What a path names: a checkpoint's folder, the newest one in a folder of them, or a file of variables. */
struct subject {
    char *path;
    bool is_file; /* of variables only: nothing is known about them */
    struct cxi_saved saved;
};

static bool open_file(struct subject *subject, struct cxi_status *status) {
    subject->is_file = true;
    subject->saved.variables = cxi_safetensors_open(subject->path);
    const char *error = cxi_safetensors_error(subject->saved.variables);
    return error ? cxi_fail(status, "%s", error) : true;
}

static bool is_one(const char *folder) {
    char *about = cxi_path_join(folder, "checkpoint.json");
    FILE *file = about ? fopen(about, "rb") : NULL;
    if (file) fclose(file);
    cxi_free(about);
    return file != NULL;
}

/* The path becomes that of the newest checkpoint in it. */
static bool choose_newest(struct subject *subject, struct cxi_status *status) {
    struct cxi_steps steps;
    if (!cxi_checkpoint_steps(subject->path, &steps, status)) return false;
    char *newest = steps.count ? cxi_checkpoint_path(subject->path, steps.step[steps.count - 1]) : NULL;
    bool found = steps.count > 0;
    cxi_steps_free(&steps);
    if (!found) return cxi_fail(status, "%s: there is no checkpoint in it; check the path", subject->path);
    cxi_free(subject->path);
    subject->path = newest;
    return newest || cxi_fail_memory(status);
}

static bool open_subject(struct subject *subject, const char *path, struct cxi_status *status) {
    *subject = (struct subject){.path = cxi_copy_string(path)};
    if (!subject->path) return cxi_fail_memory(status);
    if (!cxi_is_directory(path)) return open_file(subject, status);
    return (is_one(path) || choose_newest(subject, status)) && cxi_saved_open(&subject->saved, subject->path, status);
}

static void close_subject(struct subject *subject) {
    cxi_saved_close(&subject->saved);
    cxi_free(subject->path);
}

static int finish(struct cxi_status *status) {
    int result = cxi_ok(status) ? TOOL_FINE : tool_complain(TOOL_FAILED, NAME, "%s", cxi_error(status));
    cxi_status_clear(status);
    return result;
}

/* ---------------------------------------------------------------------------------------------------------- ls */

static double element(const struct cxi_tensor *t, int64_t index) {
    return cxi_element_read(t->dtype, (const char *)t->data + (size_t)index * cx_dtype_size(t->dtype));
}

/* The Euclidean norm of all elements. */
static double norm(const struct cxi_tensor *t) {
    double sum = 0;
    for (int64_t i = 0; i < cx_dims_count(t->dims); i++) sum += element(t, i) * element(t, i);
    return sqrt(sum);
}

static void print_numbers(const char *title, const struct cxi_about_numbers *numbers) {
    struct cxi_text line = {0};
    for (size_t i = 0; i < numbers->count; i++) {
        cxi_addf(&line, "%s%s ", i ? ", " : "", numbers->at[i].name);
        cxi_add_number(&line, numbers->at[i].value, 6);
    }
    if (numbers->count) printf("%-10s %s\n", title, cxi_text(&line));
    cxi_text_free(&line);
}

static void print_about(const struct cxi_about *about) {
    time_t time = (time_t)about->time;
    char written[40] = "";
    struct tm *utc = gmtime(&time);
    if (utc) strftime(written, sizeof written, "%Y-%m-%d %H:%M:%S UTC", utc);
    printf("step       %lld\nposition   batch %lld\nseed       %llu\nwritten    %s\n", (long long)about->step,
           (long long)about->position, (unsigned long long)about->seed, written);
    if (about->optimizer) printf("optimizer  %s\n", about->optimizer);
    print_numbers("settings", &about->hyper);
    print_numbers("metrics", &about->metrics);
    for (size_t i = 0; i < about->notes.count; i++)
        printf("note       %s: %s\n", about->notes.at[i].key, about->notes.at[i].value);
}

static void add_row(struct cxi_text *table, int width, const struct cxi_tensor *t) {
    struct cxi_text cell = {0};
    cxi_addf(table, "%-*s  ", width, t->name);
    cxi_add_dims(&cell, t->dims);
    cxi_addf(table, "%-18s  %-8s  ", cxi_text(&cell), cx_dtype_name(t->dtype));
    cxi_text_clear(&cell);
    cxi_add_bytes_size(&cell, (double)t->bytes);
    cxi_addf(table, "%10s  ", cxi_text(&cell));
    cxi_text_clear(&cell);
    cxi_add_number(&cell, norm(t), 6);
    cxi_addf(table, "%12s\n", cxi_text(&cell));
    cxi_text_free(&cell);
}

static void print_variables(const struct cxi_safetensors *variables) {
    int width = 4;
    double bytes = 0;
    struct cxi_text table = {0};
    for (size_t i = 0; i < cxi_safetensors_count(variables); i++) {
        const struct cxi_tensor *t = cxi_safetensors_by_name(variables, i);
        if ((int)strlen(t->name) > width) width = (int)strlen(t->name);
        bytes += (double)t->bytes;
    }
    for (size_t i = 0; i < cxi_safetensors_count(variables); i++)
        add_row(&table, width, cxi_safetensors_by_name(variables, i));
    printf("%-*s  %-18s  %-8s  %10s  %12s\n%s", width, "name", "shape", "dtype", "size", "norm", cxi_text(&table));
    cxi_text_clear(&table);
    cxi_add_bytes_size(&table, bytes);
    printf("%zu variables, %s\n", cxi_safetensors_count(variables), cxi_text(&table));
    cxi_text_free(&table);
}

static int list(const char *path) {
    struct cxi_status status = {0};
    struct subject subject;
    if (open_subject(&subject, path, &status)) {
        printf("%s\n", subject.path);
        if (!subject.is_file) print_about(&subject.saved.about);
        printf("\n");
        print_variables(subject.saved.variables);
    }
    close_subject(&subject);
    return finish(&status);
}

/* -------------------------------------------------------------------------------------------------------- diff */

static void print_one_sided(const char *title, const struct cxi_tensor *t) {
    struct cxi_text type = {0};
    cxi_add_type(&type, t->dtype, t->dims);
    printf("%-10s %s  %s\n", title, t->name, cxi_text(&type));
    cxi_text_free(&type);
}

static void print_misshapen(const struct cxi_tensor *a, const struct cxi_tensor *b) {
    struct cxi_text types = {0};
    cxi_add_type(&types, a->dtype, a->dims);
    cxi_add(&types, " and ");
    cxi_add_type(&types, b->dtype, b->dims);
    printf("%-10s %s  %s\n", "misshapen", a->name, cxi_text(&types));
    cxi_text_free(&types);
}

/* The largest |a - b|, and the norm of a - b over that of a. Two NaNs are the same. */
static void print_values(const struct cxi_tensor *a, const struct cxi_tensor *b) {
    double largest = 0, sum = 0, whole = 0;
    for (int64_t i = 0; i < cx_dims_count(a->dims); i++) {
        double x = element(a, i), y = element(b, i), difference = x == y || (isnan(x) && isnan(y)) ? 0 : fabs(x - y);
        if (!(difference <= largest)) largest = difference;
        sum += difference * difference;
        whole += x * x;
    }
    struct cxi_text line = {0};
    cxi_addf(&line, "%-10s %s  largest difference ", "differs", a->name);
    cxi_add_number(&line, largest, 4);
    cxi_add(&line, ", relative ");
    cxi_add_number(&line, sqrt(sum) / sqrt(whole), 4);
    printf("%s\n", cxi_text(&line));
    cxi_text_free(&line);
}

/* Returns how many variables are not the same. */
static size_t compare(const struct cxi_safetensors *a, const struct cxi_safetensors *b) {
    size_t same = 0, different = 0;
    for (size_t i = 0; i < cxi_safetensors_count(a); i++) {
        const struct cxi_tensor *x = cxi_safetensors_by_name(a, i), *y = cxi_safetensors_find(b, x->name);
        bool equal = y && x->dtype == y->dtype && cx_dims_equal(x->dims, y->dims);
        if (!y)
            print_one_sided("missing", x);
        else if (!equal)
            print_misshapen(x, y);
        else if ((equal = memcmp(x->data, y->data, x->bytes) == 0), !equal)
            print_values(x, y);
        same += equal;
        different += !equal;
    }
    for (size_t i = 0; i < cxi_safetensors_count(b); i++) {
        const struct cxi_tensor *y = cxi_safetensors_by_name(b, i);
        if (cxi_safetensors_find(a, y->name)) continue;
        print_one_sided("extra", y);
        different++;
    }
    printf("%zu of the variables %s the same, %zu %s not\n", same, same == 1 ? "is" : "are", different,
           different == 1 ? "is" : "are");
    return different;
}

static int diff(const char *path, const char *other) {
    struct cxi_status status = {0};
    struct subject a = {0}, b = {0};
    size_t different = 0;
    if (open_subject(&a, path, &status) && open_subject(&b, other, &status)) {
        printf("A          %s\nB          %s\n", a.path, b.path);
        if (!a.is_file && !b.is_file && a.saved.about.step != b.saved.about.step)
            printf("step       %lld and %lld\n", (long long)a.saved.about.step, (long long)b.saved.about.step);
        different = compare(a.saved.variables, b.saved.variables);
    }
    close_subject(&a);
    close_subject(&b);
    int result = finish(&status);
    return result == TOOL_FINE && different ? TOOL_FAILED : result;
}

int tool_checkpoint(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "ls") == 0) return list(argv[2]);
    if (argc == 4 && strcmp(argv[1], "diff") == 0) return diff(argv[2], argv[3]);
    return TOOL_USAGE;
}
