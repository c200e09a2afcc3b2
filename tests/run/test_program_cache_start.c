/* The disk cache of compiled programs as users meet it: real plugins, and processes that start. Run with a number, this is
   such a process (see start below). */
#include "run/calx_test.h"

#include "base/alloc.h"
#include "io/file.h"
#include "run/program_folder.h"
#include "run/runtime.h"

#include <sys/wait.h>
#include <unistd.h>

static char self[400], scratch[] = "/tmp/calx-start-XXXXXX";

/* --------------------------------------------------------------------------------------- the process started */

/* user: which program */
static void trace(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    out[0] = cx_shift(cx_scale(in[0], 3), *(int *)user);
}

static double apply(cx_runtime *rt, int which) {
    cx_function *f = cx_jit(rt, trace, .user = &which);
    cx_tensor *x = FLOATS(rt, CX_DIMS(2), 1, 2), *y = cx_apply(f, x);
    cx_array *array = cx_tensor_array(y);
    double last = cx_array_at(array, 1);
    cx_array_free(array), cx_tensor_free(x), cx_tensor_free(y), cx_function_free(f);
    return last;
}

/* Runs `count` programs, checks their results, and prints "COMPILED LOADED PASSED_OVER WARNING". */
static int start(int count) {
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");
    bool right = true;
    for (int i = 0; i < count; i++) right &= apply(rt, i) == 6 + i;
    struct cxi_program_counts counts = cxi_program_counts(&rt->programs);
    const char *warning = cx_warning(rt);
    printf("%d %d %d %s\n", (int)counts.compiled, (int)counts.loaded, (int)counts.passed_over,
           warning ? warning : "none");
    return cx_close(rt, NULL) || !right;
}

static bool triple(cx_frame *frame) {
    cx_buffer x = cx_frame_input(frame, 0), y = cx_frame_output(frame, 0);
    for (int i = 0; i < 2; i++) ((float *)y.data)[i] = 3 * ((float *)x.data)[i];
    return true;
}
CX_HANDLER(triple_handler, triple)

static void call_triple(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    cx_custom_call("test_triple", 1, in, CX_LIST(cx_type, {CX_F32, CX_DIMS(2)}), out);
}

/* The same for one program that calls a handler, which may be unknown. */
static int start_custom(bool known) {
    cx_tune_process();
    cx_runtime *rt = cx_open("cpu");
    if (known) cx_register(rt, "test_triple", triple_handler);
    cx_tensor *x = FLOATS(rt, CX_DIMS(2), 1, 2), *y = cx_apply(cx_jit(rt, call_triple), x);
    cx_array *array = cx_tensor_array(y);
    bool right = known ? cx_array_at(array, 1) == 6 : cx_tensor_error(y) != NULL;
    cx_array_free(array);
    struct cxi_program_counts counts = cxi_program_counts(&rt->programs);
    printf("%d %d %d none\n", (int)counts.compiled, (int)counts.loaded, (int)counts.passed_over);
    cx_close(rt, NULL);
    return !right;
}

/* ------------------------------------------------------------------------------------------------ the tests */

struct started {
    int compiled, loaded, passed_over;
    char warning[600];
};

static FILE *launch_with(const char *arguments) {
    char command[500];
    snprintf(command, sizeof command, "%s %s", self, arguments);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    return pipe;
}

static FILE *launch(int count) {
    char number[20];
    snprintf(number, sizeof number, "%d", count);
    return launch_with(number);
}

static struct started wait_for(FILE *pipe) {
    struct started s = {0};
    int read = fscanf(pipe, "%d %d %d %599[^\n]", &s.compiled, &s.loaded, &s.passed_over, s.warning);
    int status = pclose(pipe);
    if (status) fail_msg("the process ended with status %d (%d: %s)", status, read, s.warning);
    assert_int_equal(read, 4);
    return s;
}

static void assert_started(int count, int compiled, int passed_over) {
    struct started s = wait_for(launch(count));
    assert_int_equal(s.compiled, compiled);
    assert_int_equal(s.loaded, count - compiled);
    assert_int_equal(s.passed_over, passed_over);
    if (!passed_over) assert_string_equal(s.warning, "none");
}

