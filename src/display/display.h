/* What the files of this folder share. */
#ifndef CXI_DISPLAY_H
#define CXI_DISPLAY_H

#include "display/channel.h"
#include "io/array.h"

/* Shows a page's fragment, and text for where there are no pages; frees both. */
bool cxi_display_made(const char *id, struct cxi_text *html, struct cxi_text *plain);
/* Shows why something cannot be shown; returns false. */
bool cxi_display_reason(const char *id, const char *reason);
/* Begins a fragment: its style, and the element that the style is of, which ends with </div>. */
void cxi_begin_fragment(struct cxi_text *html);

#endif
