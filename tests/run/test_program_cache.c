/* The disk cache of compiled programs, with a plugin that plays one (pjrt/fake_plugin.h): keys, damaged files, eviction,
   failures of the disk and of memory. With real plugins and processes: test_program_cache_start.c. */
#include "io/io_test.h"

#include "pjrt/fake_plugin.h"
#include "run/program_cache.h"
#include "run/program_file.h"
#include "run/program_folder.h"

#include <dlfcn.h>
#include <sys/stat.h>
#include <time.h>

static char plugin_path[200]; /* a copy of the fake plugin, which a test may change */
static struct fake_control *control;

static struct cxi_client *open_fake(const char *path) {
    struct cxi_status status = {0};
    struct cxi_plugin *plugin = cxi_plugin_open(path, &status);
    struct cxi_client *client = plugin ? cxi_client_open(plugin, NULL, 0, &status) : NULL;
    if (!client) fail_msg("%s", cxi_error(&status));
    return client;
}

/* A start of a process: what it got from the disk is in the counts. */
struct start {
    struct cxi_program_cache cache;
    struct cxi_client *client;
    struct cxi_status warning;
};

static void begin(struct start *s) {
    *s = (struct start){.client = open_fake(plugin_path)};
    assert_true(cxi_program_cache_init(&s->cache, false, &s->warning));
}

static struct cxi_program_counts end(struct start *s) {
    struct cxi_program_counts counts = cxi_program_counts(&s->cache);
    cxi_program_cache_end(&s->cache);
    cxi_client_close(s->client);
    cxi_status_clear(&s->warning);
    assert_int_equal(control->programs, 0);
    assert_int_equal(control->errors, 0);
    return counts;
}

static bool get_with(struct start *s, const char *text, const struct cxi_compile_options *options,
                     struct cxi_status *status) {
    struct cxi_program *program =
        cxi_program_get(&s->cache, s->client, "test", text, strlen(text), options, &s->warning, status);
    bool got = program;
    cxi_program_free(program);
    return got;
}

/* A flag that it takes, and one that it refuses. */
static const struct cxi_option flags[] = {{.name = "xla_cpu_unknown", .type = CXI_OPTION_BOOL, .boolean = true},
                                          {.name = "xla_gpu_known", .type = CXI_OPTION_BOOL, .boolean = true}};

static void get(struct start *s, const char *text) {
    struct cxi_status status = {0};
    if (!get_with(s, text, &(struct cxi_compile_options){.flags = flags, .flag_count = 2}, &status))
        fail_msg("%s", cxi_error(&status));
}

/* One program in a start of its own. */
static struct cxi_program_counts get_anew(const char *text, const char *warning) {
    struct start s;
    begin(&s);
    get(&s, text);
    if (warning)
        assert_says(cxi_error(&s.warning), warning);
    else if (!cxi_ok(&s.warning))
        fail_msg("%s", cxi_error(&s.warning));
    return end(&s);
}

static void assert_loaded(const char *text) {
    struct cxi_program_counts counts = get_anew(text, NULL);
    assert_int_equal(counts.loaded, 1);
    assert_int_equal(counts.compiled, 0);
}

static void assert_compiled(const char *text, const char *warning) {
    struct cxi_program_counts counts = get_anew(text, warning);
    assert_int_equal(counts.compiled, 1);
    assert_int_equal(counts.loaded, 0);
    assert_int_equal(counts.passed_over, warning ? 1 : 0);
}

static struct cxi_saved_programs list(void) {
    struct cxi_status status = {0};
    struct cxi_saved_programs programs;
    char *folder = cxi_program_folder();
    assert_true(cxi_program_folder_list(folder, &programs, &status));
    cxi_free(folder);
    return programs;
}

static size_t count_saved(void) {
    struct cxi_saved_programs programs = list();
    size_t count = programs.count;
    cxi_saved_programs_free(&programs);
    return count;
}

/* The only program there is. */
static char *only_path(void) {
    struct cxi_saved_programs programs = list();
    assert_int_equal(programs.count, 1);
    char *path = cxi_copy_string(programs.item[0].path);
    cxi_saved_programs_free(&programs);
    return path;
}

