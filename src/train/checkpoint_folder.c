#include "train/checkpoint_folder.h"

#include "base/alloc.h"
#include "io/file.h"
#include "io/directory.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define PREFIX    "step-"
#define VARIABLES "variables.safetensors"

/* ---------------------------------------------------------------------------------------------------- finding */

static void name_of(int64_t step, char name[32]) {
    snprintf(name, 32, PREFIX "%09lld", (long long)step);
}

/* The step in "step-000001000"; -1: the name is another, if only by zeros in front. */
static int64_t step_of(const char *name) {
    if (strncmp(name, PREFIX, strlen(PREFIX)) != 0) return -1;
    const char *digits = name + strlen(PREFIX);
    size_t length = strspn(digits, "0123456789");
    if (length < 9 || length > 18 || digits[length]) return -1;
    int64_t step = strtoll(digits, NULL, 10);
    char usual[32];
    name_of(step, usual);
    return strcmp(name, usual) == 0 ? step : -1;
}

static int by_value(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

bool cxi_checkpoint_steps(const char *dir, struct cxi_steps *steps, struct cxi_status *status) {
    *steps = (struct cxi_steps){0};
    struct cxi_names names;
    if (!cxi_is_directory(dir)) return true;
    if (!cxi_directory_list(dir, &names, status)) return false;
    steps->step = cxi_new(names.count + 1, sizeof *steps->step);
    for (size_t i = 0; i < names.count && steps->step; i++)
        if (step_of(names.name[i]) >= 0) steps->step[steps->count++] = step_of(names.name[i]);
    cxi_names_free(&names);
    if (!steps->step) return cxi_fail_memory(status);
    qsort(steps->step, steps->count, sizeof *steps->step, by_value);
    return true;
}

void cxi_steps_free(struct cxi_steps *steps) {
    cxi_free(steps->step);
    *steps = (struct cxi_steps){0};
}

char *cxi_checkpoint_path(const char *dir, int64_t step) {
    char name[32];
    name_of(step, name);
    return cxi_path_join(dir, name);
}

/* ---------------------------------------------------------------------------------------------------- reading */

static uint32_t checksum(const void *bytes, size_t size) {
    uLong sum = crc32(0, Z_NULL, 0);
    for (const Bytef *next = bytes; size;) {
        uInt part = size < (size_t)1 << 30 ? (uInt)size : (uInt)1 << 30;
        sum = crc32(sum, next, part);
        next += part;
        size -= part;
    }
    return (uint32_t)sum;
}

/* Size and checksum of a file, as it is found on reading it. */
static bool measure(const char *path, int64_t *bytes, uint32_t *sum, struct cxi_status *status) {
    struct cxi_file file;
    if (!cxi_file_map(&file, path, status)) return false;
    *bytes = (int64_t)file.size;
    *sum = checksum(file.bytes, file.size);
    cxi_file_close(&file);
    return true;
}

static bool check_variables(const char *path, const struct cxi_about *about, struct cxi_status *status) {
    int64_t bytes;
    uint32_t sum;
    if (!measure(path, &bytes, &sum, status)) return false;
    if (bytes != about->bytes)
        return cxi_fail(status, "%s: it should have %lld bytes and has %lld: it was cut short or replaced", path,
                        (long long)about->bytes, (long long)bytes);
    return sum == about->checksum || cxi_fail(status, "%s: its checksum is wrong: the file is damaged", path);
}

bool cxi_saved_open(struct cxi_saved *saved, const char *folder, struct cxi_status *status) {
    *saved = (struct cxi_saved){0};
    char *path = cxi_path_join(folder, VARIABLES);
    if (!path) return cxi_fail_memory(status);
    bool opened = cxi_about_read(&saved->about, folder, status) && check_variables(path, &saved->about, status);
    if (opened) {
        saved->variables = cxi_safetensors_open(path);
        const char *error = cxi_safetensors_error(saved->variables);
        if (error) opened = cxi_fail(status, "%s", error);
    }
    cxi_free(path);
    if (!opened) cxi_saved_close(saved);
    return opened;
}

void cxi_saved_close(struct cxi_saved *saved) {
    cxi_safetensors_close(saved->variables);
    cxi_about_free(&saved->about);
    *saved = (struct cxi_saved){0};
}

/* ---------------------------------------------------------------------------------------------------- writing */

static bool fill(const char *folder, struct cxi_about *about, const struct cxi_tensor *tensors, size_t count,
                 struct cxi_status *status) {
    static const struct cxi_metadata format = {"format", "calx variables 1"};
    char *path = cxi_path_join(folder, VARIABLES);
    if (!path) return cxi_fail_memory(status);
    bool filled = cxi_safetensors_write(path, tensors, count, &format, 1, status) &&
                  measure(path, &about->bytes, &about->checksum, status) && cxi_about_write(folder, about, status);
    cxi_free(path);
    return filled;
}

bool cxi_checkpoint_write(const char *dir, struct cxi_about *about, const struct cxi_tensor *tensors, size_t count,
                          struct cxi_status *status) {
    char name[32];
    name_of(about->step, name);
    char *made = cxi_directory_begin(dir, status);
    if (!made) return false;
    bool written = fill(made, about, tensors, count, status) && cxi_directory_put(dir, made, name, status);
    if (!written && cxi_is_directory(made)) {
        struct cxi_status unimportant = {0};
        cxi_directory_remove(made, &unimportant);
        cxi_status_clear(&unimportant);
    }
    cxi_free(made);
    return written;
}

/* --------------------------------------------------------------------------------------------------- thinning */

int64_t cxi_checkpoint_best(const char *dir, const struct cxi_steps *steps, struct cxi_best best) {
    int64_t found = -1;
    double record = 0, value;
    for (size_t i = 0; i < steps->count && best.metric; i++) {
        struct cxi_status unimportant = {0};
        struct cxi_about about = {0};
        char *folder = cxi_checkpoint_path(dir, steps->step[i]);
        if (folder && cxi_about_read(&about, folder, &unimportant) &&
            cxi_about_number(&about.metrics, best.metric, &value) &&
            (found < 0 || (best.lowest ? value < record : value > record))) {
            found = steps->step[i];
            record = value;
        }
        cxi_free(folder);
        cxi_about_free(&about);
        cxi_status_clear(&unimportant);
    }
    return found;
}

bool cxi_checkpoint_thin(const char *dir, int64_t newest, int keep, struct cxi_best best, struct cxi_status *status) {
    struct cxi_steps steps;
    if (!cxi_checkpoint_steps(dir, &steps, status)) return false;
    size_t count = 0;
    while (count < steps.count && steps.step[count] <= newest) count++;
    int64_t kept = cxi_checkpoint_best(dir, &steps, best);
    bool thinned = true;
    for (size_t i = 0; i + (size_t)keep < count && thinned; i++) {
        if (steps.step[i] == kept) continue;
        char name[32];
        name_of(steps.step[i], name);
        thinned = cxi_directory_discard(dir, name, status);
    }
    cxi_steps_free(&steps);
    return thinned;
}
