/* How an array is split over several devices. Devices form a mesh with named axes; an axis of an array is
   whole on every device or cut into equal parts along one axis of the mesh. Parts are numbered as XLA does:
   row-major over the mesh. */
#ifndef CXI_SHARDING_H
#define CXI_SHARDING_H

#include "base/status.h"
#include "base/text.h"

enum { CXI_MESH_AXES = 4, CXI_MESH_NAME = 16 };

struct cxi_mesh {
    int axes; /* 0: a single device */
    char name[CXI_MESH_AXES][CXI_MESH_NAME];
    int size[CXI_MESH_AXES];
    int devices; /* the product; at least 1 */
};

/* "data=2 model=4" */
bool cxi_mesh_parse(const char *text, struct cxi_mesh *mesh, struct cxi_status *status);

struct cxi_sharding {
    signed char axis[CX_MAX_RANK]; /* per axis of the array: 1 + the axis of the mesh that cuts it; 0: whole */
};

/* "data *": a word per axis of the array, the name of a mesh axis or "*". NULL: whole. Checks that the parts
   are equal. */
bool cxi_sharding_parse(const char *text, const struct cxi_mesh *mesh, cx_dims dims, struct cxi_sharding *sharding,
                        struct cxi_status *status);
bool cxi_sharding_is_whole(const struct cxi_sharding *sharding);
bool cxi_sharding_equal(const struct cxi_sharding *a, const struct cxi_sharding *b);

/* The shape of each part, and where the part of a device starts in the array. */
cx_dims cxi_sharding_part(const struct cxi_sharding *sharding, const struct cxi_mesh *mesh, cx_dims dims);
cx_dims cxi_sharding_start(const struct cxi_sharding *sharding, const struct cxi_mesh *mesh, cx_dims dims, int device);

/* Copies a part between the whole array and memory of its own; both row-major. */
void cxi_part_take(void *part, cx_dims part_dims, const void *whole, cx_dims dims, cx_dims start, size_t element);
void cxi_part_put(void *whole, cx_dims dims, cx_dims start, const void *part, cx_dims part_dims, size_t element);

/* Shardy's text: sdy.mesh @mesh = <["data"=2]>, and #sdy.sharding<@mesh, [{"data"}, {}]>. */
void cxi_add_mesh(struct cxi_text *out, const struct cxi_mesh *mesh);
void cxi_add_sharding(struct cxi_text *out, const struct cxi_sharding *sharding, const struct cxi_mesh *mesh, int rank);

#endif
