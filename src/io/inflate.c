#include "io/inflate.h"

#include "base/alloc.h"

#include <limits.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

static bool is_gzip(const unsigned char *bytes, size_t size) {
    return size >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B;
}

static size_t read_plain(struct cxi_inflate *in, void *to, size_t size) {
    size_t part = size < in->left ? size : in->left;
    if (part) memcpy(to, in->next, part);
    in->next += part;
    in->left -= part;
    return part;
}

void *cxi_zlib_allocate(void *unused, unsigned count, unsigned size) {
    (void)unused;
    return cxi_new(count, size);
}

void cxi_zlib_release(void *unused, void *memory) {
    (void)unused;
    cxi_free(memory);
}

bool cxi_inflate_open(struct cxi_inflate *in, const void *bytes, size_t size, const char *name,
                      struct cxi_status *status) {
    *in = (struct cxi_inflate){.next = bytes, .left = size, .name = name, .status = status};
    if (!is_gzip(bytes, size)) return true;
    z_stream *stream = cxi_new(1, sizeof *stream);
    if (!stream) return cxi_fail_memory(status);
    stream->zalloc = cxi_zlib_allocate;
    stream->zfree = cxi_zlib_release;
    if (inflateInit2(stream, 15 + 16) != Z_OK) { /* the largest window, and a gzip header */
        cxi_free(stream);
        return cxi_fail_memory(status);
    }
    in->stream = stream;
    return true;
}

/* gzip files may be joined end to end; what follows the last and is not gzip is padding. */
static bool next_member(struct cxi_inflate *in) {
    if (!is_gzip(in->next, in->left)) return false;
    return inflateReset(in->stream) == Z_OK;
}

static bool damaged(struct cxi_inflate *in, int result) {
    in->ended = true;
    if (result == Z_MEM_ERROR) return cxi_fail_memory(in->status);
    if (result == Z_BUF_ERROR)
        return cxi_fail(in->status, "%s: the gzip data ends early; the file was cut short, copy it again", in->name);
    return cxi_fail(in->status, "%s: the gzip data is damaged; copy the file again", in->name);
}

size_t cxi_inflate_read(struct cxi_inflate *in, void *to, size_t size) {
    if (!in->stream) return read_plain(in, to, size);
    z_stream *stream = in->stream;
    size_t done = 0;
    while (done < size && !in->ended) {
        uInt room = size - done < UINT_MAX ? (uInt)(size - done) : UINT_MAX;
        uInt given = in->left < UINT_MAX ? (uInt)in->left : UINT_MAX;
        stream->next_out = (Bytef *)to + done;
        stream->avail_out = room;
        stream->next_in = in->next;
        stream->avail_in = given;
        int result = inflate(stream, Z_NO_FLUSH);
        in->left -= given - stream->avail_in;
        in->next += given - stream->avail_in;
        done += room - stream->avail_out;
        if (result == Z_STREAM_END)
            in->ended = !next_member(in);
        else if (result != Z_OK)
            damaged(in, result);
    }
    return done;
}

size_t cxi_inflate_bound(const struct cxi_inflate *in) {
    if (!in->stream) return in->left;
    /* Deflate's limit is 1032 bytes from one; the window holds 32 KiB read but not yet given out. */
    return in->left > (SIZE_MAX - 65536) / 1032 ? SIZE_MAX : in->left * 1032 + 65536;
}

void cxi_inflate_close(struct cxi_inflate *in) {
    if (in->stream) inflateEnd(in->stream);
    cxi_free(in->stream);
    *in = (struct cxi_inflate){0};
}

/* Unpacks the stream into memory that grows. */
static bool unpack(struct cxi_file *whole, struct cxi_inflate *in) {
    const size_t limit = (size_t)CXI_INFLATE_MIB_MAX << 20;
    unsigned char *bytes = NULL;
    size_t size = 0, capacity = 0;
    do {
        capacity = capacity ? 2 * capacity : 65536;
        unsigned char *larger = capacity > limit ? NULL : cxi_resize(bytes, capacity, 1);
        if (!larger) {
            cxi_free(bytes);
            return capacity > limit ? cxi_fail(in->status, "%s: unpacks to more than %d MiB; gunzip it first", in->name,
                                               (int)CXI_INFLATE_MIB_MAX)
                                    : cxi_fail_memory(in->status);
        }
        bytes = larger;
        size += cxi_inflate_read(in, bytes + size, capacity - size);
    } while (size == capacity);
    *whole = (struct cxi_file){.bytes = bytes, .size = size};
    return cxi_ok(in->status);
}

bool cxi_inflate_all(struct cxi_file *whole, const void *bytes, size_t size, const char *name,
                     struct cxi_status *status) {
    struct cxi_inflate in;
    *whole = (struct cxi_file){0};
    bool done = cxi_inflate_open(&in, bytes, size, name, status) && (!in.stream || unpack(whole, &in));
    cxi_inflate_close(&in);
    return done;
}
