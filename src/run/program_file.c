#include "run/program_file.h"

#include "io/file.h"

#include <string.h>

enum {
    VERSION = 1,
    VERSION_AT = 8,
    NOTE_SIZE_AT = 12,
    PROGRAM_SIZE_AT = 16,
    KEY_AT = 24,
    CHECKSUM_AT = 56,
    HEAD_SIZE = 88,
};
static const char magic[] = "calxprog";

static void put_number(unsigned char *at, uint64_t value, int bytes) {
    for (int i = 0; i < bytes; i++) at[i] = (unsigned char)(value >> 8 * i);
}

static uint64_t get_number(const unsigned char *at, int bytes) {
    uint64_t value = 0;
    while (bytes-- > 0) value = value << 8 | at[bytes];
    return value;
}

/* rest: the note and the program, which need not lie together. */
static struct cxi_digest checksum(const unsigned char *head, const struct cxi_piece rest[2]) {
    struct cxi_hash hash;
    cxi_hash_begin(&hash);
    cxi_hash_add(&hash, head, CHECKSUM_AT);
    for (int i = 0; i < 2; i++) cxi_hash_add(&hash, rest[i].bytes, rest[i].size);
    return cxi_hash_end(&hash);
}

bool cxi_program_file_parse(const unsigned char *bytes, size_t size, struct cxi_program_file *file,
                            struct cxi_status *status) {
    if (size < HEAD_SIZE) return cxi_fail(status, "it is cut short");
    if (memcmp(bytes, magic, strlen(magic)) != 0) return cxi_fail(status, "it does not begin as such a file does");
    uint64_t version = get_number(bytes + VERSION_AT, 4), program_size = get_number(bytes + PROGRAM_SIZE_AT, 8);
    size_t note_size = (size_t)get_number(bytes + NOTE_SIZE_AT, 4), left = size - HEAD_SIZE;
    if (version != VERSION) return cxi_fail(status, "it has version %llu of its layout", (unsigned long long)version);
    if (note_size > left || program_size != left - note_size)
        return cxi_fail(status, "it has another length than it says");
    struct cxi_piece rest[] = {{bytes + HEAD_SIZE, note_size}, {bytes + HEAD_SIZE + note_size, (size_t)program_size}};
    struct cxi_digest sum = checksum(bytes, rest);
    if (memcmp(sum.byte, bytes + CHECKSUM_AT, sizeof sum.byte) != 0) return cxi_fail(status, "its checksum is wrong");
    *file = (struct cxi_program_file){
        .note = rest[0].bytes, .note_size = rest[0].size, .program = rest[1].bytes, .program_size = rest[1].size};
    memcpy(file->key.byte, bytes + KEY_AT, sizeof file->key.byte);
    return true;
}

bool cxi_program_file_write(const char *path, const struct cxi_program_file *file, struct cxi_status *status) {
    unsigned char head[HEAD_SIZE];
    struct cxi_piece pieces[] = {{head, HEAD_SIZE}, {file->note, file->note_size}, {file->program, file->program_size}};
    memcpy(head, magic, strlen(magic));
    put_number(head + VERSION_AT, VERSION, 4);
    put_number(head + NOTE_SIZE_AT, file->note_size, 4);
    put_number(head + PROGRAM_SIZE_AT, file->program_size, 8);
    memcpy(head + KEY_AT, file->key.byte, sizeof file->key.byte);
    struct cxi_digest sum = checksum(head, &pieces[1]);
    memcpy(head + CHECKSUM_AT, sum.byte, sizeof sum.byte);
    return cxi_file_write(path, pieces, 3, status);
}
