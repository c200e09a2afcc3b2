/* What a configuration that someone else wrote makes of a model: sizes that can be, or the reason why not. The input is config.json
   and, behind a zero byte, generation_config.json, beside weights that have an embedding under the name that each family looks
   for. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "models/config.h"

#include "fuzz.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/calx-fuzz-XXXXXX";
enum { VOCABULARY = 8, FEATURES = 16 };

static void put(const char *name, const void *head, size_t head_size, const void *bytes, size_t size) {
    char path[100];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    fuzz_require(file && fwrite(head, 1, head_size, file) == head_size && fwrite(bytes, 1, size, file) == size);
    fuzz_require(fclose(file) == 0);
}

static void remove_all(void) {
    char path[100];
    static const char *const names[] = {"config.json", "generation_config.json", "model.safetensors"};
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

static void make_folder(void) {
    static const char *const names[] = {"model.embed_tokens.weight", "language_model.model.embed_tokens.weight",
                                        "wte.weight", "embeddings.word_embeddings.weight"};
    static const unsigned char elements[VOCABULARY * FEATURES];
    enum { NAMES = sizeof names / sizeof names[0] };
    char header[1024] = {0};
    size_t length = 0;
    static bool made;
    if (made) return;
    fuzz_require(mkdtemp(folder) != NULL);
    made = true;
    for (int i = 0; i < NAMES; i++)
        length += (size_t)snprintf(header + 8 + length, sizeof header - 8 - length,
                                   "%s\"%s\":{\"dtype\":\"U8\",\"shape\":[%d,%d],\"data_offsets\":[%d,%d]}%s",
                                   i ? "," : "{", names[i], VOCABULARY, FEATURES, i * VOCABULARY * FEATURES,
                                   (i + 1) * VOCABULARY * FEATURES, i + 1 == NAMES ? "}" : "");
    for (int i = 0; i < 8; i++) header[i] = (char)(length >> 8 * i);
    unsigned char all[NAMES * sizeof elements] = {0};
    put("model.safetensors", header, 8 + length, all, sizeof all);
    atexit(remove_all);
}

static bool in_range(int64_t value, int64_t least, int64_t most) {
    return value >= least && value <= most;
}

static void check_model(const struct cxi_config *c) {
    const cx_lm_config *m = &c->model;
    fuzz_require(c->family && m->vocabulary == VOCABULARY && m->features == FEATURES);
    fuzz_require(in_range(m->layers, 1, CXI_MAX_LAYERS) && in_range(m->head_dim, 1, 2 * CXI_MAX_HALF));
    fuzz_require(in_range(m->heads, 1, 1 << 16) && in_range(m->key_value_heads, 1, m->heads));
    fuzz_require(m->heads % m->key_value_heads == 0);
    fuzz_require(in_range(m->inner, 1, 1 << 30) && in_range(m->context, 1, 1 << 30));
    for (int64_t i = 0; i < m->layers; i++) fuzz_require(!c->local[i] || in_range(m->window, 1, 1 << 30));
    fuzz_require(in_range(c->end_count, 0, CXI_MAX_ENDS));
    for (int i = 0; i < c->end_count; i++) fuzz_require(in_range(c->ends[i], 0, VOCABULARY - 1));
    fuzz_require(isfinite(m->epsilon) && isfinite(m->attention_scale));
    fuzz_require(isfinite(c->rope[false].base) && isfinite(c->rope[true].base));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static struct cxi_config config; /* it is large */
    struct cxi_status status = {0};
    const uint8_t *zero = size ? memchr(bytes, 0, size) : NULL, *end = bytes + size;
    make_folder();
    put("config.json", bytes, (size_t)((zero ? zero : end) - bytes), "", 0);
    put("generation_config.json", "{}", zero ? 0 : 2, zero ? zero + 1 : end, (size_t)(zero ? end - zero - 1 : 0));
    cx_weights *w = cx_weights_open(folder);
    if (cxi_config_read(&config, w, NULL, &status))
        check_model(&config);
    else
        fuzz_require(cxi_error(&status) && strstr(cxi_error(&status), folder));
    cxi_status_clear(&status);
    cx_weights_free(w);
    return 0;
}
