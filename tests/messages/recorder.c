/* Linked into every test: writes each error message of the library that the test meets, once, to
   $CALX_MESSAGES/NAME.txt, a line each. check_messages.c compares them with the messages in src/. A program that a test
   starts writes into the test's file. */
#define _GNU_SOURCE /* program_invocation_short_name */
#include "base/status.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KNOWN = 1 << 12 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* guards `known` */
static uint64_t known[KNOWN];                            /* hashes of what was written; 0: none */
static int file = -1;

static uint64_t hash_of(const char *text) { /* FNV-1a */
    uint64_t hash = 14695981039346656037U;
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 1099511628211U;
    return hash | 1;
}

static bool is_new(uint64_t hash) {
    for (size_t i = hash % KNOWN, tries = 0; tries < KNOWN; i = (i + 1) % KNOWN, tries++) {
        if (known[i] == hash) return false;
        if (known[i]) continue;
        known[i] = hash;
        return true;
    }
    return false;
}

static void record(const char *message) {
    char line[4096];
    int length = snprintf(line, sizeof line - 1, "%s", message);
    if (length >= (int)sizeof line - 1) length = (int)sizeof line - 2;
    for (int i = 0; i < length; i++)
        if (line[i] == '\n') line[i] = ' ';
    line[length] = '\n';
    pthread_mutex_lock(&lock);
    if (is_new(hash_of(message)) && write(file, line, (size_t)length + 1) < 0) abort();
    pthread_mutex_unlock(&lock);
}

__attribute__((constructor)) static void start(void) {
    const char *folder = getenv("CALX_MESSAGES"), *parent = getenv("CALX_MESSAGES_FILE");
    if (!folder) return;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.txt", folder, program_invocation_short_name);
    file = open(parent ? parent : path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (parent ? 0 : O_TRUNC), 0666);
    if (file < 0) return;
    if (!parent) setenv("CALX_MESSAGES_FILE", path, 1);
    cxi_error_seen = record;
}
