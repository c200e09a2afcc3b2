/* What a machine can lack: room on the disk, the right to write, memory, a plugin that works. Each is one error with its
   remedy, compared to the letter. Each case runs in a process of its own, which changes its limits and rights as it likes,
   and loads its plugin afresh. */
#define _GNU_SOURCE /* mkdtemp, setrlimit */
#include "messages/messages.h"

#include "pjrt/pjrt.h"

#include <dlfcn.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/calx-machine-XXXXXX"; /* the working folder */

enum { NOBODY = 65534, CANNOT_BE_TRIED = 77 };

/* Tells the parent the message that there is. */
static void tell(int to, const char *message) {
    if (message && write(to, message, strlen(message)) < 0) _exit(1);
    _exit(0);
}

static void write_file(const char *path, const void *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) _exit(1);
}

/* The bytes of the plugin that plays a CPU, a library for this processor. */
static unsigned char *mime_bytes(size_t *size) {
    FILE *file = fopen(CALX_MIME_PLUGIN, "rb");
    unsigned char *bytes = malloc(1 << 24);
    *size = file ? fread(bytes, 1, 1 << 24, file) : 0;
    if (!*size) _exit(1);
    return bytes;
}

static void tell_opening(int to, const char *plugin, const char *platform) {
    setenv("CALX_PLUGIN", plugin, 1);
    tell(to, cx_error(cx_open(platform)));
}

/* ------------------------------------------------------------------------------------------- plugins */
static void missing(int to) {
    tell_opening(to, "./none.so", "cpu");
}
static void a_text(int to) {
    write_file("text.so", "a text, not a library, of some length: longer than the head of one would be, by far", 84);
    tell_opening(to, "./text.so", "cpu");
}
static void for_another_processor(int to) {
    size_t size;
    unsigned char *bytes = mime_bytes(&size);
    bytes[18] = bytes[18] == 183 ? 62 : 183; /* e_machine: x86-64, aarch64 */
    write_file("foreign.so", bytes, size);
    tell_opening(to, "./foreign.so", "cpu");
}
static void cut_short(int to) {
    size_t size;
    write_file("short.so", mime_bytes(&size), 40);
    tell_opening(to, "./short.so", "cpu");
}
static void no_plugin(int to) {
    Dl_info cmocka;
    if (!dladdr((void *)(uintptr_t)_cmocka_run_group_tests, &cmocka) || symlink(cmocka.dli_fname, "other.so") != 0)
        _exit(1);
    size_t size;
    FILE *file = fopen("other.so", "rb");
    unsigned char *bytes = malloc(1 << 24);
    size = file ? fread(bytes, 1, 1 << 24, file) : 0;
    write_file("library.so", bytes, size);
    tell_opening(to, "./library.so", "cpu");
}
static void too_old(int to) {
    setenv("FAKE_MINOR", "20", 1);
    setenv("FAKE_FUNCTIONS", "91", 1);
    tell_opening(to, CALX_FAKE_PLUGIN, "cuda");
}
static void of_another_major_version(int to) {
    setenv("FAKE_MAJOR", "1", 1);
    tell_opening(to, CALX_FAKE_PLUGIN, "cuda");
}
static void for_another_platform(int to) {
    tell_opening(to, CALX_FAKE_PLUGIN, "cpu");
}
static void too_few_devices(int to) {
    tell(to, cx_error(cx_open(CALX_MIME_PLUGIN, .devices = 4)));
}
static void no_device(int to) {
    setenv("FAULT", "no device", 1);
    tell(to, cx_error(cx_open(CALX_MIME_PLUGIN)));
}
static void no_table(int to) {
    setenv("FAULT", "no table", 1);
    tell(to, cx_error(cx_open(CALX_MIME_PLUGIN)));
}
static void no_attributes(int to) {
    setenv("FAULT", "PJRT_Plugin_Attributes", 1);
    setenv("FAULT_USE", "1", 1);
    struct cxi_status status = {0};
    struct cxi_text about = {0};
    struct cxi_plugin *plugin = cxi_plugin_open(CALX_MIME_PLUGIN, &status);
    if (plugin) cxi_plugin_describe(plugin, &about);
    tell(to, cxi_text(&about));
}
static void *never_called(void *call_frame) {
    return call_frame;
}
static void no_handler_taken(int to) {
    setenv("FAULT", "PJRT_FFI_Register_Handler", 1);
    setenv("FAULT_USE", "1", 1);
    cx_runtime *rt = cx_open(CALX_MIME_PLUGIN);
    cx_register(rt, "test_handler", never_called);
    tell(to, cx_error(rt));
}
static void no_such_path(int to) {
    tell(to, cx_error(cx_open("./none.so")));
}
static void no_tpu(int to) {
    tell(to, cx_error(cx_open("tpu")));
}
static void nowhere_to_look(int to) {
    static const char *const variables[] = {
        "HOME",        "CALX_CACHE",  "XDG_CACHE_HOME", "CALX_PLUGIN", "PJRT_PLUGIN_LIBRARY_PATH",
        "VIRTUAL_ENV", "CONDA_PREFIX"};
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) unsetenv(variables[i]);
    tell(to, cx_error(cx_open("abacus")));
}

