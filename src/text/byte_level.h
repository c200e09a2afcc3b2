/* Bytes written as visible characters, as GPT-2 has it: bytes that are visible in Latin-1 stand for themselves, the others for
   U+0100 and up in their order (openai/gpt-2, encoder.py, bytes_to_unicode). */
#ifndef CXI_BYTE_LEVEL_H
#define CXI_BYTE_LEVEL_H

#include "base/text.h"
#include "text/utf8.h"

int32_t cxi_byte_level_code(unsigned char byte);
int cxi_byte_level_byte(int32_t code); /* the reverse; -1: the character stands for no byte */

void cxi_byte_level_add(struct cxi_text *to, struct cxi_span bytes);
/* The bytes that a piece spells; the piece as it is where one of its characters stands for no byte. */
void cxi_byte_level_add_bytes(struct cxi_text *to, struct cxi_span piece);

#endif
