/* The programs of examples/ that train something, run as a user runs them, a few steps on data made here: exit status, and
   the form of the last line. How well they learn is measured elsewhere. */
#define _DEFAULT_SOURCE /* popen, mkdtemp, usleep */
/* clang-format off: cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
/* clang-format on */

#include "examples/fixtures.h"

#include <fcntl.h>
#include <regex.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/calx-examples-XXXXXX"; /* the working folder of all commands */

static int make_files(void **state) {
    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    fixture_digits(500);
    fixture_diabetes();
    fixture_cifar10();
    fixture_texts();
    return 0;
}

static int remove_files(void **state) {
    (void)state;
    if (chdir("/") != 0) return 1;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static const struct example {
    const char *command;
    int status;
    const char *last; /* the last line, as a regular expression */
} cases[] = {
    {"linear-regression", 0, "^y = [23]\\.[0-9]{3} x \\+ [12]\\.[0-9]{3}$"},

    {"per-example-gradients", 0, "^clipped: y = 3\\.0[0-9]{2} x \\+ 2\\.0[0-9]{2}$"},

    {"text-model --steps 2 --prompt pebbles text", 0,
     "^[0-9]\\.[0-9]{3} bits per character on the last tenth of text$"},
    {"text-model --steps 2 none", 1, "none: No such file or directory"},
    {"text-model --steps 2 short", 1, "^short is too short a text$"},
    {"text-model --steps 0 text", 2, "^usage: text-model"},
    {"text-model --prompt", 2, "^usage: text-model"},
    {"text-model text text", 2, "^usage: text-model"},

    {"diabetes diabetes 20", 0, "^R\\^2 -?[0-9]+\\.[0-9]{3} \\(network\\), -?[0-9]+\\.[0-9]{3} \\(linear\\)$"},
    {"diabetes none", 1, "none/diabetes_data_raw.csv.gz: No such file or directory"},
    {"diabetes", 2, "^usage: diabetes"},

    {"resnet --data cifar --steps 1 --blocks 1", 0, "^test accuracy [01]\\.[0-9]{4}$"},
    {"resnet --data none --steps 1", 1, "none.*No such file or directory"},
    {"resnet --steps 0", 2, "^usage: resnet"},

    {"cifar10-train --data cifar --checkpoint ten --steps 2 --batch 10", 0, "^test accuracy [01]\\.[0-9]{4}$"},
    {"cifar10-train --data cifar --checkpoint ten --steps 3 --batch 10 --plot ten.html --log ten.csv", 0,
     "^test accuracy [01]\\.[0-9]{4}$"},
    {"cifar10-train --data cifar --checkpoint norm --steps 1 --batch 10 --norm batch --augment", 0,
     "^test accuracy [01]\\.[0-9]{4}$"},
    {"cifar10-train --data none --checkpoint ten --steps 9", 1, "none.*No such file or directory"},
    {"cifar10-train --data cifar --checkpoint ten --steps 0", 2, "--profile"},
    {"cifar10-train --data cifar --checkpoint ten --norm other", 2, "--profile"},
    {"cifar10-train --data cifar --checkpoint ten --steps 10x", 2, "--profile"},
    {"cifar10-train --data cifar --checkpoint ten --steps 4 --norm batch", 1,
     "ten/step-000000003 does not fit the model. missing: block0/norm0/mean f32.32., .*, norm/bias f32.128."},

    {"autoencoder digits.csv.gz pictures 2", 0, "^mean squared error 0\\.[0-9]{4} before, 0\\.[0-9]{4} after$"},
    {"autoencoder none.csv.gz pictures", 1, "none.csv.gz: No such file or directory"},
    {"autoencoder digits.csv.gz", 2, "^usage: autoencoder"},

    {"digits-train --data digits.csv.gz --out digits.safetensors --steps 2", 0,
     "^test accuracy [01]\\.[0-9]{4}, variables in digits.safetensors$"},
    {"digits-classify digits.safetensors pictures/0.png", 0, "^pictures/0.png: [0-9] \\([0-9.]+%\\)$"},
    {"digits-classify none.safetensors pictures/0.png", 1, "none.safetensors: No such file or directory"},
    {"digits-train --data none.csv.gz --out none/digits.safetensors", 1,
     "^cannot write none/digits.safetensors: No such"},
    {"digits-train --data digits.csv.gz", 2, "^usage: digits-train"},

    /* Pictures of another size; what is none of them has its error, and the others are named all the same. */
    {"cifar10-classify --checkpoint ten pictures/0.png short pictures/1.png", 1,
     "^pictures/1.png (airplane|automobile|bird|cat|deer|dog|frog|horse|ship|truck) [01]\\.[0-9]{3}$"},
    {"cifar10-classify --checkpoint norm pictures/0.png", 0, "^pictures/0.png [a-z]+ [01]\\.[0-9]{3}$"},
    {"cifar10-classify --checkpoint none pictures/0.png", 1, "there is no checkpoint in none"},
    {"cifar10-classify pictures/0.png", 2, "^usage: cifar10-classify"},
};

/* Cuts a text to its last line. */
static const char *last_line(char *text) {
    size_t length = strlen(text);
    while (length && text[length - 1] == '\n') text[--length] = '\0';
    const char *newline = strrchr(text, '\n');
    return newline ? newline + 1 : text;
}

static void test_command_lines(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct example *example = &cases[i];
        char command[512], output[65536];
        /* What a good run says on the way, and the warnings of a bad one, must not hide its last line. */
        snprintf(command, sizeof command, "%s/%s %s </dev/null", CALX_BIN, example->command,
                 example->status ? "2>&1" : "");
        FILE *pipe = popen(command, "r");
        assert_non_null(pipe);
        output[fread(output, 1, sizeof output - 1, pipe)] = '\0';
        int status = pclose(pipe);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != example->status)
            fail_msg("%s: status %#x instead of %d\n%s", example->command, (unsigned)status, example->status, output);
        regex_t form;
        assert_int_equal(regcomp(&form, example->last, REG_EXTENDED | REG_NOSUB), 0);
        const char *line = last_line(output);
        if (regexec(&form, line, 0, NULL, 0) != 0)
            fail_msg("%s: its last line is \"%s\", not \"%s\"", example->command, line, example->last);
        regfree(&form);
    }
}

