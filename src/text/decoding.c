#include "text/decoding.h"

#include "base/alloc.h"
#include "text/byte_level.h"
#include "text/vocabulary.h"

#define MARK "\xE2\x96\x81"

struct cxi_decode_step *cxi_decoding_add(struct cxi_decoding *d, enum cxi_decode_kind kind, struct cxi_status *status) {
    if (d->count == CXI_DECODE_MAX) {
        cxi_fail(status, "the decoder has more than %d steps, which is Calx's limit", CXI_DECODE_MAX);
        return NULL;
    }
    struct cxi_decode_step *step = &d->step[d->count++];
    *step = (struct cxi_decode_step){.kind = kind};
    return step;
}

void cxi_decoding_free(struct cxi_decoding *d) {
    for (int i = 0; i < d->count; i++) {
        cxi_free(d->step[i].pattern);
        cxi_free(d->step[i].content);
    }
    d->count = 0;
}

/* After a Fuse, the whole text is one piece, of which only the two ends can be changed while it comes. */
bool cxi_decoding_check(const struct cxi_decoding *d, struct cxi_status *status) {
    bool fused = false;
    for (int i = 0; i < d->count; i++) {
        if (fused && d->step[i].kind != CXI_DECODE_STRIP && d->step[i].kind != CXI_DECODE_FUSE)
            return cxi_fail(status, "the decoder changes text after a step Fuse, which Calx does not do");
        fused = fused || d->step[i].kind == CXI_DECODE_FUSE;
    }
    return true;
}

/* -- One piece through one step -- */

static void add_replaced(struct cxi_text *to, struct cxi_span piece, const char *pattern, const char *content) {
    size_t length = strlen(pattern), done = 0;
    for (size_t at = 0; length && at + length <= piece.length;) {
        if (memcmp(piece.text + at, pattern, length) != 0) {
            at++;
            continue;
        }
        cxi_add_bytes(to, piece.text + done, at - done);
        cxi_add(to, content);
        done = at += length;
    }
    cxi_add_bytes(to, piece.text + done, piece.length - done);
}

/* What English puts no blank before (tokenizers, decoders/wordpiece.rs, cleanup). */
static void clean_up(struct cxi_text *piece, struct cxi_text *spare) {
    static const char *const changes[][2] = {{" .", "."},   {" ?", "?"},     {" !", "!"},    {" ,", ","},
                                             {" ' ", "'"},  {" n't", "n't"}, {" 'm", "'m"},  {" do not", " don't"},
                                             {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}};
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        if (!strstr(cxi_text(piece), changes[i][0])) continue;
        cxi_text_clear(spare);
        cxi_add_bytes(spare, cxi_text(piece), piece->length);
        cxi_text_clear(piece);
        add_replaced(piece, cxi_span(cxi_text(spare), spare->length), changes[i][0], changes[i][1]);
    }
}

static void wordpiece(const struct cxi_decode_step *step, struct cxi_decode_memory *m, struct cxi_span piece) {
    size_t prefix = step->pattern ? strlen(step->pattern) : 0;
    if (m->begun && step->pattern && cxi_starts_with(piece, cxi_span(step->pattern, prefix)))
        piece = cxi_span(piece.text + prefix, piece.length - prefix);
    else if (m->begun)
        cxi_add_bytes(&m->piece, " ", 1);
    cxi_add_bytes(&m->piece, piece.text, piece.length);
    if (step->cleanup) clean_up(&m->piece, &m->held);
}

static void sentencepiece(const struct cxi_decode_step *step, struct cxi_decode_memory *m, struct cxi_span piece) {
    bool marked = cxi_starts_with(piece, cxi_span(MARK, 3));
    bool drops = !m->begun && marked && (step->first || step->all);
    if (drops) piece = cxi_span(piece.text + 3, piece.length - 3);
    add_replaced(&m->piece, piece, MARK, " ");
    m->begun = m->begun || m->piece.length || (drops && !step->all);
}

static void bytes(struct cxi_decode_memory *m, struct cxi_span piece) {
    int byte = cxi_piece_byte(piece);
    if (byte >= 0)
        cxi_add_bytes(&m->piece, &(char){(char)byte}, 1);
    else
        cxi_add_bytes(&m->piece, piece.text, piece.length);
}

static bool starts(struct cxi_span text, const char *with) {
    return *with && cxi_starts_with(text, cxi_span(with, strlen(with)));
}

static bool ends(struct cxi_span text, const char *with) {
    size_t length = strlen(with);
    return length && text.length >= length && memcmp(text.text + text.length - length, with, length) == 0;
}

static struct cxi_span without_end(const struct cxi_decode_step *step, struct cxi_span text) {
    for (int64_t i = 0; i < step->stop && ends(text, step->pattern); i++) text.length -= strlen(step->pattern);
    return text;
}

