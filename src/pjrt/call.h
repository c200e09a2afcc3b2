/* The one way to call a plugin. */
#ifndef CXI_PJRT_CALL_H
#define CXI_PJRT_CALL_H

#include "base/status.h"
#include "pjrt/abi.h"

struct cxi_plugin;

/* Calls `function` with `args`, made by PJRT_ARGS. `attempt` says in a message what was being done, as in
   "compiling the program", and is formatted only when that failed. */
bool cxi_call(const struct cxi_plugin *plugin, enum pjrt_function function, void *args, struct cxi_status *status,
              const char *attempt, ...) CX_PRINTF(5, 6);

/* Makes a PJRT error a failed status, "attempt: what the plugin said [CODE]", and destroys it. */
bool cxi_fail_with(const struct cxi_plugin *plugin, struct pjrt_error *error, struct cxi_status *status,
                   const char *attempt, ...) CX_PRINTF(4, 5);

/* Destroys an object by the function that is for its kind. Nothing can be done when that fails. */
void cxi_destroy(const struct cxi_plugin *plugin, enum pjrt_function function, void *object);

bool cxi_has(const struct pjrt_table *table, enum pjrt_function function);

/* Adds the names of the functions that Calx cannot do without and `table` lacks; false when there are any. */
struct cxi_text;
bool cxi_table_is_whole(const struct pjrt_table *table, struct cxi_text *missing);

#endif
