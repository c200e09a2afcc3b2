/* What this machine's processor can do, and how many of it this process may use. */
#ifndef CXI_CPU_H
#define CXI_CPU_H

#include "base/text.h"

/* One line for people and for keys: machine code that was made where it differs may not run here, or not as well. */
void cxi_cpu_describe(struct cxi_text *out);

/* Whether it multiplies bf16 (x86's AMX and AVX-512 BF16), and the system lets programs use that. */
bool cxi_cpu_multiplies_bf16(void);

#endif
