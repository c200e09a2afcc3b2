/* What the CUDA plugin needs around itself. Its own dependencies (cudart, cublas, ...) come from pip as
   packages beside it, where the dynamic linker does not look, so they are loaded by path first: a library
   that is already loaded satisfies a later one that asks for it by name. All of this is best effort: with
   CUDA installed system-wide nothing is found here and nothing is needed. */
#include "pjrt/cuda.h"

#include "base/alloc.h"
#include "base/text.h"

#include <dlfcn.h>
#include <glob.h>
#include <string.h>
#include <sys/stat.h>

/* Each after those it depends on. */
static const char *const libraries[] = {"cudart",   "nvJitLink", "nvrtc", "cupti", "cublasLt", "cublas",
                                        "cusparse", "cusolver",  "cufft", "cudnn", "nccl",     "nvshmem_host"};

/* The folder that holds the plugin's package, a few levels up:
   <site>/jax_plugins/xla_cuda12/xla_cuda_plugin.so, or <anywhere>/xla_cuda_plugin.so with nvidia/ beside it.
   Writes <site>/nvidia, or leaves `folder` empty. */
static void find_nvidia(struct cxi_text *folder, const char *plugin) {
    size_t length = strlen(plugin);
    for (int level = 0; level < 3 && length > 0; level++) {
        while (length > 0 && plugin[--length] != '/') continue;
        cxi_text_clear(folder);
        cxi_add_bytes(folder, plugin, length);
        cxi_add(folder, "/nvidia");
        struct stat found;
        if (cxi_text_ok(folder) && stat(cxi_text(folder), &found) == 0 && S_ISDIR(found.st_mode)) return;
    }
    cxi_text_clear(folder);
}

static void load_all(const char *pattern) {
    glob_t found = {0};
    if (glob(pattern, 0, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc; i++) dlopen(found.gl_pathv[i], RTLD_LAZY | RTLD_LOCAL);
    globfree(&found);
}

/* ptxas and libdevice: nvidia/cuda_nvcc of CUDA 12, nvidia/cu13 of 13. */
static char *find_tools(const char *nvidia) {
    static const char *const names[] = {"cuda_nvcc", "cu13"};
    for (int i = 0; i < 2; i++) {
        struct cxi_text path = {0};
        cxi_addf(&path, "%s/%s", nvidia, names[i]);
        struct stat found;
        if (cxi_text_ok(&path) && stat(cxi_text(&path), &found) == 0) return path.data;
        cxi_text_free(&path);
    }
    return NULL;
}

char *cxi_cuda_prepare(const char *path) {
    if (!strstr(path, "cuda")) return NULL;
    struct cxi_text nvidia = {0};
    find_nvidia(&nvidia, path);
    char *tools = NULL;
    if (nvidia.length) {
        for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
            struct cxi_text pattern = {0};
            cxi_addf(&pattern, "%s/*/lib/lib%s.so*", cxi_text(&nvidia), libraries[i]);
            if (cxi_text_ok(&pattern)) load_all(cxi_text(&pattern));
            cxi_text_free(&pattern);
        }
        tools = find_tools(cxi_text(&nvidia));
    }
    cxi_text_free(&nvidia);
    return tools;
}
