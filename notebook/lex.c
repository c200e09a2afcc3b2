#include "notebook/lex.h"

#include "notebook/memory.h"

#include <ctype.h>
#include <string.h>

struct lexer {
    const char *source, *at, *line_start;
    int line, depth;
    bool fresh; /* nothing but blanks so far on this line */
    bool open;
    struct tokens *tokens;
};

static bool is_name(char c) {
    return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static void advance(struct lexer *x) {
    if (*x->at == '\n') {
        x->line++;
        x->line_start = x->at + 1;
        x->fresh = true;
    }
    x->at++;
}

static void skip_comment(struct lexer *x) {
    bool block = x->at[1] == '*';
    x->at += 2;
    while (*x->at) {
        if (block && x->at[0] == '*' && x->at[1] == '/') {
            x->at += 2;
            return;
        }
        if (!block && *x->at == '\n' && x->at[-1] != '\\') return;
        advance(x);
    }
    if (block) x->open = true;
}

static void skip_blanks(struct lexer *x) {
    for (;;) {
        if (isspace((unsigned char)*x->at) || (x->at[0] == '\\' && x->at[1] == '\n'))
            advance(x);
        else if (x->at[0] == '/' && (x->at[1] == '/' || x->at[1] == '*')) {
            bool fresh = x->fresh;
            int line = x->line;
            skip_comment(x);
            if (x->line == line) x->fresh = fresh;
        } else
            return;
    }
}

static void skip_text(struct lexer *x) {
    char quote = *x->at++;
    while (*x->at && *x->at != quote && *x->at != '\n') {
        if (*x->at == '\\' && x->at[1]) advance(x);
        advance(x);
    }
    if (*x->at == quote)
        x->at++;
    else
        x->open = !*x->at;
}

/* To the end of the line; a backslash, or a comment that is open, goes on with the next. */
static void skip_line(struct lexer *x, bool comments) {
    while (*x->at && *x->at != '\n') {
        if (comments && x->at[0] == '/' && x->at[1] == '*')
            skip_comment(x);
        else {
            if (*x->at == '\\' && x->at[1] == '\n') advance(x);
            advance(x);
        }
    }
}

static void skip_number(struct lexer *x) {
    while (is_name(*x->at) || *x->at == '.' || (strchr("+-", *x->at) && *x->at && strchr("eEpP", x->at[-1]))) x->at++;
}

/* Whether a statement could begin here, so that a '%' or '!' is none of C's. */
static bool at_start(const struct lexer *x) {
    const struct tokens *t = x->tokens;
    if (x->depth > 0 || !x->fresh) return false;
    if (t->count == 0) return true;
    enum token_kind kind = t->at[t->count - 1].kind;
    return kind == TOKEN_DIRECTIVE || kind == TOKEN_MAGIC || token_in(t, t->count - 1, " ; } ");
}

static enum token_kind skip_token(struct lexer *x) {
    char c = *x->at;
    if (c == '#' && x->fresh) return skip_line(x, true), TOKEN_DIRECTIVE;
    if ((c == '%' || c == '!') && at_start(x)) return skip_line(x, false), TOKEN_MAGIC;
    if (c == '"' || c == '\'') return skip_text(x), TOKEN_TEXT;
    if (isdigit((unsigned char)c) || (c == '.' && isdigit((unsigned char)x->at[1])))
        return skip_number(x), TOKEN_NUMBER;
    if (is_name(c)) {
        while (is_name(*x->at)) x->at++;
        return TOKEN_NAME;
    }
    if (strchr("([{", c)) x->depth++;
    if (strchr(")]}", c)) x->depth--;
    x->at++;
    return TOKEN_MARK;
}

struct tokens lex(const char *source) {
    struct tokens tokens = {.source = source};
    struct lexer x = {source, source, source, 1, 0, true, false, &tokens};
    for (;;) {
        skip_blanks(&x);
        struct token token = {TOKEN_END, (size_t)(x.at - source), 0, x.line, (int)(x.at - x.line_start)};
        if (*x.at) token.kind = skip_token(&x);
        token.end = (size_t)(x.at - source);
        if (token.kind != TOKEN_DIRECTIVE && token.kind != TOKEN_MAGIC) x.fresh = false;
        MUST_PUSH(tokens.at, tokens.count, token);
        if (token.kind == TOKEN_END) break;
    }
    tokens.count--;
    tokens.open = x.open || x.depth > 0;
    return tokens;
}

bool token_is(const struct tokens *tokens, size_t index, const char *text) {
    if (index >= tokens->count) return false;
    const struct token *token = &tokens->at[index];
    size_t length = token->end - token->start;
    return strlen(text) == length && memcmp(tokens->source + token->start, text, length) == 0;
}

bool token_in(const struct tokens *tokens, size_t index, const char *words) {
    if (index >= tokens->count) return false;
    const struct token *token = &tokens->at[index];
    size_t length = token->end - token->start;
    const char *text = tokens->source + token->start;
    for (const char *word = words; (word = strchr(word, ' ')) && *++word;)
        if (strncmp(word, text, length) == 0 && word[length] == ' ' && !memchr(text, ' ', length)) return true;
    return false;
}

size_t token_behind(const struct tokens *tokens, size_t index) {
    int depth = 0;
    for (; index < tokens->count; index++) {
        if (tokens->at[index].kind != TOKEN_MARK) continue;
        if (token_in(tokens, index, " ( [ { ")) depth++;
        if (token_in(tokens, index, " ) ] } ") && --depth <= 0) return index + 1;
    }
    return tokens->count;
}
