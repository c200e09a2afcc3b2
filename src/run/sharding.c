#include "run/sharding.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MESH_DEVICES = 65536 };

/* The next blank-separated word; its length, 0 at the end. */
static size_t next_word(const char **at) {
    while (isspace((unsigned char)**at)) (*at)++;
    size_t length = 0;
    while ((*at)[length] && !isspace((unsigned char)(*at)[length])) length++;
    return length;
}

/* "data=2": letters, digits and _, and a number. Its axis must be new. */
static bool read_mesh_axis(const char *word, size_t length, struct cxi_mesh *mesh) {
    char *name = mesh->name[mesh->axes];
    size_t i = 0;
    for (; i < length && (isalnum((unsigned char)word[i]) || word[i] == '_'); i++) {
        if (i + 1 == CXI_MESH_NAME) return false;
        name[i] = word[i];
    }
    name[i] = '\0';
    for (int m = 0; m < mesh->axes; m++)
        if (strcmp(mesh->name[m], name) == 0) return false;
    char *end = NULL;
    long size = i > 0 && word[i] == '=' ? strtol(word + i + 1, &end, 10) : 0;
    if (size < 1 || size > MESH_DEVICES / mesh->devices || end != word + length) return false;
    mesh->size[mesh->axes++] = (int)size;
    mesh->devices *= (int)size;
    return true;
}

bool cxi_mesh_parse(const char *text, struct cxi_mesh *mesh, struct cxi_status *status) {
    *mesh = (struct cxi_mesh){.devices = 1};
    if (!text) return true;
    const char *at = text;
    for (size_t length; (length = next_word(&at)) > 0; at += length)
        if (mesh->axes == CXI_MESH_AXES || !read_mesh_axis(at, length, mesh))
            return cxi_fail(status,
                            "mesh \"%s\": expected up to %d words like data=2, each name once and up to %d devices",
                            text, CXI_MESH_AXES, MESH_DEVICES);
    return true;
}

bool cxi_sharding_parse(const char *text, const struct cxi_mesh *mesh, cx_dims dims, struct cxi_sharding *sharding,
                        struct cxi_status *status) {
    *sharding = (struct cxi_sharding){0};
    if (!text) return true;
    int axis = 0;
    const char *at = text;
    for (size_t length; (length = next_word(&at)) > 0; at += length, axis++) {
        if (axis == dims.rank) break;
        if (length == 1 && *at == '*') continue;
        for (int m = 0; m < mesh->axes; m++)
            if (strlen(mesh->name[m]) == length && memcmp(mesh->name[m], at, length) == 0)
                sharding->axis[axis] = (signed char)(m + 1);
        if (!sharding->axis[axis])
            return cxi_fail(status, "sharding \"%s\": the runtime's mesh has no axis '%.*s'", text, (int)length, at);
        for (int i = 0; i < axis; i++)
            if (sharding->axis[i] == sharding->axis[axis])
                return cxi_fail(status, "sharding \"%s\": the mesh's axis '%.*s' is there twice", text, (int)length,
                                at);
        int parts = mesh->size[sharding->axis[axis] - 1];
        if (dims.dim[axis] % parts)
            return cxi_fail(status, "sharding \"%s\": axis %d has %lld elements, which %d devices cannot share equally",
                            text, axis, (long long)dims.dim[axis], parts);
    }
    if (axis != dims.rank || *at)
        return cxi_fail(status, "sharding \"%s\": expected a word for each of the %d axes", text, dims.rank);
    return true;
}

bool cxi_sharding_is_whole(const struct cxi_sharding *sharding) {
    return cxi_sharding_equal(sharding, &(struct cxi_sharding){0});
}

bool cxi_sharding_equal(const struct cxi_sharding *a, const struct cxi_sharding *b) {
    return memcmp(a->axis, b->axis, sizeof a->axis) == 0;
}

cx_dims cxi_sharding_part(const struct cxi_sharding *sharding, const struct cxi_mesh *mesh, cx_dims dims) {
    for (int i = 0; i < dims.rank; i++)
        if (sharding->axis[i]) dims.dim[i] /= mesh->size[sharding->axis[i] - 1];
    return dims;
}

cx_dims cxi_sharding_start(const struct cxi_sharding *sharding, const struct cxi_mesh *mesh, cx_dims dims, int device) {
    int place[CXI_MESH_AXES] = {0}; /* of the device in the mesh */
    for (int m = mesh->axes; m-- > 0; device /= mesh->size[m]) place[m] = device % mesh->size[m];
    cx_dims part = cxi_sharding_part(sharding, mesh, dims);
    for (int i = 0; i < dims.rank; i++)
        dims.dim[i] = sharding->axis[i] ? place[sharding->axis[i] - 1] * part.dim[i] : 0;
    return dims;
}

/* Walks the rows of the part; `move` copies one between the two arrays. */
static void each_row(unsigned char *part, cx_dims part_dims, unsigned char *whole, cx_dims dims, cx_dims start,
                     size_t element, bool take) {
    int rank = dims.rank;
    size_t row = element * (size_t)(rank ? part_dims.dim[rank - 1] : 1);
    int64_t rows = rank ? (part_dims.dim[rank - 1] ? cx_dims_count(part_dims) / part_dims.dim[rank - 1] : 0) : 1;
    for (int64_t r = 0; r < rows; r++) {
        int64_t left = r, offset = rank ? start.dim[rank - 1] : 0, stride = rank ? dims.dim[rank - 1] : 1;
        for (int i = rank - 2; i >= 0; i--) {
            offset += (start.dim[i] + left % part_dims.dim[i]) * stride;
            left /= part_dims.dim[i];
            stride *= dims.dim[i];
        }
        unsigned char *inside = part + (size_t)r * row, *outside = whole + (size_t)offset * element;
        if (take)
            memcpy(inside, outside, row);
        else
            memcpy(outside, inside, row);
    }
}

void cxi_part_take(void *part, cx_dims part_dims, const void *whole, cx_dims dims, cx_dims start, size_t element) {
    each_row(part, part_dims, (unsigned char *)whole, dims, start, element, true);
}

void cxi_part_put(void *whole, cx_dims dims, cx_dims start, const void *part, cx_dims part_dims, size_t element) {
    each_row((unsigned char *)part, part_dims, whole, dims, start, element, false);
}

void cxi_add_mesh(struct cxi_text *out, const struct cxi_mesh *mesh) {
    cxi_add(out, "sdy.mesh @mesh = <[");
    for (int m = 0; m < mesh->axes; m++) cxi_addf(out, "%s\"%s\"=%d", m ? ", " : "", mesh->name[m], mesh->size[m]);
    cxi_add(out, "]>");
}

void cxi_add_sharding(struct cxi_text *out, const struct cxi_sharding *sharding, const struct cxi_mesh *mesh,
                      int rank) {
    cxi_add(out, "#sdy.sharding<@mesh, [");
    for (int i = 0; i < rank; i++) {
        cxi_add(out, i ? ", {" : "{");
        if (sharding->axis[i]) cxi_addf(out, "\"%s\"", mesh->name[sharding->axis[i] - 1]);
        cxi_add(out, "}");
    }
    cxi_add(out, "]>");
}
