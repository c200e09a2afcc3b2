/* The loop: read the prompts, choose, read what was chosen. One step is always under way while the host looks at the token
   before it. */
#include "text/generation.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "text/sampler.h"

#include <string.h>

struct run {
    cx_lm *lm;
    struct cxi_session *session;
    cx_generation *g;
    const cx_generate_args *args;
    struct cxi_choice choice; /* of the next tokens */
    int64_t limit;            /* columns */
    int64_t most;             /* tokens of an answer */
};

/* ------------------------------------------------------------------------------------------------- the context */

/* The tokens of a row that the model sees: all, or the first and the newest. */
static int64_t seen(const struct cxi_row *row) {
    return row->kept ? 1 + row->count - row->kept : row->count;
}

static int32_t seen_at(const struct cxi_row *row, int64_t i) {
    return row->ids[row->kept && i > 0 ? row->kept + i - 1 : i];
}

static int64_t longest(const cx_generation *g) {
    int64_t most = 0;
    for (int i = 0; i < g->rows; i++)
        if (seen(&g->row[i]) > most) most = seen(&g->row[i]);
    return most;
}

/* A session with room for what is there and what will come; the one there is, when it has that. */
static bool open_session(struct run *r) {
    int64_t columns = longest(r->g), need = columns + r->most;
    if (need > r->limit) need = r->limit;
    if (r->session->columns > 0 && need <= r->session->capacity) return true;
    cxi_session_close(r->session);
    int32_t *pad = cxi_new((size_t)r->g->rows, sizeof *pad);
    if (!pad) return cxi_fail_memory(&r->g->status);
    for (int i = 0; i < r->g->rows; i++) pad[i] = (int32_t)(columns - seen(&r->g->row[i]));
    cxi_session_open(r->session, r->lm, r->g->rows, cxi_session_capacity(need), pad);
    cxi_free(pad);
    return cxi_pass(&r->g->status, &r->session->status);
}

/* Reads what the session has not read yet; the logits behind it. NULL when it failed. */
static cx_tensor *read_rows(struct run *r) {
    int64_t all = longest(r->g), from = r->session->columns, count = all - from;
    int32_t *ids = cxi_new((size_t)(r->g->rows * count), sizeof *ids);
    if (!ids) return cxi_fail_memory(&r->g->status), NULL;
    for (int b = 0; b < r->g->rows; b++) {
        const struct cxi_row *row = &r->g->row[b];
        int64_t pad = all - seen(row);
        for (int64_t t = from > pad ? from : pad; t < all; t++) ids[b * count + t - from] = seen_at(row, t - pad);
    }
    double begun = cxi_seconds();
    cxi_session_prepare(r->session, count);
    double compiled = cxi_seconds();
    cx_tensor *logits = cxi_session_read(r->session, count, ids);
    cxi_free(ids);
    if (!cx_tensor_wait(logits)) cxi_generation_fail(r->g, cx_tensor_error(logits));
    r->g->times.compile += compiled - begun;
    r->g->times.read += cxi_seconds() - compiled;
    r->g->times.tokens_read += r->g->rows * count;
    if (cxi_ok(&r->g->status)) return logits;
    cx_tensor_free(logits);
    return NULL;
}

/* The context is full: all rows go on with their first token and the newer half of the rest. */
static cx_tensor *slide(struct run *r) {
    for (int i = 0; i < r->g->rows; i++) {
        struct cxi_row *row = &r->g->row[i];
        int64_t newer = r->limit / 2 - 1;
        if (row->count > newer + 1) row->kept = row->count - (newer > 0 ? newer : 1);
    }
    r->g->times.slides++;
    cxi_session_close(r->session);
    return open_session(r) ? read_rows(r) : NULL;
}

/* ---------------------------------------------------------------------------------------------------- the loop */

/* Waits for the chosen tokens and gives them to their rows. False when all are done, or it failed. */
static bool take(struct run *r, struct cxi_chosen *chosen) {
    cx_generation *g = r->g;
    cx_array *ids = cx_tensor_array(chosen->ids), *scores = chosen->scores ? cx_tensor_array(chosen->scores) : NULL;
    const char *error = cx_array_error(ids);
    if (!error && scores) error = cx_array_error(scores);
    bool taken = error ? cxi_generation_fail(g, error) : true, more = false;
    for (int i = 0; i < g->rows && taken; i++) {
        if (g->row[i].done) continue;
        double score = scores ? cx_array_at(scores, i) : 0;
        taken = cxi_row_take(r->lm, g, r->args, i, (int32_t)cx_array_at(ids, i), score);
        more = more || !g->row[i].done;
    }
    cx_array_free(ids), cx_array_free(scores);
    return taken && more;
}

static void finish_all(struct run *r, cx_finish finish) {
    for (int i = 0; i < r->g->rows; i++)
        if (!r->g->row[i].done) cxi_row_end(r->g, r->args, i, finish);
}

/* The token behind those chosen, which are still on the device. */
static struct cxi_chosen next(struct run *r, const struct cxi_chosen *chosen) {
    cx_tensor *logits = cxi_session_step(r->session, chosen->ids);
    struct cxi_chosen next = cxi_choose(&r->choice, logits);
    cx_tensor_free(logits);
    return next;
}

