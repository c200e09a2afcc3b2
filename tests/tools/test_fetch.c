/* calx fetch against a small hub on this machine: hub_server.py, which says what each of its models is there for. */
#define _POSIX_C_SOURCE 200809L /* popen, mkdtemp, setenv */
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

#include "base/alloc.h"
#include "io/directory.h"
#include "io/file.h"
#include "io/hub.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COMMIT "0123456789abcdef0123456789abcdef01234567"

static char folder[] = "/tmp/calx-fetch-XXXXXX";
static pid_t server;
static const char *absent; /* what is missing to try it */

/* -- The server -- */

static bool start_server(void) {
    int ends[2];
    char log[64], port[16] = "", endpoint[64];
    snprintf(log, sizeof log, "%s/log", folder);
    if (pipe(ends) != 0) return false;
    server = fork();
    if (server == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        execlp("python3", "python3", CALX_TEST_DATA "/tools/hub_server.py", log, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    FILE *from = fdopen(ends[0], "r");
    bool up = from && fgets(port, sizeof port, from) && atoi(port) > 0;
    if (from) fclose(from);
    snprintf(endpoint, sizeof endpoint, "http://127.0.0.1:%d/", atoi(port));
    setenv("HF_ENDPOINT", endpoint, 1);
    return up;
}

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder)) return 1;
    setenv("HF_HOME", folder, 1);
    setenv("no_proxy", "localhost,127.0.0.1", 1);
    unsetenv("HF_HUB_CACHE");
    unsetenv("HUGGINGFACE_HUB_CACHE");
    unsetenv("HF_TOKEN");
    if (!start_server()) absent = "python3 does not start the server";
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    char command[64];
    if (server > 0) kill(server, SIGTERM), waitpid(server, NULL, 0);
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

/* -- Runs and their marks -- */

static char output[10000];

/* Runs calx fetch; returns its exit status, with what it printed in `output`. */
static int fetch(const char *arguments) {
    char command[1000];
    snprintf(command, sizeof command, CALX_TESTS "/calx fetch %s 2>&1", arguments);
    FILE *from = popen(command, "r");
    assert_non_null(from);
    size_t size = fread(output, 1, sizeof output - 1, from);
    output[size] = '\0';
    int status = pclose(from);
    assert_true(WIFEXITED(status));
    if (strstr(output, "without libcurl") || strstr(output, "libcurl cannot")) absent = "there is no libcurl";
    if (absent) {
        print_message("skipped: %s\n", absent);
        skip();
    }
    return WEXITSTATUS(status);
}

static void assert_has(const char *text, const char *part) {
    if (!strstr(text, part)) fail_msg("no \"%s\" in: %s", part, text);
}

static void assert_fetched(const char *arguments) {
    if (fetch(arguments) != 0) fail_msg("%s: %s", arguments, output);
    assert_has(output, "/snapshots/" COMMIT "\n");
}

static void assert_refused(const char *arguments, int status, const char *part, const char *other) {
    assert_int_equal(fetch(arguments), status);
    assert_has(output, part);
    assert_has(output, other);
}

static const char *in_cache(const char *model, const char *rest) {
    static char path[300];
    snprintf(path, sizeof path, "%s/hub/models--test--%s/%s", folder, model, rest);
    return path;
}

static off_t size_in_snapshot(const char *model, const char *file) {
    char rest[200];
    struct stat about;
    snprintf(rest, sizeof rest, "snapshots/" COMMIT "/%s", file);
    return stat(in_cache(model, rest), &about) == 0 ? about.st_size : -1;
}

/* How many requests of the log have both parts in their line. */
static int requests(const char *part, const char *other) {
    char path[64], line[500];
    int count = 0;
    snprintf(path, sizeof path, "%s/log", folder);
    FILE *log = fopen(path, "r");
    assert_non_null(log);
    while (fgets(line, sizeof line, log)) count += strstr(line, part) && strstr(line, other);
    fclose(log);
    return count;
}

/* -- The tests -- */

static void what_a_model_needs_is_fetched(void **state) {
    (void)state;
    assert_fetched("hf:test/plain");
    assert_int_equal(size_in_snapshot("plain", "config.json"), 22);
    assert_int_equal(size_in_snapshot("plain", "tokenizer.json"), 2);
    assert_int_equal(size_in_snapshot("plain", "model.safetensors"), 300000);
    assert_int_equal(size_in_snapshot("plain", "assets/tokenizer/vocabulary.spm"), 1);
    assert_int_equal(size_in_snapshot("plain", "README.md"), -1);
    assert_int_equal(size_in_snapshot("plain", "model.gguf"), -1);
    assert_int_equal(size_in_snapshot("plain", "original/model.safetensors"), -1);
    assert_int_equal(size_in_snapshot("plain", "consolidated.safetensors"), -1); /* Mistral's own form of the same */

    char link[300];
    ssize_t length = readlink(in_cache("plain", "snapshots/" COMMIT "/config.json"), link, sizeof link - 1);
    link[length > 0 ? length : 0] = '\0';
    assert_string_equal(link, "../../blobs/d0908ea089e161eed9eb7cf10dada5d08d7cfb09");

    struct cxi_status status = {0};
    struct cxi_file ref;
    assert_true(cxi_file_read(&ref, in_cache("plain", "refs/main"), &status));
    assert_int_equal(ref.size, 40);
    assert_memory_equal(ref.bytes, COMMIT, 40);
    cxi_file_close(&ref);
}

