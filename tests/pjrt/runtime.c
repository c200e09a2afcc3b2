#include "pjrt/runtime.h"

const char add_text[] = "func.func @main(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>) -> tensor<8x8xf32> {\n"
                        "  %0 = stablehlo.add %a, %b : tensor<8x8xf32>\n"
                        "  return %0 : tensor<8x8xf32>\n"
                        "}\n";

#define INCREMENT(ATTRIBUTES)                                                   \
    "func.func @main(%a: tensor<8x8xf32>" ATTRIBUTES ") -> tensor<8x8xf32> {\n" \
    "  %1 = stablehlo.constant dense<1.0> : tensor<8x8xf32>\n"                  \
    "  %0 = stablehlo.add %a, %1 : tensor<8x8xf32>\n"                           \
    "  return %0 : tensor<8x8xf32>\n"                                           \
    "}\n"

const char increment_text[] = INCREMENT("");
const char donating_text[] = INCREMENT(" {tf.aliasing_output = 0 : i32}");

void assert_error(struct cxi_status *status, const char *part) {
    if (cxi_ok(status)) fail_msg("no error where one about \"%s\" is due", part);
    if (!strstr(cxi_error(status), part)) fail_msg("\"%s\" is not in: %s", part, cxi_error(status));
    cxi_status_clear(status);
}

struct cxi_client *open_client(const char *plugin, int cpu_devices) {
    struct cxi_status status = {0};
    struct cxi_plugin *loaded = cxi_plugin_open(plugin, &status);
    assert_fine(&status);
    struct cxi_option count = {.name = "cpu_device_count", .type = CXI_OPTION_INT, .integer = cpu_devices};
    struct cxi_client *client = cxi_client_open(loaded, &count, 1, &status);
    assert_fine(&status);
    assert_non_null(client);
    return client;
}

void close_client(struct cxi_client *client) {
    struct cxi_client_counts counts = cxi_client_counts(client);
    assert_int_equal(counts.buffers, 0);
    assert_int_equal(counts.programs, 0);
    assert_int_equal(counts.events, 0);
    cxi_client_close(client);
}

struct cxi_program *compile(struct cxi_client *client, const char *text) {
    struct cxi_status status = {0};
    struct cxi_compile_options options = {0};
    struct cxi_program *program = cxi_program_compile(client, text, strlen(text), &options, &status);
    assert_fine(&status);
    assert_non_null(program);
    return program;
}

struct cxi_buffer *floats(struct cxi_client *client, int device, cx_dims dims, const float *values) {
    struct cxi_status status = {0};
    struct cxi_buffer *buffer =
        cxi_buffer_from_host(client, device, values, CX_F32, dims, CXI_COPY, NULL, NULL, &status);
    assert_fine(&status);
    assert_non_null(buffer);
    return buffer;
}

float first_float(struct cxi_buffer *buffer) {
    struct cxi_status status = {0};
    size_t size = (size_t)cx_dims_count(cxi_buffer_dims(buffer)) * sizeof(float);
    float *values = malloc(size);
    assert_non_null(values);
    cxi_buffer_read(buffer, values, size, &status);
    float first = values[0];
    free(values);
    assert_fine(&status);
    return first;
}
