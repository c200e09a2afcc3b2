/* What may lie in a folder of checkpoints or of pictures. Each line is a name in it (at most two folders deep, a "/" at its end
   for a folder), made in a folder of the machine's temporary one; then all that looks into such folders does. */
#define _XOPEN_SOURCE 700 /* nftw */
#include <calx/data.h>
#include <calx/runtime.h>

#include "io/directory.h"
#include "train/checkpoint_folder.h"

#include "fuzz.h"

#include <fcntl.h>
#include <ftw.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk) {
    (void)about, (void)kind, (void)walk;
    return remove(path);
}

/* Names that would leave the folder are none of the readers' business. */
static bool stays_inside(const char *name) {
    const char *slash = strchr(name, '/');
    return *name && *name != '/' && strlen(name) < 250 && !strstr(name, "..") && (!slash || !strchr(slash + 1, '/'));
}

static void make_entry(const char *root, char *name) {
    char path[512];
    char *slash = strchr(name, '/');
    snprintf(path, sizeof path, "%s/%s", root, name);
    if (slash) {
        path[strlen(root) + 1 + (size_t)(slash - name)] = '\0';
        mkdir(path, 0700);
        snprintf(path, sizeof path, "%s/%s", root, name);
    }
    int file = slash && !slash[1] ? -1 : open(path, O_CREAT | O_WRONLY, 0600);
    if (file >= 0) close(file);
}

static void look(const char *root) {
    struct cxi_status status = {0};
    struct cxi_steps steps;
    cxi_directory_recover(root);
    cxi_directory_sweep(root);
    fuzz_require(cxi_checkpoint_steps(root, &steps, &status) == cxi_ok(&status));
    for (size_t i = 0; i < steps.count; i++) {
        fuzz_require(steps.step[i] >= 0 && (i == 0 || steps.step[i - 1] < steps.step[i]));
        struct cxi_saved saved;
        struct cxi_status refused = {0};
        char *path = cxi_checkpoint_path(root, steps.step[i]);
        fuzz_require(path && !cxi_saved_open(&saved, path, &refused) && cxi_error(&refused)); /* they are empty */
        cxi_status_clear(&refused);
        free(path);
    }
    cxi_steps_free(&steps);
    cxi_checkpoint_thin(root, INT64_MAX, 1, (struct cxi_best){0}, &status);
    cxi_status_clear(&status);

    cx_runtime *none = cx_open(NULL);
    cx_dataset *pictures = cx_picture_dataset(none, root, .height = 2, .width = 2, .batch = 1);
    cx_dataset_free(pictures);
    cx_close(none, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    const char *temporary = getenv("TMPDIR");
    char root[256];
    snprintf(root, sizeof root, "%s/calx-fuzz-XXXXXX", temporary ? temporary : "/tmp");
    char *text = calloc(size + 1, 1);
    fuzz_require(text && mkdtemp(root));
    memcpy(text, bytes, size);
    int entries = 0;
    for (char *name = strtok(text, "\n"); name && entries < 32; name = strtok(NULL, "\n"))
        if (stays_inside(name)) make_entry(root, name), entries++;
    look(root);
    nftw(root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(text);
    return 0;
}
