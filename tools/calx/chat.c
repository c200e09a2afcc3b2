/* calx chat: a conversation with a language model in the terminal, a line a turn. */
#define _POSIX_C_SOURCE 200809L
#include "model.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool show(const cx_token *token, void *user) {
    (void)user;
    fwrite(token->text, 1, token->length, stdout);
    return fflush(stdout) == 0;
}

/* One answer; false when the conversation cannot go on. */
static bool answer(cx_chat *chat, const struct model_request *r, const char *words) {
    cx_generation *g =
        cx_chat_say(chat, words, .max_tokens = r->max_tokens ? r->max_tokens : 1024, .sampling = r->sampling,
                    .stop_count = r->stops, .stop = r->stop, .each = show, .context = r->context, .slide = true);
    bool ok = !cx_generation_error(g);
    putchar('\n');
    cx_generation_times t = cx_generation_speed(g);
    if (ok && isatty(STDERR_FILENO) && t.write > 0)
        fprintf(stderr, "(%lld tokens read, %.1f written per second%s)\n", (long long)t.tokens_read,
                (double)t.tokens_written / t.write, t.slides ? "; the oldest were forgotten" : "");
    cx_generation_free(g);
    return ok;
}

static void converse(cx_chat *chat, const struct model_request *r) {
    char *line = NULL;
    size_t room = 0;
    bool people = isatty(STDIN_FILENO);
    for (;;) {
        if (people) fputs("> ", stdout), fflush(stdout);
        ssize_t length = getline(&line, &room, stdin);
        if (length < 0) break;
        if (length && line[length - 1] == '\n') line[--length] = '\0';
        if (length && !answer(chat, r, line)) break;
    }
    if (people) putchar('\n');
    free(line);
}

int tool_chat(int argc, char **argv) {
    struct model_request r = {.command = "chat"};
    static const char allowed[] = "--system --prompt --max-tokens --temperature --top-k --top-p --min-p --repetition "
                                  "--frequency --presence --seed --stop --dtype --tokenizer --context --device";
    int status = TOOL_USAGE;
    if (model_read_options(&r, allowed, argc, argv)) {
        cx_runtime *rt = cx_open(r.device ? r.device : "cpu");
        cx_chat *chat = cx_chat_new(model_open(rt, &r), .system = r.system);
        if (!cx_chat_error(chat) && (!r.prompt || answer(chat, &r, r.prompt))) converse(chat, &r);
        status = tool_close(rt, r.command, TOOL_FINE);
    }
    model_free_options(&r);
    return status;
}
