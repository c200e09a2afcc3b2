/* The inside of a model's weights: which files they stand in, and what each file says of them. */
#ifndef CXI_WEIGHTS_H
#define CXI_WEIGHTS_H

#include <calx/weights.h>

#include "base/arena.h"
#include "base/status.h"
#include "io/file.h"
#include "io/quant.h"

#include <jansson.h>
#include <stdatomic.h>

/* A mapped file. It goes when its last holder does: the weights, and each tensor that uses its memory. */
struct cxi_shard {
    atomic_int holders;
    struct cxi_file file;
    char *path;
};
void cxi_shard_release(void *shard); /* as the `done` of a tensor: from any thread */

struct cxi_weight_entry {
    cx_weight weight;     /* whose name may be another than the file's: see models/keras.c */
    const char *own_name; /* the file's */
    struct cxi_shard *shard;
    const struct cxi_quant *quant; /* how blocks are expanded; NULL: plain elements */
    /* Where batch is not 0: the file has [batch, rows, columns] of f32, f16 or bf16, and it is read as [batch, columns, rows]. */
    struct cxi_turn {
        int64_t batch, rows, columns;
    } turn;
};

struct cx_weights {
    struct cxi_status status;
    char *path;
    const char *kind;
    struct cxi_arena texts; /* names */
    struct cxi_shard **shards;
    struct cxi_weight_entry *entries; /* sorted by name, once all are there */
    size_t shard_count, count, capacity;
    json_t *config; /* NULL: none */
};

const cx_weights *cxi_weights_some(const cx_weights *weights); /* NULL becomes weights in error */

/* src/io/weights_files.c: which files of a folder are the weights; reads them all by cxi_weights_add_file. */
bool cxi_weights_add_folder(cx_weights *weights, const char *folder);
/* src/io/weights_shard.c: maps a file, whose kind its first bytes tell, and takes what it has in. */
struct cxi_shard *cxi_weights_add_file(cx_weights *weights, const char *path);
bool cxi_weights_add(cx_weights *weights, struct cxi_shard *shard, const cx_weight *about,
                     const struct cxi_quant *quant); /* the name is copied */
/* Sorts the entries; a name that is there twice is an error. */
bool cxi_weights_sort(cx_weights *weights);
const struct cxi_weight_entry *cxi_weights_entry(const cx_weights *weights, const char *name); /* NULL: there is none */

/* A JSON file's object, to be freed with json_decref; NULL and an error when it has none. */
json_t *cxi_json_read(const char *path, struct cxi_status *status);

#endif
