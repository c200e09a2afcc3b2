/* "model" of tokenizer.json: pieces, and how they are put together; and "added_tokens". */
#include "text/read_json.h"

#include "base/alloc.h"
#include "io/quote.h"

/* -- Pieces -- */

static bool read_vocabulary(cx_tokenizer *t, const json_t *vocabulary) {
    const char *piece;
    json_t *id;
    if (!json_is_object(vocabulary)) return cxi_fail(&t->status, "\"model\" has no \"vocab\"");
    json_object_foreach((json_t *)vocabulary, piece, id) {
        if (!json_is_integer(id))
            return cxi_fail(&t->status, "the piece \"%s\" has no number", cxi_quote(piece, strlen(piece)).text);
        if (!cxi_vocabulary_add(&t->vocabulary, json_integer_value(id), cxi_span(piece, strlen(piece)),
                                CXI_PIECE_NORMAL, 0, &t->status))
            return false;
    }
    return true;
}

static bool read_scored_vocabulary(cx_tokenizer *t, const json_t *vocabulary) {
    size_t index;
    const json_t *entry;
    if (!json_is_array(vocabulary)) return cxi_fail(&t->status, "\"model\" has no \"vocab\"");
    json_array_foreach(vocabulary, index, entry) {
        const json_t *piece = json_array_get(entry, 0), *score = json_array_get(entry, 1);
        if (!json_is_string(piece) || !json_is_number(score))
            return cxi_fail(&t->status, "the piece %zu is not a text and its score", index);
        if (!cxi_vocabulary_add(&t->vocabulary, (int64_t)index, cxi_json_span(piece), CXI_PIECE_NORMAL,
                                json_number_value(score), &t->status))
            return false;
    }
    return true;
}

/* -- Models -- */

/* "left right", or ["left", "right"]. */
static bool read_merge(cx_tokenizer *t, struct cxi_bpe *bpe, const json_t *merge) {
    struct cxi_span left = cxi_json_span(json_array_get(merge, 0)), right = cxi_json_span(json_array_get(merge, 1));
    if (json_is_string(merge)) {
        struct cxi_span both = cxi_json_span(merge);
        const char *blank = both.length ? memchr(both.text, ' ', both.length) : NULL;
        if (!blank)
            return cxi_fail(&t->status, "the merge \"%s\" has no blank", cxi_quote(both.text, both.length).text);
        left = cxi_span(both.text, (size_t)(blank - both.text));
        right = cxi_span(blank + 1, both.length - left.length - 1);
    }
    return cxi_bpe_add_merge(bpe, left, right, &t->status);
}

static bool read_bpe(cx_tokenizer *t, const json_t *model) {
    if (!read_vocabulary(t, json_object_get(model, "vocab"))) return false;
    bool bytes = cxi_vocabulary_find_bytes(&t->vocabulary);
    struct cxi_bpe_options options = {
        .prefix = cxi_json_text(model, "continuing_subword_prefix", ""),
        .suffix = cxi_json_text(model, "end_of_word_suffix", ""),
        .unknown = cxi_vocabulary_named(&t->vocabulary, cxi_json_text(model, "unk_token", "")),
        .fuse_unknown = cxi_json_flag(model, "fuse_unk", false),
        .byte_fallback = cxi_json_flag(model, "byte_fallback", false),
        .ignore_merges = cxi_json_flag(model, "ignore_merges", false),
    };
    t->unk = options.unknown;
    t->lossless = t->lossless || (bytes && options.byte_fallback);
    const json_t *merges = json_object_get(model, "merges"), *merge;
    struct cxi_bpe *bpe = cxi_bpe_new(&t->vocabulary, &options, json_array_size(merges), &t->status);
    if (!bpe) return false;
    t->model = cxi_bpe_model(bpe);
    size_t index;
    json_array_foreach(merges, index, merge) {
        if (!read_merge(t, bpe, merge)) return false;
    }
    return true;
}

