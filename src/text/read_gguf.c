/* The vocabulary in a GGUF file's metadata (github.com/ggml-org/ggml, docs/gguf.md, "Tokenizer"). */
#include "text/tokenizer.h"

#include "base/alloc.h"
#include "io/gguf.h"
#include "io/quote.h"
#include "text/known_patterns.h"

#include <math.h>

#define KEY(name) "tokenizer.ggml." name
#define MARK      "\xE2\x96\x81"

struct reader {
    cx_tokenizer *t;
    const struct cxi_gguf *file;
};

/* -- Values -- */

static bool flag(const struct reader *r, const char *key, bool otherwise) {
    const struct cxi_gguf_value *value = cxi_gguf_find(r->file, key);
    return value && !value->list && value->type == CXI_GGUF_FLAG ? cxi_gguf_number(value, 0) != 0 : otherwise;
}

static struct cxi_span text(const struct reader *r, const char *key) {
    const struct cxi_gguf_value *value = cxi_gguf_find(r->file, key);
    struct cxi_gguf_text found = {"", 0};
    if (value && !value->list && value->type == CXI_GGUF_TEXT) cxi_gguf_texts(value, &found);
    return cxi_span(found.bytes, found.length);
}

static bool is(struct cxi_span text, const char *name) {
    return text.length == strlen(name) && memcmp(text.text, name, text.length) == 0;
}

static int32_t id(const struct reader *r, const char *key) {
    const struct cxi_gguf_value *value = cxi_gguf_find(r->file, key);
    if (!value || value->list || value->type != CXI_GGUF_NUMBER) return -1;
    int64_t number = cxi_gguf_integer(value, 0);
    return cxi_vocabulary_at(&r->t->vocabulary, number) ? (int32_t)number : -1;
}

/* A list of this type, and as long as another where `count` says so; NULL: there is none such. */
static const struct cxi_gguf_value *list(const struct reader *r, const char *key, enum cxi_gguf_type type,
                                         const size_t *count) {
    const struct cxi_gguf_value *value = cxi_gguf_find(r->file, key);
    return value && value->list && value->type == type && (!count || value->count == *count) ? value : NULL;
}

static struct cxi_gguf_text *texts(const struct reader *r, const char *key, size_t *count) {
    const struct cxi_gguf_value *value = list(r, key, CXI_GGUF_TEXT, NULL);
    *count = 0;
    if (!value) return cxi_fail(&r->t->status, "the metadata has no list \"%s\"", key), NULL;
    struct cxi_gguf_text *all = cxi_new(value->count, sizeof *all);
    if (!all) return cxi_fail_memory(&r->t->status), NULL;
    cxi_gguf_texts(value, all);
    *count = value->count;
    return all;
}

/* -- Pieces -- */

/* How a piece is spelt where it differs from the file. BERT's stand there with a mark at a word's beginning and none within,
   which is the reverse of their own way; of SentencePiece's, those of users have blanks where the others have marks. */
static void spell(struct cxi_text *to, struct cxi_span piece, int64_t kind, bool bert) {
    bool marked = cxi_starts_with(piece, cxi_span(MARK, 3));
    if (bert && kind == CXI_PIECE_NORMAL) {
        if (!marked) cxi_add(to, "##");
        cxi_add_bytes(to, piece.text + (marked ? 3 : 0), piece.length - (marked ? 3 : 0));
        return;
    }
    for (size_t i = 0; i < piece.length; i++) {
        bool blank = !bert && kind == CXI_PIECE_USER && piece.text[i] == ' ';
        cxi_add_bytes(to, blank ? MARK : piece.text + i, blank ? 3 : 1);
    }
}

enum family { BYTE_LEVEL, SENTENCEPIECE, BERT };

