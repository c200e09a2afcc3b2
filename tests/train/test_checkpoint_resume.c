/* Going on with a run: train 100 is train 50, stop, and go on to 100 in another process, to the last bit. */
#include "train/checkpoint_run.h"

static void assert_same_files(const char *path, const char *other, bool same) {
    size_t size, other_size;
    char *bytes = read_file(path, &size), *other_bytes = read_file(other, &other_size);
    assert_int_equal(size, other_size);
    assert_int_equal(memcmp(bytes, other_bytes, size) == 0, same);
    free(bytes);
    free(other_bytes);
}

static void test_resuming_is_exact(void **state) {
    (void)state;
    assert_int_equal(finish_child(start_child(work_path("whole"), 100, 1000, work_path("whole.safetensors"))), 0);
    assert_int_equal(finish_child(start_child(work_path("halves"), 50, 50, work_path("half.safetensors"))), 0);
    assert_int_equal(newest_step(work_path("halves")), 50);
    assert_int_equal(finish_child(start_child(work_path("halves"), 100, 50, work_path("halves.safetensors"))), 0);
    assert_int_equal(newest_step(work_path("halves")), 100);
    assert_same_files(work_path("whole.safetensors"), work_path("halves.safetensors"), true);
    assert_same_files(work_path("whole.safetensors"), work_path("half.safetensors"), false);
}

/* Stopped in the middle of an epoch, between saves: what was not saved is done again, in the same way. */
static void test_resuming_after_an_abrupt_end_is_exact(void **state) {
    (void)state;
    assert_int_equal(finish_child(start_child(work_path("abrupt"), 37, 10, NULL)), 0);
    remove_tree(work_path("abrupt/step-000000037")); /* as if the program had died before */
    assert_int_equal(newest_step(work_path("abrupt")), 30);
    assert_int_equal(finish_child(start_child(work_path("abrupt"), 100, 10, work_path("abrupt.safetensors"))), 0);
    assert_same_files(work_path("whole.safetensors"), work_path("abrupt.safetensors"), true);
}

int main(int argc, char **argv) {
    int child = checkpoint_child(argc, argv);
    if (child >= 0) return child;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resuming_is_exact),
        cmocka_unit_test(test_resuming_after_an_abrupt_end_is_exact),
    };
    return cmocka_run_group_tests(tests, work_make, work_remove);
}
