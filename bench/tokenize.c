/* What turning text into ids costs. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

/* Sentences from a few words, in an order that does not repeat; or one letter. */
static void fill_text(char *text, size_t size, bool sentences) {
    static const char *const words[] = {"the ",
                                        "machine ",
                                        "learns ",
                                        "a language ",
                                        "of 1,234 tokens. ",
                                        "na\xC3\xAFve ",
                                        "don't ",
                                        "\xD0\xBF\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 ",
                                        "\xE4\xBD\xA0\xE5\xA5\xBD",
                                        "compile(x);\n"};
    uint32_t state = 1;
    memset(text, 'a', size);
    for (size_t at = 0; sentences;) {
        state = state * 1664525 + 1013904223;
        const char *word = words[(state >> 16) % (sizeof words / sizeof words[0])];
        size_t length = strlen(word);
        if (at + length > size) break;
        memcpy(text + at, word, length);
        at += length;
    }
}

void bench_tokenize(cx_runtime *unused) {
    (void)unused;
    static const char *const names[] = {"gemma.model", "unigram.model", "gpt2.json", "llama3.json", "bert.json"};
    enum { LARGEST = 10000000, RUNS = 5 };
    char *text = malloc(LARGEST), path[64], label[64];
    for (size_t n = 0; text && n < sizeof names / sizeof names[0]; n++) {
        snprintf(path, sizeof path, "tests/text/data/%s", names[n]);
        cx_tokenizer *t = cx_tokenizer_open(path);
        if (cx_tokenizer_error(t)) printf("%s\n", cx_tokenizer_error(t));
        for (int k = 0; !cx_tokenizer_error(t) && k < 6; k++) {
            size_t size = k % 3 == 0 ? 1000 : k % 3 == 1 ? 100000 : LARGEST;
            double rate[RUNS];
            fill_text(text, size, k < 3);
            for (int s = 0; s < RUNS; s++) {
                size_t times = LARGEST / size / 10 + 1;
                double start = bench_now();
                for (size_t i = 0; i < times; i++) cx_array_free(cx_encode(t, text, size));
                rate[s] = (double)(size * times) / (bench_now() - start);
            }
            snprintf(label, sizeof label, "%s, %s%zu KB", names[n], k < 3 ? "" : "one word of ", size / 1000);
            bench_report(label, rate, RUNS, 1e-6, "MB/s");
        }
        cx_tokenizer_free(t);
    }
    free(text);
}
