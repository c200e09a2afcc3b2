/* How texts are cut for byte-level BPE, under the names that GGUF files have for it. */
#ifndef CXI_KNOWN_PATTERNS_H
#define CXI_KNOWN_PATTERNS_H

#include "text/utf8.h"

struct cxi_known_pattern {
    const char *const *names; /* ends in NULL */
    const char *pattern[4];   /* regular expressions, one after the other; ends in NULL */
    bool nfc;                 /* the text is put into this normal form before */
    bool ignore_merges;       /* as in tokenizer.json; these vocabularies also begin a text with <bos> */
};

const struct cxi_known_pattern *cxi_known_pattern(struct cxi_span name); /* NULL: an unknown one */

#endif
