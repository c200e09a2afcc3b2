#include "notebook/names.h"

#include "notebook/memory.h"

#include <stdlib.h>
#include <string.h>

static void free_entry(struct entry *entry) {
    free(entry->names);
    free(entry->key);
    free(entry->text);
}

void names_free(struct names *names) {
    for (size_t i = 0; i < names->count; i++) free_entry(&names->at[i]);
    free(names->at);
    *names = (struct names){0};
}

static bool has_word(const char *words, const char *word, size_t length) {
    for (const char *at = words; (at = strchr(at, ' ')) && *++at;)
        if (strncmp(at, word, length) == 0 && at[length] == ' ') return true;
    return false;
}

const struct entry *names_find(const struct names *names, enum entry_kind kind, const char *name) {
    for (size_t i = names->count; i-- > 0;)
        if (names->at[i].kind == kind && has_word(names->at[i].names, name, strlen(name))) return &names->at[i];
    return NULL;
}

const struct entry *names_find_key(const struct names *names, enum entry_kind kind, const char *key) {
    for (size_t i = names->count; i-- > 0;)
        if (names->at[i].kind == kind && names->at[i].key && strcmp(names->at[i].key, key) == 0) return &names->at[i];
    return NULL;
}

/* What a directive says, as C: a '#' in it begins no other. Freed by the caller. */
static char *directive_text(const char *text, const struct token *token) {
    char *line = must_copy(text + token->start, token->end - token->start);
    for (char *mark = line; (mark = strchr(mark, '#'));) *mark = ' ';
    return line;
}

/* Whether one of the names occurs in the text, as a name or as a tag. */
static bool mentions(const char *text, const char *names) {
    struct tokens tokens = lex(text);
    bool found = false;
    char tag[256];
    for (size_t i = 0; i < tokens.count && !found; i++) {
        const struct token *token = &tokens.at[i];
        if (token->kind == TOKEN_DIRECTIVE) {
            char *line = directive_text(text, token);
            found = mentions(line, names);
            free(line);
        }
        if (token->kind != TOKEN_NAME) continue;
        size_t length = token->end - token->start;
        const char *name = text + token->start;
        if (i && token_in(&tokens, i - 1, " struct union enum ")) {
            length = (size_t)snprintf(tag, sizeof tag, "tag:%.*s", length < 240 ? (int)length : 240, name);
            name = tag;
        }
        found = has_word(names, name, length);
    }
    free(tokens.at);
    return found;
}

static bool is_ordinary(const struct entry *entry) {
    return entry->kind >= ENTRY_TYPE;
}

/* Whether a name of `words` is one of the others. */
static bool share(const char *words, const char *others) {
    for (const char *word = words; *word;) {
        word += strspn(word, " ");
        size_t length = strcspn(word, " ");
        if (length && has_word(others, word, length)) return true;
        word += length;
    }
    return false;
}

/* Defined anew; or, where `also` says so, once more as it was. */
static bool replaced(const struct entry *entry, const struct names *new, bool also) {
    for (size_t i = 0; i < new->count; i++)
        if (is_ordinary(&new->at[i]) && (also || !new->at[i].again) && share(entry->names, new->at[i].names))
            return true;
    return false;
}

void names_hide(const struct names *old, const struct names *new, bool *hidden, struct cxi_text *lost) {
    struct cxi_text gone = {0}; /* types that are others now, and macros that speak of them */
    for (size_t i = 0; i < old->count; i++) {
        hidden[i] = is_ordinary(&old->at[i]) && replaced(&old->at[i], new, false);
        if (hidden[i] && old->at[i].kind == ENTRY_TYPE) cxi_add(&gone, old->at[i].names);
    }
    for (size_t before = 0; gone.length != before;) {
        before = gone.length;
        for (size_t i = 0; i < old->count; i++) {
            struct entry *entry = &old->at[i];
            if (hidden[i] || entry->kind == ENTRY_LINE || share(entry->names, cxi_text(&gone)) ||
                !mentions(entry->text, cxi_text(&gone)))
                continue;
            if (entry->kind == ENTRY_MACRO || entry->kind == ENTRY_TYPE) cxi_add(&gone, entry->names);
            hidden[i] = entry->kind != ENTRY_MACRO;
            if (hidden[i] && !replaced(entry, new, true)) {
                char name[200] = "";
                sscanf(entry->names, "%199s", name);
                cxi_addf(lost, " %s", name + (strncmp(name, "tag:", 4) == 0 ? 4 : 0));
            }
        }
    }
    cxi_text_free(&gone);
}

void names_merge(struct names *old, struct names *new, const bool *hidden) {
    struct names all = {0};
    for (size_t i = 0; i < old->count; i++)
        if (hidden[i])
            free_entry(&old->at[i]);
        else
            MUST_PUSH(all.at, all.count, old->at[i]);
    for (size_t i = 0; i < new->count; i++) MUST_PUSH(all.at, all.count, new->at[i]);
    free(old->at);
    free(new->at);
    *old = all;
    *new = (struct names){0};
}

/* The names in a text, each with a blank on both sides, and each as a tag's, too. */
static void add_words(struct cxi_text *words, const char *text) {
    struct tokens tokens = lex(text);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.at[i];
        const char *name = text + token->start;
        int length = (int)(token->end - token->start);
        if (token->kind == TOKEN_NAME) cxi_addf(words, " %.*s tag:%.*s ", length, name, length, name);
        if (token->kind != TOKEN_DIRECTIVE) continue;
        char *line = directive_text(text, token);
        add_words(words, line);
        free(line);
    }
    free(tokens.at);
}

/* Macros may be used by the headers, too, and may paste names together of which nobody can tell. */
static bool all_may_be_meant(const struct names *names, const char *program, struct cxi_text *words) {
    bool pasted = !program || strstr(program, "##");
    for (size_t i = 0; i < names->count && !pasted; i++) {
        if (names->at[i].kind != ENTRY_MACRO) continue;
        pasted = strstr(names->at[i].text, "##");
        add_words(words, names->at[i].text);
    }
    if (!pasted) add_words(words, program);
    return pasted;
}

void names_declare(const struct names *names, const bool *hidden, const char *program, struct cxi_text *to) {
    struct cxi_text words = {0};
    bool *declared = must_resize(NULL, names->count + 1, sizeof *declared);
    bool all = all_may_be_meant(names, program, &words);
    for (size_t i = names->count; i-- > 0;) { /* what an entry is made of stands before it */
        const struct entry *entry = &names->at[i];
        bool holds = !hidden || !hidden[i];
        declared[i] = holds && (all || !is_ordinary(entry) || share(entry->names, cxi_text(&words)));
        if (declared[i] && is_ordinary(entry) && !all) add_words(&words, entry->text);
    }
    for (size_t i = 0; i < names->count; i++)
        if (declared[i]) cxi_add(to, names->at[i].text);
    cxi_text_free(&words);
    free(declared);
}
