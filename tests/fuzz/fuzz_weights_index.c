/* A folder of weights whose index, or whose configuration, is the input. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */
#include <calx/weights.h>

#include "fuzz.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile double sum;
static char folder[] = "/tmp/calx-fuzz-XXXXXX";

static void put(const char *name, const void *bytes, size_t size) {
    char path[100];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    fuzz_require(file && fwrite(bytes, 1, size, file) == size);
    fuzz_require(fclose(file) == 0);
}

static void take_away(const char *name) {
    char path[100];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    unlink(path);
}

static void remove_all(void) {
    take_away("a.safetensors");
    take_away("b.safetensors");
    take_away("model.safetensors.index.json");
    take_away("config.json");
    rmdir(folder);
}

/* Two shards, with the tensors "a" and "b". */
static void make_folder(void) {
    static const char *const headers[] = {"{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}",
                                          "{\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}"};
    static bool made;
    if (made) return;
    fuzz_require(mkdtemp(folder) != NULL);
    made = true;
    for (int i = 0; i < 2; i++) {
        char file[100] = {(char)strlen(headers[i])};
        memcpy(file + 8, headers[i], strlen(headers[i]));
        put(i ? "b.safetensors" : "a.safetensors", file, 8 + strlen(headers[i]) + 2);
    }
    atexit(remove_all);
}

static void check(void) {
    static const char *const keys[] = {"a", "a.b", "a.0", "a.0.b.c", "", ".", "weight_map.a"};
    cx_weights *w = cx_weights_open(folder);
    if (cx_weights_error(w)) fuzz_require(cx_weights_count(w) == 0);
    for (int64_t i = 0; i < cx_weights_count(w); i++) {
        const cx_weight *weight = cx_weights_at(w, i);
        fuzz_require(cx_weights_find(w, weight->name) == weight && weight->bytes == 2);
        fuzz_check_array(cx_weights_array(w, weight->name, CX_F32));
    }
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        sum += cx_weights_number(w, keys[i], 0) + cx_weights_flag(w, keys[i], false);
        sum += (double)cx_weights_length(w, keys[i]) + (double)strlen(cx_weights_text(w, keys[i], ""));
    }
    cx_weights_free(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static const char index[] = "{\"weight_map\": {\"a\": \"a.safetensors\", \"b\": \"b.safetensors\"}}";
    make_folder();
    put("model.safetensors.index.json", bytes, size);
    check();
    put("model.safetensors.index.json", index, strlen(index));
    put("config.json", bytes, size);
    check();
    take_away("config.json");
    return 0;
}
