/* Generations: rows that grow by tokens, stop strings, what is shown when; and what is asked of them afterwards. */
#include "text/generation.h"

#include "base/alloc.h"

#include <string.h>

static cx_generation no_memory = {.status = {(char[]){"out of memory"}}};

static void destroy(struct cxi_owned *owned) {
    cx_generation *g = (cx_generation *)owned;
    for (int i = 0; g->row && i < g->rows; i++) {
        cxi_free(g->row[i].ids);
        cxi_free(g->row[i].scores);
        cx_decoder_free(g->row[i].decoder);
        cxi_text_free(&g->row[i].text);
    }
    cxi_free(g->row);
    cxi_free(g->logits);
    cxi_status_clear(&g->status);
    cxi_free(g);
}

cx_generation *cxi_generation_new(cx_lm *lm, int rows, const cx_generate_args *args) {
    if (!lm || !lm->owned.runtime) return &no_memory; /* nor was there memory for the model or the conversation */
    cx_generation *g = cxi_new(1, sizeof *g);
    if (!g) return &no_memory;
    cxi_own(lm->owned.runtime, &g->owned, destroy);
    g->rows = rows > 0 ? rows : 0;
    g->row = cxi_new((size_t)g->rows + 1, sizeof *g->row);
    g->vocabulary = lm->config.model.vocabulary;
    if (!g->row) cxi_fail_memory(&g->status);
    if (cxi_pass(&g->status, &lm->status) && lm->config.family->encoder)
        cxi_fail(&g->status, "a %s model writes no texts: it turns them into vectors (cx_lm_embed)",
                 lm->config.family->name);
    for (int i = 0; cxi_ok(&g->status) && i < rows; i++)
        if (!cx_tokenizer_error(lm->tokenizer)) g->row[i].decoder = cx_decoder_new(lm->tokenizer);
    if (args->logits && cxi_ok(&g->status) && rows > 0 &&
        !(g->logits = cxi_new((size_t)rows * (size_t)g->vocabulary, sizeof *g->logits)))
        cxi_fail_memory(&g->status);
    return g;
}

void cx_generation_free(cx_generation *generation) {
    if (!generation || generation == &no_memory) return;
    cxi_disown(&generation->owned);
    destroy(&generation->owned);
}

bool cxi_generation_fail(cx_generation *g, const char *why) {
    cxi_fail(&g->status, "%s", why ? why : "the results cannot be read");
    return false;
}

/* ---------------------------------------------------------------------------------------------------- rows */

bool cxi_row_add(struct cxi_row *row, int64_t count, const int32_t *ids) {
    if (row->count + count > row->room) {
        int64_t room = 2 * row->room + count + 64;
        int32_t *more = cxi_resize(row->ids, (size_t)room, sizeof *more);
        if (more) row->ids = more;
        float *scores = more ? cxi_resize(row->scores, (size_t)room, sizeof *scores) : NULL;
        if (scores) row->scores = scores;
        if (!scores) return false;
        row->room = room;
    }
    memcpy(row->ids + row->count, ids, (size_t)count * sizeof *ids);
    row->count += count;
    return true;
}

bool cxi_is_end(const cx_lm *lm, const cx_generate_args *args, int32_t id) {
    if (args->ignore_end) return false;
    for (int i = 0; i < lm->config.end_count; i++)
        if (lm->config.ends[i] == id) return true;
    for (int i = 0; i < args->end_count; i++)
        if (args->ends[i] == id) return true;
    return false;
}

/* Where the first of the stop strings begins in the text, from `from` on; the text's end when there is none. */
static size_t find_stop(const struct cxi_text *text, const cx_generate_args *args, size_t from) {
    size_t found = text->length;
    for (int i = 0; i < args->stop_count; i++) {
        size_t length = strlen(args->stop[i]);
        for (size_t at = from; length && at + length <= text->length && at < found; at++)
            if (memcmp(text->data + at, args->stop[i], length) == 0) found = at;
    }
    return found;
}

/* How much of the text cannot be the beginning of a stop string. */
static size_t safe_length(const struct cxi_text *text, const cx_generate_args *args, size_t from) {
    for (size_t at = from; at < text->length; at++)
        for (int i = 0; i < args->stop_count; i++) {
            size_t left = text->length - at;
            if (left < strlen(args->stop[i]) && memcmp(text->data + at, args->stop[i], left) == 0) return at;
        }
    return text->length;
}

