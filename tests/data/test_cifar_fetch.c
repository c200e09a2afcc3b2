/* CIFAR-10's archive, fetched from a server on this machine: Python's own, over a folder with a small archive of that form. */
#define _POSIX_C_SOURCE 200809L
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

#include <calx/data.h>

#include "data/cifar_fetch.h"
#include "io/directory.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/calx-cifar-XXXXXX", url[128], hash[65];
static struct cxi_archive archive = {url, hash, 0};
static pid_t server;
static bool able; /* python3, tar and sha256sum are here */

static bool shell(const char *command, char *said, int size) {
    FILE *pipe = popen(command, "r");
    if (!pipe) return false;
    bool read = !said || fgets(said, size, pipe);
    return pclose(pipe) == 0 && read;
}

static bool make_archive(void) {
    char size[32];
    if (!shell("mkdir -p served/cifar-10-batches-bin && printf test >served/cifar-10-batches-bin/test_batch.bin && "
               "head -c 300000 /dev/urandom >served/cifar-10-batches-bin/data_batch_1.bin && cd served && "
               "tar -czf a.tar.gz cifar-10-batches-bin",
               NULL, 0) ||
        !shell("sha256sum served/a.tar.gz", hash, sizeof hash) || !shell("wc -c <served/a.tar.gz", size, sizeof size))
        return false;
    archive.size = strtoull(size, NULL, 10);
    return true;
}

/* It writes its port, once it listens. */
static bool start_server(void) {
    int ends[2];
    char line[32] = "";
    if (pipe(ends) != 0) return false;
    server = fork();
    if (server == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        execlp("python3", "python3", "-c",
               "import functools, http.server as h\n"
               "class Quiet(h.SimpleHTTPRequestHandler):\n"
               "    def log_message(self, *a): pass\n"
               "s = h.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(Quiet, directory='served'))\n"
               "print(s.server_port, flush=True)\n"
               "s.serve_forever()\n",
               (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    FILE *from = fdopen(ends[0], "r");
    bool up = from && fgets(line, sizeof line, from) && atoi(line) > 0;
    if (from) fclose(from);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/a.tar.gz", atoi(line));
    return up;
}

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder) || chdir(folder) != 0) return 1;
    setenv("no_proxy", "127.0.0.1", 1);
    able = make_archive() && start_server();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    if (server > 0) kill(server, SIGTERM), waitpid(server, NULL, 0);
    if (chdir("/") != 0) return 1;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static bool fetch(const char *data, struct cxi_status *status) {
    return cxi_cifar10_fetch(data, &archive, NULL, status);
}

static void the_files_are_there_once_it_is_done(void **state) {
    (void)state;
    if (!able) skip();
    struct cxi_status status = {0};
    struct stat file;
    if (!fetch("a/data", &status)) fail_msg("%s", cxi_error(&status));
    assert_true(shell("cmp a/data/cifar-10-batches-bin/data_batch_1.bin served/cifar-10-batches-bin/data_batch_1.bin",
                      NULL, 0));
    assert_int_equal(stat("a/data/cifar-10-batches-bin/test_batch.bin", &file), 0);
    assert_int_equal(file.st_size, 4);
    assert_int_not_equal(stat("a/data/cifar-10-binary.tar.gz", &file), 0);
    kill(server, SIGSTOP); /* it is not asked again */
    assert_true(fetch("a/data", &status));
    kill(server, SIGCONT);
}

/* A download that broke off left its beginning; a server without ranges, like this one, sends all of it again. */
static void what_broke_off_is_gone_on_with(void **state) {
    (void)state;
    if (!able) skip();
    struct cxi_status status = {0};
    assert_true(shell("mkdir -p b && head -c 1000 served/a.tar.gz >b/cifar-10-binary.tar.gz.incomplete", NULL, 0));
    if (!fetch("b", &status)) fail_msg("%s", cxi_error(&status));
    assert_true(cxi_is_directory("b/cifar-10-batches-bin"));
}

static void another_archive_is_refused(void **state) {
    (void)state;
    if (!able) skip();
    struct cxi_status status = {0};
    hash[0] = hash[0] == '0' ? '1' : '0';
    assert_false(fetch("c", &status));
    assert_non_null(strstr(cxi_error(&status), "CIFAR-10: what came is not what it should be"));
    assert_false(cxi_is_directory("c/cifar-10-batches-bin"));
    hash[0] = hash[0] == '0' ? '1' : '0';
    cxi_status_clear(&status);
}

/* The archive that lies there as if it had been fetched. */
static void assert_unpacking_refused(const char *make, const char *part) {
    char command[256];
    struct cxi_status status = {0};
    snprintf(command, sizeof command, "rm -rf d && mkdir d && %s >d/cifar-10-binary.tar.gz", make);
    assert_true(shell(command, NULL, 0));
    assert_false(fetch("d", &status));
    assert_non_null(strstr(cxi_error(&status), "cifar-10-binary.tar.gz: "));
    assert_non_null(strstr(cxi_error(&status), part));
    assert_false(cxi_is_directory("d/cifar-10-batches-bin"));
    cxi_status_clear(&status);
}

static void what_is_no_archive_is_refused(void **state) {
    (void)state;
    assert_unpacking_refused("echo no tar archive", "the archive was cut short");
    assert_unpacking_refused("yes | head -c 2000", "not a tar archive");
    assert_unpacking_refused("head -c 1024 /dev/zero", "there are no files in this archive");
}

static void without_a_cache_there_is_no_place(void **state) {
    (void)state;
    unsetenv("CALX_CACHE"), unsetenv("XDG_CACHE_HOME"), unsetenv("HOME"); /* this is the last test */
    cx_runtime *rt = cx_open(NULL);
    assert_false(cx_cifar10_fetch(rt, NULL));
    assert_string_equal(cx_error(rt), "CIFAR-10 cannot be fetched: there is no cache folder; set CALX_CACHE to one");
    cx_close(rt, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_are_there_once_it_is_done), cmocka_unit_test(what_broke_off_is_gone_on_with),
        cmocka_unit_test(another_archive_is_refused),          cmocka_unit_test(what_is_no_archive_is_refused),
        cmocka_unit_test(without_a_cache_there_is_no_place),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
