/* Usage: soak [--seconds N] [--seed N] [--count N] [--purpose wild|tame|smooth] [--no-run] [--verbose] [--dtypes]
   Random graphs from seeds N, N + 1, ... (default: 1), in turn of each purpose (random_graph.h), for so long or so many of them.
   Findings are printed with their seeds, by which `soak --seed N --count 1 --purpose P` shows them again; then what was
   done. With --dtypes: each operation with each dtype, in graphs of one seed or of --count of them. Exits with 1 after a
   finding. */
#include "soak/soak.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct request {
    double seconds;
    uint64_t seed;
    long count;
    int purpose; /* -1: each in turn */
    bool no_run, verbose, dtypes;
};

static bool read_request(struct request *r, int argc, char **argv) {
    static const char *const purposes[] = {"wild", "tame", "smooth"};
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        bool takes_value = true;
        if (strcmp(argv[i], "--no-run") == 0)
            r->no_run = true, takes_value = false;
        else if (strcmp(argv[i], "--verbose") == 0)
            r->verbose = true, takes_value = false;
        else if (strcmp(argv[i], "--dtypes") == 0)
            r->dtypes = true, takes_value = false;
        else if (!value)
            return false;
        else if (strcmp(argv[i], "--seconds") == 0)
            r->seconds = strtod(value, NULL);
        else if (strcmp(argv[i], "--seed") == 0)
            r->seed = strtoull(value, NULL, 10);
        else if (strcmp(argv[i], "--count") == 0)
            r->count = strtol(value, NULL, 10);
        else if (strcmp(argv[i], "--purpose") == 0)
            for (int p = 0; p < PURPOSES; p++) r->purpose = strcmp(value, purposes[p]) == 0 ? p : r->purpose;
        else
            return false;
        i += takes_value;
    }
    return true;
}

static void print_summary(const struct soak *s, uint64_t last) {
    printf("%ld graphs (the last of seed %llu), %ld operations made, %ld refused, %ld graphs run, %ld derivatives as "
           "finite "
           "differences, %ld not to be judged by them, %ld findings\n",
           s->graphs, (unsigned long long)last, s->operations, s->refusals, s->runs, s->compared, s->unsmooth,
           s->findings);
    for (int i = 0; random_rows[i].name && i < SOAK_ROWS; i++)
        if (s->verbose || !s->made[i]) printf("%s: %ld\n", random_rows[i].name, s->made[i]);
}

int main(int argc, char **argv) {
    struct request r = {.seconds = 60, .seed = 1, .count = -1, .purpose = -1};
    if (!read_request(&r, argc, argv)) {
        fprintf(stderr, "usage: soak [--seconds N] [--seed N] [--count N] [--purpose wild|tame|smooth] [--no-run] "
                        "[--verbose] [--dtypes]\n");
        return 2;
    }
    cx_tune_process();
    struct soak s = {
        .report = stdout, .verbose = r.verbose, .runtime = r.no_run ? NULL : cx_open("cpu", .no_program_cache = true)};
    time_t end = time(NULL) + (time_t)r.seconds;
    uint64_t seed = r.seed;
    for (long pass = 0; r.dtypes && pass < (r.count < 0 ? 1 : r.count); pass++, seed++)
        for (const struct row *row = random_rows; row->name; row++) {
            soak_dtypes(&s, row, seed);
            fflush(stdout);
        }
    for (; !r.dtypes && r.count ? time(NULL) < end : false; seed++, r.count--) {
        soak_one(&s, seed, r.purpose < 0 ? (enum purpose)(seed % PURPOSES) : (enum purpose)r.purpose);
        fflush(stdout);
    }
    print_summary(&s, seed - 1);
    int failed = s.runtime ? cx_close(s.runtime, stderr) : 0;
    return failed || s.findings;
}