static int clear(void **state) {
    (void)state;
    struct cxi_status status = {0};
    char *folder = cxi_program_folder();
    assert_true(cxi_program_folder_clear(folder, &status));
    cxi_free(folder);
    return 0;
}

static void a_second_process_compiles_nothing(void **state) {
    (void)state;
    assert_started(3, 3, 0);
    assert_started(3, 0, 0);
    assert_started(4, 1, 0);
}

/* Bytes changed and files cut at places from the first byte to the last: what was changed
   never reaches the plugin, which it would kill. */
static void what_is_damaged_never_runs(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_saved_programs programs;
    assert_started(1, 1, 0);
    char *folder = cxi_program_folder();
    assert_true(cxi_program_folder_list(folder, &programs, &status));
    assert_int_equal(programs.count, 1);
    struct cxi_file file;
    assert_true(cxi_file_read(&file, programs.item[0].path, &status));
    unsigned char *bytes = (unsigned char *)file.bytes;
    for (size_t i = 0; i < 6; i++) {
        size_t at = i * (file.size - 1) / 5;
        bytes[at] ^= 1;
        assert_true(
            cxi_file_write(programs.item[0].path, &(struct cxi_piece){bytes, i % 2 ? file.size : at}, 1, &status));
        bytes[at] ^= 1;
        struct started s = wait_for(launch(1));
        assert_int_equal(s.compiled, 1);
        assert_int_equal(s.passed_over, 1);
        assert_has(s.warning, "was passed over, and compiled anew: it");
    }
    assert_started(1, 0, 0);
    cxi_file_close(&file);
    cxi_saved_programs_free(&programs);
    cxi_free(folder);
}

static void start_together(int starts, int programs) {
    FILE *pipes[8];
    for (int i = 0; i < starts; i++) pipes[i] = launch(programs);
    for (int i = 0; i < starts; i++) {
        struct started s = wait_for(pipes[i]);
        assert_string_equal(s.warning, "none");
        assert_int_equal(s.compiled + s.loaded, programs);
    }
}

static void eight_processes_at_once(void **state) {
    (void)state;
    start_together(8, 3);
    assert_started(3, 0, 0);
}

/* In a folder that is too small for what they make, so that each removes what the others have just saved. */
static void eight_processes_that_evict(void **state) {
    (void)state;
    setenv("CALX_PROGRAM_CACHE", "0.012", 1);
    start_together(8, 4);
    struct cxi_status status = {0};
    struct cxi_saved_programs programs;
    char *folder = cxi_program_folder();
    assert_true(cxi_program_folder_list(folder, &programs, &status));
    assert_in_range(programs.bytes, 1, 0.012 * (1 << 20));
    cxi_saved_programs_free(&programs);
    cxi_free(folder);
    unsetenv("CALX_PROGRAM_CACHE");
}

/* A program that calls a handler is not even loaded where the handler is unknown. */
static void handlers_are_known_before_loading(void **state) {
    (void)state;
    static const struct {
        const char *arguments;
        int loaded;
    } starts[] = {{"custom known", 0}, {"custom known", 1}, {"custom unknown", 0}};
    for (int i = 0; i < 3; i++) {
        struct started s = wait_for(launch_with(starts[i].arguments));
        assert_int_equal(s.loaded, starts[i].loaded);
        assert_int_equal(s.passed_over, 0);
    }
}

static void assert_prints(const char *arguments, const char *part) {
    char command[500], printed[2000] = "";
    snprintf(command, sizeof command, "%s/calx cache %s 2>&1", CALX_TESTS, arguments);
    FILE *pipe = popen(command, "r");
    printed[fread(printed, 1, sizeof printed - 1, pipe)] = '\0';
    assert_int_equal(pclose(pipe), 0);
    assert_has(printed, part);
}

