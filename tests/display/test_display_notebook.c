/* calx/display.h in a notebook: the frames that are sent, and that each waits for its answer. The other end of the channel is a
   thread of this test. */
#include "display_fixture.h"

#include <calx/display.h>

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

static int ends[2];
static char *heard; /* all that was sent */
static size_t heard_size;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* A blank frame costs one read or several, so it reads one byte at a time and keeps count. */
static bool read_exactly(char *to, size_t size) {
    for (; size; size--, to++)
        if (read(ends[1], to, 1) != 1) return false;
    return true;
}

static bool read_line(FILE *copy, char line[200]) {
    size_t count = 0;
    do
        if (!read_exactly(line + count, 1)) return false;
    while (line[count++] != '\n');
    line[count] = '\0';
    fputs(line, copy);
    return true;
}

static bool copy_bytes(FILE *copy, long size) {
    char byte;
    for (; size > 0; size--) {
        if (!read_exactly(&byte, 1)) return false;
        fputc(byte, copy);
    }
    return true;
}

static void *listen_to(void *user) {
    (void)user;
    char line[200];
    FILE *copy = open_memstream(&heard, &heard_size);
    int id, parts;
    long size;
    while (read_line(copy, line) && sscanf(line, "%d %d", &id, &parts) == 2) {
        copy_bytes(copy, id);
        for (; parts; parts--)
            if (!read_line(copy, line) || sscanf(line, "%*s %ld", &size) != 1 || !copy_bytes(copy, size)) break;
        pthread_mutex_lock(&lock);
        fflush(copy);
        pthread_mutex_unlock(&lock);
        if (write(ends[1], "+", 1) != 1) break;
    }
    fclose(copy);
    return NULL;
}

static void expect(const char *part) {
    pthread_mutex_lock(&lock);
    assert_has(heard, part);
    pthread_mutex_unlock(&lock);
}

static void test_frames(void **state) {
    (void)state;
    assert_true(cx_in_notebook());
    assert_true(cx_display_text("hello", NULL));
    expect("-1 1\ntext/plain 5\nhello"); /* the call has returned: it is there */
    assert_true(cx_display_svg("<svg/>", "a b"));
    expect("3 1\na bimage/svg+xml 6\n<svg/>");
    assert_true(cx_display_text("", ""));
    expect("0 1\ntext/plain 0\n");
}

static void test_training(void **state) {
    (void)state;
    struct fixture f = fixture_open();
    cx_display_curves(f.trainer, 0.001, NULL);
    cx_every(f.trainer, 5, cx_progress_bar, NULL);
    assert_true(cx_fit(f.trainer, f.data, 20));
    expect("image/svg+xml ");
    expect("text/plain ");
    expect("step     20/20 [========================]");
    assert_calx_fine(f.rt);
    cx_close(f.rt, NULL);
}

/* The kernel is gone. */
static void test_closed(void **state) {
    (void)state;
    shutdown(ends[1], SHUT_RDWR);
    assert_false(cx_display_text("hello", NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frames),
        cmocka_unit_test(test_training),
        cmocka_unit_test(test_closed),
    };
    char number[16];
    pthread_t thread;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return 1;
    snprintf(number, sizeof number, "%d", ends[0]);
    setenv("CALX_NOTEBOOK", number, 1);
    pthread_create(&thread, NULL, listen_to, NULL);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    pthread_join(thread, NULL);
    free(heard);
    return failed;
}
