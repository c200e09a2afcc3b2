/* Settings of the whole process, which only a program may choose. */
#define _GNU_SOURCE
#include <calx/runtime.h>

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void cx_tune_process(void) {
    setenv("TF_CPP_MIN_LOG_LEVEL", "3", 0);
#ifdef __GLIBC__
    /* XLA:CPU allocates the temporaries of each execution anew. Kept by malloc instead of given back to the
       kernel, they do not have to be faulted in again: 10 to 19 ms of a CIFAR-10 step. XLA's threads are to take them from
       the one arena that grows without limit: those that malloc makes for further threads end at 64 MB, and what is larger
       goes back to the kernel each time. */
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 2047 << 20);
    mallopt(M_TOP_PAD, 256 << 20);
#endif
}
