/* calx tokenize, as a user runs it: ids on one line, and back to the same bytes. */
#define _POSIX_C_SOURCE 200809L /* popen */
#include "text_test.h"

#include <sys/wait.h>
#include <unistd.h>

/* The output of `printf INPUT | calx tokenize ARGUMENTS`, and its exit status. */
static int run(const char *input, const char *arguments, char output[4096]) {
    char command[2048];
    snprintf(command, sizeof command, "printf '%s' | " CALX_TESTS "/calx tokenize %s 2>&1", input, arguments);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t length = fread(output, 1, 4095, pipe);
    output[length] = '\0';
    int status = pclose(pipe);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void text_becomes_ids_and_text_again(void **state) {
    (void)state;
    static const char *const texts[] = {"the naïve bees", "", "a\\n\\n  b\\t", "\\377x"};
    static const char *const are[] = {"the naïve bees", "", "a\n\n  b\t", "\377x"};
    char ids[4096], text[4096], arguments[600];
    for (int i = 0; i < 4; i++) {
        assert_int_equal(run(texts[i], text_fixture("gemma.model"), ids), 0);
        assert_ptr_equal(strchr(ids, '\n'), ids + strlen(ids) - 1);
        snprintf(arguments, sizeof arguments, "--decode %s", text_fixture("gemma.model"));
        assert_int_equal(run(ids, arguments, text), 0);
        assert_string_equal(text, are[i]);
    }
}

static void special_pieces_come_when_asked_for(void **state) {
    (void)state;
    char plain[4096], special[4096], arguments[600];
    snprintf(arguments, sizeof arguments, "--special %s", text_fixture("gemma.model"));
    assert_int_equal(run("the", text_fixture("gemma.model"), plain), 0);
    assert_int_equal(run("the", arguments, special), 0);
    assert_string_equal(special + 2, plain);
    assert_memory_equal(special, "2 ", 2);
    char text[4096];
    snprintf(arguments, sizeof arguments, "--decode %s", text_fixture("gemma.model"));
    assert_int_equal(run(special, arguments, text), 0);
    assert_string_equal(text, "<bos>the");
    snprintf(arguments, sizeof arguments, "--decode --special %s", text_fixture("gemma.model"));
    assert_int_equal(run(special, arguments, text), 0);
    assert_string_equal(text, "the");
}

static void mistakes_are_told(void **state) {
    (void)state;
    char output[4096], arguments[600];
    assert_int_equal(run("x", "", output), 2);
    assert_message(output, "usage: calx tokenize MODEL");
    assert_int_equal(run("x", "/no/such/model", output), 1);
    assert_message(output, "/no/such/model");
    snprintf(arguments, sizeof arguments, "--decode %s", text_fixture("gemma.model"));
    assert_int_equal(run("12 1500", arguments, output), 1);
    assert_message(output, "'1500' is not an id: they are 0 to 1499");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_becomes_ids_and_text_again),
        cmocka_unit_test(special_pieces_come_when_asked_for),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
