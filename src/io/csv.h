/* Tables of numbers as text: comma-separated values, plain or compressed with gzip (RFC 4180). Every row has
   as many fields as the first and every field is a number, also nan and inf, written as the C locale does;
   quotes around a field and spaces beside it are allowed. There are no comments and no missing values. */
#ifndef CXI_CSV_H
#define CXI_CSV_H

#include "io/array.h"

struct cxi_csv_options {
    cx_dtype dtype; /* CX_F32 or CX_F64; zero: CX_F32 */
    bool header;    /* the first line is names, not numbers */
    char separator; /* zero: a comma */
};

/* The names of the columns; empty without a header. */
struct cxi_csv_names {
    size_t count;
    char **name;
};

/* Both return [rows, columns], never NULL. `names` may be NULL; else the caller frees it, after errors too. */
cx_array *cxi_csv_read(const char *path, const struct cxi_csv_options *options, struct cxi_csv_names *names);
cx_array *cxi_csv_parse(const void *bytes, size_t size, const char *name, const struct cxi_csv_options *options,
                        struct cxi_csv_names *names);
void cxi_csv_names_free(struct cxi_csv_names *names);

#endif
