#include "io/npz.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/file.h"
#include "io/inflate.h"
#include "io/npy.h"
#include "io/quote.h"

#include <limits.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

/* An archive is: its members, each a local header and the contents; a directory, which has a header for each member; and the
   end record, which says where the directory is and may have a comment behind it. */
enum { LOCAL_SIZE = 30, ENTRY_SIZE = 46, END_SIZE = 22, COMMENT_MAX = 65535, STORED = 0, DEFLATED = 8 };

struct archive {
    const unsigned char *bytes;
    size_t size;
    const char *path;
    struct cxi_status *status;
};

struct member {
    const char *name; /* not terminated */
    size_t name_length;
    unsigned flags, method;
    uint32_t crc;
    size_t packed, unpacked, local; /* sizes of the contents; the place of the local header */
};

static unsigned two(const unsigned char *at) {
    return at[0] | (unsigned)at[1] << 8;
}

static uint32_t four(const unsigned char *at) {
    return two(at) | (uint32_t)two(at + 2) << 16;
}

static bool damaged(const struct archive *a, const char *what) {
    return cxi_fail(a->status, "%s: the npz file is damaged: %s; copy it again", a->path, what);
}

static bool is_end(const unsigned char *at, size_t left) {
    return memcmp(at, "PK\5\6", 4) == 0 && END_SIZE + two(at + 20) <= left;
}

/* Sets *directory to the first header, and how many there are. */
static bool find_directory(const struct archive *a, size_t *directory, unsigned *count) {
    if (a->size < END_SIZE || memcmp(a->bytes, "PK", 2) != 0)
        return cxi_fail(a->status, "%s: not an npz file: it does not begin as a zip archive does; check the file",
                        a->path);
    size_t end = a->size - END_SIZE, lowest = end > COMMENT_MAX ? end - COMMENT_MAX : 0;
    while (end > lowest && !is_end(a->bytes + end, a->size - end)) end--;
    if (!is_end(a->bytes + end, a->size - end)) return damaged(a, "its end is missing");
    *count = two(a->bytes + end + 10);
    *directory = four(a->bytes + end + 16);
    if (*count == 0xFFFF || *directory == 0xFFFFFFFF)
        return cxi_fail(a->status, "%s: npz files beyond 4 GiB are not read; save the arrays with numpy.save", a->path);
    return *directory <= end || damaged(a, "its directory is outside");
}

/* Reads the header at *at and moves on to the next. */
static bool next_member(const struct archive *a, size_t *at, struct member *m) {
    const unsigned char *entry = a->bytes + *at;
    size_t left = a->size - *at;
    if (left < ENTRY_SIZE || memcmp(entry, "PK\1\2", 4) != 0) return damaged(a, "its directory ends early");
    size_t length = ENTRY_SIZE + (size_t)two(entry + 28) + two(entry + 30) + two(entry + 32);
    if (length > left) return damaged(a, "its directory ends early");
    *m = (struct member){.name = (const char *)entry + ENTRY_SIZE,
                         .name_length = two(entry + 28),
                         .flags = two(entry + 8),
                         .method = two(entry + 10),
                         .crc = four(entry + 16),
                         .packed = four(entry + 20),
                         .unpacked = four(entry + 24),
                         .local = four(entry + 42)};
    *at += length;
    return true;
}

static bool is_named(const struct member *m, const char *name) {
    size_t length = strlen(name);
    if (m->name_length < length || memcmp(m->name, name, length) != 0) return false;
    size_t rest = m->name_length - length;
    return rest == 0 || (rest == 4 && memcmp(m->name + length, ".npy", 4) == 0);
}

static bool fail_missing(const struct archive *a, const char *name, size_t directory, unsigned count) {
    struct cxi_text names = {0};
    struct member m;
    for (unsigned i = 0; i < count && i < 8 && next_member(a, &directory, &m); i++)
        cxi_addf(&names, "%s\"%s\"", i ? ", " : "", cxi_quote(m.name, m.name_length).text);
    cxi_fail(a->status, "%s: there is no array \"%s\" in it; there is %s", a->path, name ? name : "",
             count ? cxi_text(&names) : "none");
    cxi_text_free(&names);
    return false;
}