static void the_tool_lists_and_clears(void **state) {
    (void)state;
    assert_prints("", "0 programs, 0 B, in ");
    assert_started(2, 2, 0);
    assert_prints("ls", "  function  /");
    assert_prints("", "2 programs, ");
    char command[100];
    snprintf(command, sizeof command, "echo x > %s/programs/broken.program", scratch);
    assert_int_equal(system(command), 0);
    assert_prints("", "damaged: it is cut short");
    assert_prints("clear", "");
    assert_prints("", "0 programs, 0 B, in ");
    assert_started(1, 1, 0);
}

static void a_runtime_may_do_without(void **state) {
    (void)state;
    cx_runtime *rt = cx_open("cpu", .no_program_cache = true);
    for (int i = 0; i < 2; i++) {
        assert_true(apply(rt, 0) == 6);
        assert_int_equal(cxi_program_counts(&rt->programs).compiled, i + 1);
    }
    assert_int_equal(cxi_program_counts(&rt->programs).saved, 0);
    close_fine(rt);
}

static void sort(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g, (void)user;
    out[0] = cx_sort(in[0], 0);
}

/* XLA:CPU cannot save every program; nobody needs to hear of it. */
static void what_cannot_be_saved_is_compiled(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        cx_runtime *rt = cx_open("cpu");
        cx_tensor *x = FLOATS(rt, CX_DIMS(4), 3, 1, 4, 1), *y = cx_apply(cx_jit(rt, sort), x);
        ASSERT_FLOATS(y, CX_DIMS(4), 1, 1, 3, 4);
        struct cxi_program_counts counts = cxi_program_counts(&rt->programs);
        assert_int_equal(counts.loaded + counts.compiled, 1);
        assert_int_equal(counts.saved + counts.unsavable, counts.compiled);
        assert_null(cx_warning(rt));
        close_fine(rt);
    }
}

static void a_warning_is_told_at_the_end(void **state) {
    (void)state;
    char told[300] = "";
    setenv("CALX_PROGRAM_CACHE", "much", 1);
    cx_runtime *rt = cx_open("cpu");
    assert_calx_fine(rt);
    assert_has(cx_warning(rt), "$CALX_PROGRAM_CACHE is \"much\"");
    FILE *report = fmemopen(told, sizeof told, "w");
    assert_int_equal(cx_close(rt, report), 0);
    fclose(report);
    assert_has(
        told,
        "warning: $CALX_PROGRAM_CACHE is \"much\", and should be off or a number of MiB, or the path of a folder");
    unsetenv("CALX_PROGRAM_CACHE");
}

/* The plugin may be in the cache folder that is about to be another. */
static int make(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_plugin *plugin = cxi_plugin_open("cpu", &status);
    if (!plugin || !mkdtemp(scratch)) return -1;
    setenv("CALX_PLUGIN", cxi_plugin_path(plugin), 1);
    setenv("CALX_CACHE", scratch, 1);
    unsetenv("CALX_PROGRAM_CACHE");
    return 0;
}

static int unmake(void **state) {
    clear(state);
    char folder[60];
    snprintf(folder, sizeof folder, "%s/programs", scratch);
    return rmdir(folder) || rmdir(scratch);
}

int main(int argc, char **argv) {
    if (argc == 2) return start(atoi(argv[1]));
    if (argc == 3) return start_custom(strcmp(argv[2], "known") == 0);
    snprintf(self, sizeof self, "%s", argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_second_process_compiles_nothing, clear),
        cmocka_unit_test_teardown(what_is_damaged_never_runs, clear),
        cmocka_unit_test_teardown(eight_processes_at_once, clear),
        cmocka_unit_test_teardown(eight_processes_that_evict, clear),
        cmocka_unit_test_teardown(handlers_are_known_before_loading, clear),
        cmocka_unit_test_teardown(the_tool_lists_and_clears, clear),
        cmocka_unit_test_teardown(a_runtime_may_do_without, clear),
        cmocka_unit_test_teardown(what_cannot_be_saved_is_compiled, clear),
        cmocka_unit_test_teardown(a_warning_is_told_at_the_end, clear),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
