#include "pjrt/elf.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#ifdef __linux__

#include <elf.h>

/* Of this build; EM_NONE: not known here, anything may be tried. */
#if defined __x86_64__
enum { MACHINE = EM_X86_64 };
static const char foreign[] =
    "it is a library for another processor, and this one is x86-64; take the plugin's build for that";
#elif defined __aarch64__
enum { MACHINE = EM_AARCH64 };
static const char foreign[] =
    "it is a library for another processor, and this one is aarch64; take the plugin's build for that";
#else
enum { MACHINE = EM_NONE };
static const char foreign[] = "";
#endif

const char *cxi_elf_complaint(const char *path) {
    Elf64_Ehdr header;
    FILE *file = fopen(path, "re");
    if (!file) return NULL; /* the loader says why */
    size_t got = fread(&header, 1, sizeof header, file);
    fclose(file);
    if (got < SELFMAG || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
        return "it is no shared library; give the .so file of a PJRT plugin";
    if (got < sizeof header) return "it is cut short; copy it again";
    bool ours = header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_machine == MACHINE;
    return ours || MACHINE == EM_NONE ? NULL : foreign;
}

#else

const char *cxi_elf_complaint(const char *path) {
    (void)path;
    return NULL;
}

#endif