static bool add_piece(cx_tokenizer *t, int64_t number, struct cxi_span piece, int64_t kind, double score,
                      enum family family) {
    if (family == BYTE_LEVEL) return cxi_vocabulary_add(&t->vocabulary, number, piece, (int)kind, score, &t->status);
    struct cxi_text spelt = {0};
    spell(&spelt, piece, kind, family == BERT);
    struct cxi_span own = cxi_span(cxi_text(&spelt), spelt.length);
    bool added = cxi_text_ok(&spelt) ? cxi_vocabulary_add(&t->vocabulary, number, own, (int)kind, score, &t->status)
                                     : cxi_fail_memory(&t->status);
    cxi_text_free(&spelt);
    return added;
}

static bool read_pieces(const struct reader *r, enum family family) {
    cx_tokenizer *t = r->t;
    size_t count;
    struct cxi_gguf_text *pieces = texts(r, KEY("tokens"), &count);
    const struct cxi_gguf_value *scores = list(r, KEY("scores"), CXI_GGUF_NUMBER, &count);
    const struct cxi_gguf_value *kinds = list(r, KEY("token_type"), CXI_GGUF_NUMBER, &count);
    bool fine = pieces;
    for (size_t i = 0; fine && i < count; i++) {
        struct cxi_span piece = cxi_span(pieces[i].bytes, pieces[i].length);
        double score = scores ? cxi_gguf_number(scores, i) : 0;
        int64_t kind = kinds ? cxi_gguf_integer(kinds, i) : CXI_PIECE_NORMAL;
        if (kind == CXI_PIECE_BYTE && cxi_piece_byte(piece) < 0) kind = CXI_PIECE_NORMAL;
        if (kind < CXI_PIECE_NORMAL || kind > CXI_PIECE_BYTE || !isfinite(score))
            fine = cxi_fail(&t->status, "the piece %zu has no known type or score; the file is damaged", i);
        else
            fine = add_piece(t, (int64_t)i, piece, kind, score, family);
    }
    cxi_free(pieces);
    return fine;
}

/* Special pieces and those of users are found as they are spelt; `apart`: and are not the model's. */
static bool add_spelt(cx_tokenizer *t, bool apart) {
    for (int32_t i = 0; i < t->vocabulary.count; i++) {
        struct cxi_token *piece = &t->vocabulary.piece[i];
        bool special = piece->kind == CXI_PIECE_CONTROL;
        if (!special && piece->kind != CXI_PIECE_USER) continue;
        piece->added = apart;
        struct cxi_added_token token = {.id = i, .special = special};
        if (!cxi_added_tokens_add(&t->added, token, cxi_span(piece->text, piece->length), &t->status)) return false;
    }
    return true;
}

/* -- SentencePiece's two kinds -- */

static bool read_charsmap(const struct reader *r, struct cxi_charsmap *map) {
    const struct cxi_gguf_value *value = list(r, KEY("precompiled_charsmap"), CXI_GGUF_NUMBER, NULL);
    if (!value) return true;
    unsigned char *bytes = cxi_new(value->count, 1);
    if (!bytes) return cxi_fail_memory(&r->t->status);
    for (size_t i = 0; i < value->count; i++) bytes[i] = (unsigned char)cxi_gguf_integer(value, i);
    bool read = cxi_charsmap_read(map, bytes, value->count, &r->t->status);
    cxi_free(bytes);
    return read;
}

static bool read_sentencepiece(const struct reader *r, bool unigram) {
    cx_tokenizer *t = r->t;
    if (!read_pieces(r, SENTENCEPIECE)) return false;
    struct cxi_normal_step *step = cxi_normalizer_add(&t->normalizer, cxi_normal_sentencepiece, &t->status);
    struct cxi_decode_step *decode = cxi_decoding_add(&t->decoding, CXI_DECODE_SENTENCEPIECE, &t->status);
    if (!step || !decode) return false;
    step->escape = true;
    step->dummy_prefix = decode->first = flag(r, KEY("add_space_prefix"), true);
    step->fewer_blanks = decode->all = flag(r, KEY("remove_extra_whitespaces"), unigram);
    for (int32_t i = 0; i < t->vocabulary.count; i++) {
        const struct cxi_token *piece = &t->vocabulary.piece[i];
        struct cxi_span spelling = cxi_span(piece->text, piece->length);
        if (piece->kind == CXI_PIECE_USER && !cxi_trie_add(&step->users, spelling, i, &t->status)) return false;
    }
    t->unk = id(r, KEY("unknown_token_id"));
    for (int32_t i = 0; t->unk < 0 && i < t->vocabulary.count; i++)
        if (t->vocabulary.piece[i].kind == CXI_PIECE_UNKNOWN) t->unk = i;
    t->lossless = cxi_vocabulary_find_bytes(&t->vocabulary);
    struct cxi_spm_options options = {t->unk, t->lossless};
    t->model = unigram ? cxi_unigram_new(&t->vocabulary, &options, true, &t->status)
                       : cxi_spm_new(&t->vocabulary, &options, &t->status);
    return t->model && read_charsmap(r, &step->map) && add_spelt(t, false);
}

