/* A call of a handler, as its author sees it: cx_frame over XLA's call frame. */
#include <calx/custom.h>

#include "base/text.h"
#include "pjrt/frame.h"

#include <stdarg.h>
#include <string.h>

/* XLA's numbers of element types in a call frame, which are not those of PJRT. */
static cx_dtype dtype_of(int type) {
    static const struct {
        int type;
        cx_dtype dtype;
    } types[] = {{1, CX_BOOL},        {2, CX_I8},          {3, CX_I16},     {4, CX_I32},       {5, CX_I64},
                 {6, CX_U8},          {7, CX_U16},         {8, CX_U32},     {9, CX_U64},       {10, CX_F16},
                 {11, CX_F32},        {12, CX_F64},        {15, CX_C64},    {16, CX_BF16},     {18, CX_C128},
                 {19, CX_F8E5M2},     {21, CX_I4},         {22, CX_U4},     {20, CX_F8E4M3FN}, {23, CX_F8E4M3B11FNUZ},
                 {24, CX_F8E5M2FNUZ}, {25, CX_F8E4M3FNUZ}, {28, CX_F8E4M3}, {29, CX_F8E3M4}};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (types[i].type == type) return types[i].dtype;
    return CX_INVALID;
}

/* ------------------------------------------------------------------------------------------------- arrays */

int cx_frame_inputs(const cx_frame *frame) {
    return (int)frame->ffi->inputs.count;
}

int cx_frame_outputs(const cx_frame *frame) {
    return (int)frame->ffi->outputs.count;
}

static cx_buffer buffer_at(const struct ffi_buffers *list, int index) {
    cx_buffer out = {0};
    if (index < 0 || index >= list->count) return out;
    const struct ffi_buffer *from = list->buffer[index];
    if (from->rank > CX_MAX_RANK) return out;
    out.dtype = dtype_of(from->dtype);
    out.dims.rank = (int)from->rank;
    for (int i = 0; i < out.dims.rank; i++) out.dims.dim[i] = from->dims[i];
    out.data = from->data;
    return out;
}

cx_buffer cx_frame_input(const cx_frame *frame, int index) {
    return buffer_at(&frame->ffi->inputs, index);
}

cx_buffer cx_frame_output(const cx_frame *frame, int index) {
    return buffer_at(&frame->ffi->outputs, index);
}

/* --------------------------------------------------------------------------------------------- attributes */

static const void *attribute(const cx_frame *frame, const char *name, enum ffi_attribute_kind kind) {
    const struct ffi_attributes *all = &frame->ffi->attributes;
    size_t length = strlen(name);
    for (int64_t i = 0; i < all->count; i++)
        if (all->kind[i] == (int)kind && all->name[i]->length == length &&
            memcmp(all->name[i]->text, name, length) == 0)
            return all->value[i];
    return NULL;
}

int64_t cx_frame_int(const cx_frame *frame, const char *name, int64_t otherwise) {
    const struct ffi_scalar *scalar = attribute(frame, name, FFI_SCALAR);
    return scalar && dtype_of(scalar->dtype) == CX_I64 ? *(const int64_t *)scalar->value : otherwise;
}

double cx_frame_real(const cx_frame *frame, const char *name, double otherwise) {
    const struct ffi_scalar *scalar = attribute(frame, name, FFI_SCALAR);
    return scalar && dtype_of(scalar->dtype) == CX_F64 ? *(const double *)scalar->value : otherwise;
}

cx_dims cx_frame_ints(const cx_frame *frame, const char *name) {
    cx_dims list = {0};
    const struct ffi_array *array = attribute(frame, name, FFI_ARRAY);
    if (!array || dtype_of(array->dtype) != CX_I64 || array->count > CX_MAX_RANK) return list;
    list.rank = (int)array->count;
    for (int i = 0; i < list.rank; i++) list.dim[i] = ((const int64_t *)array->values)[i];
    return list;
}

bool cx_frame_text(const cx_frame *frame, const char *name, const char **text, size_t *length) {
    const struct ffi_span *span = attribute(frame, name, FFI_STRING);
    if (!span) return false;
    *text = span->text;
    *length = span->length;
    return true;
}

/* ------------------------------------------------------------------------------------------- calls, errors */

static struct ffi_error *make_error(const struct ffi_frame *frame, const char *message) {
    enum { INTERNAL = 13 };
    return frame->table->create_error(
        &(struct ffi_create_error){.size = sizeof(struct ffi_create_error), .message = message, .code = INTERNAL});
}

bool cx_frame_fail(cx_frame *frame, const char *format, ...) {
    if (frame->error) return false;
    struct cxi_text message = {0};
    va_list args;
    va_start(args, format);
    cxi_addf_list(&message, format, args);
    va_end(args);
    frame->error = make_error(frame->ffi, cxi_text_ok(&message) ? cxi_text(&message) : "out of memory");
    cxi_text_free(&message);
    return false;
}

/* Whether XLA only wanted to know which version of the interface the handler was made for: its own, then. */
static bool tell_version(const struct ffi_frame *frame) {
    for (struct pjrt_extension *e = frame->extensions; e; e = e->next) {
        if (e->type != FFI_METADATA) continue;
        struct ffi_metadata *metadata = ((struct ffi_metadata_extension *)(void *)e)->metadata;
        metadata->version.major = frame->table ? frame->table->version.major : 0;
        metadata->version.minor = frame->table ? frame->table->version.minor : 0;
        metadata->traits = 0;
        return true;
    }
    return false;
}

void *cx_frame_call_(void *call_frame, cx_handler *handler) {
    cx_frame frame = {.ffi = call_frame};
    if (tell_version(frame.ffi) || frame.ffi->stage != FFI_EXECUTE) return NULL;
    if (!handler(&frame) && !frame.error) cx_frame_fail(&frame, "the handler failed without saying why");
    return frame.error;
}
