#include "data/cifar_fetch.h"

#include <calx/data.h>

#include "base/alloc.h"
#include "data/cifar.h"
#include "io/directory.h"
#include "io/download.h"
#include "io/entry.h"
#include "io/file.h"
#include "io/inflate.h"
#include "io/tar.h"
#include "run/runtime.h"

#include <stdlib.h>
#include <string.h>

/* www.cs.toronto.edu/~kriz/cifar.html, "CIFAR-10 binary version". */
static const struct cxi_archive official = {
    .url = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
    .sha256 = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
    .size = 170052171,
};

/* The archive's files are all in one folder, whose name is not looked at. */
static bool write_files(const char *folder, struct cxi_tar *tar, struct cxi_status *status) {
    int written = 0;
    for (struct cxi_tar_file file; cxi_tar_next(tar, &file, status); written++) {
        const char *slash = strrchr(file.path, '/');
        char *path = cxi_path_join(folder, slash ? slash + 1 : file.path);
        struct cxi_piece piece = {file.bytes, file.size};
        bool fine = path ? cxi_file_write(path, &piece, 1, status) : cxi_fail_memory(status);
        cxi_free(path);
        if (!fine) return false;
    }
    return cxi_ok(status) && (written || cxi_fail(status, "%s: there are no files in this archive", tar->name));
}

/* All of them or none: the folder appears in one move. */
static bool unpack(const char *data, const char *archive, struct cxi_status *status) {
    struct cxi_file packed, plain = {0};
    if (!cxi_file_map(&packed, archive, status)) return false;
    bool unpacked = cxi_inflate_all(&plain, packed.bytes, packed.size, archive, status);
    char *folder = unpacked ? cxi_directory_begin(data, status) : NULL;
    struct cxi_tar tar = {plain.bytes ? plain.bytes : packed.bytes, plain.bytes ? plain.size : packed.size, archive};
    unpacked =
        folder && write_files(folder, &tar, status) && cxi_directory_put(data, folder, cxi_cifar10.folder, status);
    if (folder && !unpacked) cxi_directory_sweep(data);
    cxi_free(folder);
    cxi_file_close(&plain);
    cxi_file_close(&packed);
    return unpacked;
}

bool cxi_cifar10_fetch(const char *data, const struct cxi_archive *archive, FILE *progress, struct cxi_status *status) {
    char *folder = cxi_path_join(data, cxi_cifar10.folder), *path = cxi_path_join(data, "cifar-10-binary.tar.gz"),
         *lock = cxi_path_join(data, "cifar-10-binary.lock");
    const struct cxi_download download = {
        .what = "CIFAR-10", .url = archive->url, .hash = archive->sha256, .size = archive->size, .progress = progress};
    bool made = folder && path && lock, here = made ? cxi_is_directory(folder) : cxi_fail_memory(status);
    if (made && !here)
        here = cxi_directory_make(data, status) && cxi_download(&download, path, lock, status) &&
               unpack(data, path, status) && cxi_entry_remove(path, status);
    cxi_free(folder);
    cxi_free(path);
    cxi_free(lock);
    return here;
}

bool cx_cifar10_fetch(cx_runtime *runtime, FILE *progress) {
    struct cxi_status status = {0};
    struct cxi_archive archive = official;
    const char *elsewhere = getenv("CIFAR10_URL");
    if (elsewhere && *elsewhere) archive.url = elsewhere;
    char *cache = cxi_cache_folder(), *data = cache ? cxi_path_join(cache, "data") : NULL;
    if (data)
        cxi_cifar10_fetch(data, &archive, progress, &status);
    else if (cache)
        cxi_fail_memory(&status);
    else
        cxi_fail(&status, "CIFAR-10 cannot be fetched: there is no cache folder; set CALX_CACHE to one");
    cxi_free(data);
    cxi_free(cache);
    bool fetched = cxi_report(runtime, &status);
    cxi_status_clear(&status);
    return fetched;
}
