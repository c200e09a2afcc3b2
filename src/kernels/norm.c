#include "kernels/norm.h"

#include "kernels/loops.h"

#include <math.h>

static void normalise_row(const float *x, const float *scale, float *y, int64_t features, float epsilon) {
    float squares = cxi_dot(CX_F32, x, x, (size_t)features), inverse = 1 / sqrtf(squares / (float)features + epsilon);
    for (int64_t i = 0; i < features; i++) y[i] = x[i] * inverse * (scale ? scale[i] : 1);
}

static bool normalise(cx_frame *frame) {
    cx_buffer x = cx_frame_input(frame, 0), scale = cx_frame_input(frame, 1), y = cx_frame_output(frame, 0);
    bool scaled = cx_frame_inputs(frame) > 1;
    bool fits = x.dtype == CX_F32 && y.dtype == CX_F32 && x.dims.rank == 2 && cx_dims_equal(x.dims, y.dims) &&
                (!scaled || (scale.dtype == CX_F32 && cx_dims_equal(scale.dims, CX_DIMS(x.dims.dim[1]))));
    if (!fits)
        return cx_frame_fail(frame, "calx_rms_norm: it takes f32[rows, features] and perhaps f32[features], and gives "
                                    "f32[rows, features]");
    int64_t rows = x.dims.dim[0], features = x.dims.dim[1];
    float epsilon = (float)cx_frame_real(frame, "epsilon", 0);
    for (int64_t r = 0; r < rows; r++)
        normalise_row((const float *)x.data + r * features, scaled ? scale.data : NULL, (float *)y.data + r * features,
                      features, epsilon);
    return true;
}

CX_HANDLER(rms_norm_handler, normalise)

const char *const cxi_rms_norm_name = "calx_rms_norm";
cx_ffi_handler *const cxi_rms_norm_handler = rms_norm_handler;