/* Takes the first tokens before it compiles what the others need: so they are there sooner. */
static bool take_first(struct run *r, struct cxi_chosen *chosen) {
    if (!take(r, chosen)) return false;
    double begun = cxi_seconds();
    if (r->most > 1) cxi_session_prepare(r->session, 1);
    r->g->times.compile += cxi_seconds() - begun;
    return true;
}

static void write_rows(struct run *r, cx_tensor *logits) {
    cx_generation *g = r->g;
    struct cxi_chosen chosen = cxi_choose(&r->choice, logits), ahead;
    bool more = take_first(r, &chosen);
    double begun = cxi_seconds();
    int64_t written = 0;
    for (int64_t n = 1;; n++, chosen = ahead) {
        bool last = n == r->most || !more, room = r->session->columns < r->limit;
        ahead = last || !room ? (struct cxi_chosen){0} : next(r, &chosen);
        if (n > 1) more = take(r, &chosen);
        cxi_chosen_free(&chosen);
        written = n;
        if (!more || !cxi_ok(&g->status)) break;
        if (last || (!room && !r->args->slide)) {
            finish_all(r, last ? CX_FINISH_LENGTH : CX_FINISH_CONTEXT);
            break;
        }
        if (room) continue;
        cx_tensor *again = slide(r);
        if (!again) break;
        ahead = cxi_choose(&r->choice, again);
        cx_tensor_free(again);
    }
    cxi_chosen_free(&ahead);
    g->times.write += cxi_seconds() - begun;
    g->times.tokens_written += written - 1;
}

static bool check_rows(struct run *r) {
    cx_generation *g = r->g;
    for (int i = 0; i < g->rows; i++) {
        struct cxi_row *row = &g->row[i];
        row->prompt = row->count;
        if (!cxi_lm_check(r->lm, row->count, row->ids, &g->status)) return false;
        if (seen(row) < r->limit) continue;
        if (!r->args->slide)
            return cxi_fail(&g->status,
                            "the prompt has %lld tokens, and the context holds %lld with at least one of the answer: "
                            "shorten it, or let the context slide",
                            (long long)row->count, (long long)r->limit);
        row->kept = row->count - (r->limit / 2 > 2 ? r->limit / 2 - 1 : 1);
        cxi_session_close(r->session); /* it has read what is forgotten now */
    }
    return true;
}

static void keep_logits(struct run *r, cx_tensor *logits) {
    size_t bytes = (size_t)r->g->rows * (size_t)r->g->vocabulary * sizeof(float);
    if (!cx_tensor_read(logits, r->g->logits, bytes)) cxi_generation_fail(r->g, cx_tensor_error(logits));
}

void cxi_generate(cx_lm *lm, struct cxi_session *session, cx_generation *g, const cx_generate_args *args) {
    struct run r = {.lm = lm, .session = session, .g = g, .args = args};
    if (!cxi_ok(&g->status)) return;
    r.most = args->max_tokens > 0 ? args->max_tokens : 128;
    r.limit = args->context > 0 && args->context < lm->config.model.context ? args->context : lm->config.model.context;
    if (r.limit < 4) r.limit = 4;
    if (!check_rows(&r) || !open_session(&r)) return;
    double begun = cxi_seconds();
    if (!cxi_choice_open(&r.choice, lm, g, args)) return;
    g->times.compile += cxi_seconds() - begun;
    cx_tensor *logits = read_rows(&r);
    if (logits && g->logits) keep_logits(&r, logits);
    if (logits && cxi_ok(&g->status)) write_rows(&r, logits);
    cx_tensor_free(logits);
    cxi_choice_close(&r.choice);
}

/* -------------------------------------------------------------------------------------------------- prompts */

bool cxi_row_add_text(cx_lm *lm, struct cxi_row *row, const char *text, bool special, struct cxi_status *status) {
    cx_array *ids = cx_encode(lm->tokenizer, text, strlen(text), .special = special);
    bool ok = !cx_array_error(ids);
    if (!ok)
        cxi_fail(status, "the text cannot become tokens: %s", cx_array_error(ids));
    else if (!cxi_row_add(row, cx_array_count(ids), cx_array_read(ids)))
        ok = cxi_fail_memory(status);
    cx_array_free(ids);
    return ok;
}

cx_generation *cx_generate_(cx_lm *lm, cx_generate_args args) {
    int rows = args.prompt ? 1 : args.batch;
    cx_generation *g = cxi_generation_new(lm, rows, &args);
    if (cxi_ok(&g->status) && rows < 1) cxi_fail(&g->status, "there is no prompt: give one, or a .batch of them");
    for (int i = 0; i < rows && cxi_ok(&g->status); i++) {
        const char *text = args.prompt ? args.prompt : args.prompts ? args.prompts[i] : NULL;
        if (text)
            cxi_row_add_text(lm, &g->row[i], text, true, &g->status);
        else if (!cxi_row_add(&g->row[i], args.id_counts[i], args.ids[i]))
            cxi_fail_memory(&g->status);
    }
    struct cxi_session session = {0};
    cxi_generate(lm, &session, g, &args);
    cxi_session_close(&session);
    if (lm->owned.runtime) cxi_report(lm->owned.runtime, &g->status);
    return g;
}