static void what_is_there_is_not_fetched_again(void **state) {
    (void)state;
    assert_fetched("hf:test/plain");
    int before = requests("", "/resolve/");
    assert_fetched("hf:test/plain");
    assert_fetched("hf:test/plain@" COMMIT);
    assert_int_equal(requests("", "/resolve/"), before);
    assert_int_equal(requests("test/plain/resolve", "model.safetensors"), 2); /* of the hub, and where it led */
}

static void files_are_chosen(void **state) {
    (void)state;
    assert_fetched("--quiet hf:test/plain@refs/pr/1 README.md 'empty*'");
    assert_int_equal(size_in_snapshot("plain", "README.md"), 2);
    assert_int_equal(size_in_snapshot("plain", "empty.txt"), 0);
    assert_fetched("hf:test/one-gguf");
    assert_int_equal(size_in_snapshot("one-gguf", "a-Q4_K_M.gguf"), 300000);
    assert_fetched("hf:test/other-name");
    assert_int_equal(size_in_snapshot("other-name", "weights.safetensors"), 1);
    assert_int_equal(size_in_snapshot("other-name", "a.gguf"), -1);
    assert_refused("hf:test/ggufs", 1, "several GGUF files", "name one");
    assert_fetched("hf:test/ggufs '*Q8_0.gguf'");
    assert_int_equal(size_in_snapshot("ggufs", "a-Q8_0.gguf"), 1);
    assert_int_equal(size_in_snapshot("ggufs", "a-Q4_K_M.gguf"), -1);
    assert_refused("hf:test/ggufs '*Q2_K.gguf'", 1, "has no file", "*Q2_K.gguf");
    assert_refused("hf:test/none", 1, "no weights that Calx reads", "safetensors");
    assert_fetched("hf:test/renamed config.json");
}

static void a_cut_is_taken_up_where_it_was(void **state) {
    (void)state;
    assert_fetched("hf:test/cut");
    assert_int_equal(size_in_snapshot("cut", "model.safetensors"), 300000);
    assert_int_equal(requests("cdn /test/cut/", "bytes=80000-"), 1);
    assert_int_equal(requests("cdn /test/cut/", "bytes=240000-"), 1);
    assert_fetched("hf:test/no-range");
    assert_int_equal(size_in_snapshot("no-range", "model.safetensors"), 300000);
    assert_fetched("hf:test/busy");
    assert_int_equal(size_in_snapshot("busy", "model.safetensors"), 1);
}

/* What another run left behind is gone on with, and its hash is of the whole. */
static void an_unfinished_file_is_taken_up(void **state) {
    (void)state;
    assert_fetched("hf:test/one-gguf config.json 'a*'");
    struct cxi_status status = {0};
    struct cxi_names names;
    char from[600], to[700];
    assert_true(cxi_directory_list(in_cache("one-gguf", "blobs"), &names, &status));
    for (size_t i = 0; i < names.count; i++) {
        snprintf(from, sizeof from, "%s/%s", in_cache("one-gguf", "blobs"), names.name[i]);
        snprintf(to, sizeof to, "%s.incomplete", from);
        if (strlen(names.name[i]) == 64) assert_int_equal(rename(from, to) | truncate(to, 123456), 0);
    }
    cxi_names_free(&names);
    assert_int_equal(size_in_snapshot("one-gguf", "a-Q4_K_M.gguf"), -1);
    assert_fetched("hf:test/one-gguf");
    assert_int_equal(size_in_snapshot("one-gguf", "a-Q4_K_M.gguf"), 300000);
    assert_int_equal(requests("cdn /test/one-gguf/", "bytes=123456-"), 1);
}

static void other_bytes_are_not_kept(void **state) {
    (void)state;
    assert_refused("hf:test/wrong", 1, "model.safetensors: what came is not what it should be", "fetch it again");
    assert_int_equal(size_in_snapshot("wrong", "model.safetensors"), -1);
    assert_refused("hf:test/elsewhere", 1, "the server sends another part than was asked for", "model.safetensors");
    assert_int_equal(access(in_cache("wrong", "refs/main"), F_OK), -1);
    assert_refused("hf:test/more", 1, "model.safetensors", "more than the 300000 bytes");
    struct cxi_status status = {0};
    struct cxi_names names;
    assert_true(cxi_directory_list(in_cache("wrong", "blobs"), &names, &status));
    assert_int_equal(names.count, 0);
    cxi_names_free(&names);
}

