/* "pre_tokenizer" and "post_processor" of tokenizer.json. */
#include "text/read_json.h"

#include "io/quote.h"

static bool read_behaviour(cx_tokenizer *t, const json_t *object, enum cxi_behaviour *behaviour) {
    static const char *const names[] = {"Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"};
    const char *name = cxi_json_text(object, "behavior", "Isolated");
    for (int i = 0; i < 5; i++)
        if (strcmp(name, names[i]) == 0) return *behaviour = (enum cxi_behaviour)i, true;
    return cxi_fail(&t->status, "the behavior \"%s\" is one that Calx does not know",
                    cxi_quote(name, strlen(name)).text);
}

static bool add_kind(cx_tokenizer *t, bool (*matches)(int32_t code), enum cxi_behaviour behaviour) {
    struct cxi_split_step *step = cxi_pre_tokenizer_add(&t->pre_tokenizer, cxi_split_matches, &t->status);
    if (!step) return false;
    step->matches = matches;
    step->behaviour = behaviour;
    return true;
}

static bool read_split(cx_tokenizer *t, const json_t *object) {
    struct cxi_split_step *step = cxi_pre_tokenizer_add(&t->pre_tokenizer, cxi_split_matches, &t->status);
    if (!step) return false;
    step->invert = cxi_json_flag(object, "invert", false);
    return read_behaviour(t, object, &step->behaviour) && cxi_json_pattern(t, object, &step->text, &step->regex);
}

static bool read_punctuation(cx_tokenizer *t, const json_t *object) {
    enum cxi_behaviour behaviour;
    return read_behaviour(t, object, &behaviour) && add_kind(t, cxi_is_punctuation, behaviour);
}

static bool read_digits(cx_tokenizer *t, const json_t *object) {
    return add_kind(t, cxi_is_numeric,
                    cxi_json_flag(object, "individual_digits", false) ? CXI_ISOLATED : CXI_CONTIGUOUS);
}

static bool read_whitespace(cx_tokenizer *t, const json_t *object) {
    (void)object;
    return cxi_pre_tokenizer_add(&t->pre_tokenizer, cxi_split_whitespace, &t->status);
}

static bool read_whitespace_split(cx_tokenizer *t, const json_t *object) {
    (void)object;
    return add_kind(t, cxi_is_white_space, CXI_REMOVED);
}

static bool read_bert(cx_tokenizer *t, const json_t *object) {
    (void)object;
    return add_kind(t, cxi_is_white_space, CXI_REMOVED) && add_kind(t, cxi_is_punctuation, CXI_ISOLATED);
}

static bool read_metaspace(cx_tokenizer *t, const json_t *object) {
    struct cxi_split_step *step = cxi_pre_tokenizer_add(&t->pre_tokenizer, cxi_split_metaspace, &t->status);
    if (!step) return false;
    const char *scheme = cxi_json_text(object, "prepend_scheme", NULL);
    if (!scheme) scheme = cxi_json_flag(object, "add_prefix_space", true) ? "always" : "never";
    step->prefix = strcmp(scheme, "always") == 0  ? CXI_PREFIX_ALWAYS
                   : strcmp(scheme, "first") == 0 ? CXI_PREFIX_FIRST
                                                  : CXI_PREFIX_NEVER;
    step->cuts = cxi_json_flag(object, "split", true);
    return strcmp(cxi_json_text(object, "replacement", "\xE2\x96\x81"), "\xE2\x96\x81") == 0 ||
           cxi_fail(&t->status, "Metaspace has another mark than U+2581, which Calx does not know");
}

static bool read_byte_level(cx_tokenizer *t, const json_t *object) {
    struct cxi_pre_tokenizer *p = &t->pre_tokenizer;
    if (cxi_json_flag(object, "add_prefix_space", true) && !cxi_pre_tokenizer_add(p, cxi_split_blank_first, &t->status))
        return false;
    return (!cxi_json_flag(object, "use_regex", true) || cxi_add_regex_split(t, cxi_gpt2_pattern)) &&
           cxi_pre_tokenizer_add(p, cxi_split_byte_level, &t->status);
}

bool cxi_read_json_pre_tokenizer(cx_tokenizer *t, const json_t *object) {
    static const struct {
        const char *name;
        cxi_json_reader *read;
    } kinds[] = {{"ByteLevel", read_byte_level},  {"Metaspace", read_metaspace},
                 {"Split", read_split},           {"Punctuation", read_punctuation},
                 {"Digits", read_digits},         {"Whitespace", read_whitespace},
                 {"BertPreTokenizer", read_bert}, {"WhitespaceSplit", read_whitespace_split}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (cxi_json_is(object, kinds[i].name)) return kinds[i].read(t, object);
    return cxi_json_unknown(t, "pre-tokeniser", object);
}

/* -- What is put around a text -- */

static bool put_around(cx_tokenizer *t, bool before, int64_t id) {
    int *count = before ? &t->before_count : &t->after_count;
    if (!cxi_vocabulary_at(&t->vocabulary, id))
        return cxi_fail(&t->status, "\"post_processor\" names the number %lld, which no piece has", (long long)id);
    if (*count == CXI_AROUND_MAX)
        return cxi_fail(&t->status, "more than %d pieces are put around a text, which is Calx's limit", CXI_AROUND_MAX);
    (before ? t->before : t->after)[(*count)++] = (int32_t)id;
    return true;
}

static bool read_template(cx_tokenizer *t, const json_t *object) {
    const json_t *tokens = json_object_get(object, "special_tokens"), *part, *id;
    size_t index, k;
    bool before = true;
    json_array_foreach(json_object_get(object, "single"), index, part) {
        const char *name = cxi_json_text(json_object_get(part, "SpecialToken"), "id", NULL);
        if (!name) before = false;
        if (!name) continue;
        json_array_foreach(json_object_get(json_object_get(tokens, name), "ids"), k, id) {
            if (!put_around(t, before, json_is_integer(id) ? json_integer_value(id) : -1)) return false;
        }
    }
    return true;
}

static int64_t second(const json_t *pair) {
    const json_t *id = json_array_get(pair, 1);
    return json_is_integer(id) ? json_integer_value(id) : -1;
}

bool cxi_read_json_post_processor(cx_tokenizer *t, const json_t *object) {
    if (cxi_json_is(object, "ByteLevel")) return true; /* about offsets only */
    if (cxi_json_is(object, "TemplateProcessing")) return read_template(t, object);
    if (cxi_json_is(object, "BertProcessing") || cxi_json_is(object, "RobertaProcessing"))
        return put_around(t, true, second(json_object_get(object, "cls"))) &&
               put_around(t, false, second(json_object_get(object, "sep")));
    return cxi_json_unknown(t, "post-processor", object);
}