/* -------------------------------------------------------------------------------------------- memory */
enum { RESULTS = 16 };

static void huge(cx_graph *g, cx_node *const *in, cx_node **out, void *user) {
    (void)g;
    for (int i = 0; i < RESULTS; i++) out[i] = cx_broadcast(in[0], CX_DIMS(*(int64_t *)user));
}

static void tell_call(int to, cx_runtime *rt, int64_t elements) {
    float one = 1;
    cx_tensor *x = cx_tensor_new(rt, CX_F32, CX_SCALAR, &one), *y[RESULTS];
    cx_call(cx_jit(rt, huge, .user = &elements, .outputs = RESULTS), 1, &x, RESULTS, y);
    cx_tensor_wait(y[0]);
    tell(to, cx_error(rt));
}
static void four_terabytes(int to) {
    tell_call(to, cx_open(CALX_MIME_PLUGIN), (int64_t)1 << 36); /* 16 results of 256 GiB */
}
/* One value of that size, on what `make plugin` brings, which would end the process. */
static void four_terabytes_of_xla(int to) {
    cx_runtime *rt = cx_open("cpu");
    if (!cx_ok(rt)) _exit(CANNOT_BE_TRIED);
    tell_call(to, rt, (int64_t)1 << 40);
}
static void more_than_ulimit(int to) {
#ifdef __SANITIZE_ADDRESS__ /* whose shadow takes terabytes of addresses */
    (void)to;
    _exit(CANNOT_BE_TRIED);
#else
    cx_runtime *rt = cx_open(CALX_MIME_PLUGIN);
    setrlimit(RLIMIT_AS, &(struct rlimit){(rlim_t)1 << 30, (rlim_t)1 << 30});
    tell_call(to, rt, (int64_t)3 << 23);
#endif
}
static void tell_exhausted(int to, const char *function) {
    setenv("FAULT", function, 1);
    setenv("FAULT_USE", "1", 1);
    setenv("FAULT_CODE", "8", 1); /* RESOURCE_EXHAUSTED */
    tell_call(to, cx_open(CALX_MIME_PLUGIN), 8);
}
static void device_full_at_sending(int to) {
    tell_exhausted(to, "PJRT_Client_BufferFromHostBuffer");
}
static void device_full_at_executing(int to) {
    tell_exhausted(to, "PJRT_LoadedExecutable_Execute");
}

/* --------------------------------------------------------------------------------------------- disks */
static void tell_writing(int to, const char *path) {
    cx_runtime *rt = cx_open(NULL);
    cx_array *array = cx_array_new(CX_F32, CX_DIMS(1 << 18)); /* 1 MiB */
    cx_npy_write(rt, path, array);
    tell(to, cx_error(rt));
}
static void disk_full(int to) {
    if (mkdir("full", 0777) != 0 || mount("calx-test", "full", "tmpfs", 0, "size=64k") != 0) _exit(CANNOT_BE_TRIED);
    int status = 0;
    pid_t child = fork(); /* so that it can be unmounted afterwards */
    if (child == 0) tell_writing(to, "full/a.npy");
    waitpid(child, &status, 0);
    if (umount("full") != 0) _exit(1);
    _exit(status ? 1 : 0);
}
static void file_too_large(int to) {
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){1 << 16, 1 << 16});
    tell_writing(to, "a.npy");
}
static void folder_read_only(int to) {
    if (mkdir("locked", 0777) != 0 || chmod("locked", 0555) != 0) _exit(1);
    if (geteuid() == 0 && seteuid(NOBODY) != 0) _exit(CANNOT_BE_TRIED);
    tell_writing(to, "locked/a.npy");
}
static void folder_missing(int to) {
    tell_writing(to, "none/a.npy");
}

