/* src/pjrt against the fake plugin: what a real one does not do on demand, and where plugins are
   looked for. */
#define _GNU_SOURCE /* mkdtemp, setenv */
#include "pjrt/runtime.h"

#include "base/alloc.h"
#include "base/refusal.h"
#include "pjrt/fake_plugin.h"

#include <dlfcn.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct fake_control *control; /* of the plugin at CALX_FAKE_PLUGIN */

static struct cxi_plugin *open_fake(void) {
    struct cxi_status status = {0};
    struct cxi_plugin *plugin = cxi_plugin_open(CALX_FAKE_PLUGIN, &status);
    assert_fine(&status);
    return plugin;
}

static struct cxi_client *open_fake_client(void) {
    struct cxi_status status = {0};
    struct cxi_client *client = cxi_client_open(open_fake(), NULL, 0, &status);
    assert_fine(&status);
    return client;
}

static int reset(void **state) {
    (void)state;
    *control = (struct fake_control){0};
    return 0;
}

static int nothing_alive(void **state) {
    (void)state;
    return control->clients || control->buffers || control->events || control->errors || control->programs;
}

static const float four[] = {1, 2, 3, 4};

static void count_done(void *user) {
    ++*(int *)user;
}

static struct cxi_buffer *send(struct cxi_client *client, int device, enum cxi_host_memory how, int *done) {
    struct cxi_status status = {0};
    struct cxi_buffer *buffer =
        cxi_buffer_from_host(client, device, four, CX_F32, CX_DIMS(2, 2), how, done ? count_done : NULL, done, &status);
    assert_fine(&status);
    return buffer;
}

/* ----------------------------------------------------------------------------------------- options */
static void create_options(void **state) {
    (void)state;
    struct cxi_status status = {0};
    static const int64_t visible[] = {0, 3};
    struct cxi_option options[] = {
        {.name = "cpu_device_count", .type = CXI_OPTION_INT, .integer = 4},
        {.name = "allocator", .type = CXI_OPTION_STRING, .string = "bfc"},
        {.name = "memory_fraction", .type = CXI_OPTION_FLOAT, .number = 0.5},
        {.name = "something_new", .type = CXI_OPTION_BOOL, .boolean = true},
        {.name = "preallocate", .type = CXI_OPTION_BOOL, .boolean = true},
        {.name = "visible_devices", .type = CXI_OPTION_INTS, .integers = visible, .count = 2},
        {.name = "node_id", .type = CXI_OPTION_INT, .integer = -1},
    };
    struct cxi_client *client = cxi_client_open(open_fake(), options, 7, &status);
    assert_fine(&status);
    assert_string_equal(cxi_client_dropped(client), "cpu_device_count, something_new");
    assert_string_equal(control->create_options,
                        "allocator=bfc;memory_fraction=0.5;preallocate=true;visible_devices=0,3;node_id=-1;");
    assert_string_equal(cxi_client_platform(client), "cuda");
    assert_string_equal(cxi_client_platform_version(client), "fake 12.9");
    assert_int_equal(cxi_client_device_count(client), 2);
    assert_string_equal(cxi_client_device_name(client, 1), "Fake GPU");
    int64_t in_use, limit;
    assert_true(cxi_client_device_memory(client, 1, &in_use, &limit, &status));
    assert_int_equal(in_use, 8192);
    assert_int_equal(limit, 1 << 30);
    close_client(client);

    control->fail_at = 1; /* an error that names an option without refusing it is the caller's to hear */
    control->refusal = "memory_fraction must be below 1";
    assert_null(cxi_client_open(open_fake(), options, 7, &status));
    assert_error(&status, "memory_fraction must be below 1 [INTERNAL]");
    options[1] = (struct cxi_option){.name = "allocator", .type = CXI_OPTION_INT};
    assert_null(cxi_client_open(open_fake(), options, 7, &status));
    assert_error(&status, "allocator must be a string and is an integer");
}

