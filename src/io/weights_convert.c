#include "io/weights_convert.h"

#include "base/dims.h"
#include "base/dtype.h"
#include "base/half.h"

#include <string.h>

static bool is_half_or_single(cx_dtype dtype) {
    return dtype == CX_F32 || dtype == CX_F16 || dtype == CX_BF16;
}

bool cxi_weight_form(const struct cxi_weight_entry *entry, cx_dtype dtype, struct cxi_form *form,
                     struct cxi_status *status) {
    const cx_weight *w = &entry->weight;
    bool as_stored = (!dtype || dtype == w->dtype) && !entry->turn.batch;
    *form = (struct cxi_form){dtype ? dtype : w->dtype, w->dims, w->bytes, as_stored};
    if (form->as_stored && entry->quant) { /* blocks: bytes of a row instead of its elements */
        form->dtype = CX_U8;
        int64_t *row = &form->dims.dim[form->dims.rank - 1];
        *row = *row / w->block_elements * w->block_bytes;
    }
    if (form->as_stored) return true;
    if (entry->quant && !is_half_or_single(dtype))
        return cxi_fail(status, "weight \"%s\" is stored as %s, which is read as f32, f16 or bf16, not as %s", w->name,
                        w->format, cx_dtype_name(dtype));
    if (entry->turn.batch && !is_half_or_single(form->dtype))
        return cxi_fail(status, "weight \"%s\" is read as f32, f16 or bf16, not as %s", w->name, cx_dtype_name(dtype));
    size_t element = cx_dtype_size(form->dtype);
    return (element && cxi_dims_valid(w->dims, element, &form->bytes)) ||
           cxi_fail(status, "weight \"%s\" cannot be read as %s: no such type, or too large", w->name,
                    cx_dtype_name(dtype));
}

/* -- Through f32, a piece at a time: simple loops that the compiler makes wide -- */

enum { PIECE = 2048 }; /* elements; whole blocks of every format, and at home in the first cache */

static void widen_f16(const unsigned char *from, float *to, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint16_t half;
        memcpy(&half, from + 2 * i, sizeof half);
        to[i] = cxi_f16_to_f32(half);
    }
}

static void widen_bf16(const unsigned char *from, float *to, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint16_t half;
        memcpy(&half, from + 2 * i, sizeof half);
        to[i] = cxi_bf16_to_f32(half);
    }
}

static void narrow(cx_dtype dtype, const float *from, uint16_t *to, size_t count) {
    if (dtype == CX_F16)
        for (size_t i = 0; i < count; i++) to[i] = cxi_f32_to_f16(from[i]);
    else
        for (size_t i = 0; i < count; i++) to[i] = cxi_f32_to_bf16(from[i]);
}

/* Elements from .. from + count of a weight, which begin a block, as f32. */
static void widen(const struct cxi_weight_entry *entry, size_t from, float *to, size_t count) {
    const cx_weight *w = &entry->weight;
    const unsigned char *at =
        (const unsigned char *)w->data + from / (size_t)w->block_elements * (size_t)w->block_bytes;
    if (entry->quant)
        entry->quant->expand(at, to, count);
    else if (w->dtype == CX_F16)
        widen_f16(at, to, count);
    else if (w->dtype == CX_BF16)
        widen_bf16(at, to, count);
    else
        memcpy(to, at, count * sizeof *to);
}

static void convert_through_f32(const struct cxi_weight_entry *entry, cx_dtype dtype, void *to, size_t count) {
    if (dtype == CX_F32) {
        widen(entry, 0, to, count);
        return;
    }
    float piece[PIECE];
    for (size_t done = 0; done < count; done += PIECE) {
        size_t part = count - done < PIECE ? count - done : PIECE;
        widen(entry, done, piece, part);
        narrow(dtype, piece, (uint16_t *)to + done, part);
    }
}

/* -- Turned, square by square: neither reading along rows nor writing along columns leaves the cache -- */

enum { SIDE = 64 };

static int64_t side_at(int64_t at, int64_t end) {
    return end - at < SIDE ? end - at : SIDE;
}

/* The square whose first element is [row, column] of one matrix of the batch. */
static void turn_square(const struct cxi_weight_entry *entry, cx_dtype dtype, void *to, int64_t batch, int64_t row,
                        int64_t column) {
    const struct cxi_turn *t = &entry->turn;
    int64_t high = side_at(row, t->rows), wide = side_at(column, t->columns);
    float square[SIDE][SIDE], line[SIDE];
    for (int64_t r = 0; r < high; r++)
        widen(entry, (size_t)((batch * t->rows + row + r) * t->columns + column), square[r], (size_t)wide);
    for (int64_t c = 0; c < wide; c++) {
        int64_t first = (batch * t->columns + column + c) * t->rows + row;
        for (int64_t r = 0; r < high; r++) line[r] = square[r][c];
        if (dtype == CX_F32)
            memcpy((float *)to + first, line, (size_t)high * sizeof *line);
        else
            narrow(dtype, line, (uint16_t *)to + first, (size_t)high);
    }
}

static void convert_turned(const struct cxi_weight_entry *entry, cx_dtype dtype, void *to) {
    const struct cxi_turn *t = &entry->turn;
    for (int64_t batch = 0; batch < t->batch; batch++)
        for (int64_t row = 0; row < t->rows; row += SIDE)
            for (int64_t column = 0; column < t->columns; column += SIDE)
                turn_square(entry, dtype, to, batch, row, column);
}

void cxi_weight_convert(const struct cxi_weight_entry *entry, const struct cxi_form *form, void *to) {
    const cx_weight *w = &entry->weight;
    size_t count = (size_t)cx_dims_count(w->dims), from = cx_dtype_size(w->dtype), size = cx_dtype_size(form->dtype);
    if (form->as_stored) {
        if (form->bytes) memcpy(to, w->data, form->bytes);
    } else if (entry->turn.batch)
        convert_turned(entry, form->dtype, to);
    else if (is_half_or_single(form->dtype) && (entry->quant || is_half_or_single(w->dtype)))
        convert_through_f32(entry, form->dtype, to, count);
    else
        for (size_t i = 0; i < count; i++)
            cxi_element_write(form->dtype, (char *)to + i * size,
                              cxi_element_read(w->dtype, (const char *)w->data + i * from));
}
