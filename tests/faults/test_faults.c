/* Everything that can fail, made to fail: each PJRT call, each kind of access to files and allocations from all over the
   library, in each program of examples/, run on tiny data with a plugin that only plays one (mime_plugin.c).

   First each program runs undisturbed and what it uses is counted (hooks.c, mime_plugin.c). Then it runs once for each
   fault: a call at its first, middle and last use; an allocation at the first, the last and some others, each from another
   place. Such a run must end by itself, with status 1 and one line on stderr that names what failed; or with status 0 and
   the same output as the undisturbed run, where the fault did no harm: at most it is warned of. No object of the plugin is
   left, and nothing that a sanitizer finds.

   $CALX_FAULTS=NAME tries one program only; "all" every place that allocates; "all NAME" both. */
#define _GNU_SOURCE /* mkdtemp, nftw */
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

#include "examples/fixtures.h"
#include "kernels/onednn.h"

#include <ftw.h>
#include <glob.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 120 /* seconds */, AT_ONCE = 2, ALLOCATIONS = 12, MOST = 1 << 15 };

static char folder[] = "/tmp/calx-faults-XXXXXX";
static bool all; /* $CALX_FAULTS */
static const char *only;

/* Command lines, to be run in a folder of their own beside the data. A "warm" one finds its compiled programs in the cache. */
static const struct program {
    const char *name, *arguments;
    bool warm;
} programs[] = {
    {"linear-regression", "", false},
    {"linear-regression", "", true},
    {"per-example-gradients", "", false},
    {"gemma", "../lm hello", false},
    {"text-model", "--steps 2 --prompt pebbles ../text", false},
    {"diabetes", "../diabetes 20", false},
    {"resnet", "--data ../cifar --steps 1 --blocks 1", false},
    {"cifar10-train", "--data ../cifar --checkpoint new --steps 2 --batch 10 --plot page.html --log log.csv", false},
    {"cifar10-classify", "--checkpoint ../ckpt ../picture.png", false},
    {"digits-classify", "../digits.safetensors ../picture.png", false},
    {"digits-train", "--data ../digits.csv.gz --out d.safetensors --samples s --steps 2", false},
    {"autoencoder", "../digits.csv.gz pictures 2", false},
};
enum { PROGRAMS = sizeof programs / sizeof programs[0] };

/* One run: what fails in it, and how it ended. */
struct run {
    const struct program *program;
    char fault[64];
    int use;
    pid_t process;
    char place[64]; /* the folder it runs in, which has its files out, err, log */
};

static int removed(const char *path, const struct stat *about, int type, struct FTW *walk) {
    (void)about, (void)type, (void)walk;
    return remove(path);
}

static void remove_folder(const char *path) {
    nftw(path, removed, 16, FTW_DEPTH | FTW_PHYS);
}

static char *slurp(const char *place, const char *name) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", place, name);
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 18);
    size_t got = file ? fread(text, 1, (1 << 18) - 1, file) : 0;
    text[got] = '\0';
    if (file) fclose(file);
    return text;
}

/* ------------------------------------------------------------------------------------------------ running */

static void set_number(const char *name, int value) {
    char text[16];
    snprintf(text, sizeof text, "%d", value);
    setenv(name, text, 1);
}

static void exec_run(const struct run *run) {
    char command[512];
    snprintf(command, sizeof command, "%s exec %s/%s-faulty %s </dev/null >out 2>err",
             run->program->warm ? "cp -r ../warm cache &&" : "", CALX_TESTS, run->program->name,
             run->program->arguments);
    setenv("CALX_PLUGIN", CALX_MIME_PLUGIN, 1);
    setenv("CALX_CACHE", "cache", 1);
    unsetenv("CALX_PROGRAM_CACHE"); /* compiled programs are saved there */
    setenv("FAULT", run->fault, 1);
    set_number("FAULT_USE", run->use);
    setenv("FAULT_LOG", "log", 1);
    /* So that a sanitizer's report is not taken for a program's own failure. */
    setenv("ASAN_OPTIONS", "detect_leaks=1:exitcode=99:allocator_may_return_null=1", 1);
    setenv("UBSAN_OPTIONS", "halt_on_error=1:print_stacktrace=1:exitcode=99", 1);
    alarm(PATIENCE); /* one that hangs is killed */
    if (chdir(run->place) == 0) execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(98);
}

static void start(struct run *run, int slot) {
    snprintf(run->place, sizeof run->place, "%s/run%d", folder, slot);
    remove_folder(run->place);
    assert_int_equal(mkdir(run->place, 0777), 0);
    run->process = fork();
    assert_true(run->process >= 0);
    if (run->process == 0) exec_run(run);
}

/* -------------------------------------------------------------------------------------------- judging */