static void compile_options(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_client *client = open_fake_client();
    struct cxi_option flags[] = {
        {.name = "xla_gpu_text", .type = CXI_OPTION_STRING, .string = "a b"},
        {.name = "xla_cpu_unknown", .type = CXI_OPTION_BOOL, .boolean = true},
        {.name = "xla_gpu_small", .type = CXI_OPTION_INT, .integer = -5},
        {.name = "xla_gpu_large", .type = CXI_OPTION_INT, .integer = INT64_C(1) << 40},
        {.name = "xla_gpu_number", .type = CXI_OPTION_FLOAT, .number = 0.125},
        {.name = "xla_gpu_on", .type = CXI_OPTION_BOOL, .boolean = true},
        {.name = "xla_gpu_off", .type = CXI_OPTION_BOOL, .boolean = false},
    };
    struct cxi_compile_options options = {.device = 1, .flags = flags, .flag_count = 7};
    struct cxi_program *program = cxi_program_compile(client, "copy 1", 6, &options, &status);
    assert_fine(&status);
    assert_string_equal(cxi_program_dropped(program), "xla_cpu_unknown");
    assert_string_equal(control->flags, "xla_gpu_text=a b;xla_gpu_small=-5;xla_gpu_large=1099511627776;"
                                        "xla_gpu_number=0.125;xla_gpu_on=true;xla_gpu_off=false;");
    assert_int_equal(control->partitions, 1);
    assert_false(control->shardy);
    assert_int_equal(control->device_ids[0], 101); /* the global id, not the index */
    struct cxi_program_memory memory;
    assert_false(cxi_program_memory(program, &memory, &status));
    assert_error(&status, "lacks PJRT_Executable_GetCompiledMemoryStats");
    cxi_program_free(program);

    program = cxi_program_compile(client, "copy 1", 6, &(struct cxi_compile_options){.partitions = 2}, &status);
    assert_fine(&status);
    assert_int_equal(control->partitions, 2);
    assert_true(control->shardy);
    assert_int_equal(control->device_ids[0], 100);
    assert_int_equal(control->device_ids[1], 101);
    struct cxi_text saved = {0};
    assert_true(cxi_program_save(program, &saved, &status));
    cxi_program_free(program);
    program = cxi_program_load(client, saved.data, saved.length, &(struct cxi_compile_options){.device = 1}, &status);
    assert_fine(&status);
    assert_int_equal(control->device_ids[0], 101);
    cxi_program_free(program);
    cxi_text_free(&saved);
    assert_null(cxi_program_compile(client, "nonsense", 8, &options, &status));
    assert_error(&status, "compiling the program: cannot parse 'nonsense' [INVALID_ARGUMENT]");
    close_client(client);
}

/* --------------------------------------------------------------------------------------- execution */
static void what_must_not_be_donated(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_client *client = open_fake_client();
    struct cxi_program *program =
        cxi_program_compile(client, "donate 2", 8, &(struct cxi_compile_options){.partitions = 2}, &status);
    assert_fine(&status);
    struct cxi_buffer *in[4], *out[4];
    for (int i = 0; i < 4; i++) in[i] = send(client, i / 2, i == 3 ? CXI_SHARE : CXI_COPY, NULL);
    cxi_program_execute(program, in, 2, NULL, out, 2, &status);
    assert_fine(&status);
    assert_int_equal(control->not_donated_count, 1); /* shared on one device, so kept on both */
    assert_int_equal(control->not_donated[0], 1);
    float read[4];
    assert_false(cxi_buffer_read(in[0], read, sizeof read, &status));
    assert_error(&status, "reading f32[2, 2] on device 0: it cannot be read: Buffer has been deleted or donated.");
    for (int i = 0; i < 4; i++) {
        assert_int_equal(cxi_buffer_device(out[i]), i / 2);
        assert_true(cxi_buffer_read(out[i], read, sizeof read, &status));
        assert_memory_equal(read, four, sizeof four);
        assert_null(cxi_buffer_pointer(out[i])); /* not on the host */
        cxi_buffer_free(out[i]);
    }
    cxi_program_execute(program, in, 2, (bool[]){true, false}, out, 2, &status);
    assert_fine(&status);
    assert_int_equal(control->not_donated_count, 2);
    for (int i = 0; i < 4; i++) cxi_buffer_free(in[i]), cxi_buffer_free(out[i]);
    cxi_program_free(program);
    close_client(client);
}

static void buffers_of_another_client(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_client *client = open_fake_client(), *other = open_fake_client();
    struct cxi_program *program = cxi_program_compile(client, "copy 1", 6, &(struct cxi_compile_options){0}, &status);
    struct cxi_buffer *a = send(other, 0, CXI_COPY, NULL), *out;
    assert_false(cxi_program_execute(program, &a, 1, NULL, &out, 1, &status));
    assert_error(&status, "argument 0 of the program belongs to another client");
    cxi_buffer_free(a);
    cxi_program_free(program);
    close_client(client);
    close_client(other);
}

