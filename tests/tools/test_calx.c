/* The tool `calx`, run as a user runs it: a table of command lines with exit status and what the output must have. */
#define _POSIX_C_SOURCE 200809L /* popen, mkdtemp */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
/* clang-format on */

#include <calx.h>

#include "io/npy.h"

#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/calx-tool-XXXXXX"; /* the working folder of all commands */

static const char twice[] =
    "// func.func @main(%x: tensor<9xf32>) is a comment only\n"
    "module @twice {\n"
    "  func.func private @main_0(%a: tensor<f64>) -> tensor<f64> {\n"
    "    return %a : tensor<f64>\n"
    "  }\n"
    "  func.func public @main(%x: tensor<2x3xf32> {t.a = \"), tensor<\", jax.buffer_donor = true},\n"
    "                         %n: tensor<i32>) // a comment, with a )\n"
    "      -> (tensor<2x3xf32>, tensor<i32>) {\n"
    "    %0 = stablehlo.add %x, %x : tensor<2x3xf32>\n"
    "    return %0, %n : tensor<2x3xf32>, tensor<i32>\n"
    "  }\n"
    "}\n";

/* The generic form, as compilers dump it; its @main stands second. */
static const char generic[] =
    "\"builtin.module\"() ({\n"
    "  \"func.func\"() <{function_type = (tensor<f32>) -> tensor<f32>, sym_name = \"other\", "
    "sym_visibility = \"private\"}> ({\n"
    "  ^bb0(%a: tensor<f32>):\n"
    "    \"func.return\"(%a) : (tensor<f32>) -> ()\n"
    "  }) : () -> ()\n"
    "  \"func.func\"() <{function_type = (tensor<2xcomplex<f32>>) -> tensor<2xf32>, sym_name = \"main\"}> ({\n"
    "  ^bb0(%a: tensor<2xcomplex<f32>>):\n"
    "    %0 = \"stablehlo.real\"(%a) : (tensor<2xcomplex<f32>>) -> tensor<2xf32>\n"
    "    \"func.return\"(%0) : (tensor<2xf32>) -> ()\n"
    "  }) : () -> ()\n"
    "}) : () -> ()\n";

static const char large[] = "func.func @main() -> tensor<50x50xbf16> {\n"
                            "  %0 = stablehlo.constant dense<1.0> : tensor<50x50xbf16>\n"
                            "  return %0 : tensor<50x50xbf16>\n"
                            "}\n";

static const char wrong[] = "func.func @main(%a: tensor<i32>) -> tensor<3xi32> { return %a : tensor<i32> }\n";
static const char dynamic[] = "func.func @main(%a: tensor<?xf32>) -> tensor<?xf32> { return %a : tensor<?xf32> }\n";

