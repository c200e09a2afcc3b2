/* Ids to text. */
#include "text/tokenizer.h"

#include "base/alloc.h"
#include "io/array.h"

struct cx_decoder {
    struct cxi_status status;
    const cx_tokenizer *tokenizer;
    bool special;
    struct cxi_decode_state state;
    struct cxi_text text; /* what was given out last */
    char tail[4];         /* the beginning of a character that is not yet whole */
    size_t tail_length;
};

static const struct cx_decoder no_memory = {.status.message = (char *)"out of memory"};

/* Adds what an id stands for. */
static void decode_id(const cx_tokenizer *t, struct cxi_decode_state *state, int64_t id, bool special,
                      struct cxi_text *to) {
    const struct cxi_token *piece = cxi_vocabulary_at(&t->vocabulary, id);
    if (!piece || (piece->kind == CXI_PIECE_CONTROL && !special)) return;
    struct cxi_span text = cxi_span(piece->text, piece->length);
    char byte = piece->kind == CXI_PIECE_BYTE ? (char)cxi_piece_byte(text) : 0;
    if (piece->kind == CXI_PIECE_BYTE) text = cxi_span(&byte, 1);
    if (piece->kind == CXI_PIECE_UNKNOWN && t->shows_unknown) text = cxi_span(" \xE2\x81\x87 ", 5);
    cxi_decode_push(&t->decoding, state, text, to);
}

cx_array *cx_decode_(const cx_tokenizer *t, cx_decode_args args) {
    if (!cxi_ok(&t->status)) return cxi_array_error("%s", cxi_error(&t->status));
    struct cxi_text text = {0};
    struct cxi_decode_state *state = cxi_new(1, sizeof *state);
    for (int64_t i = 0; state && i < args.count; i++) decode_id(t, state, args.ids[i], args.special, &text);
    if (state) cxi_decode_end(&t->decoding, state, &text);
    cx_array *array = NULL;
    if (state && cxi_text_ok(&text) && cxi_decode_ok(state)) {
        array = cx_array_new(CX_U8, (cx_dims){1, {(int64_t)text.length + 1}}); /* and a '\0', which is not counted */
        if (!cx_array_error(array)) {
            if (text.length) memcpy(array->data, text.data, text.length);
            array->dims.dim[0]--;
            array->bytes--;
        }
    }
    if (state) cxi_decode_free(state);
    cxi_free(state);
    cxi_text_free(&text);
    return array ? array : cxi_array_error("out of memory");
}

/* -- One id at a time -- */

cx_decoder *cx_decoder_new_(cx_decoder_args args) {
    cx_decoder *d = cxi_new(1, sizeof *d);
    if (!d) return (cx_decoder *)&no_memory;
    d->tokenizer = args.tokenizer;
    d->special = args.special;
    cxi_pass(&d->status, &args.tokenizer->status);
    return d;
}

void cx_decoder_free(cx_decoder *d) {
    if (!d || d == &no_memory) return;
    cxi_status_clear(&d->status);
    cxi_decode_free(&d->state);
    cxi_text_free(&d->text);
    cxi_free(d);
}

const char *cx_decoder_error(const cx_decoder *d) {
    return cxi_error(&d->status);
}

/* Whether more bytes could make a character of these, of which there are one to three. */
static bool may_become_whole(const char *bytes, size_t count) {
    for (int fill = 0x80; fill <= 0xBF; fill += 0x3F) {
        char whole[4];
        int32_t code;
        memset(whole, fill, sizeof whole);
        memcpy(whole, bytes, count);
        if (cxi_utf8_next(whole, sizeof whole, &code) > count) return true;
    }
    return false;
}

/* Keeps the beginning of a character at the text's end for later. */
static void hold_tail(cx_decoder *d) {
    struct cxi_text *text = &d->text;
    for (size_t back = 1; back <= 3 && back <= text->length; back++) {
        if (!may_become_whole(text->data + text->length - back, back)) continue;
        memcpy(d->tail, text->data + text->length - back, back);
        d->tail_length = back;
        text->length -= back;
        text->data[text->length] = '\0';
        return;
    }
}

static void begin_text(cx_decoder *d) {
    cxi_text_clear(&d->text);
    cxi_add_bytes(&d->text, d->tail, d->tail_length);
    d->tail_length = 0;
}

static const char *give_text(cx_decoder *d, size_t *length) {
    if (!cxi_text_ok(&d->text) || !cxi_decode_ok(&d->state)) cxi_fail_memory(&d->status);
    bool fine = cxi_ok(&d->status);
    if (length) *length = fine ? d->text.length : 0;
    return fine ? cxi_text(&d->text) : "";
}

const char *cx_decoder_push(cx_decoder *d, int32_t id, size_t *length) {
    if (length) *length = 0;
    if (!cxi_ok(&d->status)) return "";
    begin_text(d);
    decode_id(d->tokenizer, &d->state, id, d->special, &d->text);
    hold_tail(d);
    return give_text(d, length);
}

const char *cx_decoder_end(cx_decoder *d, size_t *length) {
    if (length) *length = 0;
    if (!cxi_ok(&d->status)) return "";
    begin_text(d);
    cxi_decode_end(&d->tokenizer->decoding, &d->state, &d->text);
    return give_text(d, length);
}
