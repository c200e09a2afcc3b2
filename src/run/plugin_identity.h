/* Which plugin it is that compiles: the hash of its file, and the XLA flags that it was found to refuse. Hashing 200 MB takes a
   third of a second, and asking for a refused flag costs an attempt at compiling, so both are kept on disk, for as long as
   the plugin's path, size, time and inode stay what they are. */
#ifndef CXI_PLUGIN_IDENTITY_H
#define CXI_PLUGIN_IDENTITY_H

#include "base/hash.h"
#include "base/status.h"
#include "base/text.h"

struct cxi_plugin_identity {
    struct cxi_digest contents;
    struct cxi_text refused; /* "name, name" */
    bool saved;              /* the folder has it as it is here */
};

/* Of the plugin at `path`: from `folder` where it is known there, else by reading the plugin. */
bool cxi_plugin_identify(const char *folder, const char *path, struct cxi_plugin_identity *identity,
                         struct cxi_status *status);
bool cxi_plugin_identity_save(const char *folder, const char *path, struct cxi_plugin_identity *identity,
                              struct cxi_status *status);

bool cxi_plugin_refuses(const struct cxi_plugin_identity *identity, const char *flag);
void cxi_plugin_add_refused(struct cxi_plugin_identity *identity, const char *flags); /* "name, name" or "" */

#endif
