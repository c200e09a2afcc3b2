/* What the files of the tool `calx` share. */
#ifndef CALX_TOOL_H
#define CALX_TOOL_H

#include <calx.h>

enum { TOOL_FINE = 0, TOOL_FAILED = 1, TOOL_USAGE = 2 }; /* exit statuses */

/* A subcommand: argv[0] is its name. Returns an exit status; after TOOL_USAGE, main prints how it is used. */
typedef int tool_command(int argc, char **argv);
tool_command tool_cache, tool_chat, tool_checkpoint, tool_embed, tool_fetch, tool_generate, tool_info, tool_notebook,
    tool_plot, tool_run, tool_tokenize;

/* Prints "calx NAME: ..." and a newline to stderr; returns `status`. */
int tool_complain(int status, const char *name, const char *format, ...) CX_PRINTF(3, 4);

/* Prints the runtime's warning and its error, where there is one, and closes it. Returns `status`, or TOOL_FAILED after an
   error. */
int tool_close(cx_runtime *runtime, const char *name, int status);

#endif