static void write_text(const char *name, const char *text) {
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void write_array(const char *name, cx_dtype dtype, cx_dims dims, const void *elements) {
    cx_array *array = cx_array_copy_of(dtype, dims, elements);
    struct cxi_status status = {0};
    if (!cxi_npy_write(name, array, &status)) fail_msg("%s", cxi_error(&status));
    cx_array_free(array);
}

/* A function of more arguments than the tool takes. */
static void write_many(const char *name) {
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs("func.func @main(", file);
    for (int i = 0; i < 300; i++) fprintf(file, "%s%%a%d: tensor<f32>", i ? ", " : "", i);
    fputs(")", file);
    assert_int_equal(fclose(file), 0);
}

static int make_files(void **state) {
    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    setenv("CALX_PROGRAM_CACHE", "off", 1); /* what `calx cache` says is of the folder that the table sets */
    write_text("twice.mlir", twice);
    write_text("generic.mlir", generic);
    write_text("large.mlir", large);
    write_text("wrong.mlir", wrong);
    write_text("dynamic.mlir", dynamic);
    write_text("huge.mlir", "func.func @main(%a: tensor<4611686018427387904x4xf64>)");
    write_text("empty.mlir", "");
    write_text("unended.mlir", "func.func @main(%a: tensor<2x3xf32>, ");
    write_many("many.mlir");
    write_array("x.npy", CX_F32, CX_DIMS(2, 3), (float[]){0, 1, 2, 3, 4, 5});
    write_array("xt.npy", CX_F32, CX_DIMS(3, 2), (float[]){0, 1, 2, 3, 4, 5});
    write_array("xi.npy", CX_I32, CX_DIMS(2, 3), (int32_t[]){0, 1, 2, 3, 4, 5});
    write_array("n.npy", CX_I32, CX_SCALAR, (int32_t[]){-7});
    write_array("c.npy", CX_C64, CX_DIMS(2), (float[]){1.5F, 9, 2.5F, 9});
    return 0;
}

static int remove_files(void **state) {
    (void)state;
    if (chdir("/") != 0) return 1;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

#define GEMMA CALX_TEST_DATA "/models/data/gemma3" /* of random numbers, without a vocabulary */
#define BERT  CALX_TEST_DATA "/models/data/bert"

static const struct {
    const char *arguments;
    int status;
    const char *has[4]; /* in standard output and error together */
} cases[] = {
    {"version", 0, {"calx " CX_VERSION}},
    {"--version", 0, {"calx " CX_VERSION}},
    {"help", 0, {"calx info", "calx run", "--out PREFIX"}},
    {"--help", 0, {"calx info"}},
    {"", 2, {"usage: calx COMMAND"}},
    {"frobnicate", 2, {"no command 'frobnicate'", "usage"}},
    {"version 2", 2, {"usage: calx version"}},
    {"help 2", 2, {"usage: calx help"}},

    {"info", 0, {"calx " CX_VERSION, "pjrt_api_version 0.", "stablehlo_current_version", "trial 1 + 1 = 2"}},
    {"info --json", 0, {"\"calx\": \"" CX_VERSION "\"", "\"path\": \"/", "\"devices\": [", "\"executions\": 1,"}},
    {"info --jason", 2, {"what is '--jason'", "usage: calx info"}},

    {"cache path", 0, {"/programs\n"}},
    {"cache lst", 2, {"what is 'lst'", "usage: calx cache"}},
    {"cache ls ls", 2, {"usage: calx cache"}},

    {"run twice.mlir --in x.npy n.npy --out out-", 0, {"0: f32[2, 3]", "[[0, 2, 4]", "1: i32[] -7"}},
    {"run twice.mlir --in x.npy n.npy --statistics",
     0,
     {"\"executions\": 1,", "\"compilations\": 1,", "\"bytes_to_device\": 28"}},
    {"run --in x.npy --in n.npy --device cpu twice.mlir", 0, {"[[0, 2, 4]", "1: i32[] -7"}},
    {"run --in x.npy n.npy twice.mlir", 2, {"no PROGRAM.mlir"}}, /* the last word is an input, too */
    {"run --in x.npy n.npy --device cpu twice.mlir", 0, {"[[0, 2, 4]", "1: i32[] -7"}},
    {"run generic.mlir --in c.npy", 0, {"0: f32[2] [1.5, 2.5]"}},
    {"run large.mlir", 0, {"0: bf16[50, 50]\n"}},

    {"run", 2, {"no PROGRAM.mlir was named", "usage: calx run"}},
    {"run twice.mlir --in", 2, {"--in needs a value"}},
    {"run twice.mlir --out", 2, {"--out needs a value"}},
    {"run twice.mlir --device", 2, {"--device needs a value"}},
    {"run twice.mlir --inn x.npy", 2, {"there is no option --inn"}},
    {"run twice.mlir large.mlir", 2, {"two programs: twice.mlir and large.mlir"}},

    {"run none.mlir", 1, {"none.mlir", "No such file"}},
    {"run twice.mlir --in x.npy none.npy", 1, {"none.npy", "No such file"}},
    {"run twice.mlir --in x.npy twice.mlir", 1, {"twice.mlir", "npy"}},
    {"run twice.mlir", 1, {"twice.mlir takes 2 inputs, and --in names 0"}},
    {"run twice.mlir --in x.npy n.npy n.npy", 1, {"twice.mlir takes 2 inputs, and --in names 3"}},
    {"run twice.mlir --in xi.npy n.npy", 1, {"input 0 must be f32[2, 3], and xi.npy holds i32[2, 3]"}},
    {"run twice.mlir --in xt.npy n.npy", 1, {"input 0 must be f32[2, 3], and xt.npy holds f32[3, 2]"}},
    {"run twice.mlir --in x.npy x.npy", 1, {"input 1 must be i32[], and x.npy holds f32[2, 3]"}},
    {"run generic.mlir --in n.npy", 1, {"input 0 must be c64[2], and n.npy holds i32[]"}},
    {"run wrong.mlir --in n.npy", 1, {"wrong.mlir: ", "doesn't match function result type"}},
    {"run dynamic.mlir --in x.npy", 1, {"dynamic.mlir: argument 0", "tensor<?xf32>", "not a tensor of a fixed shape"}},
    {"run huge.mlir --in x.npy", 1, {"huge.mlir: argument 0", "of less than 2^62 bytes"}},
    {"run empty.mlir", 1, {"empty.mlir: this is no StableHLO text with a function @main"}},
    {"run unended.mlir", 1, {"unended.mlir: ", "does not end"}},
    {"run x.npy", 1, {"x.npy: not a text"}},
    {"run large.mlir --out big", 0, {"0: bf16[50, 50]\n"}}, /* numpy has no bf16: f32 in the file */
    {"run twice.mlir --in x.npy n.npy --out none/out", 1, {"none/out0.npy"}},
    {"run twice.mlir --in x.npy n.npy --device ./none.so", 1, {"./none.so", "no such file"}},
    {"run twice.mlir --in $(yes x.npy | head -n 300)", 2, {"more than 256 inputs"}},
    {"run many.mlir", 1, {"many.mlir: @main takes more than 256 arguments"}},

    {"generate", 2, {"no MODEL was named", "usage: calx generate"}},
    {"generate a b", 2, {"two models: a and b"}},
    {"generate a --pool cls", 2, {"there is no option --pool"}},
    {"generate a --prompt", 2, {"--prompt needs a value"}},
    {"generate a --prompt-ids 2,x", 2, {"--prompt-ids takes numbers with commas between them"}},
    {"generate a --prompt-file none.txt", 2, {"none.txt", "No such file"}},
    {"generate a --dtype f64", 2, {"--dtype is f32, bf16 or keep, not 'f64'"}},
    {"generate a --top-p 1.5", 2, {"--top-p takes a number from 0 to 1, not '1.5'"}},
    {"generate a --max-tokens 2.5", 2, {"--max-tokens takes a whole number from 1 to 1000000000, not '2.5'"}},
    {"generate a --seed -1", 2, {"--seed takes a whole number from 0 up, not '-1'"}},
    {"generate a $(yes -- --stop a | head -n 17)", 2, {"more than 16 of --stop"}},
    {"generate a", 2, {"no prompt: --prompt, --prompt-file or --prompt-ids"}},
    {"generate none --prompt-ids 2", 1, {"calx generate: cannot open none: No such file"}},
    {"generate " GEMMA " --prompt x", 1, {"without a vocabulary only --prompt-ids can be used"}},
    {"generate " GEMMA " --prompt-ids 2,7 --max-tokens 2 --ignore-eos", 0, {"2 tokens read", "2 written"}},
    {"embed " BERT, 1, {"no prompt: --prompt, --prompt-file or --prompt-ids"}},
    {"embed " BERT " --prompt-ids 7 --pool max", 2, {"--pool is cls, mean or none, not 'max'"}},
    {"chat " GEMMA, 1, {"there is no conversation without a vocabulary"}},
    {"tokenize --frob", 2, {"what is '--frob'"}},
    {"tokenize", 2, {"which model?"}},
    {"tokenize " CALX_TEST_DATA "/models/data/letters.json <.", 1, {"standard input cannot be read"}},
    {"version >/dev/full", 1, {"standard output cannot be written"}},
};

static void test_command_lines(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char command[512], output[65536];
        snprintf(command, sizeof command, "exec 2>&1 </dev/null; %s/calx %s", CALX_TESTS, cases[i].arguments);
        FILE *pipe = popen(command, "r");
        assert_non_null(pipe);
        size_t length = fread(output, 1, sizeof output - 1, pipe);
        output[length] = '\0';
        int status = pclose(pipe);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != cases[i].status)
            fail_msg("calx %s: status %#x instead of %d\n%s", cases[i].arguments, (unsigned)status, cases[i].status,
                     output);
        for (int k = 0; k < 4 && cases[i].has[k]; k++)
            if (!strstr(output, cases[i].has[k]))
                fail_msg("calx %s: \"%s\" is not in:\n%s", cases[i].arguments, cases[i].has[k], output);
    }
    cx_array *ones = cx_npy_read("big0.npy"); /* what `run large.mlir --out big` wrote */
    assert_null(cx_array_error(ones));
    assert_int_equal(cx_array_dtype(ones), CX_F32);
    assert_int_equal(cx_array_count(ones), 2500);
    assert_true(cx_array_at(ones, 2499) == 1);
    cx_array_free(ones);
}

