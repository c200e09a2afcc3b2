/* What functions of random numbers share. */
#ifndef CXI_RANDOM_H
#define CXI_RANDOM_H

#include <calx/random.h>

bool cxi_is_key(const char *name, cx_node *key); /* fails the graph when not, unless the key is poison */

/* Uniform on (0, 1), never at the ends. `name` is the operation that messages are about. */
cx_node *cxi_open_uniform(const char *name, cx_node *key, cx_dtype dtype, cx_dims dims);

#endif