static void late_errors(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_client *client = open_fake_client();
    struct cxi_program *program = cxi_program_compile(client, "copy 1", 6, &(struct cxi_compile_options){0}, &status);
    struct cxi_buffer *a = send(client, 0, CXI_COPY, NULL), *out, *next;
    control->fails_late = true;
    assert_true(cxi_program_execute(program, &a, 1, NULL, &out, 1, &status));
    control->fails_late = false;
    assert_true(cxi_program_execute(program, &out, 1, NULL, &next, 1, &status));
    float read[4];
    assert_false(cxi_buffer_wait(next, &status));
    assert_error(&status, "waiting for f32[2, 2] on device 0: it failed: failed late [INTERNAL]");
    for (int again = 0; again < 2; again++) {
        assert_false(cxi_buffer_wait(out, &status));
        assert_error(&status, "failed late");
        assert_false(cxi_buffer_read(out, read, sizeof read, &status));
        assert_error(&status, "failed late");
    }
    assert_true(cxi_buffer_is_ready(out));
    cxi_buffer_free(a);
    cxi_buffer_free(out);
    cxi_buffer_free(next);
    cxi_program_free(program);
    close_client(client);
}

/* ------------------------------------------------------------------------------------- host memory */
static void done_comes_once_and_in_time(void **state) {
    (void)state;
    struct cxi_client *client = open_fake_client();
    for (int pending = 0; pending < 2; pending++) {
        for (int how = CXI_COPY; how <= CXI_SHARE; how++) {
            int done = 0;
            control->events_stay_pending = pending;
            struct cxi_buffer *buffer = send(client, 0, (enum cxi_host_memory)how, &done);
            assert_int_equal(done, how == CXI_COPY || !pending);
            cxi_buffer_free(buffer);
            assert_int_equal(done, 1);
        }
        cxi_buffer_free(send(client, 0, CXI_SHARE, NULL));
    }
    assert_int_equal(cxi_client_counts(client).events, 0);
    close_client(client);
}

static void a_failed_transfer_still_says_done(void **state) {
    (void)state;
    struct cxi_status status = {0};
    struct cxi_client *client = open_fake_client();
    control->events_stay_pending = true;
    for (int nth = 1; nth <= 2; nth++) { /* the transfer; then the registration of its event */
        int done = 0;
        control->fail_at = nth;
        assert_null(
            cxi_buffer_from_host(client, 0, four, CX_F32, CX_DIMS(2, 2), CXI_SHARE, count_done, &done, &status));
        assert_error(&status, "told to fail");
        assert_int_equal(done, 1);
        assert_int_equal(control->buffers, 0);
    }
    close_client(client);
}

/* ----------------------------------------------------------------------------------- every failure */
/* The whole road; true when nothing failed. What was made is always freed. */
static bool whole_road(struct cxi_status *status) {
    struct cxi_option option = {.name = "unknown_here", .type = CXI_OPTION_INT};
    struct cxi_compile_options options = {.flags = &option, .flag_count = 1, .device = 1};
    struct cxi_buffer *in[2] = {0}, *out[2] = {0};
    struct cxi_program *program = NULL, *loaded = NULL;
    struct cxi_text saved = {0};
    float read[4];
    int done = 0;
    struct cxi_client *client = cxi_client_open(open_fake(), &option, 1, status);
    if (!client) return false;
    in[0] = cxi_buffer_from_host(client, 1, four, CX_F32, CX_DIMS(2, 2), CXI_BORROW, count_done, &done, status);
    bool fine = in[0] &&
                (in[1] = cxi_buffer_from_host(client, 1, four, CX_F32, CX_DIMS(2, 2), CXI_COPY, NULL, NULL, status)) &&
                (program = cxi_program_compile(client, "copy 2", 6, &options, status)) &&
                cxi_program_save(program, &saved, status) &&
                (loaded = cxi_program_load(client, saved.data, saved.length, &options, status)) &&
                cxi_program_execute(loaded, in, 2, NULL, out, 2, status) && cxi_buffer_wait(out[0], status) &&
                cxi_buffer_read(out[1], read, sizeof read, status);
    assert_int_equal(done, 1);
    assert_int_equal(fine, cxi_ok(status));
    for (int i = 0; i < 2; i++) cxi_buffer_free(in[i]), cxi_buffer_free(out[i]);
    cxi_program_free(program);
    cxi_program_free(loaded);
    cxi_text_free(&saved);
    close_client(client);
    return fine;
}

