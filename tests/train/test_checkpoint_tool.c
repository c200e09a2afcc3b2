/* calx checkpoint and calx plot, as they are called. */
#include "train/checkpoint_run.h"

#include <calx/checkpoint.h>

#include <sys/wait.h>

/* Runs `calx ARGUMENTS`; its output, which is to be freed, and its exit status. */
static char *run_tool(const char *arguments, int *status) {
    char command[2048];
    snprintf(command, sizeof command, "%s/calx %s 2>&1", CALX_TESTS, arguments);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    char *output = calloc(1, 65536);
    assert_non_null(output);
    size_t length = fread(output, 1, 65535, pipe);
    output[length] = '\0';
    *status = WEXITSTATUS(pclose(pipe));
    return output;
}

static void assert_tool(int expected, const char *arguments, const char *part, const char *other) {
    int status;
    char *output = run_tool(arguments, &status);
    if (status != expected) fail_msg("calx %s: exit status %d: %s", arguments, status, output);
    assert_has(output, part);
    assert_has(output, other);
    free(output);
}

static char *arguments(const char *format, const char *a, const char *b) {
    static char text[1500];
    snprintf(text, sizeof text, format, a, b);
    return text;
}

static int make_runs(void **state) {
    if (work_make(state) != 0) return -1;
    if (train_small(work_path("a"), 4, 2, work_path("a.safetensors")) != 0) return -1;
    cx_runtime *rt = cx_open("cpu");
    cx_store *store = cx_store_new(rt, 0);
    cx_store_set(store, "hidden/bias", cx_tensor_new(rt, CX_F32, CX_DIMS(2), (const float[]){3, 4}));
    cx_store_set(store, "other", cx_tensor_scalar(rt, CX_F32, 1));
    cx_save(store, work_path("b.safetensors"));
    write_file(work_path("x.csv"), "step,seconds,name,value\n10,0,loss,2\n20,0,loss,1\n", 48);
    write_file(work_path("y.csv"), "step,seconds,name,value\n10,0,loss,3\n20,0,loss,2\n", 48);
    return close_empty(rt);
}

static void test_ls(void **state) {
    (void)state;
    assert_tool(0, arguments("checkpoint ls %s%s", work_path("a"), ""), "step       4\n", "hidden/kernel");
    assert_tool(0, arguments("checkpoint ls %s%s", work_path("a"), "/step-000000002"), "step       2\n", "[3, 8]");
    assert_tool(0, arguments("checkpoint ls %s%s", work_path("b.safetensors"), ""), "2 variables", " 5\n");
    assert_tool(1, arguments("checkpoint ls %s%s", work_path("none"), ""), "calx checkpoint: ", "none");
    assert_tool(1, arguments("checkpoint ls %s%s", work_path("."), ""), "there is no checkpoint in it; check the path",
                "calx checkpoint: ");
    assert_tool(2, "checkpoint list", "usage", "ls PATH");
    int status; /* in the order of names */
    char *output = run_tool(arguments("checkpoint ls %s%s", work_path("a"), ""), &status);
    const char *names[] = {"\nadam/hidden/bias/mean ", "\nhidden/bias ", "\nhidden/kernel ", "\nout/bias ",
                           "\nrandom/key "};
    const char *at = output;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++, at++)
        if (!(at = strstr(at, names[i]))) fail_msg("%s is missing or misplaced:\n%s", names[i] + 1, output);
    free(output);
}

static void test_diff(void **state) {
    (void)state;
    assert_tool(0, arguments("checkpoint diff %s %s", work_path("a"), work_path("a.safetensors")), "0 are not", "");
    assert_tool(1, arguments("checkpoint diff %s/step-000000002 %s", work_path("a"), work_path("a")),
                "train/step  largest difference 2, relative 1", "step       2 and 4");
    assert_tool(1, arguments("checkpoint diff %s %s", work_path("a"), work_path("b.safetensors")),
                "misshapen  hidden/bias  f32[8] and f32[2]", "extra      other  f32[]");
    assert_tool(1, arguments("checkpoint diff %s %s", work_path("b.safetensors"), work_path("a")),
                "missing    other  f32[]", "extra      hidden/kernel");
}

static void test_plot(void **state) {
    (void)state;
    assert_tool(0, arguments("plot %s%s", work_path("x.csv"), ""), "loss  1\n", "└──");
    assert_tool(0, arguments("plot %s %s", work_path("x.csv"), work_path("y.csv")), "x: loss  1\n", "y: loss  2\n");
    assert_tool(0, arguments("plot %s --html %s", work_path("x.csv"), work_path("x.html")), "", "");
    size_t size;
    char *page = read_file(work_path("x.html"), &size);
    assert_has(page, "</html>");
    free(page);
    assert_tool(1, arguments("plot %s%s", work_path("a.safetensors"), ""), "it has no record", "calx plot: ");
    assert_tool(2, "plot", "usage", "LOG");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ls),
        cmocka_unit_test(test_diff),
        cmocka_unit_test(test_plot),
    };
    return cmocka_run_group_tests(tests, make_runs, work_remove);
}
