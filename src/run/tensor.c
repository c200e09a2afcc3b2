#include "run/tensor.h"

#include "base/alloc.h"
#include "base/dims.h"
#include "base/dtype.h"
#include "io/array.h"
#include "run/print.h"
#include "run/profile.h"

#include <math.h>
#include <string.h>

/* What stands for tensors that cannot be made, and what NULL is taken for; they have no runtime. */
static cx_tensor no_memory = {.status = {(char[]){"out of memory"}}};
static cx_tensor forked = {.status = {(char[]){CXI_FORKED}}};
static cx_tensor none = {.status = {(char[]){"there is no tensor (NULL)"}}};

static bool is_own(const cx_tensor *tensor) {
    return tensor->owned.runtime != NULL;
}

static cx_tensor *given(const cx_tensor *tensor) {
    return tensor ? (cx_tensor *)tensor : &none;
}

static void destroy(struct cxi_owned *owned) {
    cx_tensor *tensor = (cx_tensor *)owned;
    for (int i = 0; i < tensor->buffers; i++) cxi_buffer_free(tensor->buffer[i]);
    cxi_status_clear(&tensor->status);
    cxi_free(tensor);
}

cx_tensor *cxi_tensor_empty(cx_runtime *runtime, cx_dtype dtype, cx_dims dims) {
    if (!runtime) return &no_memory; /* that of an object there was no memory for */
    if (cxi_runtime_forked(runtime)) return &forked;
    cx_tensor *tensor = cxi_new(1, sizeof *tensor + (size_t)runtime->mesh.devices * sizeof tensor->buffer[0]);
    if (!tensor) return &no_memory;
    tensor->dtype = dtype;
    tensor->dims = dims;
    cxi_own(runtime, &tensor->owned, destroy);
    return tensor;
}

cx_tensor *cxi_tensor_failed(cx_runtime *runtime, const struct cxi_status *status) {
    cx_tensor *tensor = cxi_tensor_empty(runtime, CX_INVALID, CX_SCALAR);
    if (is_own(tensor)) cxi_pass(&tensor->status, status);
    if (runtime) cxi_report(runtime, &tensor->status);
    return tensor;
}

void cx_tensor_free(cx_tensor *tensor) {
    if (!tensor || !is_own(tensor)) return;
    cxi_disown(&tensor->owned);
    destroy(&tensor->owned);
}

void cxi_tensor_mark_donated(cx_tensor *tensor) {
    if (atomic_exchange(&tensor->donated, true)) return;
    for (int i = 0; i < tensor->buffers; i++) cxi_buffer_free(tensor->buffer[i]);
    tensor->buffers = 0;
}

bool cxi_tensor_usable(cx_tensor *tensor, const cx_runtime *runtime, struct cxi_status *status) {
    if (!cxi_pass(status, &tensor->status)) return false;
    if (cxi_runtime_forked(tensor->owned.runtime)) return cxi_fail(status, "%s", CXI_FORKED);
    if (tensor->owned.runtime != runtime) return cxi_fail(status, "the tensor belongs to another runtime");
    if (atomic_load(&tensor->donated))
        return cxi_fail(status, "the tensor was donated: a function took over its memory, so it cannot be used again");
    return true;
}

/* --------------------------------------------------------------------------------------------- making one */

/* Counts the devices that still use the caller's memory; the last one lets the caller know. */
struct lender {
    atomic_int users;
    void (*done)(void *user);
    void *user;
};

static void release(void *user) {
    struct lender *lender = user;
    if (atomic_fetch_sub(&lender->users, 1) != 1) return;
    if (lender->done) lender->done(lender->user);
    cxi_free(lender);
}

