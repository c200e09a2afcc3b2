/* Text to ids; and what a tokenizer knows of its pieces. */
#include "text/tokenizer.h"

#include "base/alloc.h"
#include "io/array.h"

enum { TEXT_MAX = 1 << 30 };

const char *cx_tokenizer_error(const cx_tokenizer *t) {
    return cxi_error(&t->status);
}

int32_t cx_tokenizer_count(const cx_tokenizer *t) {
    return t->vocabulary.count;
}

const char *cx_tokenizer_piece(const cx_tokenizer *t, int32_t id) {
    const struct cxi_token *piece = cxi_vocabulary_at(&t->vocabulary, id);
    return piece ? piece->text : NULL;
}

int32_t cx_tokenizer_id(const cx_tokenizer *t, const char *piece) {
    return cxi_vocabulary_named(&t->vocabulary, piece);
}

bool cx_tokenizer_is_special(const cx_tokenizer *t, int32_t id) {
    const struct cxi_token *piece = cxi_vocabulary_at(&t->vocabulary, id);
    return piece && piece->kind == CXI_PIECE_CONTROL;
}

bool cx_tokenizer_lossless(const cx_tokenizer *t) {
    return t->lossless;
}

int32_t cx_tokenizer_bos(const cx_tokenizer *t) {
    return t->bos;
}

int32_t cx_tokenizer_eos(const cx_tokenizer *t) {
    return t->eos;
}

int32_t cx_tokenizer_pad(const cx_tokenizer *t) {
    return t->pad;
}

int32_t cx_tokenizer_unk(const cx_tokenizer *t) {
    return t->unk;
}

/* -- Encoding -- */

static struct cxi_added_search search_added(const struct cx_tokenizer *t, const struct cxi_trie *trie,
                                            struct cxi_span text, bool plain) {
    return (struct cxi_added_search){.added = &t->added, .trie = trie, .text = text, .plain = plain, .waiting = -1};
}

static void encode_section(struct cxi_encoding *e, struct cxi_span section, bool first) {
    const struct cx_tokenizer *t = e->tokenizer;
    struct cxi_span text = cxi_normalize(&t->normalizer, section, e), part;
    struct cxi_added_search search = search_added(t, &t->added.normal, text, e->plain);
    int32_t id;
    while (cxi_ok(&e->status) && cxi_added_next(&search, &part, &id)) {
        if (id >= 0)
            cxi_put_id(e, id);
        else
            cxi_pre_tokenize(&t->pre_tokenizer, (struct cxi_word){part, first && part.text == text.text}, e);
    }
}

static void encode_all(struct cxi_encoding *e, struct cxi_span text) {
    struct cxi_added_search search = search_added(e->tokenizer, &e->tokenizer->added.raw, text, e->plain);
    struct cxi_span section;
    int32_t id;
    while (cxi_ok(&e->status) && cxi_added_next(&search, &section, &id)) {
        if (id >= 0)
            cxi_put_id(e, id);
        else
            encode_section(e, section, section.text == text.text);
    }
}

static void replace_what_is_not_utf8(struct cxi_text *to, struct cxi_span from) {
    int32_t code;
    for (size_t at = 0, length; at < from.length; at += length) {
        length = cxi_utf8_next(from.text + at, from.length - at, &code);
        if (code == CXI_NOT_UTF8)
            cxi_add(to, "\xEF\xBF\xBD");
        else
            cxi_add_bytes(to, from.text + at, length);
    }
}

static void put_all(struct cxi_encoding *e, int count, const int32_t *id) {
    for (int i = 0; i < count; i++) cxi_put_id(e, id[i]);
}

static cx_array *as_array(const struct cxi_encoding *e) {
    if (!cxi_ok(&e->status)) return cxi_array_error("%s", cxi_error(&e->status));
    return cx_array_copy_of(CX_I32, (cx_dims){1, {(int64_t)e->ids.count}}, e->ids.id);
}

cx_array *cx_encode_(const cx_tokenizer *t, cx_encode_args args) {
    if (!cxi_ok(&t->status)) return cxi_array_error("%s", cxi_error(&t->status));
    if (args.length >= TEXT_MAX)
        return cxi_array_error("a text of %zu bytes cannot be encoded at once; cut it into parts under 1 GiB",
                               args.length);
    struct cxi_encoding e = {.tokenizer = t, .plain = args.plain};
    struct cxi_span text = cxi_span(args.text ? args.text : "", args.length);
    struct cxi_text repaired = {0};
    if (!t->lossless && !cxi_utf8_valid(text.text, text.length)) {
        replace_what_is_not_utf8(&repaired, text);
        if (!cxi_text_ok(&repaired)) cxi_fail_memory(&e.status);
        text = cxi_span(cxi_text(&repaired), repaired.length);
    }
    if (args.special) put_all(&e, t->before_count, t->before);
    encode_all(&e, text);
    if (args.special) put_all(&e, t->after_count, t->after);
    cx_array *ids = as_array(&e);
    cxi_encoding_free(&e);
    cxi_text_free(&repaired);
    return ids;
}
