#include "signature.h"

#include "base/alloc.h"
#include "base/dims.h"
#include "base/dtype.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* After a string literal that starts at `at`. */
static char *skip_string(char *at) {
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\' && at[1]) at++;
    return *at ? at + 1 : at;
}

/* Comments become blanks. */
static void blank_comments(char *text) {
    while (*text) {
        if (*text == '"')
            text = skip_string(text);
        else if (text[0] == '/' && text[1] == '/')
            while (*text && *text != '\n') *text++ = ' ';
        else
            text++;
    }
}

/* The first `end` (or end of text) at this depth of brackets: the end of a list, or of one of its items. */
static char *skip_to(char *at, const char *ends) {
    for (int depth = 0; *at;) {
        if (depth == 0 && strchr(ends, *at)) return at;
        if (*at == '"') {
            at = skip_string(at);
            continue;
        }
        if (at[0] == '-' && at[1] == '>') /* an arrow, no bracket */
            at++;
        else if (strchr("([{<", *at))
            depth++;
        else if (strchr(")]}>", *at))
            depth--;
        at++;
    }
    return at;
}

static char *skip_blanks(char *at) {
    while (isspace((unsigned char)*at)) at++;
    return at;
}

/* The argument list of @main, after its parenthesis; NULL when there is none. Either
       func.func public @main(%a: tensor<2xf32>, ...)      or, in the generic form,
       "func.func"() <{function_type = (tensor<2xf32>, ...) -> ..., sym_name = "main"}> */
static char *find_arguments(char *text) {
    for (char *at = text; (at = strstr(at, "func.func")); at++) {
        if (at > text && at[-1] == '"') {
            char *properties = strstr(at, "<{"), *end = properties ? skip_to(properties + 2, "}") : NULL;
            char *name = properties ? strstr(properties, "sym_name = \"main\"") : NULL;
            char *type = properties ? strstr(properties, "function_type = (") : NULL;
            if (name && type && name < end && type < end) return strchr(type, '(') + 1;
            continue;
        }
        char *name = skip_blanks(at + strlen("func.func"));
        for (int words = 0; words < 2 && isalpha((unsigned char)*name); words++) { /* public, private */
            while (isalpha((unsigned char)*name)) name++;
            name = skip_blanks(name);
        }
        if (strncmp(name, "@main", 5) != 0) continue;
        name = skip_blanks(name + 5);
        if (*name == '(') return name + 1;
    }
    return NULL;
}

static cx_dtype dtype_from_mlir(const char *name, size_t length) {
    for (int d = CX_INVALID + 1; d < CX_DTYPE_COUNT; d++) {
        const char *mlir = cxi_dtype((cx_dtype)d)->mlir;
        if (strlen(mlir) == length && memcmp(mlir, name, length) == 0) return (cx_dtype)d;
    }
    return CX_INVALID;
}

/* "2x3xf32" from inside of tensor<...>, up to `end`; what follows a comma there (an encoding) is passed over. */
static bool read_type(char *at, char *end, cx_dtype *dtype, cx_dims *dims) {
    *dims = CX_SCALAR;
    while (isdigit((unsigned char)*at)) {
        char *next;
        long long size = strtoll(at, &next, 10);
        if (*next != 'x' || dims->rank == CX_MAX_RANK) return false;
        dims->dim[dims->rank++] = size;
        at = next + 1;
    }
    char *last = skip_to(at, ",>");
    if (last > end) last = end;
    while (last > at && isspace((unsigned char)last[-1])) last--;
    size_t bytes;
    *dtype = dtype_from_mlir(at, (size_t)(last - at));
    return *dtype != CX_INVALID && cxi_dims_valid(*dims, cx_dtype_size(*dtype), &bytes);
}

/* One argument, from `at` to `end`: "%name: tensor<...> {attributes}", or the type alone. */
static bool read_argument(char *at, char *end, struct signature *signature, struct cxi_status *status) {
    int i = signature->inputs;
    if (i == SIGNATURE_MAX) return cxi_fail(status, "@main takes more than %d arguments", SIGNATURE_MAX);
    char *type = strstr(at, "tensor<");
    char *closing = type && type < end ? skip_to(type + strlen("tensor<"), ">") : NULL;
    if (closing && read_type(type + strlen("tensor<"), closing, &signature->input[i].dtype, &signature->input[i].dims))
        return signature->inputs++, true;
    return cxi_fail(
        status,
        "argument %d of @main, \"%.*s\", is not a tensor of a fixed shape, of less than 2^62 bytes, and a known type",
        i, (int)(end - at), at);
}

static bool read_arguments(char *at, struct signature *signature, struct cxi_status *status) {
    signature->inputs = 0;
    for (at = skip_blanks(at); *at && *at != ')';) {
        char *end = skip_to(at, ",)");
        if (!read_argument(at, end, signature, status)) return false;
        at = *end == ',' ? skip_blanks(end + 1) : end;
    }
    return *at == ')' || cxi_fail(status, "the list of @main's arguments does not end");
}

bool signature_read(const char *text, struct signature *signature, struct cxi_status *status) {
    char *copy = cxi_copy_string(text);
    if (!copy) return cxi_fail_memory(status);
    blank_comments(copy);
    char *arguments = find_arguments(copy);
    if (!arguments)
        cxi_fail(status, "this is no StableHLO text with a function @main");
    else
        read_arguments(arguments, signature, status);
    cxi_free(copy);
    return cxi_ok(status);
}
