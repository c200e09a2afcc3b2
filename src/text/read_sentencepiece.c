/* SentencePiece's own files: a ModelProto (src/sentencepiece_model.proto). */
#include "text/tokenizer.h"

#include "text/protobuf.h"

#include <math.h>

enum { TYPE_UNIGRAM = 1, TYPE_BPE = 2 };

struct model {
    cx_tokenizer *t;
    struct cxi_span normalizer, trainer; /* messages */
    int64_t pieces;
    uint64_t type;
    bool byte_fallback, prefix_is_suffix;
    int64_t bos, eos, pad; /* as trained with; -1: none */
};

static bool damaged(cx_tokenizer *t) {
    return cxi_fail(&t->status, "the file is neither SentencePiece's nor tokenizer.json nor GGUF, or it is damaged; "
                                "fetch it again");
}

/* -- Pieces -- */

static bool read_piece(struct model *m, struct cxi_span bytes) {
    struct cxi_message message = cxi_message(bytes);
    struct cxi_field field;
    struct cxi_span text = {"", 0};
    float score = 0;
    uint64_t kind = CXI_PIECE_NORMAL;
    while (cxi_message_next(&message, &field)) {
        if (field.number == 1 && field.wire == CXI_WIRE_BYTES) text = field.bytes;
        if (field.number == 2) score = cxi_field_float(&field);
        if (field.number == 3 && field.wire == CXI_WIRE_VARINT) kind = field.value;
    }
    cx_tokenizer *t = m->t;
    if (message.damaged) return damaged(t);
    if (!text.length) return cxi_fail(&t->status, "the piece %lld is empty; the file is damaged", (long long)m->pieces);
    if (kind < CXI_PIECE_NORMAL || kind > CXI_PIECE_BYTE || !isfinite(score))
        return cxi_fail(&t->status, "the piece %lld has no known type or score; the file is damaged",
                        (long long)m->pieces);
    if (kind == CXI_PIECE_UNKNOWN && t->unk >= 0)
        return cxi_fail(&t->status, "the pieces %d and %lld both stand for what is unknown; the file is damaged",
                        t->unk, (long long)m->pieces);
    if (kind == CXI_PIECE_UNKNOWN) t->unk = (int32_t)m->pieces;
    if (kind == CXI_PIECE_BYTE && cxi_piece_byte(text) < 0)
        return cxi_fail(&t->status, "the piece %lld stands for a byte and does not say which; the file is damaged",
                        (long long)m->pieces);
    return cxi_vocabulary_add(&t->vocabulary, m->pieces++, text, (int)kind, score, &t->status);
}

/* -- Options -- */

static bool read_trainer(struct model *m) {
    struct cxi_message message = cxi_message(m->trainer);
    struct cxi_field field;
    while (cxi_message_next(&message, &field)) {
        int64_t id = (int32_t)(uint32_t)field.value;
        switch (field.number) {
        case 3: m->type = field.value; break;
        case 24: m->prefix_is_suffix = field.value; break;
        case 35: m->byte_fallback = field.value; break;
        case 41: m->bos = id; break;
        case 42: m->eos = id; break;
        case 43: m->pad = id; break;
        }
    }
    return !message.damaged || damaged(m->t);
}

static bool add_users(cx_tokenizer *t, struct cxi_trie *users) {
    for (int32_t id = 0; id < t->vocabulary.count; id++) {
        const struct cxi_token *piece = &t->vocabulary.piece[id];
        if (piece->kind == CXI_PIECE_USER && !cxi_trie_add(users, cxi_span(piece->text, piece->length), id, &t->status))
            return false;
    }
    return true;
}

static bool read_normalizer(struct model *m) {
    cx_tokenizer *t = m->t;
    struct cxi_normal_step *step = cxi_normalizer_add(&t->normalizer, cxi_normal_sentencepiece, &t->status);
    struct cxi_decode_step *decode = cxi_decoding_add(&t->decoding, CXI_DECODE_SENTENCEPIECE, &t->status);
    if (!step || !decode) return false;
    step->dummy_prefix = step->fewer_blanks = step->escape = true;
    step->prefix_is_suffix = m->prefix_is_suffix;
    struct cxi_message message = cxi_message(m->normalizer);
    struct cxi_field field;
    struct cxi_span map = {"", 0};
    while (cxi_message_next(&message, &field)) {
        switch (field.number) {
        case 2: map = field.wire == CXI_WIRE_BYTES ? field.bytes : map; break;
        case 3: step->dummy_prefix = field.value; break;
        case 4: step->fewer_blanks = field.value; break;
        case 5: step->escape = field.value; break;
        }
    }
    decode->first = step->dummy_prefix;
    decode->all = step->fewer_blanks;
    if (message.damaged) return damaged(t);
    return cxi_charsmap_read(&step->map, map.text, map.length, &t->status) && add_users(t, &step->users);
}

static bool make_model(struct model *m) {
    cx_tokenizer *t = m->t;
    struct cxi_spm_options options = {t->unk, m->byte_fallback};
    if (m->type == TYPE_UNIGRAM)
        t->model = cxi_unigram_new(&t->vocabulary, &options, true, &t->status);
    else if (m->type == TYPE_BPE)
        t->model = cxi_spm_new(&t->vocabulary, &options, &t->status);
    else
        return cxi_fail(&t->status,
                        "the vocabulary is of SentencePiece's type WORD or CHAR; Calx reads BPE and UNIGRAM");
    return t->model;
}

static int32_t control(const cx_tokenizer *t, int64_t id) {
    return cx_tokenizer_is_special(t, (int32_t)id) ? (int32_t)id : -1;
}

static bool finish(struct model *m) {
    cx_tokenizer *t = m->t;
    if (t->unk < 0) return cxi_fail(&t->status, "no piece stands for what is unknown; the file is damaged");
    t->lossless = cxi_vocabulary_find_bytes(&t->vocabulary) && m->byte_fallback;
    if (m->byte_fallback && !t->lossless)
        return cxi_fail(&t->status, "the pieces of some bytes are missing; the file is damaged");
    t->shows_unknown = true;
    t->bos = control(t, m->bos);
    t->eos = control(t, m->eos);
    t->pad = control(t, m->pad);
    if (t->bos >= 0) t->before[t->before_count++] = t->bos;
    return make_model(m);
}

bool cxi_read_sentencepiece(cx_tokenizer *t, const unsigned char *bytes, size_t size) {
    struct model m = {
        .t = t, .normalizer = {"", 0}, .trainer = {"", 0}, .type = TYPE_UNIGRAM, .bos = 1, .eos = 2, .pad = -1};
    struct cxi_message message = cxi_message(cxi_span((const char *)bytes, size));
    struct cxi_field field;
    while (cxi_message_next(&message, &field)) {
        if (field.wire != CXI_WIRE_BYTES) continue;
        if (field.number == 1 && !read_piece(&m, field.bytes)) return false;
        if (field.number == 2) m.trainer = field.bytes;
        if (field.number == 3) m.normalizer = field.bytes;
    }
    if (message.damaged || !m.pieces) return damaged(t);
    return read_trainer(&m) && read_normalizer(&m) && finish(&m);
}
