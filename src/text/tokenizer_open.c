/* Which file a tokenizer is read from, and what all readers leave to do. */
#include "text/tokenizer.h"

#include "base/alloc.h"
#include "io/directory.h"
#include "io/file.h"
#include "text/byte_level.h"

static const cx_tokenizer no_memory = {
    .status.message = (char *)"out of memory", .bos = -1, .eos = -1, .pad = -1, .unk = -1};

static cx_tokenizer *new_tokenizer(void) {
    cx_tokenizer *t = cxi_new(1, sizeof *t);
    if (!t) return (cx_tokenizer *)&no_memory;
    t->bos = t->eos = t->pad = t->unk = -1;
    cxi_vocabulary_begin(&t->vocabulary, &t->status);
    return t;
}

static void free_parts(cx_tokenizer *t) {
    if (t->model) t->model->free(t->model);
    cxi_vocabulary_free(&t->vocabulary);
    cxi_added_tokens_free(&t->added);
    cxi_normalizer_free(&t->normalizer);
    cxi_pre_tokenizer_free(&t->pre_tokenizer);
    cxi_decoding_free(&t->decoding);
}

void cx_tokenizer_free(cx_tokenizer *t) {
    if (!t || t == &no_memory) return;
    free_parts(t);
    cxi_status_clear(&t->status);
    cxi_free(t);
}

bool cxi_add_regex_split(cx_tokenizer *t, const char *pattern) {
    struct cxi_split_step *step = cxi_pre_tokenizer_add(&t->pre_tokenizer, cxi_split_matches, &t->status);
    if (!step) return false;
    step->behaviour = CXI_ISOLATED;
    return (step->regex = cxi_regex_new(cxi_span(pattern, strlen(pattern)), &t->status));
}

/* -- Finishing -- */

/* The first of these pieces that there is, in the place of an id that is not known. */
static void guess(const cx_tokenizer *t, int32_t *id, const char *const *names) {
    for (; *id < 0 && *names; names++) *id = cxi_vocabulary_named(&t->vocabulary, *names);
}

static bool spells_bytes(const cx_tokenizer *t) {
    bool step = false;
    for (int i = 0; i < t->pre_tokenizer.count; i++)
        step = step || t->pre_tokenizer.step[i].apply == cxi_split_byte_level;
    for (int i = 0; i < t->normalizer.count; i++) step = step || t->normalizer.step[i].apply == cxi_normal_bytes;
    for (int byte = 0; step && byte < 256; byte++) {
        char spelt[4];
        size_t length = cxi_utf8_put(spelt, cxi_byte_level_code((unsigned char)byte));
        step = cxi_vocabulary_find(&t->vocabulary, cxi_span(spelt, length)) >= 0;
    }
    return step;
}

bool cxi_tokenizer_finish(cx_tokenizer *t) {
    static const char *const bos[] = {"<s>",           "<bos>", "<|begin_of_text|>", "<|startoftext|>", "[CLS]",
                                      "<|endoftext|>", NULL};
    static const char *const eos[] = {"</s>", "<eos>", "<|end_of_text|>", "<|endoftext|>", "[SEP]", NULL};
    static const char *const pad[] = {"<pad>", "[PAD]", "<|finetune_right_pad_id|>", NULL};
    guess(t, &t->bos, bos);
    guess(t, &t->eos, eos);
    guess(t, &t->pad, pad);
    t->lossless = t->lossless || spells_bytes(t);
    return true;
}

/* -- Files -- */

static bool read_bytes(cx_tokenizer *t, const unsigned char *bytes, size_t size, const char *name) {
    size_t at = 0;
    if (size >= 4 && memcmp(bytes, "GGUF", 4) == 0) return cxi_read_gguf(t, bytes, size, name);
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) at = 3;
    while (at < size && cxi_is_white_space(bytes[at])) at++;
    if (at < size && bytes[at] == '{') return cxi_read_tokenizer_json(t, (const char *)bytes + at, size - at);
    return cxi_read_sentencepiece(t, bytes, size);
}

/* A tokenizer in error has no pieces, and its message names the file. */
static void name_error(cx_tokenizer *t, const char *name) {
    if (cxi_ok(&t->status)) return;
    struct cxi_status named = {0};
    cxi_fail(&named, "the vocabulary in %s cannot be read: %s", name, cxi_error(&t->status));
    free_parts(t);
    cxi_status_clear(&t->status);
    *t = (cx_tokenizer){.status = named, .bos = -1, .eos = -1, .pad = -1, .unk = -1};
}