/* What the message about a fault says. */
static const char *word_of(const struct run *run) {
    if (strncmp(run->fault, "PJRT_", 5) == 0) return "told to fail";
    return strcmp(run->fault, "alloc") == 0 ? "out of memory" : "Input/output error";
}

/* How many lines, which are warnings or are not, have the word. */
static int lines_with(const char *text, const char *word, bool warnings) {
    int count = 0;
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        const char *found = strstr(line, word);
        bool is_warning = strncmp(line, "warning: ", 9) == 0;
        count += found && found < line + length && is_warning == warnings;
        line += length + (line[length] == '\n');
    }
    return count;
}

static const char *past_number(const char *text) {
    return text + strspn(text, "0123456789.");
}

/* Numbers aside, which tell how long something took. */
static bool same_but_for_times(const char *a, const char *b) {
    for (;;) {
        a = past_number(a), b = past_number(b);
        if (*a != *b) return false;
        if (!*a) return true;
        a++, b++;
    }
}

/* NULL: as it should be. */
static const char *judge(const struct run *run, int status, const char *undisturbed, const char *out, const char *err,
                         const char *log) {
    if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGALRM ? "it hangs" : "it was killed by a signal";
    if (strstr(err, "Sanitizer") || strstr(err, "runtime error:")) return "a sanitizer found something";
    const char *alive = strstr(log, "alive ");
    if (alive && atoi(alive + 6)) return "objects of the plugin were not destroyed";
    if (!strstr(log, "fired")) return WEXITSTATUS(status) ? "it failed before the fault" : NULL;
    int lines = lines_with(err, word_of(run), false);
    if (lines_with(err, word_of(run), true) > 1) return "more than one warning tells of the fault";
    if (WEXITSTATUS(status) == 1)
        return lines == 1 ? NULL : lines ? "more than one line tells of the fault" : "no line names what failed";
    if (WEXITSTATUS(status) != 0) return "the exit status is neither 0 nor 1";
    if (lines) return "an error was told, and the exit status is 0";
    return same_but_for_times(out, undisturbed) ? NULL : "the output is another, without an error";
}

struct tally {
    int runs, harmless, failures;
};

static void finish(struct run *run, int status, const char *undisturbed, struct tally *tally) {
    char *out = slurp(run->place, "out"), *err = slurp(run->place, "err"), *log = slurp(run->place, "log");
    const char *wrong = judge(run, status, undisturbed, out, err, log);
    tally->runs++;
    if (!wrong && WEXITSTATUS(status) == 0 && strstr(log, "fired")) {
        tally->harmless++;
        if (strcmp(run->fault, "alloc") != 0) /* of allocations there are too many to be listed */
            printf("harmless: %s, %s at use %d\n", run->program->name, run->fault, run->use);
    }
    if (wrong) {
        tally->failures++;
        size_t length = strlen(err), shown = length < 3000 ? length : 3000;
        printf("%s %s, %s fails at use %d: %s (status %#x)\n%s\n", run->program->name, run->program->arguments,
               run->fault, run->use, wrong, (unsigned)status, strstr(err, "Sanitizer") ? err : err + length - shown);
    }
    free(out), free(err), free(log);
}

/* ------------------------------------------------------------------------------------------- the faults of one */

struct plan {
    struct run run[MOST];
    int count;
};

static void plan_one(struct plan *plan, const struct program *program, const char *fault, int use) {
    if (plan->count == MOST) return;
    struct run *run = &plan->run[plan->count++];
    *run = (struct run){.program = program, .use = use};
    snprintf(run->fault, sizeof run->fault, "%s", fault);
}

/* First, middle and last use. */
static void plan_uses(struct plan *plan, const struct program *program, const char *fault, int uses) {
    plan_one(plan, program, fault, 1);
    if (uses > 2) plan_one(plan, program, fault, (uses + 1) / 2);
    if (uses > 1) plan_one(plan, program, fault, uses);
}

static void plan_from(struct plan *plan, const struct program *program, const char *log) {
    int site[MOST], sites = 0, allocations = 0;
    char name[64];
    plan->count = 0;
    for (const char *line = log; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        int uses;
        if (sscanf(line, "call %63s %d", name, &uses) == 2 || sscanf(line, "file %63s %d", name, &uses) == 2)
            plan_uses(plan, program, name, uses);
        else if (sscanf(line, "alloc %d", &uses) == 1)
            allocations = uses;
        else if (sscanf(line, "site %d", &uses) == 1 && sites < MOST)
            site[sites++] = uses;
    }
    int tried = all || sites < ALLOCATIONS ? sites : ALLOCATIONS;
    for (int i = 0; i < tried; i++)
        plan_one(plan, program, "alloc", site[(int64_t)i * (sites - 1) / (tried > 1 ? tried - 1 : 1)]);
    plan_one(plan, program, "alloc", allocations);
}