/* Gives the callback the text up to `end`, which then ends there for a moment. */
static void show(cx_generation *g, const cx_generate_args *args, int i, size_t end, float score) {
    struct cxi_row *row = &g->row[i];
    const char *data = cxi_text(&row->text);
    char behind = data[end];
    if (row->text.data) row->text.data[end] = '\0';
    cx_token token = {i, row->ids[row->count - 1], data + row->shown, end - row->shown, (double)score};
    bool more = !args->each || args->each(&token, args->user);
    if (row->text.data) row->text.data[end] = behind;
    row->shown = end;
    if (more || row->done) return;
    row->done = true;
    row->finish = CX_FINISH_ASKED;
}

/* Adds what became readable; false, with the reason in the generation, when it could not be. */
static bool add_piece(cx_generation *g, struct cxi_row *row, const char *piece, size_t length) {
    cxi_add_bytes(&row->text, piece, length);
    const char *error = row->decoder ? cx_decoder_error(row->decoder) : NULL;
    if (error) return cxi_fail(&g->status, "%s", error);
    return cxi_text_ok(&row->text) || cxi_fail_memory(&g->status);
}

void cxi_row_end(cx_generation *g, const cx_generate_args *args, int i, cx_finish finish) {
    struct cxi_row *row = &g->row[i];
    size_t length = 0;
    const char *rest = row->decoder ? cx_decoder_end(row->decoder, &length) : "";
    row->done = true;
    row->finish = finish;
    if (add_piece(g, row, rest, length) && row->text.length > row->shown) show(g, args, i, row->text.length, 0);
}

bool cxi_row_take(cx_lm *lm, cx_generation *g, const cx_generate_args *args, int i, int32_t id, float score) {
    struct cxi_row *row = &g->row[i];
    if (!cxi_row_add(row, 1, &id)) return cxi_fail_memory(&g->status);
    row->scores[row->count - 1] = score;
    if (cxi_is_end(lm, args, id)) {
        cxi_row_end(g, args, i, CX_FINISH_END);
        return true;
    }
    size_t length = 0;
    const char *piece = row->decoder ? cx_decoder_push(row->decoder, id, &length) : "";
    if (!add_piece(g, row, piece, length)) return false;
    size_t stop = find_stop(&row->text, args, row->shown);
    if (stop < row->text.length) {
        row->text.data[row->text.length = stop] = '\0';
        row->done = true;
        row->finish = CX_FINISH_STOP;
    }
    show(g, args, i, row->done ? stop : safe_length(&row->text, args, row->shown), score);
    return true;
}

/* ------------------------------------------------------------------------------------------------- getters */

const char *cx_generation_error(const cx_generation *g) {
    return cxi_error(&g->status);
}

int cx_generation_rows(const cx_generation *g) {
    return g->rows;
}

static const struct cxi_row *row_at(const cx_generation *g, int i) {
    static const struct cxi_row none;
    return g->row && i >= 0 && i < g->rows ? &g->row[i] : &none;
}

const char *cx_generation_text(const cx_generation *g, int row) {
    return cxi_text(&row_at(g, row)->text);
}

const int32_t *cx_generation_ids(const cx_generation *g, int row, int64_t *count) {
    const struct cxi_row *r = row_at(g, row);
    if (count) *count = r->count - r->prompt;
    return r->ids ? r->ids + r->prompt : NULL;
}

const int32_t *cx_generation_prompt(const cx_generation *g, int row, int64_t *count) {
    const struct cxi_row *r = row_at(g, row);
    if (count) *count = r->prompt;
    return r->ids;
}

const float *cx_generation_scores(const cx_generation *g, int row) {
    const struct cxi_row *r = row_at(g, row);
    return r->scores ? r->scores + r->prompt : NULL;
}

const float *cx_generation_logits(const cx_generation *g, int row) {
    return g->logits && row >= 0 && row < g->rows ? g->logits + row * g->vocabulary : NULL;
}

cx_finish cx_generation_finish(const cx_generation *g, int row) {
    return row_at(g, row)->finish;
}

cx_generation_times cx_generation_speed(const cx_generation *g) {
    return g->times;
}