cx_tokenizer *cxi_tokenizer_parse(const void *bytes, size_t size, const char *name) {
    cx_tokenizer *t = new_tokenizer();
    if (t == &no_memory) return t;
    if (cxi_ok(&t->status) && read_bytes(t, size ? bytes : (const void *)"", size, name)) cxi_tokenizer_finish(t);
    name_error(t, name);
    return t;
}

static void read_config_beside(cx_tokenizer *t, const char *path) {
    const char *slash = strrchr(path, '/');
    struct cxi_text name = {0};
    struct cxi_status absent = {0};
    struct cxi_file file;
    if (slash) cxi_add_bytes(&name, path, (size_t)(slash + 1 - path));
    cxi_add(&name, "tokenizer_config.json");
    if (cxi_text_ok(&name) && cxi_file_read(&file, cxi_text(&name), &absent)) {
        cxi_read_tokenizer_config(t, (const char *)file.bytes, file.size);
        cxi_file_close(&file);
        name_error(t, cxi_text(&name));
    }
    cxi_status_clear(&absent);
    cxi_text_free(&name);
}

static cx_tokenizer *open_file(const char *path) {
    struct cxi_status status = {0};
    struct cxi_file file;
    if (!cxi_file_map(&file, path, &status)) {
        cx_tokenizer *t = new_tokenizer();
        if (t != &no_memory) cxi_pass(&t->status, &status);
        cxi_status_clear(&status);
        return t;
    }
    cx_tokenizer *t = cxi_tokenizer_parse(file.bytes, file.size, path);
    cxi_file_close(&file);
    if (t != &no_memory && cxi_ok(&t->status)) read_config_beside(t, path);
    return t;
}

/* The names a folder's vocabulary has, the best first. Kaggle's Keras downloads have theirs two folders down, beside a
   tokenizer.json of Keras's own. */
static const char *const names[] = {"assets/tokenizer/vocabulary.spm", "tokenizer.json", "tokenizer.model",
                                    "spiece.model", "vocabulary.spm"};

static bool is_readable(const char *path) {
    struct cxi_status absent = {0};
    struct cxi_file file;
    bool there = cxi_file_map(&file, path, &absent);
    if (there) cxi_file_close(&file);
    cxi_status_clear(&absent);
    return there;
}

/* The one GGUF file of a folder; NULL where there is none, or several. */
static char *find_gguf(const char *folder, struct cxi_status *status) {
    struct cxi_names files = {0};
    char *found = NULL;
    if (!cxi_directory_list(folder, &files, status)) return NULL;
    int count = 0;
    for (size_t i = 0; i < files.count; i++) {
        size_t length = strlen(files.name[i]);
        if (length < 5 || strcmp(files.name[i] + length - 5, ".gguf") != 0 || count++) continue;
        found = cxi_path_join(folder, files.name[i]);
        if (!found) cxi_fail_memory(status);
    }
    cxi_names_free(&files);
    if (count == 1) return found;
    cxi_free(found);
    return NULL;
}

static bool find_in_folder(const char *folder, char **path, struct cxi_status *status) {
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *candidate = cxi_path_join(folder, names[i]);
        if (!candidate) return cxi_fail_memory(status);
        if (is_readable(candidate)) return *path = candidate, true;
        cxi_free(candidate);
    }
    *path = find_gguf(folder, status);
    if (*path || !cxi_ok(status)) return *path;
    return cxi_fail(
        status,
        "there is no vocabulary in %s: neither tokenizer.json, tokenizer.model, spiece.model, vocabulary.spm "
        "nor a single GGUF file; give the file itself",
        folder);
}

cx_tokenizer *cx_tokenizer_open(const char *path) {
    if (!cxi_is_directory(path)) return open_file(path);
    struct cxi_status status = {0};
    char *found = NULL;
    cx_tokenizer *t = find_in_folder(path, &found, &status) ? open_file(found) : new_tokenizer();
    if (t != &no_memory) cxi_pass(&t->status, &status);
    cxi_status_clear(&status);
    cxi_free(found);
    return t;
}