static int clear(void **state) {
    (void)state;
    struct cxi_status status = {0};
    char *folder = cxi_program_folder();
    cxi_file_refuses = NULL;
    cxi_alloc_refuses = NULL;
    assert_true(cxi_program_folder_clear(folder, &status));
    cxi_free(folder);
    assert_int_equal(count_saved(), 0);
    return 0;
}

/* --------------------------------------------------------------------------------------------------- keys */

static void a_second_start_compiles_nothing(void **state) {
    (void)state;
    struct cxi_program_counts first = get_anew("copy 1", NULL);
    assert_int_equal(first.compiled, 1);
    assert_int_equal(first.saved, 1);
    assert_loaded("copy 1");
    assert_compiled("copy 2", NULL);
    assert_int_equal(count_saved(), 2);
}

/* The plugin refuses a flag once; from then on, also in the next start, it is not asked again. */
static void refused_flags_are_remembered(void **state) {
    (void)state;
    struct start s;
    begin(&s);
    get(&s, "copy 1");
    assert_true(cxi_plugin_refuses(&s.cache.plugin, "xla_cpu_unknown"));
    assert_false(cxi_plugin_refuses(&s.cache.plugin, "xla_gpu_known"));
    assert_false(cxi_plugin_refuses(&s.cache.plugin, "xla_cpu_unknow"));
    end(&s);
    begin(&s);
    get(&s, "copy 3");
    assert_string_equal(cxi_text(&s.cache.plugin.refused), "xla_cpu_unknown");
    assert_string_equal(control->flags, "xla_gpu_known=true;");
    assert_int_equal(end(&s).compiled, 1);
}

static void options_and_environment_are_in_the_key(void **state) {
    (void)state;
    struct start s;
    struct cxi_status status = {0};
    const struct cxi_compile_options others[] = {
        {0}, {.flags = &flags[1], .flag_count = 1}, {.device = 1}, {.partitions = 2}};
    begin(&s);
    for (int again = 0; again < 2; again++)
        for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
            assert_true(get_with(&s, "copy 1", &others[i], &status));
    struct cxi_program_counts counts = end(&s);
    assert_int_equal(counts.compiled, 4);
    assert_int_equal(counts.loaded, 4);
    assert_compiled("copy 2", NULL);
    setenv("XLA_FLAGS", "--xla_other", 1);
    assert_compiled("copy 2", NULL);
    unsetenv("XLA_FLAGS");
    assert_loaded("copy 2");
}

/* Another file under the plugin's path: an update. */
static void another_plugin_is_told_apart(void **state) {
    (void)state;
    assert_compiled("copy 1", NULL);
    FILE *file = fopen(plugin_path, "ab");
    assert_int_equal(fputc('x', file), 'x');
    assert_int_equal(fclose(file), 0);
    assert_compiled("copy 1", NULL);
    assert_loaded("copy 1");
}

static void a_file_of_another_is_passed_over(void **state) {
    (void)state;
    assert_compiled("copy 1", NULL);
    char *path = only_path();
    const char *aside = scratch("aside");
    assert_int_equal(rename(path, aside), 0);
    assert_compiled("copy 2", NULL);
    char *other = only_path();
    assert_int_equal(rename(aside, other), 0);
    assert_compiled("copy 2", "another plugin, or for another processor");
    assert_loaded("copy 2");
    cxi_free(path);
    cxi_free(other);
}

static void what_the_plugin_refuses_is_compiled_anew(void **state) {
    (void)state;
    assert_compiled("copy 1", NULL);
    struct start s;
    begin(&s);
    control->fail_at = 1; /* the load */
    get(&s, "copy 1");
    assert_says(cxi_error(&s.warning), "told to fail");
    struct cxi_program_counts counts = end(&s);
    assert_int_equal(counts.passed_over, 1);
    assert_int_equal(counts.saved, 1);
    assert_loaded("copy 1");
}

