/* What kind a character is, in the words that tokenizers split by; and the normal forms of a text. Codes that are
   CXI_NOT_UTF8 are of no kind, and normal forms leave such bytes as they are. */
#ifndef CXI_UNICODE_H
#define CXI_UNICODE_H

#include "base/text.h"
#include "text/utf8.h"

bool cxi_is_white_space(int32_t code); /* the property White_Space */
bool cxi_is_word(int32_t code);        /* \w: Alphabetic, marks, decimal digits, connectors (UTS 18, annex C) */
bool cxi_is_numeric(int32_t code);     /* category N */
/* Category P, and every ASCII character that is neither letter, digit nor blank. */
bool cxi_is_punctuation(int32_t code);
bool cxi_is_mark(int32_t code); /* category M */
bool cxi_is_nonspacing_mark(int32_t code);
bool cxi_is_control(int32_t code);   /* categories Cc, Cf, Co */
bool cxi_is_ideograph(int32_t code); /* the blocks that BERT writes blanks around */

void cxi_add_code(struct cxi_text *to, int32_t code);
void cxi_add_lower(struct cxi_text *to,
                   struct cxi_span from); /* every character by itself: final sigmas are not seen */

enum cxi_normal_form { CXI_NFC, CXI_NFD, CXI_NFKC, CXI_NFKD };
/* Adds the text in a normal form (Unicode annex 15); false when memory ran out. Linear in time but for a logarithm, even where
   thousands of marks follow one another. */
bool cxi_add_normal_form(struct cxi_text *to, struct cxi_span from, enum cxi_normal_form form);

#endif
