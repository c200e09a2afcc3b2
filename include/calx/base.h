/* calx/base.h: the vocabulary every other header speaks: element types, shapes, places in the user's source.
   Start reading at <calx.h>, which lists the headers in order. */
#ifndef CALX_BASE_H
#define CALX_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define CX_VERSION "0.1.0"

#if defined(__GNUC__)
#define CX_API __attribute__((visibility("default")))
#define CX_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define CX_API
#define CX_PRINTF(text, first)
#endif

#ifdef __cplusplus
#define CX_BEGIN extern "C" {
#define CX_END }
#else
#define CX_BEGIN
#define CX_END
#endif

/* A compound literal, where the language has it. */
#ifdef __cplusplus
#define CX_LITERAL(type) type
#else
#define CX_LITERAL(type) (type)
#endif

CX_BEGIN

/* Element types. The names are XLA's; a file format's own names are in src/base/dtype.def. */
/* clang-format off */
typedef enum cx_dtype {
    CX_INVALID,
    CX_BOOL,
    CX_I4, CX_I8, CX_I16, CX_I32, CX_I64,
    CX_U4, CX_U8, CX_U16, CX_U32, CX_U64,
    CX_F8E4M3FN, CX_F8E5M2, CX_F8E4M3, CX_F8E3M4, CX_F8E4M3FNUZ, CX_F8E5M2FNUZ, CX_F8E4M3B11FNUZ,
    CX_F16, CX_BF16, CX_F32, CX_F64,
    CX_C64, CX_C128,
    CX_DTYPE_COUNT
} cx_dtype;
/* clang-format on */

CX_API const char *cx_dtype_name(cx_dtype dtype);         /* "f32"; "invalid" for anything unknown */
CX_API cx_dtype cx_dtype_from_name(const char *name);     /* CX_INVALID when there is none */
CX_API size_t cx_dtype_size(cx_dtype dtype);              /* bytes an element takes on the host */

/* A shape, or any other short list of integers: axes, strides, permutations. */
#define CX_MAX_RANK 8
typedef struct cx_dims {
    int rank;
    int64_t dim[CX_MAX_RANK];
} cx_dims;

/* CX_DIMS(2, 3) is the shape [2, 3]; CX_SCALAR the shape of a single number. More than CX_MAX_RANK values do
   not compile. */
#define CX_DIMS(...) (CX_LITERAL(cx_dims){(int)(sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t)), {__VA_ARGS__}})
#define CX_SCALAR (CX_LITERAL(cx_dims){0, {0}})

CX_API int64_t cx_dims_count(cx_dims dims);               /* the number of elements: 1 for a scalar */
CX_API bool cx_dims_equal(cx_dims a, cx_dims b);

/* Optional arguments are designated initialisers behind a macro, and zero means "the default". Where zero itself
   is wanted for such a number, write CX_ZERO: any value this small counts as zero. */
#define CX_ZERO 1e-300

/* A place in the user's source. It also stands between the positional and the named fields of every options
   struct: because it is a struct, an argument too many does not compile. */
typedef struct cx_here {
    const char *place; /* "model.c:12"; NULL: inside the library */
} cx_here;

#define CX_TEXT_(x) #x
#define CX_TEXT(x)  CX_TEXT_(x)
#ifdef CX_INSIDE_LIBRARY
#define CX_HERE (CX_LITERAL(cx_here){0})
#else
#define CX_HERE (CX_LITERAL(cx_here){__FILE__ ":" CX_TEXT(__LINE__)})
#endif

/* The options struct of a call, from its positional arguments followed by named ones. */
#define CX_ARGS(type, ...) (CX_LITERAL(type){__VA_ARGS__, .at_ = CX_HERE})

/* CX_LIST(type, a, b, c): an array and its length, as two arguments of a call. */
#define CX_LIST(type, ...) (int)(sizeof((type[]){__VA_ARGS__}) / sizeof(type)), (type[]){__VA_ARGS__}

CX_END
#endif