/* -- Byte-level BPE -- */

static bool read_merges(const struct reader *r, const struct cxi_bpe_options *options) {
    cx_tokenizer *t = r->t;
    size_t count;
    struct cxi_gguf_text *merges = texts(r, KEY("merges"), &count);
    struct cxi_bpe *bpe = merges ? cxi_bpe_new(&t->vocabulary, options, count, &t->status) : NULL;
    if (bpe) t->model = cxi_bpe_model(bpe);
    bool fine = bpe;
    for (size_t i = 0; fine && i < count; i++) {
        const char *all = merges[i].bytes,
                   *blank = merges[i].length ? memchr(all + 1, ' ', merges[i].length - 1) : NULL;
        if (!blank) {
            fine = cxi_fail(&t->status, "the merge %zu has no blank; the file is damaged", i);
            break;
        }
        size_t left = (size_t)(blank - all);
        fine =
            cxi_bpe_add_merge(bpe, cxi_span(all, left), cxi_span(blank + 1, merges[i].length - left - 1), &t->status);
    }
    cxi_free(merges);
    return fine;
}

static bool read_byte_level(const struct reader *r) {
    cx_tokenizer *t = r->t;
    struct cxi_span name = text(r, KEY("pre"));
    const struct cxi_known_pattern *known = cxi_known_pattern(name);
    if (!known)
        return cxi_fail(&t->status,
                        "the text is to be cut as \"%s\" does (tokenizer.ggml.pre), which Calx does not know; "
                        "give the model's tokenizer.json instead",
                        cxi_quote(name.text, name.length).text);
    struct cxi_normal_step *step =
        known->nfc ? cxi_normalizer_add(&t->normalizer, cxi_normal_unicode, &t->status) : NULL;
    if (step) step->form = CXI_NFC;
    for (int i = 0; known->pattern[i]; i++)
        if (!cxi_add_regex_split(t, known->pattern[i])) return false;
    struct cxi_bpe_options options = {.unknown = -1, .ignore_merges = known->ignore_merges};
    return cxi_pre_tokenizer_add(&t->pre_tokenizer, cxi_split_byte_level, &t->status) &&
           cxi_decoding_add(&t->decoding, CXI_DECODE_BYTE_LEVEL, &t->status) && read_pieces(r, BYTE_LEVEL) &&
           read_merges(r, &options) && add_spelt(t, true);
}

/* -- WordPiece -- */

/* Whether there are capitals in the vocabulary: the file does not say if it is cased. */
static bool has_capitals(const cx_tokenizer *t) {
    for (int32_t i = 0; i < t->vocabulary.count; i++) {
        const struct cxi_token *piece = &t->vocabulary.piece[i];
        for (uint32_t k = 0; piece->kind == CXI_PIECE_NORMAL && k < piece->length; k++)
            if (piece->text[0] != '[' && piece->text[k] >= 'A' && piece->text[k] <= 'Z') return true;
    }
    return false;
}

