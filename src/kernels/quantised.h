/* Products with matrices that stay in the quantised blocks of a GGUF file, as the handler of a custom call:

       handler           inputs                                            outputs
       calx_quantised    x f32[columns, in], u8[units, row's bytes] ...    f32[columns, units] ... = x times the transposed matrix

   of one matrix or a few, with the attribute `format`, ggml's names of their formats ("Q4_K", "Q5_0 Q5_0 Q8_0"). x is rounded to 8 bits for each 32 of its elements, each run with a
   scale of its own, as llama.cpp does; a row of the matrix is unpacked to bytes in the nearest cache and multiplied with all
   columns, so that the matrix is read once. The sums of 16 products are exact; what is added to what in f32 depends on the
   shapes and the processor alone, not on the threads.

   All formats come down to one: element = scale q - minimum, with q in 0 .. 255, scale and minimum for each 16 elements. */
#ifndef CXI_KERNELS_QUANTISED_H
#define CXI_KERNELS_QUANTISED_H

#include <calx/custom.h>

#define CXI_INLINE static inline __attribute__((always_inline))

enum {
    CXI_MATRICES = 4,  /* of one call, at most */
    CXI_RUN = 16,      /* elements with one scale */
    CXI_STEP = 128,    /* rows and columns are filled up to a multiple of so many elements, with zeros */
    CXI_TOGETHER = 16, /* rows, at most, that are unpacked before they are multiplied */
    CXI_MANY = 4       /* columns for which so many pay; with fewer, four rows stay nearer */
};

/* ggml's formats, with the elements and the bytes of a block. */
#define CXI_QUANTISED(X) \
    X(Q4_0, 32, 18)      \
    X(Q4_1, 32, 20)      \
    X(Q5_0, 32, 22)      \
    X(Q5_1, 32, 24)      \
    X(Q8_0, 32, 34) X(Q2_K, 256, 84) X(Q3_K, 256, 110) X(Q4_K, 256, 144) X(Q5_K, 256, 176) X(Q6_K, 256, 210)

enum cxi_quantised_format {
#define X(NAME, ELEMENTS, BYTES) CXI_##NAME,
    CXI_QUANTISED(X)
#undef X
        CXI_QUANTISED_FORMATS
};
enum {
#define X(NAME, ELEMENTS, BYTES) CXI_##NAME##_BYTES = BYTES,
    CXI_QUANTISED(X)
#undef X
};

struct cxi_quantised {
    const char *name;
    int elements, bytes; /* of a block */
};
extern const struct cxi_quantised cxi_quantised[CXI_QUANTISED_FORMATS];
bool cxi_quantised_find(const char *name, size_t length, enum cxi_quantised_format *format);

/* A row of the matrix, unpacked. */
struct cxi_unpacked {
    unsigned char *q;
    float *scale, *minimum; /* of each run */
};
struct cxi_unpacked_rows {
    struct cxi_unpacked row[CXI_TOGETHER];
    struct cxi_unpacked woven; /* as much room once more, for a way that wants the rows in another order */
};

/* Columns of x, rounded: column c's numbers begin at q + c pitch, scale + c runs and sum + c runs. */
struct cxi_rounded {
    int64_t columns, pitch, runs;
    signed char *q;
    float *scale; /* of each run; those of a pair are the same */
    float *sum;   /* scale times the sum of the run's q */
};

static inline int64_t cxi_quantised_pitch(int64_t in) {
    return (in + CXI_STEP - 1) / CXI_STEP * CXI_STEP;
}

/* One way to do it, for a kind of processor. */
struct cxi_quantised_way {
    const char *name; /* "AVX-512 VNNI" */
    bool (*here)(void);
    void (*unpack)(enum cxi_quantised_format format, const unsigned char *row, int64_t in, struct cxi_unpacked *to);
    void (*round)(const float *x, int64_t in, const struct cxi_rounded *to, int64_t column);
    /* y[c * stride + r] = row r, of the first `count`, times column c */
    void (*multiply)(enum cxi_quantised_format format, struct cxi_unpacked_rows *rows, int count,
                     const struct cxi_rounded *x, float *y, int64_t stride);
    /* y[r] = row r, as it lies in the file, times the only column. False: not for this format or length. NULL: for none. */
    bool (*direct)(enum cxi_quantised_format format, const unsigned char *rows, int64_t row_bytes, int64_t count,
                   int64_t in, const struct cxi_rounded *x, float *y);
};
#if defined(__x86_64__) && defined(__GNUC__)
#define CXI_QUANTISED_X86
extern const struct cxi_quantised_way cxi_quantised_vnni, cxi_quantised_avx2;
#endif
extern const struct cxi_quantised_way cxi_quantised_plainly;
extern const struct cxi_quantised_way *const *const cxi_quantised_ways; /* the best first, the last NULL */
const struct cxi_quantised_way *cxi_quantised_way(void);                /* the best one here */

/* Bytes of unpacked rows (with scales for whole 256 elements) and of rounded columns, multiples of 64; and where their parts lie in so many bytes. */
size_t cxi_unpacked_size(int64_t in);
struct cxi_unpacked_rows cxi_unpacked_at(void *memory, int64_t in);
size_t cxi_rounded_size(int64_t in, int64_t columns);
struct cxi_rounded cxi_rounded_at(void *memory, int64_t in, int64_t columns);

extern const char *const cxi_quantised_handler_name;
extern cx_ffi_handler *const cxi_quantised_handler;

#endif
