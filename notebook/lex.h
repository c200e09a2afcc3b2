/* C as a list of tokens: enough to find where statements and declarations end. Comments and blanks are between tokens. Takes any
   bytes; what is left open (a comment, a text) ends with the source. */
#ifndef NOTEBOOK_LEX_H
#define NOTEBOOK_LEX_H

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
    TOKEN_END,
    TOKEN_NAME, /* also keywords */
    TOKEN_NUMBER,
    TOKEN_TEXT,      /* "..." or '...' */
    TOKEN_MARK,      /* one character of punctuation */
    TOKEN_DIRECTIVE, /* a line that begins with '#', with those that continue it */
    TOKEN_MAGIC      /* a line for the notebook: begins with '%' or '!', where a statement could begin */
};

struct token {
    enum token_kind kind;
    size_t start, end; /* bytes of the source */
    int line, column;  /* of the start; lines from 1, columns from 0 */
};

struct tokens {
    const char *source;
    struct token *at; /* the last is TOKEN_END */
    size_t count;     /* without it */
    bool open;        /* the source ends inside of brackets, of a comment or of a text */
};

struct tokens lex(const char *source); /* free tokens.at */

bool token_is(const struct tokens *tokens, size_t index, const char *text);
bool token_in(const struct tokens *tokens, size_t index, const char *words); /* words: " if for while " */
/* The token behind the bracket that closes the one at `index`, or the end. */
size_t token_behind(const struct tokens *tokens, size_t index);

#endif