static bool read_wordpiece(const struct reader *r) {
    cx_tokenizer *t = r->t;
    if (!read_pieces(r, BERT)) return false;
    struct cxi_normal_step *normal = cxi_normalizer_add(&t->normalizer, cxi_normal_bert, &t->status);
    struct cxi_split_step *blanks = cxi_pre_tokenizer_add(&t->pre_tokenizer, cxi_split_matches, &t->status);
    struct cxi_split_step *marks = cxi_pre_tokenizer_add(&t->pre_tokenizer, cxi_split_matches, &t->status);
    struct cxi_decode_step *decode = cxi_decoding_add(&t->decoding, CXI_DECODE_WORDPIECE, &t->status);
    if (!normal || !blanks || !marks || !decode) return false;
    normal->clean = normal->ideographs = true;
    normal->lower = normal->no_accents = !has_capitals(t);
    blanks->matches = cxi_is_white_space;
    marks->matches = cxi_is_punctuation;
    marks->behaviour = CXI_ISOLATED;
    decode->cleanup = true;
    decode->pattern = cxi_copy_string("##");
    if (!decode->pattern) return cxi_fail_memory(&t->status);
    t->unk = id(r, KEY("unknown_token_id"));
    if (t->unk < 0) t->unk = cxi_vocabulary_named(&t->vocabulary, "[UNK]");
    if (t->unk < 0)
        return cxi_fail(&t->status, "no piece stands for what is unknown (tokenizer.ggml.unknown_token_id)");
    struct cxi_wordpiece_options options = {"##", t->unk, 100};
    t->model = cxi_wordpiece_new(&t->vocabulary, &options, &t->status);
    return t->model && add_spelt(t, true);
}

/* -- The whole -- */

static int32_t first(int32_t id, int32_t otherwise) {
    return id >= 0 ? id : otherwise;
}

static void read_special(const struct reader *r, bool bos, bool eos, bool bert) {
    cx_tokenizer *t = r->t;
    t->bos = id(r, KEY("bos_token_id"));
    t->eos = id(r, KEY("eos_token_id"));
    t->pad = id(r, KEY("padding_token_id"));
    int32_t before = t->bos, after = t->eos;
    if (bert) {
        before = first(id(r, KEY("cls_token_id")), first(t->bos, cxi_vocabulary_named(&t->vocabulary, "[CLS]")));
        after = first(id(r, KEY("seperator_token_id")), first(t->eos, cxi_vocabulary_named(&t->vocabulary, "[SEP]")));
    }
    if (before >= 0 && flag(r, KEY("add_bos_token"), bos)) t->before[t->before_count++] = before;
    if (after >= 0 && (bert || flag(r, KEY("add_eos_token"), eos))) t->after[t->after_count++] = after;
}

static bool read_model(const struct reader *r) {
    struct cxi_span model = text(r, KEY("model"));
    bool llama = is(model, "llama"), t5 = is(model, "t5"), bert = is(model, "bert"), gpt2 = is(model, "gpt2");
    if (!model.length) return cxi_fail(&r->t->status, "the metadata has no vocabulary (tokenizer.ggml.model)");
    if (!llama && !t5 && !bert && !gpt2)
        return cxi_fail(&r->t->status,
                        "the vocabulary is of the kind \"%s\", which Calx does not know; it reads llama, gpt2, "
                        "bert and t5",
                        cxi_quote(model.text, model.length).text);
    bool read = gpt2 ? read_byte_level(r) : bert ? read_wordpiece(r) : read_sentencepiece(r, t5);
    const struct cxi_known_pattern *known = gpt2 ? cxi_known_pattern(text(r, KEY("pre"))) : NULL;
    if (read) read_special(r, llama || bert || (known && known->ignore_merges), t5, bert);
    return read;
}

bool cxi_read_gguf(cx_tokenizer *t, const unsigned char *bytes, size_t size, const char *name) {
    struct cxi_gguf *file = cxi_gguf_parse(bytes, size, name);
    struct reader r = {t, file};
    bool read = cxi_gguf_error(file) ? cxi_fail(&t->status, "%s", cxi_gguf_error(file)) : read_model(&r);
    cxi_gguf_close(file);
    return read;
}
