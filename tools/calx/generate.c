/* calx generate: a text, and what a language model writes behind it. */
#include "model.h"

#include "base/alloc.h"

#include <stdlib.h>

static bool show(const cx_token *token, void *user) {
    (void)user;
    fwrite(token->text, 1, token->length, stdout);
    return fflush(stdout) == 0;
}

struct scored {
    int64_t id;
    float logit;
};

static int larger_first(const void *a, const void *b) {
    const struct scored *x = a, *y = b;
    if (x->logit != y->logit) return x->logit < y->logit ? 1 : -1;
    return x->id < y->id ? -1 : 1;
}

/* The k largest logits as [[id, logit], ...], largest first; of equal ones the smaller id first. */
static json_t *best(const float *logits, int64_t count, int64_t k) {
    json_t *list = json_array();
    struct scored *all = cxi_new((size_t)count, sizeof *all);
    for (int64_t i = 0; all && i < count; i++) all[i] = (struct scored){i, logits[i]};
    if (all) qsort(all, (size_t)count, sizeof *all, larger_first);
    for (int64_t i = 0; all && i < k && i < count; i++)
        json_array_append_new(list, json_pack("[I,f]", (json_int_t)all[i].id, (double)all[i].logit));
    cxi_free(all);
    return list;
}

static double rate(int64_t tokens, double seconds) {
    return seconds > 0 ? (double)tokens / seconds : 0;
}

static bool print_json(const struct model_request *r, const cx_lm *lm, const cx_generation *g) {
    int64_t count;
    const int32_t *ids = cx_generation_ids(g, 0, &count);
    cx_generation_times t = cx_generation_speed(g);
    json_t *object = json_object();
    json_object_set_new(object, "prompt_ids", model_json_ids(r->ids, r->id_count));
    json_object_set_new(object, "generated_ids", model_json_ids(ids, count));
    json_object_set_new(object, "text", model_json_text(cx_generation_text(g, 0)));
    json_object_set_new(object, "prefill_tokens_per_s", json_real(rate(t.tokens_read, t.read)));
    json_object_set_new(object, "decode_tokens_per_s", json_real(rate(t.tokens_written, t.write)));
    if (r->logits)
        json_object_set_new(object, "logits", best(cx_generation_logits(g, 0), cx_lm_vocabulary(lm), r->logits));
    return model_print_json(object);
}

/* For people: what was written stands there already; the speed follows on stderr. */
static void print_speed(const struct model_request *r, const cx_lm *lm, const cx_generation *g) {
    int64_t count;
    const int32_t *ids = cx_generation_ids(g, 0, &count);
    if (cx_tokenizer_error(cx_lm_tokenizer(lm)))
        for (int64_t i = 0; i < count; i++) printf("%s%ld", i ? "," : "", (long)ids[i]);
    putchar('\n');
    fflush(stdout);
    cx_generation_times t = cx_generation_speed(g);
    fprintf(stderr, "%lld tokens read, %.1f per second; %lld written, %.1f per second%s\n", (long long)r->id_count,
            rate(t.tokens_read, t.read), (long long)count, rate(t.tokens_written, t.write),
            cx_generation_finish(g, 0) == CX_FINISH_CONTEXT ? "; the context is full (--slide goes on)" : "");
}

static bool generate(cx_lm *lm, const struct model_request *r) {
    const int32_t *ids = r->ids;
    cx_generation *g =
        cx_generate(lm, NULL, .batch = 1, .ids = &ids, .id_counts = &r->id_count, .max_tokens = r->max_tokens,
                    .sampling = r->sampling, .stop_count = r->stops, .stop = r->stop, .ignore_end = r->ignore_end,
                    .logits = r->logits > 0, .each = r->json ? NULL : show, .context = r->context, .slide = r->slide);
    bool ok = !cx_generation_error(g);
    if (ok && r->json) ok = print_json(r, lm, g) || tool_complain(false, r->command, "out of memory");
    if (ok && !r->json) print_speed(r, lm, g);
    cx_generation_free(g);
    return ok;
}

int tool_generate(int argc, char **argv) {
    struct model_request r = {.command = "generate"};
    static const char allowed[] =
        "--prompt --prompt-file --prompt-ids --max-tokens --temperature --top-k --top-p --min-p --repetition "
        "--frequency --presence --seed --stop --dtype --tokenizer --json --logits --ignore-eos --context --slide "
        "--device";
    int status = TOOL_USAGE;
    bool ok = model_read_options(&r, allowed, argc, argv);
    if (ok && !r.prompt && !r.ids)
        tool_complain(0, r.command, "no prompt: --prompt, --prompt-file or --prompt-ids");
    else if (ok) {
        cx_runtime *rt = cx_open(r.device ? r.device : "cpu");
        cx_lm *lm = model_open(rt, &r);
        status = !cx_lm_error(lm) && model_encode(lm, &r) && generate(lm, &r) ? TOOL_FINE : TOOL_FAILED;
        status = tool_close(rt, r.command, status);
    }
    model_free_options(&r);
    return status;
}
