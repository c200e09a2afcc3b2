/* The system's C compiler: how it is called, and where Calx's headers and library are. */
#ifndef NOTEBOOK_COMPILE_H
#define NOTEBOOK_COMPILE_H

#include "base/text.h"

struct toolchain {
    char *program; /* /proc/self/exe: this one */
    char *headers; /* the folder with calx.h */
    char *library; /* libcalx.so */
    char *folder;  /* for what is made; removed at the end */
    struct cxi_text flags, libraries;
};

/* Finds the headers and the library beside this program, as they lie where Calx is built and where it is installed, and makes
   the folder. False with a message in `why`, to be freed. */
bool toolchain_open(struct toolchain *tools, char **why);
void toolchain_close(struct toolchain *tools);

/* Shell commands. All paths in them are quoted. */
void compile_command(const struct toolchain *tools, struct cxi_text *to, const char *source, const char *library);
void check_command(const struct toolchain *tools, struct cxi_text *to, const char *source);      /* messages only */
void preprocess_command(const struct toolchain *tools, struct cxi_text *to, const char *source); /* macros included */
void prepare_command(const struct toolchain *tools, struct cxi_text *to); /* compiles the headers, once for all cells */

bool write_file(const char *path, const char *text);
/* Messages without the folder of the session in paths: "cell-3:1:5: error: ...". Changes `text`. */
void shorten_messages(const struct toolchain *tools, char *text);

#endif
