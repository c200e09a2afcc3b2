/* Compiled programs kept on disk, so that a program which was compiled once on this machine is loaded the next time: in a few
   milliseconds, also by another process. program_folder.h says where, program_file.h in which form, docs/cache.md why. */
#ifndef CXI_PROGRAM_CACHE_H
#define CXI_PROGRAM_CACHE_H

#include "pjrt/pjrt.h"
#include "run/plugin_identity.h"

#include <pthread.h>

/* What became of the programs that a runtime wanted. */
struct cxi_program_counts {
    int64_t loaded;      /* from disk */
    int64_t compiled;    /* whether the cache is on or off */
    int64_t saved;       /* of those compiled */
    int64_t unsavable;   /* of those compiled: XLA cannot save them */
    int64_t passed_over; /* files that were damaged, or of another plugin or processor */
};

struct cxi_program_cache {
    char *folder;  /* NULL: nothing is kept on disk */
    int64_t limit; /* bytes that the programs in it may take */
    pthread_mutex_t lock;
    /* Guarded by it: */
    bool identified; /* `plugin` is known and `maker` made */
    struct cxi_plugin_identity plugin;
    struct cxi_hash maker; /* of everything that decides what is compiled, but for the options and the program */
    struct cxi_program_counts counts;
};

/* Turns it on, unless `off` or $CALX_PROGRAM_CACHE says not to. False with a warning in `status` when the variable is
   nonsense; it is on then. */
bool cxi_program_cache_init(struct cxi_program_cache *cache, bool off, struct cxi_status *status);
void cxi_program_cache_end(struct cxi_program_cache *cache);

/* A program for this client, loaded or compiled (and saved). `name` is for people who list the folder. `warning` gets what
   went wrong with the disk on the way; NULL with the reason in `status` when the program cannot be compiled. */
struct cxi_program *cxi_program_get(struct cxi_program_cache *cache, struct cxi_client *client, const char *name,
                                    const char *stablehlo, size_t length, const struct cxi_compile_options *options,
                                    struct cxi_status *warning, struct cxi_status *status);

struct cxi_program_counts cxi_program_counts(struct cxi_program_cache *cache);

#endif