/* One buffer per device: the whole array, or the device's part of it. */
static void upload(cx_tensor *tensor, struct cxi_client *client, const cx_tensor_args *args, struct lender *lender) {
    const struct cxi_mesh *mesh = &tensor->owned.runtime->mesh;
    static const enum cxi_host_memory how[] = {[CX_COPY] = CXI_COPY, [CX_BORROW] = CXI_BORROW, [CX_SHARE] = CXI_SHARE};
    bool whole = cxi_sharding_is_whole(&tensor->sharding);
    cx_dims part = cxi_sharding_part(&tensor->sharding, mesh, tensor->dims);
    size_t element = cx_dtype_size(tensor->dtype), bytes = (size_t)cx_dims_count(part) * element;
    void *piece = whole ? NULL : cxi_new_aligned(bytes);
    if (!whole && !piece) cxi_fail_memory(&tensor->status);
    for (int d = 0; d < mesh->devices && cxi_ok(&tensor->status); d++) {
        struct cxi_buffer *buffer;
        if (whole) {
            if (lender) atomic_fetch_add(&lender->users, 1);
            buffer = cxi_buffer_from_host(client, d, args->elements, tensor->dtype, part, how[args->memory],
                                          lender ? release : NULL, lender, &tensor->status);
        } else {
            cx_dims start = cxi_sharding_start(&tensor->sharding, mesh, tensor->dims, d);
            cxi_part_take(piece, part, args->elements, tensor->dims, start, element);
            buffer = cxi_buffer_from_host(client, d, piece, tensor->dtype, part, CXI_COPY, NULL, NULL, &tensor->status);
        }
        if (buffer) tensor->buffer[tensor->buffers++] = buffer;
    }
    cxi_free(piece);
}

static void transfer(cx_tensor *tensor, struct cxi_client *client, const cx_tensor_args *args, struct lender *lender) {
    struct cxi_span span;
    cxi_span_begin(&span, tensor->owned.runtime->profile, CXI_SPAN_TRANSFER);
    upload(tensor, client, args, lender);
    cxi_span_end(&span);
}

cx_tensor *cx_tensor_new_(cx_runtime *runtime, cx_tensor_args args) {
    size_t bytes = 0;
    bool possible = cx_dtype_size(args.dtype) && cxi_dims_valid(args.dims, cx_dtype_size(args.dtype), &bytes);
    cx_tensor *tensor =
        possible ? cxi_tensor_empty(runtime, args.dtype, args.dims) : cxi_tensor_empty(runtime, CX_INVALID, CX_SCALAR);
    struct lender *lender = NULL;
    if (!is_own(tensor)) {
    } else if (!possible)
        cxi_fail(&tensor->status, "tensor: the dtype or the shape is not possible");
    else if (!args.elements && bytes)
        cxi_fail(&tensor->status, "tensor: there are no elements (NULL)");
    else if (args.memory != CX_COPY && !(lender = cxi_new(1, sizeof *lender)))
        cxi_fail_memory(&tensor->status);
    if (lender) {
        *lender = (struct lender){.done = args.done, .user = args.user};
        atomic_init(&lender->users, 1); /* this function itself */
    }
    struct cxi_client *client = cxi_ok(&tensor->status) ? cxi_runtime_client(runtime, &tensor->status) : NULL;
    if (client && cxi_sharding_parse(args.sharding, &runtime->mesh, args.dims, &tensor->sharding, &tensor->status))
        transfer(tensor, client, &args, lender);
    if (lender)
        release(lender);
    else if (args.done)
        args.done(args.user);
    cxi_report(runtime, &tensor->status);
    return tensor;
}

cx_tensor *cx_tensor_of(cx_runtime *runtime, const cx_array *array) {
    array = cxi_array_given(array);
    if (!cxi_ok(&array->status)) return cxi_tensor_failed(runtime, &array->status);
    return cx_tensor_new(runtime, array->dtype, array->dims, array->data);
}

cx_tensor *cx_tensor_scalar(cx_runtime *runtime, cx_dtype dtype, double value) {
    unsigned char element[16] = {0};
    if (cx_dtype_size(dtype)) cxi_element_write(dtype, element, value);
    return cx_tensor_new(runtime, dtype, CX_SCALAR, element);
}

/* ----------------------------------------------------------------------------------------------- questions */

cx_dtype cx_tensor_dtype(const cx_tensor *tensor) {
    return given(tensor)->dtype;
}

cx_dims cx_tensor_dims(const cx_tensor *tensor) {
    return given(tensor)->dims;
}

const char *cx_tensor_error(cx_tensor *tensor) {
    tensor = given(tensor);
    if (is_own(tensor) && cxi_runtime_forked(tensor->owned.runtime)) return CXI_FORKED;
    if (cxi_ok(&tensor->status) && atomic_load(&tensor->donated))
        return "the tensor was donated: a function took over its memory, so it cannot be used again";
    return cxi_error(&tensor->status);
}

/* Whether it can be read; a donated tensor fails the reading, not the tensor. */
static bool readable(cx_tensor *tensor) {
    struct cxi_status why = {0};
    if (!is_own(tensor)) return false;
    if (cxi_tensor_usable(tensor, tensor->owned.runtime, &why)) return true;
    cxi_report(tensor->owned.runtime, &why);
    cxi_status_clear(&why);
    return false;
}

