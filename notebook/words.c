#define _GNU_SOURCE
#include "notebook/words.h"

#include "notebook/lex.h"
#include "notebook/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_word(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static size_t byte_of(const char *code, long long cursor) {
    size_t at = 0;
    while (code[at] && cursor > 0) {
        at++;
        while (((unsigned char)code[at] & 0xC0) == 0x80) at++;
        cursor--;
    }
    return at;
}

static long long character_of(const char *code, size_t byte) {
    long long characters = 0;
    for (size_t i = 0; i < byte; i++) characters += ((unsigned char)code[i] & 0xC0) != 0x80;
    return characters;
}

static const char *manual_of(struct session *s) {
    if (!s->manual) s->manual = manual_read(s->tools.headers);
    return s->manual;
}

/* --------------------------------------------------------------------------------------------------- completion */

struct matches {
    const char *prefix;
    char **word;
    size_t count;
};

static void offer(struct matches *m, const char *word, size_t length) {
    size_t prefix = strlen(m->prefix);
    if (length < prefix || length == 0 || strncmp(word, m->prefix, prefix) != 0) return;
    if (*word == '_' && *m->prefix != '_') return;
    MUST_PUSH(m->word, m->count, must_copy(word, length));
}

static void offer_words(struct matches *m, const char *words) {
    for (const char *word = words; *(word += strspn(word, " \n"));) {
        size_t length = strcspn(word, " \n");
        if (strncmp(word, "tag:", 4) == 0)
            offer(m, word + 4, length - 4);
        else
            offer(m, word, length);
        word += length;
    }
}

/* The names in what the compiler reads before a cell: of all headers, and macros. */
static void find_known(struct session *s) {
    struct cxi_text source = {0}, command = {0}, seen = {0};
    if (s->known.length && s->known_entries == s->names.count) return;
    cxi_text_free(&s->known);
    cxi_addf(&source, "%s/known.c", s->tools.folder);
    names_declare(&s->names, NULL, NULL, &seen);
    write_file(cxi_text(&source), cxi_text(&seen));
    cxi_text_free(&seen);
    preprocess_command(&s->tools, &command, cxi_text(&source));
    session_shell(s, cxi_text(&command), &seen);
    struct tokens tokens = lex(cxi_text(&seen));
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.at[i];
        const char *at = tokens.source + token->start;
        if (token->kind == TOKEN_DIRECTIVE && strncmp(at, "#define ", 8) == 0) {
            size_t length = 0;
            while (is_word(at[8 + length])) length++;
            cxi_addf(&s->known, " %.*s", (int)length, at + 8);
        } else if (token->kind == TOKEN_NAME)
            cxi_addf(&s->known, " %.*s", (int)(token->end - token->start), at);
    }
    s->known_entries = s->names.count;
    free(tokens.at);
    cxi_text_free(&source);
    cxi_text_free(&command);
    cxi_text_free(&seen);
}

/* The function whose arguments the byte at `end` is among; its length, or 0. */
static size_t enclosing_call(const char *code, size_t end, const char **name) {
    int depth = 0;
    for (size_t i = end; i-- > 0;) {
        if (code[i] == ')') depth++;
        if (code[i] != '(' || depth-- > 0) continue;
        size_t start = i;
        while (start > 0 && is_word(code[start - 1])) start--;
        *name = code + start;
        return i - start;
    }
    return 0;
}

static int compare(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, each once; uses them up. */
static json_t *list_of(struct matches *m) {
    json_t *list = json_array();
    if (m->count) qsort(m->word, m->count, sizeof *m->word, compare);
    for (size_t i = 0; i < m->count; i++)
        if (i == 0 || strcmp(m->word[i], m->word[i - 1]) != 0)
            json_array_append_new(list, json_of_text(m->word[i], strlen(m->word[i])));
    for (size_t i = 0; i < m->count; i++) free(m->word[i]);
    free(m->word);
    return list;
}

static void offer_all(struct session *s, struct matches *m) {
    find_known(s);
    for (size_t i = 0; i < s->names.count; i++)
        if (s->names.at[i].kind != ENTRY_LINE) offer_words(m, s->names.at[i].names);
    offer_words(m, cxi_text(&s->known));
    offer_words(
        m, "break case char const continue default double else enum extern float for goto if inline int long register "
           "restrict return short signed sizeof static struct switch typedef union unsigned void volatile while");
}

json_t *words_complete(struct session *s, const char *code, long long cursor) {
    size_t end = byte_of(code, cursor), start = end, line;
    while (start > 0 && is_word(code[start - 1])) start--;
    for (line = start; line > 0 && code[line - 1] != '\n';) line--;
    char *prefix = must_copy(code + start, end - start);
    struct matches m = {.prefix = prefix};
    const char *name;
    if (start > line && code[start - 1] == '%' && start - 1 == line)
        offer_words(&m, "time flags lib env plugin cd who reset help");
    else if (start > 0 && (code[start - 1] == '.' || code[start - 1] == '>')) {
        size_t length = enclosing_call(code, start, &name);
        char *function = must_copy(length ? name : "", length);
        struct cxi_text options = {0};
        if (code[start - 1] == '.' && length) manual_options(manual_of(s), function, &options);
        offer_words(&m, cxi_text(&options));
        cxi_text_free(&options);
        free(function);
    } else
        offer_all(s, &m);
    json_t *reply =
        json_pack("{s:s, s:o, s:I, s:I, s:{}}", "status", "ok", "matches", list_of(&m), "cursor_start",
                  (json_int_t)character_of(code, start), "cursor_end", (json_int_t)character_of(code, end), "metadata");
    free(prefix);
    return reply;
}

/* --------------------------------------------------------------------------------------------------- inspection */

/* A declaration of the session as it was written: without its symbol. */
static void add_declaration(struct cxi_text *to, const struct entry *entry) {
    const char *text = entry->text, *symbol = strstr(text, "__asm__(\"cell"),
               *behind = symbol ? strchr(symbol, ')') : NULL;
    if (strncmp(text, "extern ", 7) == 0) text += 7;
    if (behind) {
        cxi_addf(to, "%.*s%s", (int)(symbol - text), text, behind + 1);
    } else
        cxi_add(to, text);
}

json_t *words_inspect(struct session *s, const char *code, long long cursor) {
    size_t end = byte_of(code, cursor);
    if (end > 0 && !is_word(code[end]) && !is_word(code[end - 1])) { /* behind "f(": it is about f */
        const char *name;
        size_t length = enclosing_call(code, end, &name);
        if (length) end = (size_t)(name - code);
    }
    size_t start = end;
    while (start > 0 && is_word(code[start - 1])) start--;
    while (is_word(code[end])) end++;
    char *name = must_copy(code + start, end - start);
    struct cxi_text about = {0};
    for (int kind = ENTRY_FUNCTION; kind > ENTRY_LINE && !about.length && *name; kind--) {
        const struct entry *entry = names_find(&s->names, (enum entry_kind)kind, name);
        if (entry) add_declaration(&about, entry);
    }
    bool found = about.length || (*name && manual_find(manual_of(s), name, &about));
    json_t *data =
        found ? json_pack("{s:o}", "text/plain", json_of_text(cxi_text(&about), about.length)) : json_object();
    cxi_text_free(&about);
    free(name);
    return json_pack("{s:s, s:b, s:o, s:{}}", "status", "ok", "found", found, "data", data, "metadata");
}