static bool find(const struct archive *a, const char *name, struct member *m) {
    size_t directory = 0, at;
    unsigned count = 0;
    if (!find_directory(a, &directory, &count)) return false;
    at = directory;
    for (unsigned i = 0; i < count; i++) {
        if (!next_member(a, &at, m)) return false;
        if (!name || is_named(m, name)) return true;
    }
    return fail_missing(a, name, directory, count);
}

/* Exactly m->unpacked bytes come out. Sizes are of 32 bits, as zlib's are. */
static bool inflate_member(const struct archive *a, const struct member *m, const unsigned char *from, void *to) {
    z_stream stream = {.zalloc = cxi_zlib_allocate,
                       .zfree = cxi_zlib_release,
                       .next_in = from,
                       .avail_in = (uInt)m->packed,
                       .next_out = to,
                       .avail_out = (uInt)m->unpacked};
    if (inflateInit2(&stream, -15) != Z_OK) return cxi_fail_memory(a->status);
    int result = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (result == Z_MEM_ERROR) return cxi_fail_memory(a->status);
    return (result == Z_STREAM_END && stream.avail_out == 0) || damaged(a, "an array does not unpack");
}

/* Stored contents are borrowed; others end up in `whole`. */
static bool unpack(const struct archive *a, const struct member *m, const unsigned char **contents,
                   unsigned char **whole) {
    if (m->local > a->size || a->size - m->local < LOCAL_SIZE || memcmp(a->bytes + m->local, "PK\3\4", 4) != 0)
        return damaged(a, "an array is not where it should be");
    const unsigned char *local = a->bytes + m->local;
    size_t start = m->local + LOCAL_SIZE + two(local + 26) + two(local + 28);
    if (m->packed == 0xFFFFFFFF || m->unpacked == 0xFFFFFFFF)
        return cxi_fail(a->status, "%s: npz files beyond 4 GiB are not read; save the arrays with numpy.save", a->path);
    if (start > a->size || a->size - start < m->packed) return damaged(a, "an array ends early");
    if ((m->flags & 1) || (m->method != STORED && m->method != DEFLATED))
        return cxi_fail(a->status, "%s: packed by a method other than numpy's; save it again with numpy.savez",
                        a->path);
    *contents = a->bytes + start;
    if (m->method == STORED) {
        if (m->packed != m->unpacked) return damaged(a, "an array has two sizes");
    } else {
        if (m->unpacked / 1032 > m->packed) return damaged(a, "an array does not unpack"); /* deflate's limit */
        if (!(*contents = *whole = cxi_new(m->unpacked + 1, 1))) return cxi_fail_memory(a->status);
        if (!inflate_member(a, m, a->bytes + start, *whole)) return false;
    }
    return crc32(0, *contents, (uInt)m->unpacked) == m->crc || damaged(a, "the checksum of an array is wrong");
}

cx_array *cxi_npz_parse(const void *bytes, size_t size, const char *path, const char *name) {
    struct cxi_status status = {0};
    struct archive a = {bytes, size, path, &status};
    struct member m = {0};
    struct cxi_text title = {0};
    const unsigned char *contents = NULL;
    unsigned char *whole = NULL;
    cx_array *array;
    if (find(&a, name, &m) && unpack(&a, &m, &contents, &whole)) {
        cxi_addf(&title, "%s[\"%s\"]", path, cxi_quote(m.name, m.name_length).text);
        array = cxi_text_ok(&title) ? cxi_npy_parse(contents, m.unpacked, cxi_text(&title))
                                    : cxi_array_error("out of memory");
    } else
        array = cxi_array_error("%s", cxi_error(&status));
    cxi_text_free(&title);
    cxi_free(whole);
    cxi_status_clear(&status);
    return array;
}

cx_array *cxi_npz_read(const char *path, const char *name) {
    struct cxi_status status = {0};
    struct cxi_file file;
    if (!cxi_file_map(&file, path, &status)) {
        cx_array *failed = cxi_array_error("%s", cxi_error(&status));
        cxi_status_clear(&status);
        return failed;
    }
    cx_array *array = cxi_npz_parse(file.bytes, file.size, path, name);
    cxi_file_close(&file);
    return array;
}