/* ---------------------------------------------------------------------------------------------- the files */

static struct cxi_file read_whole(const char *path) {
    struct cxi_status status = {0};
    struct cxi_file file;
    assert_true(cxi_file_read(&file, path, &status));
    return file;
}

static void write_part(const char *path, const void *bytes, size_t size) {
    struct cxi_status status = {0};
    assert_true(cxi_file_write(path, &(struct cxi_piece){bytes, size}, 1, &status));
}

static void every_changed_bit_is_seen(void **state) {
    (void)state;
    assert_compiled("copy 1", NULL);
    char *path = only_path();
    struct cxi_file file = read_whole(path);
    unsigned char *bytes = (unsigned char *)file.bytes;
    struct cxi_program_file parsed;
    for (size_t bit = 0; bit < 8 * file.size; bit++) {
        struct cxi_status status = {0};
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        assert_false(cxi_program_file_parse(bytes, file.size, &parsed, &status));
        assert_says(cxi_error(&status), "it");
        cxi_status_clear(&status);
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    for (size_t size = 0; size < file.size; size++) {
        struct cxi_status status = {0};
        assert_false(cxi_program_file_parse(bytes, size, &parsed, &status));
        cxi_status_clear(&status);
    }
    struct cxi_status status = {0};
    assert_true(cxi_program_file_parse(bytes, file.size, &parsed, &status));
    assert_int_equal(parsed.program_size, strlen("copy 1"));
    assert_memory_equal(parsed.program, "copy 1", parsed.program_size);
    cxi_file_close(&file);
    cxi_free(path);
}

static void a_damaged_file_is_compiled_anew_once(void **state) {
    (void)state;
    assert_compiled("copy 1", NULL);
    char *path = only_path();
    struct cxi_file file = read_whole(path);
    unsigned char *bytes = (unsigned char *)file.bytes;
    for (size_t at = 0; at < file.size; at += 7) {
        bytes[at] ^= 0x20;
        write_part(path, bytes, file.size);
        bytes[at] ^= 0x20;
        assert_compiled("copy 1", path);
        assert_loaded("copy 1");
    }
    for (size_t size = 0; size < file.size; size += 11) {
        write_part(path, bytes, size);
        assert_compiled("copy 1", "compiled anew: it");
    }
    assert_loaded("copy 1");
    cxi_file_close(&file);
    cxi_free(path);
}

/* What the plugin refuses has to be found out again, by compiling; the program has the key it had. */
static void a_damaged_identity_is_made_anew(void **state) {
    (void)state;
    assert_compiled("copy 1", NULL);
    char *folder = cxi_program_folder(), command[300];
    snprintf(command, sizeof command, "for f in %s/*.plugin; do test -f $f && echo x > $f; done", folder);
    assert_int_equal(system(command), 0);
    assert_compiled("copy 1", NULL);
    assert_int_equal(count_saved(), 1);
    assert_loaded("copy 1");
    cxi_free(folder);
}

/* ----------------------------------------------------------------------------------------------- eviction */

static void the_longest_unused_go_first(void **state) {
    (void)state;
    static const char *const texts[] = {"copy 1", "copy 2", "copy 3", "copy 4"};
    struct start s;
    begin(&s);
    for (int i = 0; i < 3; i++) {
        get(&s, texts[i]);
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL); /* the clock of files is coarse */
    }
    get(&s, texts[0]); /* used again: 2 and 3 are older now */
    struct cxi_saved_programs programs = list();
    s.cache.limit = 2 * programs.item[0].entry.size;
    cxi_saved_programs_free(&programs);
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    get(&s, texts[3]);
    assert_true(cxi_ok(&s.warning));
    end(&s);
    assert_int_equal(count_saved(), 2);
    assert_loaded(texts[0]);
    assert_loaded(texts[3]);
    assert_compiled(texts[1], NULL);
    assert_compiled(texts[2], NULL);
}

