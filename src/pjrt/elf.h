/* What a file that is said to be a plugin is, before the loader is asked: it says "No such file" of a library for another
   processor. */
#ifndef CXI_PJRT_ELF_H
#define CXI_PJRT_ELF_H

/* NULL when the loader may try; else what is wrong with the file and what to do, a static text. */
const char *cxi_elf_complaint(const char *path);

#endif