static bool wait_for(cx_tensor *tensor, struct cxi_status *status) {
    struct cxi_span span;
    cxi_span_begin(&span, tensor->owned.runtime->profile, CXI_SPAN_WAIT);
    for (int i = 0; i < tensor->buffers && cxi_ok(status); i++) cxi_buffer_wait(tensor->buffer[i], status);
    cxi_span_end(&span);
    return cxi_ok(status);
}

bool cx_tensor_wait(cx_tensor *tensor) {
    struct cxi_status status = {0};
    if (!readable(given(tensor))) return false;
    wait_for(tensor, &status);
    return cxi_settle(tensor->owned.runtime, &tensor->status, &status);
}

static bool read_parts(cx_tensor *tensor, void *to, struct cxi_status *status) {
    const struct cxi_mesh *mesh = &tensor->owned.runtime->mesh;
    cx_dims part = cxi_sharding_part(&tensor->sharding, mesh, tensor->dims);
    size_t element = cx_dtype_size(tensor->dtype), bytes = (size_t)cx_dims_count(part) * element;
    void *piece = cxi_new_aligned(bytes);
    if (!piece) return cxi_fail_memory(status);
    for (int d = 0; d < tensor->buffers && cxi_ok(status); d++)
        if (cxi_buffer_read(tensor->buffer[d], piece, bytes, status))
            cxi_part_put(to, tensor->dims, cxi_sharding_start(&tensor->sharding, mesh, tensor->dims, d), piece, part,
                         element);
    cxi_free(piece);
    return cxi_ok(status);
}

/* What is there by now. */
static void fetch(cx_tensor *tensor, void *to, size_t bytes, struct cxi_status *status) {
    struct cxi_span span;
    cxi_span_begin(&span, tensor->owned.runtime->profile, CXI_SPAN_TRANSFER);
    if (cxi_sharding_is_whole(&tensor->sharding))
        cxi_buffer_read(tensor->buffer[0], to, bytes, status);
    else
        read_parts(tensor, to, status);
    cxi_span_end(&span);
}

bool cx_tensor_read(cx_tensor *tensor, void *to, size_t bytes) {
    struct cxi_status status = {0};
    if (!readable(given(tensor))) return false;
    size_t size = (size_t)cx_dims_count(tensor->dims) * cx_dtype_size(tensor->dtype);
    if (bytes != size) {
        cxi_fail(&status, "reading a tensor of %zu bytes into %zu bytes", size, bytes);
        cxi_report(tensor->owned.runtime, &status);
        cxi_status_clear(&status);
        return false;
    }
    bool told_apart = tensor->owned.runtime->profile; /* reading waits by itself */
    if (!told_apart || wait_for(tensor, &status)) fetch(tensor, to, bytes, &status);
    return cxi_settle(tensor->owned.runtime, &tensor->status, &status);
}

const void *cx_tensor_view(cx_tensor *tensor) {
    if (!cx_tensor_wait(tensor) || !cxi_sharding_is_whole(&tensor->sharding)) return NULL;
    return cxi_buffer_pointer(tensor->buffer[0]);
}

cx_array *cx_tensor_array(cx_tensor *tensor) {
    const char *error = cx_tensor_error(tensor);
    if (error) return cxi_array_error("%s", error);
    cx_array *array = cx_array_new(tensor->dtype, tensor->dims);
    if (cx_array_error(array)) {
        struct cxi_status no_room = {0};
        cxi_fail(&no_room, "%s", cx_array_error(array));
        cxi_report(tensor->owned.runtime, &no_room);
        cxi_status_clear(&no_room);
    } else if (!cx_tensor_read(tensor, array->data, array->bytes)) {
        cx_array_free(array);
        return cxi_array_error("%s", cx_tensor_error(tensor));
    }
    return array;
}

double cx_tensor_item(cx_tensor *tensor) {
    unsigned char element[16];
    tensor = given(tensor);
    size_t size = cx_dtype_size(tensor->dtype);
    if (cx_dims_count(tensor->dims) != 1 || !cx_tensor_read(tensor, element, size)) return NAN;
    return cxi_element_read(tensor->dtype, element);
}

void cx_tensor_print(cx_tensor *tensor, FILE *to) {
    cx_array *array = cx_tensor_array(tensor);
    struct cxi_text out = {0};
    cxi_add_array(&out, array);
    fprintf(to, "%s\n", cxi_text(&out));
    cxi_text_free(&out);
    cx_array_free(array);
}