static bool read_unigram(cx_tokenizer *t, const json_t *model) {
    if (!read_scored_vocabulary(t, json_object_get(model, "vocab"))) return false;
    int64_t unknown = cxi_json_integer(model, "unk_id", -1);
    t->unk = cxi_vocabulary_at(&t->vocabulary, unknown) ? (int32_t)unknown : -1;
    bool bytes = cxi_vocabulary_find_bytes(&t->vocabulary) && cxi_json_flag(model, "byte_fallback", false);
    t->lossless = t->lossless || bytes;
    struct cxi_spm_options options = {t->unk, bytes};
    return (t->model = cxi_unigram_new(&t->vocabulary, &options, false, &t->status));
}

static bool read_wordpiece(cx_tokenizer *t, const json_t *model) {
    if (!read_vocabulary(t, json_object_get(model, "vocab"))) return false;
    const char *unknown = cxi_json_text(model, "unk_token", "[UNK]");
    t->unk = cxi_vocabulary_named(&t->vocabulary, unknown);
    if (t->unk < 0)
        return cxi_fail(&t->status, "the vocabulary has no piece \"%s\", which stands for what is unknown",
                        cxi_quote(unknown, strlen(unknown)).text);
    struct cxi_wordpiece_options options = {cxi_json_text(model, "continuing_subword_prefix", "##"), t->unk,
                                            cxi_json_integer(model, "max_input_chars_per_word", 100)};
    return (t->model = cxi_wordpiece_new(&t->vocabulary, &options, &t->status));
}

bool cxi_read_json_model(cx_tokenizer *t, const json_t *model) {
    if (!json_is_object(model)) return cxi_fail(&t->status, "there is no \"model\": it is no tokenizer.json");
    if (cxi_json_is(model, "BPE")) return read_bpe(t, model);
    if (cxi_json_is(model, "Unigram")) return read_unigram(t, model);
    if (cxi_json_is(model, "WordPiece")) return read_wordpiece(t, model);
    if (json_object_get(model, "type")) return cxi_json_unknown(t, "model", model);
    /* Old files do not say. */
    if (json_object_get(model, "merges")) return read_bpe(t, model);
    return json_is_array(json_object_get(model, "vocab")) ? read_unigram(t, model) : read_wordpiece(t, model);
}

/* -- Added tokens -- */

static bool add_token(cx_tokenizer *t, const json_t *entry, struct cxi_encoding *e) {
    struct cxi_span content = cxi_json_span(json_object_get(entry, "content"));
    bool special = cxi_json_flag(entry, "special", false);
    if (!content.length) return true;
    int32_t id = cxi_vocabulary_find(&t->vocabulary, content);
    if (id < 0) {
        int64_t number = cxi_json_integer(entry, "id", -1);
        if (!cxi_vocabulary_add(&t->vocabulary, number, content, CXI_PIECE_USER, 0, &t->status)) return false;
        id = (int32_t)number;
        t->vocabulary.piece[id].added = true;
    } else if (id != cxi_json_integer(entry, "id", id))
        return cxi_fail(&t->status, "the added token \"%s\" has another number than its piece",
                        cxi_quote(content.text, content.length).text);
    if (special) t->vocabulary.piece[id].kind = CXI_PIECE_CONTROL;
    struct cxi_added_token token = {.id = id,
                                    .special = special,
                                    .normalized = cxi_json_flag(entry, "normalized", !special),
                                    .left = cxi_json_flag(entry, "lstrip", false),
                                    .right = cxi_json_flag(entry, "rstrip", false),
                                    .single_word = cxi_json_flag(entry, "single_word", false)};
    if (token.normalized) content = cxi_normalize(&t->normalizer, content, e);
    return cxi_pass(&t->status, &e->status) && cxi_added_tokens_add(&t->added, token, content, &t->status);
}

bool cxi_read_json_added(cx_tokenizer *t, const json_t *tokens) {
    struct cxi_encoding e = {.tokenizer = t};
    size_t index;
    const json_t *entry;
    bool fine = true;
    json_array_foreach(tokens, index, entry) {
        if (!(fine = add_token(t, entry, &e))) break;
    }
    cxi_encoding_free(&e);
    return fine;
}
