/* The configuration of a model as one JSON value, wherever it came from. */
#ifndef CXI_WEIGHTS_CONFIG_H
#define CXI_WEIGHTS_CONFIG_H

#include "io/gguf.h"

#include <jansson.h>

/* GGUF's metadata as an object, without long lists and texts that are not UTF-8. NULL: no memory. */
json_t *cxi_config_of_gguf(const struct cxi_gguf *file, struct cxi_status *status);

#endif