static void what_a_killed_process_left_is_removed(void **state) {
    (void)state;
    assert_compiled("copy 1", NULL);
    char *path = only_path(), old[400], new[400];
    snprintf(old, sizeof old, "%s.1-0.tmp", path);
    snprintf(new, sizeof new, "%s.2-0.tmp", path);
    write_text(old, "x");
    write_text(new, "x");
    struct timespec then[2] = {{.tv_sec = time(NULL) - 4000}, {.tv_sec = time(NULL) - 4000}};
    assert_int_equal(utimensat(0, old, then, 0), 0);
    assert_compiled("copy 2", NULL);
    assert_int_not_equal(access(old, F_OK), 0);
    assert_int_equal(access(new, F_OK), 0);
    cxi_free(path);
}

/* ----------------------------------------------------------------------------------------------- failures */

static bool compile_and_load(void) {
    struct start s;
    struct cxi_status status = {0}, unimportant = {0};
    s = (struct start){.client = NULL};
    cxi_program_cache_init(&s.cache, false, &unimportant);
    cxi_status_clear(&unimportant);
    bool (*file)(enum cxi_file_call) = cxi_file_refuses;
    bool (*memory)(size_t) = cxi_alloc_refuses;
    cxi_file_refuses = NULL, cxi_alloc_refuses = NULL; /* opening is not what is tried */
    s.client = open_fake(plugin_path);
    cxi_file_refuses = file, cxi_alloc_refuses = memory;
    const struct cxi_compile_options options = {.flags = flags, .flag_count = 2};
    bool got = true;
    for (int i = 0; i < 2 && got; i++) got = get_with(&s, "copy 1", &options, &status);
    cxi_file_refuses = NULL, cxi_alloc_refuses = NULL;
    assert_int_equal(got, cxi_ok(&status));
    if (!got) assert_says(cxi_error(&status), "out of memory");
    bool fine = got && cxi_ok(&s.warning) && s.cache.folder && s.cache.counts.loaded == 1;
    cxi_status_clear(&status);
    end(&s);
    clear(NULL);
    return fine;
}

/* Whatever the disk refuses, the program is had. */
static bool compile_and_load_whatever_the_disk_does(void) {
    struct start s;
    begin(&s);
    get(&s, "copy 1");
    get(&s, "copy 1");
    bool fine = cxi_ok(&s.warning) && s.cache.counts.loaded == 1;
    end(&s);
    cxi_file_refuses = NULL;
    clear(NULL);
    return fine;
}

static void any_call_to_the_disk_may_fail(void **state) {
    (void)state;
    sweep_files_recovering(compile_and_load_whatever_the_disk_does);
}

static void any_allocation_may_fail(void **state) {
    (void)state;
    sweep(compile_and_load, false, true);
}

static bool disk_is_full(enum cxi_file_call call) {
    return call == CXI_FILE_WRITE;
}

static void a_full_disk_is_a_warning(void **state) {
    (void)state;
    struct start s;
    begin(&s);
    cxi_file_refuses = disk_is_full;
    get(&s, "copy 1");
    get(&s, "copy 1");
    cxi_file_refuses = NULL;
    assert_says(cxi_error(&s.warning), "a compiled program is not kept on disk: cannot write");
    assert_says(cxi_error(&s.warning), "$CALX_PROGRAM_CACHE=off");
    struct cxi_program_counts counts = end(&s);
    assert_int_equal(counts.compiled, 2);
    assert_int_equal(counts.saved, 0);
    assert_int_equal(count_saved(), 0);
}

static void no_folder_is_a_warning(void **state) {
    (void)state;
    char *before = cxi_copy_string(getenv("CALX_CACHE"));
    setenv("CALX_CACHE", plugin_path, 1); /* a file */
    assert_int_equal(get_anew("copy 1", "cannot make the folder").compiled, 1);
    setenv("CALX_CACHE", before, 1);
    cxi_free(before);
}

/* ----------------------------------------------------------------------------------------------- switches */

