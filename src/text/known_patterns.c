/* Patterns as the tokenizer.json of these models has them; names as in llama.cpp (src/llama-vocab.cpp). */
#include "text/known_patterns.h"

#define GPT2           "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"
#define SHORT          "'s|'t|'re|'ve|'m|'ll|'d"
#define TAIL           "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"
#define LLAMA3(digits) "(?i:" SHORT ")|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|" digits "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|" TAIL
/* Words end where capitals follow small letters. */
#define CAPITALS "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]"
#define SMALL    "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]"
#define CASED(ending, digits)                                                                                      \
    "[^\\r\\n\\p{L}\\p{N}]?" CAPITALS "*" SMALL "+" ending "|[^\\r\\n\\p{L}\\p{N}]?" CAPITALS "+" SMALL "*" ending \
    "|" digits "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|" TAIL
#define DEEPSEEK3                                                                                       \
    "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+" \
    "| ?[\\p{P}\\p{S}]+[\\r\\n]*|" TAIL

const struct cxi_known_pattern *cxi_known_pattern(struct cxi_span name) {
    static const char *const gpt2[] = {"gpt-2", "gpt2",     "default",     "",  "phi-2", "mpt", "olmo",
                                       "jais",  "trillion", "roberta-bpe", NULL};
    static const char *const llama3[] = {"llama-bpe", "llama3", "llama-v3", "falcon3", NULL};
    static const char *const dbrx[] = {"dbrx", "smaug-bpe", NULL};
    static const char *const qwen2[] = {"qwen2", "deepseek-r1-qwen", "megrez", NULL};
    static const char *const stablelm2[] = {"stablelm2", "hunyuan", NULL};
    static const char *const digits[] = {"starcoder", "refact", "command-r",  "smollm",
                                         "codeshell", "exaone", "minerva-7b", NULL};
    static const char *const gpt4o[] = {"gpt-4o", "llama4", NULL};
    static const char *const tekken[] = {"tekken", NULL};
    static const char *const deepseek3[] = {"deepseek-v3", NULL};
    static const struct cxi_known_pattern known[] = {
        {gpt2, {GPT2}, false, false},
        {llama3, {LLAMA3("\\p{N}{1,3}")}, false, true},
        {dbrx, {LLAMA3("\\p{N}{1,3}")}, false, false},
        {qwen2, {LLAMA3("\\p{N}")}, true, false},
        {stablelm2, {LLAMA3("\\p{N}")}, false, false},
        {digits, {"\\p{N}", GPT2}, false, false},
        {gpt4o, {CASED("(?i:" SHORT ")?", "\\p{N}{1,3}")}, false, false},
        {tekken, {CASED("", "\\p{N}")}, false, true},
        {deepseek3,
         {"\\p{N}{1,3}", "[\xE4\xB8\x80-\xE9\xBE\xA5\xE3\x81\x80-\xE3\x82\x9F\xE3\x82\xA0-\xE3\x83\xBF]+", DEEPSEEK3},
         false,
         false}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        for (const char *const *n = known[i].names; *n; n++)
            if (strlen(*n) == name.length && memcmp(*n, name.text, name.length) == 0) return &known[i];
    return NULL;
}
