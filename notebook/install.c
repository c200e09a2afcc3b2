/* calx notebook install: the file by which Jupyter knows the kernel. */
#define _GNU_SOURCE
#include "notebook/compile.h"
#include "notebook/notebook.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where Jupyter looks: https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs */
static void add_folder(struct cxi_text *to, const char *prefix) {
    const char *jupyter = getenv("JUPYTER_DATA_DIR"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (prefix)
        cxi_addf(to, "%s/share/jupyter", prefix);
    else if (jupyter && *jupyter)
        cxi_add(to, jupyter);
#ifdef __APPLE__
    else
        cxi_addf(to, "%s/Library/Jupyter", home ? home : "");
#else
    else if (data && *data)
        cxi_addf(to, "%s/jupyter", data);
    else
        cxi_addf(to, "%s/.local/share/jupyter", home ? home : "");
#endif
    (void)data, (void)home;
    cxi_add(to, "/kernels/calx");
}

static bool make_folders(char *path) {
    for (char *slash = path + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        mkdir(path, 0777);
    }
    return mkdir(path, 0777) == 0 || errno == EEXIST;
}

int notebook_install(const char *prefix) {
    struct cxi_text folder = {0}, path = {0};
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    add_folder(&folder, prefix);
    cxi_addf(&path, "%s/kernel.json", cxi_text(&folder));
    json_t *spec = json_pack("{s:[s,s,s], s:s, s:s, s:s}", "argv", program, "notebook", "{connection_file}",
                             "display_name", "C (Calx)", "language", "c", "interrupt_mode", "message");
    char *text = spec ? json_dumps(spec, JSON_INDENT(2)) : NULL;
    bool written = cxi_text_ok(&path) && text && make_folders(folder.data) && write_file(cxi_text(&path), text);
    if (written)
        printf("Jupyter's kernel \"C (Calx)\" is in %s\n", cxi_text(&folder));
    else
        fprintf(stderr, "calx notebook: %s cannot be written: %s\n", cxi_text(&path), strerror(errno));
    free(text);
    json_decref(spec);
    cxi_text_free(&folder);
    cxi_text_free(&path);
    return written ? 0 : 1;
}