static void carry_out(struct plan *plan, const char *undisturbed, struct tally *tally) {
    struct run *slot[AT_ONCE] = {NULL};
    int next = 0, running = 0;
    while (next < plan->count || running) {
        for (int i = 0; i < AT_ONCE && next < plan->count; i++)
            if (!slot[i]) start(slot[i] = &plan->run[next++], i), running++;
        int status;
        pid_t ended = wait(&status);
        assert_true(ended > 0);
        for (int i = 0; i < AT_ONCE; i++)
            if (slot[i] && slot[i]->process == ended) {
                finish(slot[i], status, undisturbed, tally);
                slot[i] = NULL, running--;
            }
    }
}

static void test_program(void **state) {
    const struct program *program = *state;
    static struct plan plan;
    struct run survey = {.program = program, .fault = "survey"};
    int status;
    start(&survey, AT_ONCE);
    assert_int_equal(waitpid(survey.process, &status, 0), survey.process);
    char *out = slurp(survey.place, "out"), *err = slurp(survey.place, "err"), *log = slurp(survey.place, "log");
    const char *wrong = judge(&survey, status, out, out, err, log);
    if (wrong) fail_msg("%s: undisturbed, %s (status %#x)\n%s", program->name, wrong, (unsigned)status, err);
    assert_non_null(strstr(log, "call PJRT_LoadedExecutable_Execute"));
    plan_from(&plan, program, log);
    struct tally tally = {0};
    carry_out(&plan, out, &tally);
    printf("%s: %d faults, %d of them harmless, %d not as they should be\n", program->name, tally.runs, tally.harmless,
           tally.failures);
    free(out), free(err), free(log);
    assert_int_equal(tally.failures, 0);
    assert_true(tally.runs > 30);
}

/* ------------------------------------------------------------------------------------------------ the set-up */

/* Every program of examples/ is in the table. */
static void test_complete(void **state) {
    (void)state;
    glob_t found;
    assert_int_equal(glob(CALX_EXAMPLES "/*.c", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s", strrchr(found.gl_pathv[i], '/') + 1);
        name[strlen(name) - 2] = '\0';
        for (char *c = name; *c; c++)
            if (*c == '_') *c = '-';
        bool known = false;
        for (int k = 0; k < PROGRAMS; k++) known |= strcmp(programs[k].name, name) == 0;
        if (!known) fail_msg("examples/%s has no command line in the table of test_faults.c", name);
    }
    globfree(&found);
}

/* Runs one of the programs as it is, in `folder`. */
static void make(const char *command, const char *cache) {
    char line[512];
    snprintf(line, sizeof line, "unset CALX_PROGRAM_CACHE; CALX_CACHE=%s CALX_PLUGIN=%s %s/%s </dev/null >made 2>&1",
             cache, CALX_MIME_PLUGIN, CALX_TESTS, command);
    if (system(line) != 0) fail_msg("%s\n%s", line, slurp(folder, "made"));
}

/* The programs look for it in a cache folder of their own: where it is here, they have it, and so handlers to register. */
static void name_onednn(void) {
    struct cxi_status none = {0};
    const struct onednn *lib = cxi_onednn(&none);
    if (lib) setenv("CALX_ONEDNN", lib->path, 1);
    cxi_status_clear(&none);
}

static int make_files(void **state) {
    (void)state;
    name_onednn();
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    fixture_digits(200);
    fixture_diabetes();
    fixture_cifar10();
    fixture_texts();
    assert_int_equal(system("mkdir lm && cp " CALX_TEST_DATA "/models/data/gemma3/*.* lm && "
                            "cp " CALX_TEST_DATA "/models/data/letters.json lm/tokenizer.json"),
                     0);
    make("linear-regression-faulty", "warm");
    make("cifar10-train-faulty --data cifar --checkpoint ckpt --steps 2 --batch 10", "cold");
    make("digits-train-faulty --data digits.csv.gz --out digits.safetensors --samples s --steps 1", "cold");
    assert_int_equal(system("cp s/160-*.png picture.png"), 0);
    return 0;
}

static int remove_files(void **state) {
    (void)state;
    if (chdir("/") != 0) return 1;
    remove_folder(folder);
    return 0;
}

int main(void) {
    only = getenv("CALX_FAULTS");
    all = only && strncmp(only, "all", 3) == 0;
    if (all) only = only[3] == ' ' ? only + 4 : NULL;
    struct CMUnitTest tests[PROGRAMS + 1] = {cmocka_unit_test(test_complete)};
    int count = 1;
    for (int i = 0; i < PROGRAMS; i++)
        if (!only || strcmp(only, programs[i].name) == 0)
            tests[count++] = (struct CMUnitTest){
                .name = programs[i].name, .test_func = test_program, .initial_state = (void *)&programs[i]};
    return _cmocka_run_group_tests("faults", tests, (size_t)count, make_files, remove_files);
}
