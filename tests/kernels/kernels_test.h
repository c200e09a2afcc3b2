/* What the tests of host kernels share: a runtime with them and one without, and comparing the two. */
#ifndef TESTS_KERNELS_TEST_H
#define TESTS_KERNELS_TEST_H

#include "run/calx_test.h"

#include "base/text.h"

extern cx_runtime *with_kernels, *without_kernels;

/* Runs the group with both runtimes open; 77, said in plain words, where there are no kernels. */
int run_kernel_tests(const struct CMUnitTest *tests, size_t count);

/* A runtime with the kernels that need no library, or with those on oneDNN, before any program asks for them. */
cx_runtime *open_with_own_kernels(void);
cx_runtime *open_with_library_kernels(void);

/* The same numbers each run: a generator of its own. */
uint64_t seed_or(uint64_t otherwise); /* $CALX_SEED if it is set */
void random_seed(uint64_t seed);
int64_t random_between(int64_t low, int64_t high);
float *random_floats(int64_t count); /* in [-1, 1], multiples of 1/1000; freed by the caller */

enum { MOST_ARRAYS = 4 };
struct program {
    cx_traced *trace;
    void *user;
    int inputs, outputs;
    cx_dims in[MOST_ARRAYS]; /* f32 */
};

/* Runs it on `rt`; out[] are ready tensors. */
void run_program(cx_runtime *rt, const struct program *p, float *const *values, cx_tensor **out);
/* Runs it on both runtimes with random inputs: outputs must agree to `tolerance` of an array's largest magnitude. */
void check_program(const struct program *p, double tolerance, const char *about);
/* Likewise `p` on the one with kernels, and on the other what it is to agree with. */
void check_against(const struct program *p, const struct program *wanted, double tolerance, const char *about);
/* The program as it is given to XLA. */
void lowered_text(const struct program *p, struct cxi_text *text);
int count_of(const struct cxi_text *text, const char *part);
/* That the lowered program calls the handler so many times. */
void check_calls(const struct program *p, const char *handler, int calls, const char *about);

#endif
