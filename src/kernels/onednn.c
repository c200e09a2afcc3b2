/* Finding and loading oneDNN, and what its versions do differently. */
#include "kernels/onednn.h"

#include "base/alloc.h"
#include "base/text.h"
#include "pjrt/pjrt.h"

#include <dlfcn.h>
#include <glob.h>
#include <pthread.h>
#include <stdlib.h>

enum { CPU = 1, STREAM_IN_ORDER = 1, SCRATCHPAD_OF_USER = 1, CONVOLUTION_DIRECT = 1, ANY_LAYOUT = 1 };

/* ------------------------------------------------------------------------------------------------- loading */

static void *symbol(void *library, const char *name) {
    return dlsym(library, name);
}

struct version {
    int major, minor, patch;
};

static bool find_functions(struct onednn *lib, struct cxi_status *status) {
    const struct version *(*version)(void) = NULL;
    *(void **)&version = symbol(lib->library, "dnnl_version");
    if (!version) return cxi_fail(status, "%s is not oneDNN: it has no function dnnl_version", lib->path);
    lib->major = version()->major, lib->minor = version()->minor, lib->patch = version()->patch;
    if (lib->major != 2 && lib->major != 3)
        return cxi_fail(status, "%s is oneDNN %d.%d, and Calx knows versions 2 and 3", lib->path, lib->major,
                        lib->minor);
#define X(FIELD, RESULT, PARAMETERS)                              \
    *(void **)&lib->FIELD = symbol(lib->library, "dnnl_" #FIELD); \
    if (!lib->FIELD) return cxi_fail(status, "%s lacks dnnl_" #FIELD, lib->path);
    ONEDNN_FUNCTIONS(X)
#undef X
    *(void **)&lib->get_threads = symbol(lib->library, "omp_get_max_threads");
    *(void **)&lib->set_threads = symbol(lib->library, "omp_set_num_threads");
    if (lib->engine_create(&lib->engine, CPU, 0)) return cxi_fail(status, "%s: oneDNN finds no CPU", lib->path);
    return true;
}

static bool open_path(struct onednn *lib, const char *path, struct cxi_status *status) {
    lib->library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!lib->library) {
        const char *why = dlerror();
        return cxi_fail(status, "%s cannot be loaded: %s", path, why ? why : "dlopen gives no reason");
    }
    lib->path = cxi_copy_string(path);
    return (lib->path || cxi_fail_memory(status)) && find_functions(lib, status);
}

/* The newest of CACHE/onednn/<package>-<version>/libdnnl.so.*; freed by the caller. */
static char *path_in_cache(void) {
    char *cache = cxi_cache_folder(), *path = NULL;
    struct cxi_text pattern = {0};
    glob_t found = {0};
    cxi_addf(&pattern, "%s/onednn/*/libdnnl.so.*", cache ? cache : "");
    if (cache && cxi_text_ok(&pattern) && glob(cxi_text(&pattern), 0, NULL, &found) == 0)
        path = cxi_copy_string(found.gl_pathv[found.gl_pathc - 1]);
    globfree(&found);
    cxi_text_free(&pattern);
    cxi_free(cache);
    return path;
}

/* Tries one of several places; what is wrong with it does not matter. */
static bool try_path(struct onednn *lib, const char *path) {
    struct cxi_status why = {0};
    bool loaded = path && open_path(lib, path, &why);
    cxi_status_clear(&why);
    if (loaded) return true;
    cxi_free(lib->path);
    *lib = (struct onednn){0};
    return false;
}

static bool load(struct onednn *lib, struct cxi_status *status) {
    const char *named = getenv("CALX_ONEDNN");
    if (named && *named) return open_path(lib, named, status);
    char *cached = path_in_cache();
    bool loaded = try_path(lib, cached) || try_path(lib, "libdnnl.so.3") || try_path(lib, "libdnnl.so.2");
    cxi_free(cached);
    return loaded ||
           cxi_fail(status, "oneDNN is not here: `scripts/fetch-onednn` in Calx's source folder brings it, or "
                            "the system's package libdnnl; $CALX_ONEDNN may name its library");
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct onednn loaded; /* written once, by load_once */
static struct cxi_status reason;

static void load_once(void) {
    load(&loaded, &reason);
}

const struct onednn *cxi_onednn(struct cxi_status *status) {
    pthread_once(&once, load_once);
    return cxi_pass(status, &reason) ? &loaded : NULL;
}

/* ------------------------------------------------------------------------------------------------- layouts */

#define FUNCTION(lib, name) symbol((lib)->library, "dnnl_" name)

bool cxi_onednn_layout(const struct onednn *lib, struct onednn_layout *layout, enum onednn_dtype dtype, int axes,
                       const int64_t *dims, const int64_t *steps) {
    void *function = FUNCTION(lib, "memory_desc_init_by_strides");
    if (lib->major == 3)
        function =
            steps ? FUNCTION(lib, "memory_desc_create_with_strides") : FUNCTION(lib, "memory_desc_create_with_tag");
    else if (!steps)
        function = FUNCTION(lib, "memory_desc_init_by_tag");
    if (!function) return false;
    void *place = lib->major == 3 ? (void *)&layout->handle : layout->block;
    *layout = (struct onednn_layout){0};
    if (steps) {
        int (*make)(void *, int, const int64_t *, int, const int64_t *) = NULL;
        *(void **)&make = function;
        return make(place, axes, dims, (int)dtype, steps) == 0;
    }
    int (*make)(void *, int, const int64_t *, int, int) = NULL;
    *(void **)&make = function;
    return make(place, axes, dims, (int)dtype, ANY_LAYOUT) == 0;
}

void cxi_onednn_layout_free(const struct onednn *lib, struct onednn_layout *layout) {
    int (*destroy)(void *) = NULL;
    if (lib->major == 3) *(void **)&destroy = FUNCTION(lib, "memory_desc_destroy");
    if (destroy && layout->handle) destroy(layout->handle);
    *layout = (struct onednn_layout){0};
}

const void *cxi_onednn_desc(const struct onednn *lib, const struct onednn_layout *layout) {
    if (!layout) return NULL;
    return lib->major == 3 ? layout->handle : (const void *)layout->block;
}

/* -------------------------------------------------------------------------------------------- convolutions */

/* What a convolution is made with, beyond its arrays. NULL without memory. */
static void *attributes(const struct onednn *lib, bool relu) {
    void *attr = NULL, *ops = NULL;
    if (lib->primitive_attr_create(&attr)) return NULL;
    bool ok = lib->primitive_attr_set_scratchpad_mode(attr, SCRATCHPAD_OF_USER) == 0;
    if (ok && relu && (ok = lib->post_ops_create(&ops) == 0)) {
        void *append = FUNCTION(lib, "post_ops_append_eltwise");
        if (lib->major == 3) {
            int (*add)(void *, int, float, float) = NULL;
            *(void **)&add = append;
            ok = add && add(ops, 0x20, 0, 0) == 0;
        } else {
            int (*add)(void *, float, int, float, float) = NULL;
            *(void **)&add = append;
            ok = add && add(ops, 1, 0x1f, 0, 0) == 0;
        }
        ok = ok && lib->primitive_attr_set_post_ops(attr, ops) == 0;
        lib->post_ops_destroy(ops);
    }
    if (ok) return attr;
    lib->primitive_attr_destroy(attr);
    return NULL;
}

/* The four arrays and lists of a convolution, in the order that all of oneDNN's functions take them. */
struct pieces {
    const void *x, *kernel, *bias, *y;
    const int64_t *strides, *dilation, *low, *high;
};

/* Version 3 makes a primitive descriptor at once. The backward passes want that of the forward one as a hint. */
static void *make_3(const struct onednn *lib, enum onednn_pass pass, const struct pieces *p, const void *hint,
                    const void *attr) {
    void *desc = NULL;
    int failed = 1;
    if (pass == ONEDNN_PASS_FORWARD) {
        int (*make)(void **, void *, int, int, const void *, const void *, const void *, const void *, const int64_t *,
                    const int64_t *, const int64_t *, const int64_t *, const void *) = NULL;
        *(void **)&make = FUNCTION(lib, "convolution_forward_primitive_desc_create");
        failed = !make || make(&desc, lib->engine, ONEDNN_FORWARD, CONVOLUTION_DIRECT, p->x, p->kernel, p->bias, p->y,
                               p->strides, p->dilation, p->low, p->high, attr);
    } else if (pass == ONEDNN_PASS_INPUT) {
        int (*make)(void **, void *, int, const void *, const void *, const void *, const int64_t *, const int64_t *,
                    const int64_t *, const int64_t *, const void *, const void *) = NULL;
        *(void **)&make = FUNCTION(lib, "convolution_backward_data_primitive_desc_create");
        failed = !make || make(&desc, lib->engine, CONVOLUTION_DIRECT, p->x, p->kernel, p->y, p->strides, p->dilation,
                               p->low, p->high, hint, attr);
    } else {
        int (*make)(void **, void *, int, const void *, const void *, const void *, const void *, const int64_t *,
                    const int64_t *, const int64_t *, const int64_t *, const void *, const void *) = NULL;
        *(void **)&make = FUNCTION(lib, "convolution_backward_weights_primitive_desc_create");
        failed = !make || make(&desc, lib->engine, CONVOLUTION_DIRECT, p->x, p->kernel, p->bias, p->y, p->strides,
                               p->dilation, p->low, p->high, hint, attr);
    }
    return failed ? NULL : desc;
}

/* Version 2 first fills in an operation descriptor, of 5,976 bytes in 2.6. */
static void *make_2(const struct onednn *lib, enum onednn_pass pass, const struct pieces *p, const void *hint,
                    const void *attr) {
    long long *operation = cxi_new(1024, sizeof *operation);
    int (*finish)(void **, const void *, const void *, void *, const void *) = NULL;
    *(void **)&finish = FUNCTION(lib, "primitive_desc_create");
    void *desc = NULL;
    int failed = !operation || !finish;
    if (!failed && pass == ONEDNN_PASS_FORWARD) {
        int (*make)(void *, int, int, const void *, const void *, const void *, const void *, const int64_t *,
                    const int64_t *, const int64_t *, const int64_t *) = NULL;
        *(void **)&make = FUNCTION(lib, "dilated_convolution_forward_desc_init");
        failed = !make || make(operation, ONEDNN_FORWARD, CONVOLUTION_DIRECT, p->x, p->kernel, p->bias, p->y,
                               p->strides, p->dilation, p->low, p->high);
    } else if (!failed && pass == ONEDNN_PASS_INPUT) {
        int (*make)(void *, int, const void *, const void *, const void *, const int64_t *, const int64_t *,
                    const int64_t *, const int64_t *) = NULL;
        *(void **)&make = FUNCTION(lib, "dilated_convolution_backward_data_desc_init");
        failed = !make ||
                 make(operation, CONVOLUTION_DIRECT, p->x, p->kernel, p->y, p->strides, p->dilation, p->low, p->high);
    } else if (!failed) {
        int (*make)(void *, int, const void *, const void *, const void *, const void *, const int64_t *,
                    const int64_t *, const int64_t *, const int64_t *) = NULL;
        *(void **)&make = FUNCTION(lib, "dilated_convolution_backward_weights_desc_init");
        failed = !make || make(operation, CONVOLUTION_DIRECT, p->x, p->kernel, p->bias, p->y, p->strides, p->dilation,
                               p->low, p->high);
    }
    failed = failed || finish(&desc, operation, attr, lib->engine, hint);
    cxi_free(operation);
    return failed ? NULL : desc;
}

void *cxi_onednn_convolution(const struct onednn *lib, const struct onednn_convolution *c) {
    struct pieces p = {cxi_onednn_desc(lib, c->x),
                       cxi_onednn_desc(lib, c->kernel),
                       cxi_onednn_desc(lib, c->bias),
                       cxi_onednn_desc(lib, c->y),
                       c->strides,
                       c->dilation_less_1,
                       c->low,
                       c->high};
    void *(*make)(const struct onednn *, enum onednn_pass, const struct pieces *, const void *, const void *) =
        lib->major == 3 ? make_3 : make_2;
    void *hint = NULL, *attr = attributes(lib, c->relu), *desc = NULL;
    if (c->pass != ONEDNN_PASS_FORWARD) {
        struct pieces forward = p;
        forward.bias = NULL;
        forward.kernel = cxi_onednn_desc(lib, c->forward_kernel);
        hint = make(lib, ONEDNN_PASS_FORWARD, &forward, NULL, NULL);
    }
    if (attr && (hint || c->pass == ONEDNN_PASS_FORWARD)) desc = make(lib, c->pass, &p, hint, attr);
    if (hint) lib->primitive_desc_destroy(hint);
    if (attr) lib->primitive_attr_destroy(attr);
    return desc;
}

/* ------------------------------------------------------------------------------------------------- threads */

int cxi_onednn_enter(const struct onednn *lib) {
    int threads = lib->get_threads ? lib->get_threads() : 1;
    if (lib->set_threads) lib->set_threads(1);
    return threads;
}

void cxi_onednn_leave(const struct onednn *lib, int threads) {
    if (lib->set_threads) lib->set_threads(threads);
}
