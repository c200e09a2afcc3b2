/* Meshes and shardings. The first byte chooses a shape, the first line is the mesh ("data=2 model=2"), each further one a
   sharding ("data *"). What is accepted cuts an array into parts that put together make it again. */
#include "run/sharding.h"

#include "fuzz.h"

#include <string.h>

static const cx_dims shapes[] = {{0}, {1, {8}}, {2, {4, 6}}, {3, {2, 0, 4}}, {4, {2, 4, 2, 2}}};

static void check_parts(const struct cxi_sharding *sharding, const struct cxi_mesh *mesh, cx_dims dims) {
    unsigned char whole[64], again[64] = {0}, part[64];
    cx_dims of_part = cxi_sharding_part(sharding, mesh, dims);
    size_t count = (size_t)cx_dims_count(dims);
    fuzz_require(count <= sizeof whole && cx_dims_count(of_part) <= cx_dims_count(dims));
    for (size_t i = 0; i < count; i++) whole[i] = (unsigned char)(i + 1);
    for (int device = 0; device < mesh->devices && device < 1024; device++) {
        cx_dims start = cxi_sharding_start(sharding, mesh, dims, device);
        cxi_part_take(part, of_part, whole, dims, start, 1);
        cxi_part_put(again, dims, start, part, of_part, 1);
    }
    if (mesh->devices <= 1024) fuzz_require(memcmp(whole, again, count) == 0);
}

static void check_sharding(const char *text, const struct cxi_mesh *mesh, cx_dims dims) {
    struct cxi_status status = {0};
    struct cxi_sharding sharding;
    bool read = cxi_sharding_parse(text, mesh, dims, &sharding, &status);
    fuzz_require(read == cxi_ok(&status));
    if (read) {
        struct cxi_text printed = {0};
        check_parts(&sharding, mesh, dims);
        cxi_add_mesh(&printed, mesh);
        cxi_add_sharding(&printed, &sharding, mesh, dims.rank);
        cxi_text_free(&printed);
    } else
        fuzz_require(strstr(cxi_error(&status), "sharding") != NULL);
    cxi_status_clear(&status);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    char *text = size ? calloc(size, 1) : NULL;
    if (!text) return 0;
    memcpy(text, bytes + 1, size - 1);
    struct cxi_status status = {0};
    struct cxi_mesh mesh;
    cx_dims dims = shapes[bytes[0] % (sizeof shapes / sizeof shapes[0])];
    char *line = text, *end = strchr(text, '\n');
    if (end) *end = '\0';
    if (cxi_mesh_parse(line, &mesh, &status)) {
        fuzz_require(mesh.devices >= 1 && mesh.axes <= CXI_MESH_AXES);
        while (end) {
            line = end + 1;
            end = strchr(line, '\n');
            if (end) *end = '\0';
            check_sharding(line, &mesh, dims);
        }
    } else
        fuzz_require(strstr(cxi_error(&status), "mesh") != NULL);
    cxi_status_clear(&status);
    free(text);
    return 0;
}
