/* The basic road on each plugin in $CALX_TEST_PLUGINS (paths, separated by colons) or on the command line;
   without either, on the one that the search finds. All in one process, one after the other. */
#define _GNU_SOURCE /* strdup */
#include "pjrt/runtime.h"

static const char two_results_text[] =
    "func.func @main(%a: tensor<2x3xi32>) -> (tensor<2x3xi32>, tensor<3x2xi32>) {\n"
    "  %0 = stablehlo.multiply %a, %a : tensor<2x3xi32>\n"
    "  %1 = stablehlo.transpose %a, dims = [1, 0] : (tensor<2x3xi32>) -> tensor<3x2xi32>\n"
    "  return %0, %1 : tensor<2x3xi32>, tensor<3x2xi32>\n"
    "}\n";

static void check_results(struct cxi_buffer *const *out) {
    struct cxi_status status = {0};
    static const int32_t squares[] = {9, 1, 4, 16, 36, 25}, turned[] = {3, -4, 1, -6, 2, -5};
    int32_t read[6];
    assert_true(cxi_buffer_read(out[0], read, sizeof read, &status));
    assert_memory_equal(read, squares, sizeof read);
    assert_true(cxi_buffer_read(out[1], read, sizeof read, &status));
    assert_memory_equal(read, turned, sizeof read);
    assert_true(cx_dims_equal(cxi_buffer_dims(out[1]), CX_DIMS(3, 2)));
    assert_int_equal(cxi_buffer_dtype(out[1]), CX_I32);
}

static void run_twice(struct cxi_client *client, struct cxi_program *program) {
    struct cxi_status status = {0};
    static const int32_t values[] = {3, 1, 2, -4, -6, -5};
    struct cxi_buffer *out[2],
        *in = cxi_buffer_from_host(client, 1, values, CX_I32, CX_DIMS(2, 3), CXI_COPY, NULL, NULL, &status);
    assert_fine(&status);
    for (int i = 0; i < 2; i++) {
        cxi_program_execute(program, &in, 1, NULL, out, 2, &status);
        assert_fine(&status);
        assert_int_equal(cxi_buffer_device(out[0]), 1);
        check_results(out);
        cxi_buffer_free(out[0]);
        cxi_buffer_free(out[1]);
    }
    cxi_buffer_free(in);
}

static void basic_road(void **state) {
    struct cxi_status status = {0};
    struct cxi_client *client = open_client(*state, 3);
    assert_int_equal(cxi_client_device_count(client), 3);
    assert_string_equal(cxi_client_platform(client), "cpu");
    struct cxi_text text = {0};
    cxi_plugin_describe(cxi_client_plugin(client), &text);
    assert_non_null(strstr(cxi_text(&text), "stablehlo_current_version 1."));
    cxi_text_free(&text);

    struct cxi_option flags[] = {
        {.name = "xla_no_such_flag", .type = CXI_OPTION_BOOL, .boolean = true},
        {.name = "xla_cpu_enable_fast_math", .type = CXI_OPTION_BOOL, .boolean = false},
    };
    struct cxi_compile_options options = {.device = 1, .flags = flags, .flag_count = 2};
    struct cxi_program *program =
        cxi_program_compile(client, two_results_text, strlen(two_results_text), &options, &status);
    assert_fine(&status);
    assert_string_equal(cxi_program_dropped(program), "xla_no_such_flag");
    assert_int_equal(cxi_program_output_count(program), 2);
    run_twice(client, program);

    struct cxi_program_memory memory;
    assert_true(cxi_program_memory(program, &memory, &status));
    assert_int_equal(memory.arguments, 24);
    assert_true(memory.results >= 48);
    struct cxi_text saved = {0};
    cxi_program_save(program, &saved, &status);
    assert_fine(&status);
    cxi_program_free(program);
    program = cxi_program_load(client, saved.data, saved.length, &options, &status);
    assert_fine(&status);
    run_twice(client, program);
    cxi_program_free(program);
    cxi_text_free(&saved);
    close_client(client);
}

static int failures_of(char *plugin) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(basic_road, plugin)};
    print_message("%s\n", plugin);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(int argc, char **argv) {
    int failures = 0, tried = 0;
    for (; tried < argc - 1; tried++) failures += failures_of(argv[tried + 1]);
    const char *listed = getenv("CALX_TEST_PLUGINS");
    if (!tried && listed && *listed) {
        char *list = strdup(listed);
        for (char *path = strtok(list, ":"); path; path = strtok(NULL, ":"), tried++) failures += failures_of(path);
        free(list);
    }
    char search[] = "cpu";
    return tried ? failures : failures_of(search);
}