static void every_call_may_fail(void **state) {
    (void)state;
    struct cxi_status status = {0};
    open_fake();
    int nth = 1;
    for (;; nth++) {
        assert_in_range(nth, 1, 100);
        control->fail_at = nth;
        bool fine = whole_road(&status);
        assert_int_equal(nothing_alive(NULL), 0);
        if (fine) break;
        assert_error(&status, "told to fail [INTERNAL]");
    }
    assert_in_range(nth, 25, 100);
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    struct cxi_status status = {0};
    open_fake();
    for (int nth = 1;; nth++) {
        assert_in_range(nth, 1, 200);
        refuse_allocation(nth);
        bool fine = whole_road(&status);
        end_refusal();
        assert_int_equal(nothing_alive(NULL), 0);
        if (fine) break;
        assert_error(&status, "out of memory");
    }
}

/* ------------------------------------------------------------------------------------- odd plugins */
static char folder[] = "/tmp/calx-test-XXXXXX"; /* made by main */

static void make_path(char *path, size_t size, const char *below) {
    snprintf(path, size, "%s/%s", folder, below);
    for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        mkdir(path, 0700);
    }
}

static void write_file(const char *below, const char *bytes, size_t size) {
    char path[512];
    make_path(path, sizeof path, below);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

/* A library of its own: one that is loaded already would be found loaded by any other name of the same
   file. */
static void copy_fake(const char *below) {
    FILE *file = fopen(CALX_FAKE_PLUGIN, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(size);
    assert_int_equal(fread(bytes, 1, size, file), size);
    fclose(file);
    write_file(below, bytes, size);
    free(bytes);
}

static void expect_no_plugin(const char *below, const char *why) {
    struct cxi_status status = {0};
    char path[512];
    make_path(path, sizeof path, below);
    assert_null(cxi_plugin_open(path, &status));
    assert_error(&status, why);
}

static void plugins_that_cannot_be_used(void **state) {
    (void)state;
    write_file("text.so", "no library", 10);
    expect_no_plugin("text.so", "it is no shared library");
    setenv("FAKE_MAJOR", "1", 1);
    copy_fake("major.so");
    expect_no_plugin("major.so", "speaks PJRT API 1.99, and Calx knows 0.x only");
    unsetenv("FAKE_MAJOR");
    setenv("FAKE_MINOR", "20", 1);
    setenv("FAKE_FUNCTIONS", "72", 1);
    copy_fake("short.so");
    expect_no_plugin("short.so", "(PJRT API 0.20) is too old for Calx: it lacks PJRT_Buffer_ReadyEvent, "
                                 "PJRT_Executable_OutputElementTypes, PJRT_Executable_OutputDimensions");
    unsetenv("FAKE_MINOR");
    unsetenv("FAKE_FUNCTIONS");
    Dl_info cmocka;
    assert_true(dladdr((void *)(uintptr_t)_cmocka_run_group_tests, &cmocka));
    struct cxi_status status = {0};
    assert_null(cxi_plugin_open(cmocka.dli_fname, &status));
    assert_error(&status, "is no PJRT plugin: it has no function GetPjrtApi");
}

static void descriptions(void **state) {
    (void)state;
    struct cxi_plugin *plugin = open_fake();
    int major, minor;
    cxi_plugin_api_version(plugin, &major, &minor);
    assert_int_equal(major, 0);
    assert_int_equal(minor, 99);
    struct cxi_text text = {0};
    cxi_plugin_describe(plugin, &text);
    assert_string_equal(cxi_text(&text), "stablehlo_current_version 1.20.0\nis_fake true\n");
    cxi_text_free(&text);
}

/* ------------------------------------------------------------------------------------------ search */
static void set_folder(const char *variable, const char *below) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, below);
    setenv(variable, path, 1);
}

/* "source: path below the test's folder", a line each; those that exist are marked by a '+'. */
static void note_seen(const char *path, const char *source, bool exists, void *user) {
    size_t length = strlen(folder);
    if (strncmp(path, folder, length) == 0) cxi_addf(user, "%s%s: %s\n", exists ? "+" : "", source, path + length + 1);
}

static void expect_seen(const char *platform, const char *expected) {
    struct cxi_text seen = {0};
    cxi_plugin_search(platform, note_seen, &seen);
    assert_string_equal(cxi_text(&seen), expected);
    cxi_text_free(&seen);
}

