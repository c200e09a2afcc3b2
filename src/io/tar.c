#define _POSIX_C_SOURCE 200809L /* strnlen */
#include "io/tar.h"

#include <string.h>

enum { BLOCK = 512 };

/* Where a header has what: offset and size in bytes. */
enum {
    NAME = 0,
    NAME_SIZE = 100,
    SIZE = 124,
    SUM = 148,
    NUMBER_SIZE = 12,
    SUM_SIZE = 8,
    TYPE = 156,
    MAGIC = 257,
    PREFIX = 345,
    PREFIX_SIZE = 155
};

/* Octal digits up to a blank or the end; SIZE_MAX: there are none, or it is something else. */
static size_t number(const unsigned char *field, int size) {
    int i = 0;
    while (i < size && field[i] == ' ') i++;
    size_t value = SIZE_MAX;
    for (; i < size && field[i] >= '0' && field[i] <= '7'; i++)
        value = (value == SIZE_MAX ? 0 : value * 8) + (size_t)(field[i] - '0');
    return i == size || field[i] == ' ' || field[i] == '\0' ? value : SIZE_MAX;
}

/* The sum of the header's bytes, those of the sum itself taken for blanks. */
static size_t sum(const unsigned char *header) {
    size_t total = 0;
    for (int i = 0; i < BLOCK; i++) total += i >= SUM && i < SUM + SUM_SIZE ? ' ' : header[i];
    return total;
}

static void copy_path(char *path, const unsigned char *header) {
    size_t prefix = memcmp(header + MAGIC, "ustar", 6) == 0 ? strnlen((const char *)header + PREFIX, PREFIX_SIZE) : 0;
    size_t name = strnlen((const char *)header + NAME, NAME_SIZE);
    memcpy(path, header + PREFIX, prefix);
    if (prefix) path[prefix++] = '/';
    memcpy(path + prefix, header + NAME, name);
    path[prefix + name] = '\0';
}

bool cxi_tar_next(struct cxi_tar *tar, struct cxi_tar_file *file, struct cxi_status *status) {
    static const unsigned char end[BLOCK];
    while (tar->left >= BLOCK && memcmp(tar->next, end, BLOCK) != 0) {
        const unsigned char *header = tar->next;
        size_t size = number(header + SIZE, NUMBER_SIZE);
        if (size == SIZE_MAX || number(header + SUM, SUM_SIZE) != sum(header))
            return cxi_fail(status, "%s: not a tar archive, or a damaged one; download it again", tar->name);
        size_t whole = size / BLOCK + (size % BLOCK != 0);
        if (whole > tar->left / BLOCK - 1)
            return cxi_fail(status, "%s: the archive was cut short; download it again", tar->name);
        tar->next += (1 + whole) * BLOCK;
        tar->left -= (1 + whole) * BLOCK;
        if (header[TYPE] != '0' && header[TYPE] != '\0') continue;
        copy_path(file->path, header);
        file->bytes = header + BLOCK;
        file->size = size;
        return true;
    }
    if (tar->left < BLOCK) cxi_fail(status, "%s: the archive was cut short; download it again", tar->name);
    return false;
}