/* What the first good `run` of the table wrote. */
static void test_written_results(void **state) {
    (void)state;
    cx_array *doubled = cx_npy_read("out-0.npy"), *number = cx_npy_read("out-1.npy");
    assert_null(cx_array_error(doubled));
    assert_null(cx_array_error(number));
    assert_int_equal(cx_array_dtype(doubled), CX_F32);
    assert_true(cx_dims_equal(cx_array_dims(doubled), CX_DIMS(2, 3)));
    for (int i = 0; i < 6; i++) assert_true(cx_array_at(doubled, i) == 2 * i);
    assert_int_equal(cx_array_dtype(number), CX_I32);
    assert_int_equal(cx_array_dims(number).rank, 0);
    assert_true(cx_array_at(number, 0) == -7);
    cx_array_free(doubled);
    cx_array_free(number);
}

/* Without a plugin, info says where it looked and fails; a broken one does not end it. */
static void test_info_without_a_plugin(void **state) {
    (void)state;
    char command[512], output[65536];
    snprintf(command, sizeof command, "CALX_PLUGIN=%s/twice.mlir %s/calx info 2>&1", folder, CALX_TESTS);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    output[fread(output, 1, sizeof output - 1, pipe)] = '\0';
    assert_int_equal(WEXITSTATUS(pclose(pipe)), 1);
    assert_non_null(strstr(output, "platform any"));
    assert_non_null(strstr(output, "no PJRT plugin for \"cpu\" could be loaded"));

    snprintf(command, sizeof command, "CALX_PLUGIN=%s/none.so %s/calx info 2>&1", folder, CALX_TESTS);
    pipe = popen(command, "r");
    assert_non_null(pipe);
    output[fread(output, 1, sizeof output - 1, pipe)] = '\0';
    assert_int_equal(WEXITSTATUS(pclose(pipe)), 1);
    assert_non_null(strstr(output, "/none.so"));
    assert_non_null(strstr(output, "error there is no such file"));
}

