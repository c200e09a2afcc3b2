/* Runs a fuzz target over every file of the folders it is given: with it the corpora are ordinary tests,
   under any compiler. A folder without files is an error, lest a wrong path look like success. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The bytes are given in memory of exactly their size, so that a sanitizer sees a read beyond them. */
static int replay_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) return perror(path), 1;
    long size = ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(size > 0 ? (size_t)size : 1);
    int failed = size < 0 || !bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size;
    fclose(file);
    if (failed)
        fprintf(stderr, "%s: cannot be read\n", path);
    else
        LLVMFuzzerTestOneInput(bytes, (size_t)size);
    free(bytes);
    return failed;
}

static int replay_folder(const char *folder) {
    DIR *dir = opendir(folder);
    if (!dir) return perror(folder), 1;
    int files = 0, failed = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.') continue;
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        failed |= replay_file(path);
        files++;
    }
    closedir(dir);
    printf("%s: %d files\n", folder, files);
    return failed || !files;
}

int main(int argc, char **argv) {
    int failed = argc < 2;
    for (int i = 1; i < argc; i++) failed |= replay_folder(argv[i]);
    return failed;
}
