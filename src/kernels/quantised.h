/* Products with matrices that stay in the quantised blocks of a GGUF file, as the handler of a custom call:

       handler           inputs                                        outputs
       calx_quantised    x f32[columns, in], u8[units, row's bytes]    f32[columns, units] = x times the transposed matrix

   with the attribute `format`, ggml's name of it ("Q4_K"). x is rounded to 8 bits for each 32 of its elements, each run with a
   scale of its own, as llama.cpp does; a row of the matrix is unpacked to bytes in the nearest cache and multiplied with all
   columns, so that the matrix is read once. The sums of 16 products are exact; what is added to what in f32 depends on the
   shapes and the processor alone, not on the threads.

   All formats come down to one: element = scale q - minimum, with q in 0 .. 255, scale and minimum for each 16 elements. */
#ifndef CXI_KERNELS_QUANTISED_H
#define CXI_KERNELS_QUANTISED_H

#include <calx/custom.h>

enum { CXI_RUN = 16 };  /* elements with one scale */
enum { CXI_STEP = 64 }; /* rows and columns are filled up to a multiple of so many elements, with zeros */

enum cxi_quantised_format {
    CXI_Q4_0,
    CXI_Q4_1,
    CXI_Q5_0,
    CXI_Q5_1,
    CXI_Q8_0,
    CXI_Q2_K,
    CXI_Q3_K,
    CXI_Q4_K,
    CXI_Q5_K,
    CXI_Q6_K,
    CXI_QUANTISED_FORMATS
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

/* Columns of x, rounded: column c's numbers begin at q + c pitch, scale + c runs and sum + c runs. */
struct cxi_rounded {
    int64_t pitch, runs;
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
    /* y[c * stride] = the row times column first + c, of `count` */
    void (*multiply)(const struct cxi_unpacked *row, const struct cxi_rounded *x, int64_t first, int64_t count,
                     float *y, int64_t stride);
};
extern const struct cxi_quantised_way cxi_quantised_ways[]; /* the best first; the last is for all processors */
const struct cxi_quantised_way *cxi_quantised_way(void);    /* the best one here */

/* Bytes of an unpacked row (with scales for whole 256 elements) and of rounded columns, multiples of 64; and where their parts lie in so many bytes. */
size_t cxi_unpacked_size(int64_t in);
struct cxi_unpacked cxi_unpacked_at(void *memory, int64_t in);
size_t cxi_rounded_size(int64_t in, int64_t columns);
struct cxi_rounded cxi_rounded_at(void *memory, int64_t in, int64_t columns);

extern const char *const cxi_quantised_handler_name;
extern cx_ffi_handler *const cxi_quantised_handler;

#endif