/* Of a fused text, what may be its end is held back. */
static void strip(const struct cxi_decode_step *step, struct cxi_decode_memory *m, struct cxi_span piece, bool fused) {
    size_t length = strlen(step->pattern);
    int64_t left = fused && m->begun ? m->left : step->start;
    for (; left > 0 && starts(piece, step->pattern); left--)
        piece = cxi_span(piece.text + length, piece.length - length);
    m->left = piece.length ? 0 : left;
    if (fused) {
        cxi_add_bytes(&m->held, piece.text, piece.length);
        piece = cxi_span(cxi_text(&m->held), m->held.length);
    }
    struct cxi_span kept = without_end(step, piece);
    cxi_add_bytes(&m->piece, kept.text, kept.length);
    if (!fused) return;
    size_t times = length ? (piece.length - kept.length) / length : 0;
    cxi_text_clear(&m->held);
    while (times--) cxi_add(&m->held, step->pattern);
}

/* The piece before this one, now that it is known not to be the last. */
static bool suffix(const struct cxi_decode_step *step, struct cxi_decode_memory *m, struct cxi_span piece) {
    add_replaced(&m->piece, cxi_span(cxi_text(&m->held), m->held.length), step->pattern, " ");
    cxi_text_clear(&m->held);
    cxi_add_bytes(&m->held, piece.text, piece.length);
    return m->begun;
}

/* Into m->piece; false: there is none yet. */
static bool apply(const struct cxi_decode_step *step, struct cxi_decode_memory *m, struct cxi_span piece, bool fused) {
    bool comes = true;
    switch (step->kind) {
    case CXI_DECODE_BYTE_LEVEL: cxi_byte_level_add_bytes(&m->piece, piece); break;
    case CXI_DECODE_METASPACE: add_replaced(&m->piece, piece, MARK, step->first && !m->begun ? "" : " "); break;
    case CXI_DECODE_WORDPIECE: wordpiece(step, m, piece); break;
    case CXI_DECODE_BYTES: bytes(m, piece); break;
    case CXI_DECODE_FUSE: cxi_add_bytes(&m->piece, piece.text, piece.length); break;
    case CXI_DECODE_STRIP: strip(step, m, piece, fused); break;
    case CXI_DECODE_REPLACE: add_replaced(&m->piece, piece, step->pattern, step->content); break;
    case CXI_DECODE_SUFFIX: comes = suffix(step, m, piece); break;
    case CXI_DECODE_SENTENCEPIECE: sentencepiece(step, m, piece); return true;
    }
    m->begun = true;
    return comes;
}

/* -- All steps -- */

static void feed(const struct cxi_decoding *d, struct cxi_decode_state *state, int from, bool fused,
                 struct cxi_span piece, struct cxi_text *to) {
    for (int i = from; i < d->count; i++) {
        struct cxi_decode_memory *m = &state->at[i];
        cxi_text_clear(&m->piece);
        if (!apply(&d->step[i], m, piece, fused)) return;
        fused = fused || d->step[i].kind == CXI_DECODE_FUSE;
        piece = cxi_span(cxi_text(&m->piece), m->piece.length);
    }
    cxi_add_bytes(to, piece.text, piece.length);
}

void cxi_decode_push(const struct cxi_decoding *d, struct cxi_decode_state *state, struct cxi_span piece,
                     struct cxi_text *to) {
    feed(d, state, 0, false, piece, to);
}

/* What a suffix step holds is the last piece. What a strip step holds is what it strips. */
void cxi_decode_end(const struct cxi_decoding *d, struct cxi_decode_state *state, struct cxi_text *to) {
    bool fused = false;
    for (int i = 0; i < d->count; i++) {
        struct cxi_decode_memory *m = &state->at[i];
        fused = fused || d->step[i].kind == CXI_DECODE_FUSE;
        if (d->step[i].kind != CXI_DECODE_SUFFIX || !m->begun) continue;
        cxi_text_clear(&m->piece);
        add_replaced(&m->piece, cxi_span(cxi_text(&m->held), m->held.length), d->step[i].pattern, "");
        feed(d, state, i + 1, fused, cxi_span(cxi_text(&m->piece), m->piece.length), to);
    }
    cxi_decode_begin(state);
}

void cxi_decode_begin(struct cxi_decode_state *state) {
    for (int i = 0; i < CXI_DECODE_MAX; i++) {
        state->at[i].begun = false;
        cxi_text_clear(&state->at[i].held);
    }
}

void cxi_decode_free(struct cxi_decode_state *state) {
    for (int i = 0; i < CXI_DECODE_MAX; i++) {
        cxi_text_free(&state->at[i].piece);
        cxi_text_free(&state->at[i].held);
    }
}

bool cxi_decode_ok(const struct cxi_decode_state *state) {
    bool ok = true;
    for (int i = 0; i < CXI_DECODE_MAX; i++)
        ok = ok && cxi_text_ok(&state->at[i].piece) && cxi_text_ok(&state->at[i].held);
    return ok;
}
