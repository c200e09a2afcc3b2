#include "io_test.h"

#include <dirent.h>
#include <sys/stat.h>

static void assert_holds(const char *path, const char *text) {
    struct cxi_status status = {0};
    for (int mapped = 0; mapped < 2; mapped++) {
        struct cxi_file file;
        assert_true(mapped ? cxi_file_map(&file, path, &status) : cxi_file_read(&file, path, &status));
        assert_int_equal(file.size, strlen(text));
        assert_int_equal(file.mapped, mapped && file.size);
        assert_non_null(file.bytes);
        assert_memory_equal(file.bytes, text, file.size);
        cxi_file_close(&file);
        assert_null(file.bytes);
    }
}

static int count_entries(const char *folder) {
    DIR *dir = opendir(folder);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(dir));) count += entry->d_name[0] != '.';
    closedir(dir);
    return count;
}

static void pieces_join(void **state) {
    (void)state;
    struct cxi_status status = {0};
    const struct cxi_piece pieces[] = {{"one ", 4}, {NULL, 0}, {"two", 3}};
    const char *path = scratch("joined");
    assert_true(cxi_file_write(path, pieces, 3, &status));
    assert_holds(path, "one two");
    assert_true(cxi_file_write(path, pieces, 0, &status));
    assert_holds(path, "");
    unlink(path);
}

static void errors_name_the_file_and_the_remedy(void **state) {
    (void)state;
    struct cxi_piece piece = {"x", 1};
    struct {
        const char *path, *reading, *writing;
    } cases[] = {{scratch("missing/file"), "check the path", "check the path"},
                 {scratch_folder, "give the path of a file in it", "not a regular file"},
                 {"/dev/null", NULL, "not a regular file"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cxi_status reading = {0}, writing = {0};
        struct cxi_file file;
        bool read = cxi_file_read(&file, cases[i].path, &reading);
        assert_int_equal(read, !cases[i].reading);
        cxi_file_close(&file);
        if (cases[i].reading) assert_says(cxi_error(&reading), cases[i].path);
        if (cases[i].reading) assert_says(cxi_error(&reading), cases[i].reading);
        assert_false(cxi_file_write(cases[i].path, &piece, 1, &writing));
        assert_says(cxi_error(&writing), cases[i].path);
        assert_says(cxi_error(&writing), cases[i].writing);
        cxi_status_clear(&reading);
        cxi_status_clear(&writing);
    }
}

static void a_pipe_is_read_to_its_end(void **state) {
    (void)state;
    static char sent[20000];
    memset(sent, 'p', sizeof sent);
    for (int mapped = 0; mapped < 2; mapped++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        assert_int_equal(write(ends[1], sent, sizeof sent), sizeof sent);
        close(ends[1]);
        char path[32];
        snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
        struct cxi_status status = {0};
        struct cxi_file file;
        assert_true(mapped ? cxi_file_map(&file, path, &status) : cxi_file_read(&file, path, &status));
        assert_int_equal(file.size, sizeof sent);
        assert_memory_equal(file.bytes, sent, sizeof sent);
        cxi_file_close(&file);
        close(ends[0]);
    }
}

static void permissions_and_links_stay(void **state) {
    (void)state;
    const char *path = scratch("private"), *link = scratch("link");
    struct stat about;
    write_text(path, "old");
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(symlink("private", link), 0);
    write_text(link, "new");
    assert_holds(path, "new");
    assert_int_equal(lstat(link, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0640);
    unlink(path);
    struct cxi_status status = {0};
    assert_false(cxi_file_write(link, NULL, 0, &status)); /* it leads nowhere now */
    assert_says(cxi_error(&status), "symbolic link");
    cxi_status_clear(&status);
    unlink(link);
}

static void a_taken_name_is_passed_over(void **state) {
    (void)state;
    char taken[600];
    const char *path = scratch("new");
    snprintf(taken, sizeof taken, "%s.%ld-0.tmp", path, (long)getpid());
    FILE *other = fopen(taken, "w");
    fclose(other);
    write_text(path, "text");
    assert_holds(path, "text");
    assert_int_equal(access(taken, F_OK), 0);
    unlink(path);
    unlink(taken);
}

/* -- Failures -- */

static enum cxi_file_call last_refused;

static bool rewrite(void) {
    struct cxi_status status = {0};
    const struct cxi_piece pieces[] = {{"new ", 4}, {"text", 4}};
    return attempt_written(cxi_file_write(scratch("kept"), pieces, 2, &status), &status);
}

static bool refuse_and_note(enum cxi_file_call call) {
    bool refuse = sweep_refuses();
    if (refuse) last_refused = call;
    return refuse;
}

/* After any failure the old file is whole and alone. When the last step, the folder's fsync, fails, the new
   one is. */
static void a_failed_write_leaves_the_old_file(void **state) {
    (void)state;
    unsigned seen = 0;
    for (int n = 1;; n++) {
        write_text(scratch("kept"), "old");
        sweep_countdown = n;
        cxi_file_refuses = refuse_and_note;
        bool written = rewrite();
        cxi_file_refuses = NULL;
        if (sweep_countdown > 0) {
            assert_true(written);
            break;
        }
        assert_false(written);
        seen |= 1u << last_refused;
        assert_holds(scratch("kept"), last_refused == CXI_FILE_FSYNC_FOLDER ? "new text" : "old");
        assert_int_equal(count_entries(scratch_folder), 1);
    }
    assert_holds(scratch("kept"), "new text");
    assert_int_equal(seen, 1u << CXI_FILE_OPEN | 1u << CXI_FILE_STAT | 1u << CXI_FILE_WRITE | 1u << CXI_FILE_FSYNC |
                               1u << CXI_FILE_CLOSE | 1u << CXI_FILE_RENAME | 1u << CXI_FILE_FSYNC_FOLDER);
    sweep_allocations(rewrite);
    assert_int_equal(count_entries(scratch_folder), 1);
    unlink(scratch("kept"));
}

static bool take(bool mapped) {
    struct cxi_status status = {0};
    struct cxi_file file;
    bool taken =
        mapped ? cxi_file_map(&file, fixture("rgb.png"), &status) : cxi_file_read(&file, fixture("rgb.png"), &status);
    assert_int_equal(taken, file.bytes != NULL);
    cxi_file_close(&file);
    return attempt_written(taken, &status);
}

static bool read_it(void) {
    return take(false);
}

static bool map_it(void) {
    return take(true);
}

static void failed_reads_are_reported(void **state) {
    (void)state;
    sweep_files(read_it);
    sweep_allocations(read_it);
    sweep_files_recovering(map_it); /* what cannot be mapped is read */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_join),
        cmocka_unit_test(errors_name_the_file_and_the_remedy),
        cmocka_unit_test(a_pipe_is_read_to_its_end),
        cmocka_unit_test(permissions_and_links_stay),
        cmocka_unit_test(a_taken_name_is_passed_over),
        cmocka_unit_test(a_failed_write_leaves_the_old_file),
        cmocka_unit_test(failed_reads_are_reported),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