static void names_do_not_lead_out_of_the_cache(void **state) {
    (void)state;
    assert_refused("hf:test/evil '*'", 1, "no fit name", "../../evil.safetensors");
    assert_refused("hf:test/slash '*'", 1, "no fit name", "/evil.safetensors");
}

static void the_token_goes_to_the_hub_alone(void **state) {
    (void)state;
    assert_refused("hf:test/private", 1, "set HF_TOKEN", "Invalid username or password.");
    setenv("HF_TOKEN", "secret", 1);
    assert_fetched("hf:test/private");
    unsetenv("HF_TOKEN");
    assert_int_equal(requests("hub /test/private/", "Bearer secret"), 1);
    assert_int_equal(requests("cdn /test/private/", " - -"), 1);
    assert_int_equal(requests("cdn", "secret"), 0);
}

static void refusals_say_what_to_do(void **state) {
    (void)state;
    assert_refused("hf:test/gated", 1, "accept the model's terms", "Access to model test/gated is restricted");
    assert_refused("hf:test/absent", 1, "no such model", "Repository not found");
    assert_refused("hf:test/plain@v9", 1, "no such model, revision", "v9");
    assert_refused("hf:test/loop", 1, "answers 307", "try again");
    assert_refused("hf:test/page", 1, "is not the hub's list of a model", "is HF_ENDPOINT right?");
    assert_refused("hf:test", 1, "write hf:OWNER/NAME", "hf:test");
    assert_refused("test/plain", 2, "write hf:OWNER/NAME", "usage: calx fetch");
    assert_refused("", 2, "usage: calx fetch", "hf:OWNER/NAME");
}

static void assert_found(const char *name, const char *model) {
    struct cxi_status status = {0};
    char *found = cxi_hub_find(name, &status);
    if (!found) fail_msg("%s", cxi_error(&status));
    assert_string_equal(found, in_cache(model, "snapshots/" COMMIT));
    cxi_free(found);
}

/* The library names models as the tool does, with no network. */
static void what_was_fetched_is_found(void **state) {
    (void)state;
    assert_fetched("hf:test/plain@refs/pr/1 config.json");
    assert_fetched("hf:test/one-gguf");
    assert_found("hf:test/plain@refs/pr/1", "plain");
    assert_found("hf:test/plain@" COMMIT, "plain");
    assert_found("hf:test/one-gguf", "one-gguf");
    struct cxi_status status = {0};
    assert_null(cxi_hub_find("hf:test/plain@v9", &status));
    assert_has(cxi_error(&status), "calx fetch hf:test/plain@v9");
    cxi_status_clear(&status);
}

static void without_a_home_there_is_no_cache(void **state) {
    (void)state;
    static const char *const variables[] = {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME",
                                            "HOME"};
    enum { VARIABLES = sizeof variables / sizeof variables[0] };
    char *values[VARIABLES];
    struct cxi_status status = {0};
    for (int i = 0; i < VARIABLES; i++) {
        values[i] = getenv(variables[i]) ? strdup(getenv(variables[i])) : NULL;
        unsetenv(variables[i]);
    }
    assert_null(cxi_hub_find("hf:test/plain", &status));
    for (int i = 0; i < VARIABLES; i++) {
        if (values[i]) setenv(variables[i], values[i], 1);
        free(values[i]);
    }
    assert_has(cxi_error(&status), "the hub's cache has no place: set HF_HOME or HOME");
    cxi_status_clear(&status);
}

/* Two at once: one waits for the other, and each byte is fetched once. */
static void two_processes_do_not_meet(void **state) {
    (void)state;
    char command[600];
    if (absent) skip();
    snprintf(command, sizeof command,
             "rm -rf %s/hub/models--test--cut; (" CALX_TESTS "/calx fetch --quiet hf:test/cut & " CALX_TESTS
             "/calx fetch --quiet hf:test/cut; wait $!) > %s/both",
             folder, folder);
    int before = requests("cdn /test/cut/", "");
    assert_int_equal(system(command), 0);
    assert_int_equal(size_in_snapshot("cut", "model.safetensors"), 300000);
    assert_int_equal(requests("cdn /test/cut/", "") - before, 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_model_needs_is_fetched),
        cmocka_unit_test(what_is_there_is_not_fetched_again),
        cmocka_unit_test(files_are_chosen),
        cmocka_unit_test(a_cut_is_taken_up_where_it_was),
        cmocka_unit_test(an_unfinished_file_is_taken_up),
        cmocka_unit_test(other_bytes_are_not_kept),
        cmocka_unit_test(names_do_not_lead_out_of_the_cache),
        cmocka_unit_test(the_token_goes_to_the_hub_alone),
        cmocka_unit_test(refusals_say_what_to_do),
        cmocka_unit_test(what_was_fetched_is_found),
        cmocka_unit_test(without_a_home_there_is_no_cache),
        cmocka_unit_test(two_processes_do_not_meet),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
