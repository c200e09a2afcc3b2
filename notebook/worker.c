#define _GNU_SOURCE
#include "notebook/worker.h"

#include "notebook/interrupt.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* ----------------------------------------------------------------------------------------------------- control */

static bool read_all(void *to, size_t size) {
    for (char *at = to; size;) {
        ssize_t got = read(WORKER_CONTROL, at, size);
        if (got < 0 && errno == EINTR && !interrupt_pending()) continue;
        if (got <= 0) return false;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

static bool read_line(char *line, size_t size) {
    size_t count = 0;
    for (char c; read_all(&c, 1) && count + 1 < size; line[count++] = c)
        if (c == '\n') {
            line[count] = '\0';
            return true;
        }
    return false;
}

static void answer(const char *word, const char *why) {
    dprintf(WORKER_CONTROL, "%s%s%s\n", word, why ? " " : "", why ? why : "");
}

/* ------------------------------------------------------------------------------------------------------- input */

/* What stdin reads from: a line that the notebook's user is asked for. */
static ssize_t read_input(void *cookie, char *to, size_t size) {
    static char *rest;
    static size_t left;
    char line[64];
    (void)cookie;
    if (!left) {
        fflush(stdout);
        answer("input", NULL);
        free(rest);
        rest = NULL;
        size_t length;
        if (!read_line(line, sizeof line) || sscanf(line, "text %zu", &length) != 1) return 0;
        rest = malloc(length + 1);
        if (!rest || !read_all(rest, length)) return 0;
        left = length;
        rest[length] = '\0';
    }
    size_t given = left < size ? left : size;
    memcpy(to, rest + strlen(rest) - left, given);
    left -= given;
    return (ssize_t)given;
}

static void replace_input(void) {
#ifdef __GLIBC__
    FILE *input = fopencookie(NULL, "r", (cookie_io_functions_t){.read = read_input});
    if (input) stdin = input;
#else
    (void)read_input;
#endif
}

/* ------------------------------------------------------------------------------------------------------- cells */

/* Each cell has a stack of its own, which stays: what automatic storage of its outermost block held (compound literals, mostly)
   is there as long as the process, as at the top level of a file. */
enum { STACK = 64 << 20 };
static ucontext_t worker_context, cell_context;
static void (*cell)(void);
static sigjmp_buf out;

static void call_cell(void) {
    interrupt_begin(__builtin_frame_address(0), &out);
    cell();
    interrupt_end();
}

static const char *run_cell(const char *library, const char *function) {
    void *loaded = dlopen(library, RTLD_NOW | RTLD_GLOBAL), *found = loaded ? dlsym(loaded, function) : NULL;
    if (!found) return dlerror();
    memcpy(&cell, &found, sizeof cell);
    interrupt_watch(found);
    void *stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (stack == MAP_FAILED) return "there is no memory for the stack of the cell";
    getcontext(&cell_context);
    cell_context.uc_stack.ss_sp = stack;
    cell_context.uc_stack.ss_size = STACK;
    cell_context.uc_link = &worker_context;
    makecontext(&cell_context, call_cell, 0);
    if (sigsetjmp(out, 1)) {
        interrupt_end();
        return "";
    }
    swapcontext(&worker_context, &cell_context);
    return NULL;
}

static void obey(char *line) {
    char *rest = strchr(line, ' ');
    if (!rest) return;
    *rest++ = '\0';
    const char *failed = NULL;
    if (strcmp(line, "run") == 0) {
        char *function = strrchr(rest, ' ');
        *function++ = '\0';
        failed = run_cell(rest, function);
    } else if (strcmp(line, "env") == 0) {
        char *value = strchr(rest, '=');
        *value++ = '\0';
        if (setenv(rest, value, 1) != 0) failed = strerror(errno);
    } else if (chdir(rest) != 0)
        failed = strerror(errno);
    fflush(NULL);
    answer(!failed ? "done" : *failed ? "failed" : "interrupted", failed && *failed ? failed : NULL);
}

int worker_main(const char *library) {
    static char line[8192];
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    fcntl(WORKER_CONTROL, F_SETFD, FD_CLOEXEC);
    fcntl(WORKER_DISPLAY, F_SETFD, FD_CLOEXEC);
    setvbuf(stdout, NULL, _IOLBF, 0);
    replace_input();
    interrupt_prepare(WORKER_CONTROL);
    if (library && !dlopen(library, RTLD_NOW | RTLD_GLOBAL)) fprintf(stderr, "%s\n", dlerror());
    while (read_line(line, sizeof line)) obey(line);
    return 0;
}
