/* A custom call that fails while the program runs, for tests of errors that come late. */
#ifndef TESTS_PJRT_FAILING_CALL_H
#define TESTS_PJRT_FAILING_CALL_H

#include "pjrt/pjrt.h"

/* Makes @calx_test_fails known to the plugin: it sleeps for 50 ms, then fails with "meant to fail". False
   where the plugin takes no custom calls. Once per process and plugin. */
bool register_failing_call(const struct cxi_plugin *plugin);

#endif
