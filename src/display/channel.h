/* Where displays go: to a notebook's kernel, through the socket that $CALX_NOTEBOOK names, or to files in $CALX_DISPLAY.

   A display is sent as one frame, and the kernel answers with one byte once it has taken it, so that what a program prints
   before and after stands before and after it:

       ID LENGTH, or -1 when there is none, a blank, PARTS, a newline; the id
       for each part: MIME TYPE, a blank, BYTES, a newline; the bytes

   The parts are forms of the same thing, the richest first. */
#ifndef CXI_CHANNEL_H
#define CXI_CHANNEL_H

#include "base/text.h"

struct cxi_part {
    const char *mime;
    const void *bytes;
    size_t size;
};

bool cxi_displayed(void); /* somebody looks: there is a kernel or a folder. Else nothing needs to be made. */
bool cxi_in_notebook(void);
/* Of several parts a folder is given the first. False when it cannot be delivered. */
bool cxi_display_parts(const char *id, const struct cxi_part *parts, int count);

#endif
