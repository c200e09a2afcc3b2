/* From the syntax of Oniguruma, as the tokenizers of Hugging Face use it, to PCRE2's: the same letters mean other things here
   and there, mostly in what \s and \w hold. */
#ifndef CXI_REGEX_TRANSLATE_H
#define CXI_REGEX_TRANSLATE_H

#include "base/status.h"
#include "base/text.h"
#include "text/utf8.h"

/* Adds the translation. Fails on what is not translated: classes within classes, and their intersections. */
bool cxi_regex_translate(struct cxi_text *to, struct cxi_span pattern, struct cxi_status *status);

#endif
