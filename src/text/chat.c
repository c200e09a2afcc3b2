/* Conversations: turns written as the model expects them, behind what its cache already holds. */
#include "text/chat.h"

#include "base/alloc.h"
#include "text/generation.h"

#include <string.h>

/* The texts are those of the models' own chat templates (tokenizer_config.json). */
static const struct cxi_template templates[] = {
    /* Gemma 1 to 3: the system's words begin the user's first turn */
    {.end = "<end_of_turn>",
     .before_user = "<start_of_turn>user\n",
     .after_user = "<end_of_turn>\n<start_of_turn>model\n",
     .after_answer = "\n"},
    /* Llama 3 */
    {.end = "<|eot_id|>",
     .before_system = "<|start_header_id|>system<|end_header_id|>\n\n",
     .after_system = "<|eot_id|>",
     .before_user = "<|start_header_id|>user<|end_header_id|>\n\n",
     .after_user = "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
     .after_answer = ""},
    /* Llama 2; its marks are no pieces, and it is known by what the others lack */
    {.end = "</s>",
     .before_system = "[INST] <<SYS>>\n",
     .after_system = "\n<</SYS>>\n\n",
     .before_user = "[INST] ",
     .after_user = " [/INST]",
     .after_answer = "<s>"},
};

const struct cxi_template *cxi_template_find(const cx_tokenizer *tokenizer) {
    for (size_t i = 0; i < sizeof templates / sizeof templates[0]; i++)
        if (cx_tokenizer_id(tokenizer, templates[i].end) >= 0) return &templates[i];
    return NULL;
}

struct cx_chat {
    struct cxi_owned owned;
    struct cxi_status status;
    cx_lm *lm;
    const struct cxi_template *template;
    char *system;        /* NULL: nothing */
    struct cxi_row said; /* all tokens of the conversation */
    bool open;           /* the model's last answer was not ended by itself */
    struct cxi_session session;
};

static cx_chat no_memory = {.status = {(char[]){"out of memory"}}};

static void destroy(struct cxi_owned *owned) {
    cx_chat *chat = (cx_chat *)owned;
    cxi_free(chat->system);
    cxi_free(chat->said.ids);
    cxi_free(chat->said.scores);
    cxi_free(chat->session.cache); /* its tensors are the runtime's as well */
    cxi_status_clear(&chat->session.status);
    cxi_status_clear(&chat->status);
    cxi_free(chat);
}

cx_chat *cx_chat_new_(cx_chat_args args) {
    cx_runtime *runtime = args.lm->owned.runtime;
    if (!runtime) return &no_memory; /* nor was there memory for the model */
    cx_chat *chat = cxi_new(1, sizeof *chat);
    if (!chat) return cxi_report(runtime, &no_memory.status), &no_memory;
    chat->lm = args.lm;
    cxi_own(runtime, &chat->owned, destroy);
    if (args.system && !(chat->system = cxi_copy_string(args.system))) cxi_fail_memory(&chat->status);
    if (cxi_pass(&chat->status, &args.lm->status)) {
        const char *why = cx_tokenizer_error(args.lm->tokenizer);
        if (why)
            cxi_fail(&chat->status, "there is no conversation without a vocabulary: %s", why);
        else if (!(chat->template = cxi_template_find(args.lm->tokenizer)))
            cxi_fail(&chat->status, "the model's vocabulary has no marks for turns that are known (Gemma's, Llama 2's "
                                    "and 3's): it may not be tuned for conversations");
    }
    cxi_report(runtime, &chat->status);
    return chat;
}

void cx_chat_free(cx_chat *chat) {
    if (!chat || chat == &no_memory) return;
    cxi_session_close(&chat->session);
    cxi_disown(&chat->owned);
    destroy(&chat->owned);
}

const char *cx_chat_error(const cx_chat *chat) {
    return cxi_error(&chat->status);
}

/* The words of a turn with the marks around them. */
static void write_turn(const cx_chat *chat, const char *words, struct cxi_text *text) {
    const struct cxi_template *t = chat->template;
    bool first = chat->said.count == 0;
    if (!first) {
        if (chat->open) cxi_add(text, t->end);
        cxi_add(text, t->after_answer);
    }
    const char *before = t->before_user;
    if (first && chat->system && t->before_system) {
        cxi_addf(text, "%s%s%s", t->before_system, chat->system, t->after_system);
        if (strstr(t->before_system, t->before_user)) before = ""; /* both are one turn: Llama 2 */
    }
    cxi_add(text, before);
    if (first && chat->system && !t->before_system) cxi_addf(text, "%s\n\n", chat->system);
    cxi_addf(text, "%s%s", words, t->after_user);
}

/* Adds the turn to what was said, and all of that to the generation's only row. */
static bool add_turn(cx_chat *chat, const char *words, cx_generation *g) {
    struct cxi_text text = {0};
    write_turn(chat, words, &text);
    if (!cxi_text_ok(&text)) cxi_fail_memory(&g->status);
    bool ok = cxi_ok(&g->status) &&
              cxi_row_add_text(chat->lm, &chat->said, cxi_text(&text), chat->said.count == 0, &g->status);
    cxi_text_free(&text);
    if (!ok) return false;
    return cxi_row_add(&g->row[0], chat->said.count, chat->said.ids) || cxi_fail_memory(&g->status);
}

cx_generation *cx_chat_say_(cx_chat *chat, cx_generate_args args) {
    cx_generation *g = cxi_generation_new(chat->lm, 1, &args);
    cxi_pass(&g->status, &chat->status);
    if (cxi_ok(&g->status) && !args.prompt) cxi_fail(&g->status, "there is nothing said: .prompt is missing");
    int64_t before = chat->said.count, kept = chat->said.kept;
    if (cxi_ok(&g->status) && add_turn(chat, args.prompt, g)) {
        int32_t end = cx_tokenizer_id(chat->lm->tokenizer, chat->template->end);
        if (!args.end_count) args.ends = &end, args.end_count = 1;
        g->row[0].kept = kept;
        cxi_generate(chat->lm, &chat->session, g, &args);
    }
    if (cxi_ok(&g->status)) {
        const struct cxi_row *row = &g->row[0];
        if (!cxi_row_add(&chat->said, row->count - row->prompt, row->ids + row->prompt)) cxi_fail_memory(&g->status);
        chat->said.kept = row->kept;
        chat->open = row->finish != CX_FINISH_END;
    } else {
        chat->said.count = before; /* as if it had not been said */
        cxi_session_close(&chat->session);
    }
    if (chat->lm) cxi_report(chat->lm->owned.runtime, &g->status);
    return g;
}
