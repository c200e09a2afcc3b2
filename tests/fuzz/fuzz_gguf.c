#include "io/gguf.h"
#include "io/weights_config.h"

#include "fuzz.h"

#include <string.h>

static volatile unsigned sum;

static void touch_value(const struct cxi_gguf *file, const struct cxi_gguf_value *value) {
    fuzz_require(cxi_gguf_find(file, value->key) == value);
    if (value->type == CXI_GGUF_TEXT) {
        struct cxi_gguf_text *texts = malloc(value->count * sizeof *texts + 1);
        if (!texts) return;
        cxi_gguf_texts(value, texts);
        for (size_t i = 0; i < value->count; i++) sum += fuzz_touch(texts[i].bytes, texts[i].length);
        free(texts);
    } else
        for (size_t i = 0; i < value->count; i++) {
            double number = cxi_gguf_number(value, i);
            sum += fuzz_touch(&number, sizeof number);
            sum += (unsigned)cxi_gguf_integer(value, i);
        }
}

static void touch_tensor(const struct cxi_gguf_tensor *t) {
    float piece[2048];
    sum += fuzz_touch(t->data, t->bytes);
    size_t blocks = t->bytes / (size_t)t->format->bytes,
           most = sizeof piece / sizeof *piece / (size_t)t->format->elements;
    if (t->format->expand) {
        t->format->expand(t->data, piece, (blocks < most ? blocks : most) * (size_t)t->format->elements);
        sum += fuzz_touch(piece, sizeof *piece);
    }
}

static void check(const uint8_t *bytes, size_t size) {
    struct cxi_status status = {0};
    struct cxi_gguf *file = cxi_gguf_parse(bytes, size, "fuzz.gguf");
    size_t total = 0;
    for (size_t i = 0; i < cxi_gguf_count(file); i++) {
        touch_tensor(cxi_gguf_at(file, i));
        total += cxi_gguf_at(file, i)->bytes;
    }
    fuzz_require(total <= size);
    for (size_t i = 0; i < cxi_gguf_value_count(file); i++) touch_value(file, cxi_gguf_value_at(file, i));
    if (cxi_gguf_error(file)) fuzz_require(*cxi_gguf_error(file) && cxi_gguf_count(file) == 0);
    json_t *config = cxi_config_of_gguf(file, &status);
    json_decref(config);
    cxi_status_clear(&status);
    cxi_gguf_close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    check(bytes, size);
    return 0;
}
