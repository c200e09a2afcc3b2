#include "io/h5.h"

bool cxi_h5_add(cx_weights *w, struct cxi_shard *shard) {
    return cxi_fail(&w->status,
                    "%s: HDF5 is not read by this build of Calx: install libhdf5-dev and build Calx again, or take the "
                    "model's safetensors",
                    shard->path);
}
