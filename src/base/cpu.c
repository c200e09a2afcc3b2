#define _GNU_SOURCE /* sched_getaffinity */
#include "base/cpu.h"

#include <sched.h>
#include <sys/utsname.h>
#include <unistd.h>
#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#elif defined(__linux__)
#include <sys/auxv.h>
#endif

#if defined(__x86_64__) || defined(__i386__)
/* The registers of CPUID that say what the processor is and can do. Left out is what differs from core to core of one
   machine: the number of the core is in EBX of leaf 1. */
static void add_features(struct cxi_text *out) {
    enum { EAX = 1, EBX = 2, ECX = 4, EDX = 8 };
    static const struct {
        unsigned leaf, subleaf, registers;
    } asked[] = {{0, 0, EBX | ECX | EDX},     /* the maker */
                 {1, 0, EAX | ECX | EDX},     /* family, model, stepping; SSE to AVX, FMA, F16C */
                 {7, 0, EBX | ECX | EDX},     /* AVX2, AVX-512, AMX */
                 {7, 1, EAX | EDX},           /* AVX-VNNI, AVX-512 BF16, AVX10 */
                 {0x1e, 1, EAX},              /* AMX-FP16 and on */
                 {0x24, 0, EBX},              /* AVX10's version */
                 {0x80000001, 0, ECX | EDX}}; /* LZCNT, FMA4, XOP */
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        unsigned r[4] = {0};
        if (!__get_cpuid_count(asked[i].leaf, asked[i].subleaf, &r[0], &r[1], &r[2], &r[3])) continue;
        for (int k = 0; k < 4; k++)
            if (asked[i].registers & 1U << k) cxi_addf(out, " %x", r[k]);
    }
}

/* The registers that the system keeps for programs, bits of XCR0; 0 where it cannot be asked. */
static unsigned kept_registers(void) {
    enum { OSXSAVE = 1 << 27 };
    unsigned a, b, c, d, low, high;
    if (!__get_cpuid_count(1, 0, &a, &b, &c, &d) || !(c & OSXSAVE)) return 0;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return low;
}

bool cxi_cpu_multiplies_bf16(void) {
    enum { AMX = 1 << 22 | 1 << 24 /* BF16, TILE */, AVX512_BF16 = 1 << 5 };
    enum { TILES = 3 << 17, VECTORS = 7 << 5 | 3 << 1 };
    unsigned a, b, c, d, kept = kept_registers();
    bool amx = __get_cpuid_count(7, 0, &a, &b, &c, &d) && (d & AMX) == AMX && (kept & TILES) == TILES;
    bool avx512 = __get_cpuid_count(7, 1, &a, &b, &c, &d) && a & AVX512_BF16 && (kept & VECTORS) == VECTORS;
    return amx || avx512;
}
#elif defined(__linux__)
static void add_features(struct cxi_text *out) {
    cxi_addf(out, " %lx %lx", getauxval(AT_HWCAP), getauxval(AT_HWCAP2));
}
#else
static void add_features(struct cxi_text *out) {
    (void)out;
}
#endif

#if !defined(__x86_64__) && !defined(__i386__)
bool cxi_cpu_multiplies_bf16(void) {
    return false;
}
#endif

static long processors(void) {
#ifdef __linux__
    cpu_set_t mine;
    if (sched_getaffinity(0, sizeof mine, &mine) == 0) return CPU_COUNT(&mine);
#endif
    return sysconf(_SC_NPROCESSORS_ONLN);
}

void cxi_cpu_describe(struct cxi_text *out) {
    struct utsname machine;
    cxi_addf(out, "%s, %ld processors,", uname(&machine) < 0 ? "unknown" : machine.machine, processors());
    add_features(out);
}
