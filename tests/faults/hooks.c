/* Linked into a second build of each program of examples/: makes one allocation or one access to a file fail, as the
   environment says, and writes down what there is to fail.

     FAULT, FAULT_USE   "alloc", or a call of src/io/file.h ("write"), and which of its uses fails, from 1
     FAULT_LOG          a file that gets a line "file NAME USES" for each kind of access, "alloc USES", "fired" when one
                        failed, and with FAULT=survey a line "site N" for each place that allocates: N is the first
                        allocation from there. A place is a stack of calls, not its top alone. */
#include "base/alloc.h"
#include "io/file.h"

#include <execinfo.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
    [CXI_FILE_OPEN] = "open",
    [CXI_FILE_STAT] = "stat",
    [CXI_FILE_READ] = "read",
    [CXI_FILE_MMAP] = "mmap",
    [CXI_FILE_WRITE] = "write",
    [CXI_FILE_FSYNC] = "fsync",
    [CXI_FILE_CLOSE] = "close",
    [CXI_FILE_RENAME] = "rename",
    [CXI_FILE_FSYNC_FOLDER] = "fsync-folder",
    [CXI_FILE_MAKE_FOLDER] = "make-folder",
    [CXI_FILE_LIST] = "list",
    [CXI_FILE_REMOVE] = "remove",
    [CXI_FILE_TOUCH] = "touch",
};
enum { CALLS = sizeof names / sizeof names[0], DEPTH = 10, SITES = 1 << 14 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* guards all below */
static int file_uses[CALLS], allocations;
static int failing_call = -1, failing_use; /* a call, or CALLS for an allocation; which use */
static bool fired, survey;
static struct {
    uint64_t hash;
    int first;
} sites[SITES];
static int site_count;

static void note_site(void) {
    void *frames[DEPTH + 3];
    int depth = backtrace(frames, DEPTH + 3);
    uint64_t hash = 14695981039346656037U; /* FNV-1a */
    for (int i = 3; i < depth; i++) hash = (hash ^ (uintptr_t)frames[i]) * 1099511628211U;
    for (int i = 0; i < site_count; i++)
        if (sites[i].hash == hash) return;
    if (site_count == SITES) return;
    sites[site_count].hash = hash;
    sites[site_count++].first = allocations;
}

static bool refuse_allocation(size_t size) {
    (void)size;
    pthread_mutex_lock(&lock);
    bool fails = ++allocations == failing_use && failing_call == CALLS;
    fired |= fails;
    if (survey) note_site();
    pthread_mutex_unlock(&lock);
    return fails;
}

static bool refuse_file(enum cxi_file_call call) {
    if ((int)call >= CALLS) abort(); /* a kind of access that `names` lacks */
    pthread_mutex_lock(&lock);
    bool fails = ++file_uses[call] == failing_use && failing_call == (int)call;
    fired |= fails;
    pthread_mutex_unlock(&lock);
    return fails;
}

__attribute__((constructor)) static void start(void) {
    const char *fault = getenv("FAULT"), *use = getenv("FAULT_USE");
    if (!fault) return;
    for (int i = 0; i < CALLS; i++)
        if (strcmp(fault, names[i]) == 0) failing_call = i;
    if (strcmp(fault, "alloc") == 0) failing_call = CALLS;
    survey = strcmp(fault, "survey") == 0;
    failing_use = use ? atoi(use) : 0;
    cxi_alloc_refuses = refuse_allocation;
    cxi_file_refuses = refuse_file;
}

__attribute__((destructor)) static void write_log(void) {
    const char *path = getenv("FAULT_LOG");
    FILE *log = path ? fopen(path, "a") : NULL;
    if (!log) return;
    for (int i = 0; i < CALLS; i++)
        if (file_uses[i]) fprintf(log, "file %s %d\n", names[i], file_uses[i]);
    fprintf(log, "alloc %d\n", allocations);
    for (int i = 0; i < site_count; i++) fprintf(log, "site %d\n", sites[i].first);
    if (fired) fprintf(log, "fired\n");
    fclose(log);
}
