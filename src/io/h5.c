#include "io/h5.h"

#ifndef CALX_HDF5

bool cxi_h5_add(cx_weights *w, struct cxi_shard *shard) {
    return cxi_fail(
        &w->status,
        "%s: this build of Calx reads no HDF5: install libhdf5-dev and build Calx again, or take the model's "
        "safetensors",
        shard->path);
}

#else

#include "base/alloc.h"
#include "base/dims.h"
#include "base/dtype.h"
#include "base/text.h"
#include "io/library.h"

#include <hdf5.h>
#include <pthread.h>
#include <string.h>

/* libhdf5 says where each data set lies, and the elements are read from the mapped file, as every other format's are. It need
   not be safe for threads, so one at a time is in it. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define FUNCTIONS(X)              \
    X(H5open)                     \
    X(H5Eset_auto2)               \
    X(H5Eget_auto2)               \
    X(H5Fopen)                    \
    X(H5Fclose)                   \
    X(H5Gget_info)                \
    X(H5Lget_name_by_idx)         \
    X(H5Oopen)                    \
    X(H5Oclose)                   \
    X(H5Iget_type)                \
    X(H5Dget_space)               \
    X(H5Dget_type)                \
    X(H5Dget_offset)              \
    X(H5Sget_simple_extent_dims)  \
    X(H5Sget_simple_extent_ndims) \
    X(H5Sclose)                   \
    X(H5Tget_class)               \
    X(H5Tget_size)                \
    X(H5Tget_order)               \
    X(H5Tget_sign)                \
    X(H5Tis_variable_str)         \
    X(H5Tclose)                   \
    X(H5Aexists)                  \
    X(H5Aopen)                    \
    X(H5Aget_type)                \
    X(H5Aread)                    \
    X(H5Aclose)                   \
    X(H5free_memory)

#define SLOT(name)   __typeof__(name) *name##_;
static struct { FUNCTIONS(SLOT) } h5; /* filled once, under the lock */

static bool load(struct cxi_status *status) {
#define SYMBOL(name) {#name, &h5.name##_},
    static const struct cxi_symbol symbols[] = {FUNCTIONS(SYMBOL)};
    return h5.H5free_memory_ ||
           cxi_library_load(CALX_HDF5, "libhdf5", symbols, sizeof symbols / sizeof symbols[0], status);
}

/* Where a walk through a file stands. */
struct walk {
    cx_weights *weights;
    struct cxi_shard *shard;
    int seen;
};
enum { READ_ONLY = 0 }; /* H5F_ACC_RDONLY, whose macro would call the library by its linked name */
enum { DEEPEST = 24, MOST_OBJECTS = 200000 }; /* a damaged or hostile file may hold itself */

static bool bad(struct walk *at, const char *name, const char *wrong) {
    return cxi_fail(&at->weights->status, "%s: \"%.200s\" %s", at->shard->path, name, wrong);
}

/* -- One data set -- */

/* Whether its attribute "dtype" says that elements of two opaque bytes are bf16, which HDF5 has not. */
static bool is_bf16(hid_t set) {
    if (h5.H5Aexists_(set, "dtype") <= 0) return false;
    hid_t attribute = h5.H5Aopen_(set, "dtype", H5P_DEFAULT), type = h5.H5Aget_type_(attribute);
    char *text = NULL;
    bool is = h5.H5Tis_variable_str_(type) > 0 && h5.H5Aread_(attribute, type, &text) >= 0 && text &&
              strcmp(text, "bfloat16") == 0;
    if (text) h5.H5free_memory_(text);
    h5.H5Tclose_(type);
    h5.H5Aclose_(attribute);
    return is;
}

static cx_dtype dtype_of(hid_t set, hid_t type) {
    size_t size = h5.H5Tget_size_(type);
    H5T_class_t kind = h5.H5Tget_class_(type);
    if (kind == H5T_OPAQUE) return size == 2 && is_bf16(set) ? CX_BF16 : CX_INVALID;
    if (size > 1 && h5.H5Tget_order_(type) != H5T_ORDER_LE) return CX_INVALID;
    bool is_signed = kind == H5T_INTEGER && h5.H5Tget_sign_(type) == H5T_SGN_2;
    for (int d = CX_INVALID + 1; d < CX_DTYPE_COUNT; d++) {
        const struct cxi_dtype *known = cxi_dtype((cx_dtype)d);
        if (known->bits != 8 * (int)size || d == CX_BF16) continue;
        if (kind == H5T_FLOAT && known->kind == CXI_FLOAT && size > 1) return (cx_dtype)d;
        if (kind == H5T_INTEGER && known->kind == (is_signed ? CXI_SIGNED : CXI_UNSIGNED)) return (cx_dtype)d;
    }
    return CX_INVALID;
}

static bool read_dims(struct walk *at, const char *name, hid_t set, cx_dims *dims) {
    hsize_t size[H5S_MAX_RANK];
    hid_t space = h5.H5Dget_space_(set);
    int rank = h5.H5Sget_simple_extent_ndims_(space);
    bool read = rank >= 0 && h5.H5Sget_simple_extent_dims_(space, size, NULL) == rank;
    h5.H5Sclose_(space);
    if (!read) return bad(at, name, "has no shape; the file is damaged");
    if (rank > CX_MAX_RANK) return bad(at, name, "has more dimensions than Calx takes");
    for (int i = 0; i < rank; i++) {
        if (size[i] > INT64_MAX) return bad(at, name, "has a dimension that is too large; the file is damaged");
        *dims = cxi_dims_add(*dims, (int64_t)size[i]);
    }
    return true;
}

