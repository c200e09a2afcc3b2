/* Where plugins are looked for, as plugin.c needs it beyond cxi_plugin_search. */
#ifndef CXI_PJRT_SEARCH_H
#define CXI_PJRT_SEARCH_H

#define CXI_PLUGIN_VARIABLE "$CALX_PLUGIN" /* the source of what a user named outright: never passed over silently */

/* How one gets a plugin for this platform, as the last sentence of a message. */
const char *cxi_plugin_remedy(const char *platform);

#endif