/* A '*' stands for anything. */
static const struct {
    void (*provoke)(int to);
    const char *expected;
} cases[] = {
    {missing,
     "no PJRT plugin for \"cpu\" could be loaded. Looked at:\n  ./none.so ($CALX_PLUGIN): not there\n"
     "Run `make plugin` in Calx's source folder, or pip download lammps-jax-pjrt-cpu and set CALX_PLUGIN to the "
     ".so inside."},
    {a_text, "*/text.so cannot be loaded: it is no shared library; give the .so file of a PJRT plugin\n*"},
    {for_another_processor,
     "*/foreign.so cannot be loaded: it is a library for another processor, and this one is *; take "
     "the plugin's build for that\n*"},
    {cut_short, "*/short.so cannot be loaded: it is cut short; copy it again\n*"},
    {no_plugin, "*/library.so is no PJRT plugin: it has no function GetPjrtApi; give another file\n*"},
    {too_old,
     "* (PJRT API 0.20) is too old for Calx: it lacks PJRT_Executable_OutputDimensions; take a newer plugin\n*"},
    {of_another_major_version, "* speaks PJRT API 1.99, and Calx knows 0.x only; take a plugin of that kind\n*"},
    {for_another_platform, "cpu was asked for, and * is a plugin for cuda; give the path of another, or ask for cuda"},
    {too_few_devices, "*: 4 devices were asked for, and it has 1; ask for fewer"},
    {no_device, "* finds no device on this machine; check its driver, or open another platform, such as \"cpu\""},
    {no_table, "*: its GetPjrtApi returns no table of functions; take another plugin"},
    {no_attributes, "reading the plugin's attributes: PJRT_Plugin_Attributes was told to fail [INTERNAL]\n"},
    {no_handler_taken, "registering the handler test_handler: PJRT_FFI_Register_Handler was told to fail [INTERNAL]"},
    {no_such_path, "./none.so: there is no such file; check the path"},
    {no_tpu, "this machine has no TPU (no /dev/accel* and no /dev/vfio/*); open another platform, such as \"cpu\""},
    {nowhere_to_look,
     "no PJRT plugin for \"abacus\" could be loaded. Looked at:*\nSet CALX_PLUGIN to the path of a PJRT "
     "plugin."},
    {four_terabytes,
     "function: the program needs 4.0 TiB for its results and temporaries, and this machine has *; use smaller "
     "batches or shapes"},
    {four_terabytes_of_xla,
     "function: *: the result is f32[1099511627776], and XLA's CPU compiler takes up to 256 GiB for a "
     "value*"},
    {more_than_ulimit,
     "function: the program needs 1.5 GiB for its results and temporaries, and ulimit -v allows 1.0 GiB; use "
     "smaller batches or shapes"},
    {device_full_at_sending,
     "sending f32[] on device 0: the transfer failed: PJRT_Client_BufferFromHostBuffer was told to fail "
     "[RESOURCE_EXHAUSTED]; the device is out of memory: use smaller batches, or free tensors that are done with"},
    {device_full_at_executing, "function: executing the program: PJRT_LoadedExecutable_Execute was told to fail "
                               "[RESOURCE_EXHAUSTED]; the device is out of "
                               "memory: use smaller batches, or free tensors that are done with"},
    {disk_full, "cannot write full/a.npy: No space left on device; free some space"},
    {file_too_large, "cannot write a.npy: File too large; write it elsewhere, or raise the limit (ulimit -f)"},
    {folder_read_only, "cannot create locked/a.npy*.tmp: Permission denied; check the permissions"},
    {folder_missing, "cannot open the folder of none/a.npy: No such file or directory; check the path"},
};

static bool matches(const char *pattern, const char *text) {
    for (; *pattern; pattern++, text++) {
        if (*pattern == '*') {
            do
                if (matches(pattern + 1, text)) return true;
            while (*text++);
            return false;
        }
        if (*pattern != *text) return false;
    }
    return !*text;
}

static void test_machine(void **state) {
    (void)state;
    int failures = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int ends[2], status;
        char message[8192];
        assert_int_equal(pipe(ends), 0);
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) close(ends[0]), alarm(120), cases[i].provoke(ends[1]);
        close(ends[1]);
        size_t length = 0;
        for (ssize_t n; (n = read(ends[0], message + length, sizeof message - 1 - length)) > 0;) length += (size_t)n;
        message[length] = '\0';
        close(ends[0]);
        waitpid(child, &status, 0);
        if (WIFEXITED(status) && WEXITSTATUS(status) == CANNOT_BE_TRIED)
            print_message("cannot be tried here: %s\n", cases[i].expected);
        else if (status != 0 || !matches(cases[i].expected, message))
            failures++, print_message("status %#x, and the message is\n    %s\nnot\n    %s\n", (unsigned)status,
                                      message, cases[i].expected);
    }
    assert_int_equal(failures, 0);
}

static int make_folder(void **state) {
    (void)state;
    return !mkdtemp(folder) || chmod(folder, 0777) != 0 || chdir(folder) != 0;
}

static int remove_folder(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") != 0 || system(command) != 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_machine)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