/* What the autoencoder of the table wrote. */
static void test_pictures(void **state) {
    (void)state;
    for (int i = 0; i < 10; i++) {
        char path[64];
        snprintf(path, sizeof path, "pictures/%d.png", i);
        struct stat file;
        assert_int_equal(stat(path, &file), 0);
        assert_true(file.st_size > 60);
    }
}

/* What cifar10-train drew and wrote down. */
static void test_page_and_log(void **state) {
    (void)state;
    char page[1 << 18] = "", log[4096] = "";
    FILE *file = fopen("ten.html", "r"), *records = fopen("ten.csv", "r");
    assert_true(file && records);
    page[fread(page, 1, sizeof page - 1, file)] = log[fread(log, 1, sizeof log - 1, records)] = '\0';
    fclose(file);
    fclose(records);
    int pictures = 0;
    for (const char *at = page; (at = strstr(at, "data:image/png;base64,")); at++) pictures++;
    assert_int_equal(pictures, 24);
    assert_non_null(strstr(page, "<th>automobile</th>"));
    assert_non_null(strstr(page, "test accuracy"));
    assert_non_null(strstr(page, "</html>"));
    assert_int_equal(strncmp(log, "step,seconds,name,value\n3,", 26), 0);
    assert_non_null(strstr(log, ",test accuracy,"));
}

static bool exists(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && about.st_size > 24; /* more than the heading of a log */
}

/* Ctrl-C keeps the work, and the next run goes on. */
static void test_interrupted(void **state) {
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        signal(SIGINT, SIG_DFL); /* it may be ignored here, as in jobs of a shell's background */
        dup2(open("interrupted.err", O_WRONLY | O_CREAT, 0666), STDERR_FILENO);
        execl(CALX_BIN "/cifar10-train", "cifar10-train", "--data", "cifar", "--checkpoint", "interrupted", "--steps",
              "100000", "--batch", "10", "--log", "interrupted.csv", (char *)NULL);
        _exit(127);
    }
    int how = 0;
    pid_t ended = 0;
    while (!exists("interrupted.csv") && (ended = waitpid(child, &how, WNOHANG)) == 0) usleep(10000);
    assert_int_equal(ended, 0);
    kill(child, SIGINT);
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how));
    assert_int_equal(WEXITSTATUS(how), 130);
    char said[4096] = "";
    FILE *errors = fopen("interrupted.err", "r");
    assert_non_null(errors);
    said[fread(said, 1, sizeof said - 1, errors)] = '\0';
    fclose(errors);
    long step = 0;
    const char *stopped = strstr(said, "stopped after step ");
    assert_non_null(stopped);
    assert_int_equal(sscanf(stopped, "stopped after step %ld; run it again to go on", &step), 1);
    char path[64];
    snprintf(path, sizeof path, "interrupted/step-%09ld/checkpoint.json", step);
    assert_true(step >= 10 && exists(path));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_command_lines),
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_page_and_log),
        cmocka_unit_test(test_interrupted),
    };
    return cmocka_run_group_tests(tests, make_files, remove_files);
}