/* Its bytes must stand together in the file: neither in pieces nor compressed. */
static bool place(struct walk *at, cx_weight *about, hid_t set) {
    haddr_t offset = h5.H5Dget_offset_(set);
    const struct cxi_file *file = &at->shard->file;
    if (!cxi_dims_valid(about->dims, cx_dtype_size(about->dtype), &about->bytes))
        return bad(at, about->name, "has a shape whose size overflows; the file is damaged");
    about->data = file->bytes;
    if (!about->bytes) return true;
    if (offset == HADDR_UNDEF)
        return bad(at, about->name, "is compressed or stored in pieces, which Calx does not read; save it plainly");
    if (offset > file->size || about->bytes > file->size - offset)
        return bad(at, about->name, "ends past the end of the file, which was cut short; copy it again");
    about->data = file->bytes + offset;
    return true;
}

static bool add_set(struct walk *at, const char *name, hid_t set) {
    hid_t type = h5.H5Dget_type_(set);
    cx_weight about = {.name = name, .dtype = dtype_of(set, type), .block_elements = 1};
    if (h5.H5Tget_class_(type) == H5T_STRING) { /* a word about the model, no weight */
        h5.H5Tclose_(type);
        return true;
    }
    h5.H5Tclose_(type);
    if (!about.dtype) return bad(at, name, "is of a type that Calx has not; save it as another");
    about.format = cx_dtype_name(about.dtype);
    about.block_bytes = (int)cx_dtype_size(about.dtype);
    return read_dims(at, name, set, &about.dims) && place(at, &about, set) &&
           cxi_weights_add(at->weights, at->shard, &about, NULL);
}

/* -- The tree -- */

static bool add_group(struct walk *at, hid_t group, struct cxi_text *path, int depth);

/* The index-th member of a group; `path` is the group's, and is so again afterwards. */
static bool add_member(struct walk *at, hid_t group, hsize_t index, struct cxi_text *path, int depth) {
    char name[512];
    ssize_t length =
        h5.H5Lget_name_by_idx_(group, ".", H5_INDEX_NAME, H5_ITER_INC, index, name, sizeof name, H5P_DEFAULT);
    if (length <= 0 || (size_t)length >= sizeof name || ++at->seen > MOST_OBJECTS)
        return bad(at, cxi_text(path), "has members without names, or too many; the file is damaged");
    size_t before = path->length;
    cxi_addf(path, "%s%s", before ? "/" : "", name);
    if (!cxi_text_ok(path)) return cxi_fail_memory(&at->weights->status);
    hid_t object = h5.H5Oopen_(group, name, H5P_DEFAULT);
    H5I_type_t kind = object < 0 ? H5I_BADID : h5.H5Iget_type_(object);
    bool added = true;
    if (kind == H5I_DATASET)
        added = add_set(at, cxi_text(path), object);
    else if (kind == H5I_GROUP)
        added = add_group(at, object, path, depth + 1);
    else if (object < 0)
        added = bad(at, cxi_text(path), "cannot be opened; the file is damaged");
    if (object >= 0) h5.H5Oclose_(object);
    path->length = before;
    path->data[before] = '\0';
    return added;
}

static bool add_group(struct walk *at, hid_t group, struct cxi_text *path, int depth) {
    H5G_info_t info;
    if (depth > DEEPEST || h5.H5Gget_info_(group, &info) < 0)
        return bad(at, cxi_text(path), "cannot be listed or lies too deep; the file is damaged");
    for (hsize_t i = 0; i < info.nlinks; i++)
        if (!add_member(at, group, i, path, depth)) return false;
    return true;
}

static bool add_file(struct walk *at) {
    hid_t file = h5.H5Fopen_(at->shard->path, READ_ONLY, H5P_DEFAULT);
    if (file < 0)
        return cxi_fail(&at->weights->status, "%s: HDF5 cannot open it; the file is damaged, take it again",
                        at->shard->path);
    struct cxi_text path = {0};
    hid_t root = h5.H5Oopen_(file, "/", H5P_DEFAULT);
    bool added = root >= 0 ? add_group(at, root, &path, 0) : bad(at, "/", "cannot be opened; the file is damaged");
    if (root >= 0) h5.H5Oclose_(root);
    h5.H5Fclose_(file);
    cxi_text_free(&path);
    return added;
}

bool cxi_h5_add(cx_weights *w, struct cxi_shard *shard) {
    struct walk at = {w, shard, 0};
    H5E_auto2_t print;
    void *to;
    bool added = false;
    pthread_mutex_lock(&lock);
    if (load(&w->status) && h5.H5open_() >= 0) {
        h5.H5Eget_auto2_(H5E_DEFAULT, &print, &to); /* by default it prints its errors, and we return ours */
        h5.H5Eset_auto2_(H5E_DEFAULT, NULL, NULL);
        added = add_file(&at);
        h5.H5Eset_auto2_(H5E_DEFAULT, print, to);
    }
    pthread_mutex_unlock(&lock);
    w->kind = "h5";
    return added || cxi_fail(&w->status, "%s: HDF5 does not work here", shard->path);
}

#endif