/* Run with an environment of its own: what it prints, and how it ends. */
static void assert_prints(const char *command, int status, const char *part) {
    char output[65536];
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    output[fread(output, 1, sizeof output - 1, pipe)] = '\0';
    assert_int_equal(WEXITSTATUS(pclose(pipe)), status);
    if (!strstr(output, part)) fail_msg("%s: \"%s\" is not in:\n%s", command, part, output);
}

static void test_odd_environments(void **state) {
    (void)state;
    assert_prints("CALX_PROGRAM_CACHE=much " CALX_TESTS "/calx embed " BERT " --prompt-ids 7,8 2>&1", 0,
                  "calx embed: warning: $CALX_PROGRAM_CACHE is \"much\"");
    assert_prints("env -u CALX_CACHE -u XDG_CACHE_HOME -u HOME -u CALX_PROGRAM_CACHE " CALX_TESTS "/calx cache 2>&1", 1,
                  "calx cache: there is no folder for it: set CALX_CACHE, XDG_CACHE_HOME or HOME");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_command_lines),
        cmocka_unit_test(test_written_results),
        cmocka_unit_test(test_info_without_a_plugin),
        cmocka_unit_test(test_odd_environments),
    };
    return cmocka_run_group_tests(tests, make_files, remove_files);
}
