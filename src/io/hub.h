/* The Hugging Face hub's cache on this machine, as Python's huggingface_hub lays it out and shares it with us:

       HUB/models--OWNER--NAME/blobs/ETAG                     the files' contents
                               snapshots/COMMIT/FILE          links to them by name
                               refs/main                      the commit a branch or tag stood at

   HUB is $HF_HUB_CACHE, $HF_HOME/hub or ~/.cache/huggingface/hub. Nothing here goes to the network: `calx fetch` does. */
#ifndef CXI_HUB_H
#define CXI_HUB_H

#include "base/status.h"

/* hf:OWNER/NAME[@REVISION], split into its parts. */
struct cxi_hub_name {
    char *repository; /* "OWNER/NAME" */
    char *revision;   /* "main" unless given */
};
bool cxi_hub_is_name(const char *text); /* begins with hf: */
bool cxi_hub_parse(const char *text, struct cxi_hub_name *name, struct cxi_status *status);
void cxi_hub_name_free(struct cxi_hub_name *name);

char *cxi_hub_cache(struct cxi_status *status); /* HUB; free it with cxi_free. NULL: there is no home */
char *cxi_hub_folder(const struct cxi_hub_name *name, struct cxi_status *status); /* HUB/models--OWNER--NAME */

/* The snapshot's folder of "hf:...", to be freed with cxi_free; NULL and an error when it has not been fetched. */
char *cxi_hub_find(const char *text, struct cxi_status *status);

#endif