static void places_in_their_order(void **state) {
    (void)state;
    set_folder("CALX_CACHE", "cache");
    set_folder("HOME", "home");
    set_folder("VIRTUAL_ENV", "venv [1]"); /* no pattern */
    unsetenv("CONDA_PREFIX");
    unsetenv("CALX_PLUGIN");
    unsetenv("PJRT_PLUGIN_LIBRARY_PATH");
    write_file("cache/plugins/a-cpu-1/a.so", "", 0);
    write_file("cache/plugins/b-cpu-1/b.so", "", 0);
    write_file("cache/plugins/c-cuda-1/c.so", "", 0);
    write_file("venv [1]/lib/python3.11/site-packages/jax_plugins/xla_cuda12/xla_cuda_plugin.so", "", 0);
    write_file("home/.local/lib/python3.11/site-packages/xla_plugins/my_cpu/my.so", "", 0);
    write_file("home/.local/lib/python3.11/site-packages/libtpu/libtpu.so", "", 0);
    expect_seen("cpu", "+Calx's cache: cache/plugins/a-cpu-1/a.so\n"
                       "+Calx's cache: cache/plugins/b-cpu-1/b.so\n"
                       "$VIRTUAL_ENV: venv [1]/lib/python3*/*-packages/jax_plugins/*cpu*/*.so\n"
                       "$VIRTUAL_ENV: venv [1]/lib/python3*/*-packages/xla_plugins/*cpu*/*.so\n"
                       "the user's Python packages: home/.local/lib/python3*/*-packages/jax_plugins/*cpu*/*.so\n"
                       "+the user's Python packages: "
                       "home/.local/lib/python3.11/site-packages/xla_plugins/my_cpu/my.so\n");
    expect_seen("cuda", "+Calx's cache: cache/plugins/c-cuda-1/c.so\n"
                        "+$VIRTUAL_ENV: "
                        "venv [1]/lib/python3.11/site-packages/jax_plugins/xla_cuda12/xla_cuda_plugin.so\n"
                        "$VIRTUAL_ENV: venv [1]/lib/python3*/*-packages/xla_plugins/*cuda*/*.so\n"
                        "the user's Python packages: home/.local/lib/python3*/*-packages/jax_plugins/*cuda*/*.so\n"
                        "the user's Python packages: home/.local/lib/python3*/*-packages/xla_plugins/*cuda*/*.so\n");
    unsetenv("VIRTUAL_ENV");
    expect_seen("tpu", "Calx's cache: cache/plugins/*tpu*/*.so\n"
                       "+the user's Python packages: home/.local/lib/python3.11/site-packages/libtpu/libtpu.so\n");

    write_file("cache/plugins/default-cpu", "b-cpu-1\n", 8);
    write_file("one/cpu.so", "", 0);
    write_file("one/other.so", "", 0);
    set_folder("CALX_PLUGIN", "mine.so");
    char list[512];
    snprintf(list, sizeof list, "%s/one:%s/two.so", folder, folder);
    setenv("PJRT_PLUGIN_LIBRARY_PATH", list, 1);
    set_folder("HOME", "nobody");
    struct cxi_text seen = {0};
    cxi_plugin_search("cpu", note_seen, &seen);
    static const char first[] = "$CALX_PLUGIN: mine.so\n"
                                "+$PJRT_PLUGIN_LIBRARY_PATH: one/cpu.so\n"
                                "$PJRT_PLUGIN_LIBRARY_PATH: two.so\n"
                                "+Calx's cache: cache/plugins/b-cpu-1/b.so\n"
                                "+Calx's cache: cache/plugins/a-cpu-1/a.so\n"
                                "the user's";
    assert_memory_equal(cxi_text(&seen), first, strlen(first));
    cxi_text_free(&seen);
}

static void what_opening_makes_of_the_places(void **state) {
    (void)state;
    struct cxi_status status = {0};
    set_folder("CALX_CACHE", "empty");
    set_folder("HOME", "empty");
    unsetenv("VIRTUAL_ENV");
    unsetenv("PJRT_PLUGIN_LIBRARY_PATH");
    set_folder("CALX_PLUGIN", "no-such.so"); /* named outright, so nothing else is taken in its place */
    assert_null(cxi_plugin_open("faked", &status));
    assert_error(&status, "no-such.so ($CALX_PLUGIN): not there\nSet CALX_PLUGIN");
    unsetenv("CALX_PLUGIN");
    assert_null(cxi_plugin_open("cpu-that-is-not-there", &status));
    assert_error(&status, "empty/plugins/*cpu-that-is-not-there*/*.so (Calx's cache): not there\n");

    write_file("rest/plugins/a-faked-1/a.so", "no library", 10); /* passed over: the next one loads */
    copy_fake("rest/plugins/b-faked-1/b.so");
    set_folder("CALX_CACHE", "rest");
    struct cxi_plugin *plugin = cxi_plugin_open("faked", &status);
    assert_fine(&status);
    assert_non_null(strstr(cxi_plugin_path(plugin), "b-faked-1/b.so"));
    setenv("CALX_PLUGIN", CALX_FAKE_PLUGIN, 1);
    assert_ptr_equal(cxi_plugin_open("cuda", &status), open_fake());
    unsetenv("CALX_PLUGIN");
}

