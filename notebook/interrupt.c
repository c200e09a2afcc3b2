#define _GNU_SOURCE
#include "notebook/interrupt.h"

#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

static struct range {
    uintptr_t low, high;
    uintptr_t text, text_end; /* the pages of it that are executed */
    const char *library;
} * code; /* of the cells */
static volatile size_t codes;
static volatile sig_atomic_t pending, inside, barred;
static pthread_t main_thread;
static uintptr_t outermost;
static sigjmp_buf *way_out;
static int report_to;

static const struct range *cell_at(uintptr_t address) {
    for (size_t i = codes; i-- > 0;)
        if (address >= code[i].low && address < code[i].high) return &code[i];
    return NULL;
}

/* Where the program was: its next instruction, its frame, the end of its stack. */
struct place {
    uintptr_t at, frame, stack;
};

/* All zero on machines that this does not know: nothing is interrupted there but cx_fit. */
static struct place place_of(const void *context) {
    const ucontext_t *c = context;
#if defined(__x86_64__) && defined(__linux__)
    const greg_t *registers = c->uc_mcontext.gregs;
    return (struct place){(uintptr_t)registers[REG_RIP], (uintptr_t)registers[REG_RBP], (uintptr_t)registers[REG_RSP]};
#elif defined(__aarch64__) && defined(__linux__)
    return (struct place){(uintptr_t)c->uc_mcontext.pc, (uintptr_t)c->uc_mcontext.regs[29],
                          (uintptr_t)c->uc_mcontext.sp};
#else
    (void)c;
    return (struct place){0};
#endif
}

/* Cells are compiled with frame pointers. */
static bool only_cells(struct place place) {
    if (!cell_at(place.at)) return false;
    for (uintptr_t frame = place.frame; frame != outermost;) {
        const uintptr_t *saved = (const uintptr_t *)frame; /* the caller's frame, and where it goes on */
        if (frame < place.stack || frame > outermost || frame % sizeof frame) return false;
        if (saved[0] == outermost) return true;
        if (!cell_at(saved[1]) || saved[0] <= frame) return false;
        frame = saved[0];
    }
    return true;
}

/* Whether the cells' code may be executed. */
static void bar(bool barring) {
    barred = barring;
    for (size_t i = 0; i < codes; i++)
        mprotect((void *)code[i].text, code[i].text_end - code[i].text, barring ? PROT_READ : PROT_READ | PROT_EXEC);
}

static void leave(void) {
    pending = inside = 0;
    siglongjmp(*way_out, 1);
}

static void on_interrupt(int number, siginfo_t *info, void *context) {
    struct place place = place_of(context);
    (void)info;
    if (!pthread_equal(pthread_self(), main_thread)) {
        pthread_kill(main_thread, number);
        return;
    }
    if (number == SIGINT) pending = inside;
    if (!pending || !inside || barred) return;
    if (only_cells(place)) leave();
    if (!cell_at(place.at)) bar(true);
}

/* A return to code of a cell that is barred; or else a crash: returning does again what failed, and ends the process. */
static void on_crash(int number, siginfo_t *info, void *context) {
    struct place place = place_of(context);
    const struct range *cell = cell_at(place.at);
    if (barred && cell && number == SIGSEGV && (uintptr_t)info->si_addr == place.at) {
        bar(false);
        if (pthread_equal(pthread_self(), main_thread) && pending && inside && only_cells(place)) leave();
        return;
    }
    char words[600];
    int length = snprintf(words, sizeof words, "crash %d %s %lx\n", number, cell ? cell->library : "-",
                          (unsigned long)(cell ? place.at - cell->low : 0));
    signal(number, SIG_DFL);
    if (write(report_to, words, (size_t)length) < 0) return;
}

void interrupt_prepare(int report) {
    static char stack[64 << 10];
    report_to = report;
    main_thread = pthread_self();
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    struct sigaction interrupt = {.sa_sigaction = on_interrupt, .sa_flags = SA_SIGINFO};
    struct sigaction crash = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&interrupt.sa_mask);
    sigemptyset(&crash.sa_mask);
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGURG, &interrupt, NULL);
    for (const int *signal = (const int[]){SIGSEGV, SIGBUS, SIGFPE, SIGILL, 0}; *signal; signal++)
        sigaction(*signal, &crash, NULL);
}

static int add_range(struct dl_phdr_info *info, size_t size, void *user) {
    (void)size;
    Dl_info *about = user;
    if (info->dlpi_addr != (uintptr_t)about->dli_fbase) return 0;
    struct range range = {.low = info->dlpi_addr, .library = strdup(info->dlpi_name)};
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
        uintptr_t from = range.low + segment->p_vaddr, to = from + segment->p_memsz, page = (uintptr_t)getpagesize();
        if (segment->p_type != PT_LOAD) continue;
        if (to > range.high) range.high = to;
        if (!(segment->p_flags & PF_X)) continue;
        range.text = from & ~(page - 1);
        range.text_end = (to + page - 1) & ~(page - 1);
    }
    code[codes] = range;
    codes++;
    return 1;
}

void interrupt_watch(void *function) {
    Dl_info about;
    struct range *grown = realloc(code, (codes + 1) * sizeof *code);
    if (!grown || !dladdr(function, &about)) return;
    code = grown;
    dl_iterate_phdr(add_range, &about);
}

void interrupt_begin(void *frame, sigjmp_buf *out) {
    outermost = (uintptr_t)frame;
    way_out = out;
    pending = 0;
    inside = 1;
}

void interrupt_end(void) {
    inside = pending = 0;
    if (barred) bar(false);
}

bool interrupt_pending(void) {
    return pending;
}
