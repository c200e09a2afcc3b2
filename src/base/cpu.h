/* What this machine's processor can do, and how many of it this process may use. */
#ifndef CXI_CPU_H
#define CXI_CPU_H

#include "base/text.h"

/* One line for people and for keys: machine code that was made where it differs may not run here, or not as well. */
void cxi_cpu_describe(struct cxi_text *out);

/* Whether it multiplies tiles of bf16 (x86's AMX), and the system lets programs use that. */
bool cxi_cpu_has_amx_bf16(void);

#endif