static void cache_folders(void **state) {
    (void)state;
    setenv("HOME", "/h", 1);
    setenv("XDG_CACHE_HOME", "/x", 1);
    setenv("CALX_CACHE", "/c", 1);
    static const char *const expected[] = {"/c", "/x/calx", "/h/.cache/calx"};
    static const char *const variables[] = {"CALX_CACHE", "XDG_CACHE_HOME", "HOME"};
    for (int i = 0; i < 3; i++) {
        char *found = cxi_cache_folder();
        assert_string_equal(found, expected[i]);
        cxi_free(found);
        unsetenv(variables[i]);
    }
    assert_null(cxi_cache_folder());
}

/* A CUDA plugin from pip finds the compiler's tools in the packages beside it. */
static void cuda_tools(void **state) {
    (void)state;
    struct cxi_status status = {0};
    copy_fake("site/jax_plugins/xla_cuda12/xla_cuda_plugin.so");
    write_file("site/nvidia/cuda_nvcc/bin/ptxas", "", 0);
    write_file("site/nvidia/cublas/lib/libcublas.so.12", "no library", 10);
    char path[512], tools[600];
    snprintf(path, sizeof path, "%s/site/jax_plugins/xla_cuda12/xla_cuda_plugin.so", folder);
    snprintf(tools, sizeof tools, "xla_gpu_cuda_data_dir=%s/site/nvidia/cuda_nvcc;", folder);
    struct cxi_plugin *plugin = cxi_plugin_open(path, &status);
    assert_fine(&status);
    struct cxi_client *client = cxi_client_open(plugin, NULL, 0, &status);
    assert_fine(&status);
    void *library = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
    assert_non_null(library);
    fake_control_function *get_control;
    *(void **)&get_control = dlsym(library, "fake_control");
    struct cxi_program *program = cxi_program_compile(client, "copy 1", 6, &(struct cxi_compile_options){0}, &status);
    assert_fine(&status);
    assert_string_equal(get_control()->flags, tools);
    cxi_program_free(program);

    struct cxi_option own = {.name = "xla_gpu_cuda_data_dir", .type = CXI_OPTION_STRING, .string = "/opt/cuda"};
    struct cxi_compile_options options = {.flags = &own, .flag_count = 1};
    program = cxi_program_compile(client, "copy 1", 6, &options, &status);
    assert_fine(&status);
    assert_string_equal(get_control()->flags, "xla_gpu_cuda_data_dir=/opt/cuda;");
    cxi_program_free(program);
    close_client(client);
    dlclose(library);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, reset, nothing_alive)
    const struct CMUnitTest tests[] = {
        TEST(create_options),
        TEST(compile_options),
        TEST(what_must_not_be_donated),
        TEST(buffers_of_another_client),
        TEST(late_errors),
        TEST(done_comes_once_and_in_time),
        TEST(a_failed_transfer_still_says_done),
        TEST(every_call_may_fail),
        TEST(every_allocation_may_fail),
        TEST(plugins_that_cannot_be_used),
        TEST(descriptions),
        TEST(places_in_their_order),
        TEST(what_opening_makes_of_the_places),
        TEST(cache_folders),
        TEST(cuda_tools),
    };
    fake_control_function *get_control = NULL;
    void *library = dlopen(CALX_FAKE_PLUGIN, RTLD_NOW);
    if (library) *(void **)&get_control = dlsym(library, "fake_control");
    if (!get_control || !mkdtemp(folder)) {
        fprintf(stderr, "%s has no fake_control, or there is no room in /tmp\n", CALX_FAKE_PLUGIN);
        return 1;
    }
    control = get_control();
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    char remove_folder[64];
    snprintf(remove_folder, sizeof remove_folder, "rm -rf %s", folder);
    return system(remove_folder) ? 1 : failures;
}