static void it_can_be_turned_off(void **state) {
    (void)state;
    static const char *const offs[] = {"off", "0", "0.0"};
    struct cxi_status warning = {0};
    struct cxi_program_cache cache = {0};
    assert_true(cxi_program_cache_init(&cache, true, &warning));
    assert_null(cache.folder);
    cxi_program_cache_end(&cache);
    for (size_t i = 0; i < sizeof offs / sizeof offs[0]; i++) {
        setenv("CALX_PROGRAM_CACHE", offs[i], 1);
        struct cxi_program_counts counts = get_anew("copy 1", NULL);
        assert_int_equal(counts.compiled, 1);
        assert_int_equal(counts.saved, 0);
        assert_int_equal(count_saved(), 0);
    }
    setenv("CALX_PROGRAM_CACHE", "2.5", 1);
    cache = (struct cxi_program_cache){0};
    assert_true(cxi_program_cache_init(&cache, false, &warning));
    assert_int_equal(cache.limit, 5 << 19);
    cxi_program_cache_end(&cache);
    setenv("CALX_PROGRAM_CACHE", "else/where", 1);
    cache = (struct cxi_program_cache){0};
    assert_true(cxi_program_cache_init(&cache, false, &warning));
    assert_string_equal(cache.folder, "else/where");
    assert_int_equal(cache.limit, 1 << 30);
    cxi_program_cache_end(&cache);
    static const char *const wrong[] = {"on", "-1", "10 GB", "nan"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        setenv("CALX_PROGRAM_CACHE", wrong[i], 1);
        cache = (struct cxi_program_cache){0};
        assert_false(cxi_program_cache_init(&cache, false, &warning));
        assert_says(cxi_error(&warning), "should be off or a number of MiB");
        assert_int_equal(cache.limit, 1 << 30);
        cxi_program_cache_end(&cache);
        cxi_status_clear(&warning);
    }
    unsetenv("CALX_PROGRAM_CACHE");
}

/* -------------------------------------------------------------------------------------------------- setup */

static int make(void **state) {
    if (scratch_make(state)) return -1;
    char command[600];
    snprintf(plugin_path, sizeof plugin_path, "%s/fake.so", scratch_folder);
    snprintf(command, sizeof command, "cp %s %s", CALX_FAKE_PLUGIN, plugin_path);
    if (system(command)) return -1;
    setenv("CALX_CACHE", scratch_folder, 1);
    unsetenv("CALX_PROGRAM_CACHE");
    unsetenv("XLA_FLAGS");
    cxi_client_close(open_fake(plugin_path));
    void *library = dlopen(plugin_path, RTLD_NOW | RTLD_NOLOAD);
    fake_control_function *ask = NULL;
    *(void **)&ask = dlsym(library, "fake_control");
    control = ask();
    return 0;
}

static int unmake(void **state) {
    clear(state);
    unlink(plugin_path);
    rmdir(scratch("programs"));
    return scratch_remove(state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_second_start_compiles_nothing, clear),
        cmocka_unit_test_teardown(refused_flags_are_remembered, clear),
        cmocka_unit_test_teardown(options_and_environment_are_in_the_key, clear),
        cmocka_unit_test_teardown(another_plugin_is_told_apart, clear),
        cmocka_unit_test_teardown(a_file_of_another_is_passed_over, clear),
        cmocka_unit_test_teardown(what_the_plugin_refuses_is_compiled_anew, clear),
        cmocka_unit_test_teardown(every_changed_bit_is_seen, clear),
        cmocka_unit_test_teardown(a_damaged_file_is_compiled_anew_once, clear),
        cmocka_unit_test_teardown(a_damaged_identity_is_made_anew, clear),
        cmocka_unit_test_teardown(the_longest_unused_go_first, clear),
        cmocka_unit_test_teardown(what_a_killed_process_left_is_removed, clear),
        cmocka_unit_test_teardown(any_call_to_the_disk_may_fail, clear),
        cmocka_unit_test_teardown(any_allocation_may_fail, clear),
        cmocka_unit_test_teardown(a_full_disk_is_a_warning, clear),
        cmocka_unit_test_teardown(no_folder_is_a_warning, clear),
        cmocka_unit_test_teardown(it_can_be_turned_off, clear),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
