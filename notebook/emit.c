#include "notebook/emit.h"

#include "notebook/memory.h"
#include "notebook/plan.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------------------------------------- pieces */

void emit_begin(const struct emitter *e, struct cxi_text *to) {
    for (size_t i = 0; i < e->guards; i++) cxi_add(to, e->guard[i]);
}

void emit_end(const struct emitter *e, struct cxi_text *to) {
    cxi_add(to, "\n");
    for (size_t i = 0; i < e->guards; i++) cxi_add(to, "#endif\n");
}

void emit_place(const struct emitter *e, struct cxi_text *to, size_t token) {
    cxi_addf(to, "\n#line %d \"%s\"\n%*s", e->tokens->at[token].line, e->t->name, e->tokens->at[token].column, "");
}

void emit_source(const struct emitter *e, struct cxi_text *to, size_t first, size_t last) {
    if (first >= last) return;
    size_t start = e->tokens->at[first].start;
    cxi_add_bytes(to, e->tokens->source + start, e->tokens->at[last - 1].end - start);
}

static void emit_symbol(struct cxi_text *to, int unit, const char *name) {
    cxi_addf(to, " __asm__(\"cell%d.%s\")", unit, name);
}

/* Specifiers without the words that are about storage; a body of theirs was written before, by emit_specified_type. */
static void emit_specifiers(const struct emitter *e, struct cxi_text *to, const struct chunk *chunk,
                            const char *without) {
    for (size_t i = chunk->first; i < chunk->specifiers; i++) {
        size_t next = token_is(e->tokens, i, "(") || token_is(e->tokens, i, "{") ? token_behind(e->tokens, i) : i + 1;
        if (token_is(e->tokens, i, "{")) {
            if (e->tokens->at[i - 1].kind != TOKEN_NAME || token_in(e->tokens, i - 1, " struct union enum "))
                cxi_addf(to, " calx_tag_%d_%d", e->t->unit, e->tags);
        } else if (!token_in(e->tokens, i, without)) {
            cxi_add(to, " ");
            emit_source(e, to, i, next);
        }
        i = next - 1;
    }
}

static const char storage[] = " static extern register auto inline __inline __inline__ typedef ";
static const char all_storage[] = " static extern register auto inline typedef _Thread_local __thread ";

/* The declarator with another name; `middle` goes before its attributes. */
static void emit_declarator(const struct emitter *e, struct cxi_text *to, const struct declarator *d, const char *name,
                            const char *middle) {
    cxi_add(to, " ");
    emit_source(e, to, d->first, d->name);
    cxi_addf(to, "%s%s", d->first < d->name ? " " : "", name);
    emit_source(e, to, d->name + 1, d->attributes);
    cxi_add(to, middle);
    if (d->attributes < d->last) cxi_add(to, " ");
    emit_source(e, to, d->attributes, d->last);
}

static char *name_of(const struct emitter *e, const struct declarator *d) {
    const struct token *token = &e->tokens->at[d->name];
    return must_copy(e->tokens->source + token->start, token->end - token->start);
}

/* The entry that was planned for what is written now gets its text. */
static void settle(struct emitter *e, int unit, struct cxi_text *text) {
    struct entry *entry = &e->t->new.at[e->planned++];
    entry->unit = unit;
    entry->text = must_copy(cxi_text(text), text->length);
    cxi_text_free(text);
}

/* ---------------------------------------------------------------------------------------------- lines and types */

/* An entry that was not planned, of a line that later cells need; it keeps its place among the others. */
static void add_line(struct emitter *e, enum entry_kind kind, const char *name, char *key, struct cxi_text *text) {
    struct names *new = &e->t->new;
    char names[210];
    snprintf(names, sizeof names, " %s ", name);
    MUST_PUSH(new->at, new->count, (struct entry){0});
    memmove(&new->at[e->planned + 1], &new->at[e->planned], (new->count - 1 - e->planned) * sizeof *new->at);
    new->at[e->planned] = (struct entry){kind, must_copy(names, strlen(names)), key, NULL, e->t->unit, false};
    settle(e, e->t->unit, text);
}

static void open_or_close(struct emitter *e, const struct chunk *chunk, const char *word) {
    struct cxi_text line = {0};
    if (strncmp(word, "if", 2) != 0 && e->guards) {
        cxi_add(&line, e->guard[e->guards - 1]);
        free(e->guard[--e->guards]);
    }
    if (strcmp(word, "endif") != 0) {
        emit_source(e, &line, chunk->first, chunk->last);
        cxi_add(&line, "\n");
        MUST_PUSH(e->guard, e->guards, must_copy(cxi_text(&line), line.length));
    }
    cxi_text_free(&line);
}

void emit_directive(struct emitter *e, const struct chunk *chunk) {
    char word[16], subject[200];
    directive_words(e->tokens, chunk->first, word, subject);
    bool define = strcmp(word, "define") == 0, pragma = strcmp(word, "pragma") == 0;
    if (strncmp(word, "if", 2) == 0 || strncmp(word, "el", 2) == 0 || strcmp(word, "endif") == 0) {
        open_or_close(e, chunk, word);
        return;
    }
    if (pragma && (strcmp(subject, "omp") == 0 || strcmp(subject, "GCC") == 0)) { /* about statements */
        emit_statement(e, chunk);
        return;
    }
    char *key = plain_form(e->tokens, chunk->first, chunk->last);
    const struct entry *before =
        define ? names_find(e->t->known, ENTRY_MACRO, subject) : names_find_key(e->t->known, ENTRY_LINE, key);
    bool again = before && !pragma && strcmp(before->key, key) == 0;
    struct cxi_text text = {0};
    emit_begin(e, &text);
    if (define) cxi_addf(&text, "#undef %s\n", subject);
    emit_source(e, &text, chunk->first, chunk->last);
    emit_end(e, &text);
    emit_place(e, &e->file, chunk->first);
    cxi_add(&e->file, again ? "" : cxi_text(&text));
    bool kept = define || pragma || strcmp(word, "include") == 0 || strcmp(word, "undef") == 0;
    if (kept && !again)
        add_line(e, define || word[0] == 'u' ? ENTRY_MACRO : ENTRY_LINE, subject, key, &text);
    else {
        cxi_text_free(&text);
        free(key);
    }
}

/* The next planned type; nothing is written when it is known and still holds. */
static void emit_planned_type(struct emitter *e, const struct chunk *chunk, struct cxi_text *definition) {
    struct entry *entry = &e->t->new.at[e->planned];
    const struct entry *known = entry->again ? names_find_key(e->t->known, ENTRY_TYPE, entry->key) : NULL;
    if (known && !e->t->hidden[known - e->t->known->at]) {
        free(entry->names);
        free(entry->key);
        memmove(entry, entry + 1, (--e->t->new.count - e->planned) * sizeof *entry);
        cxi_text_free(definition);
        return;
    }
    emit_begin(e, &e->file);
    emit_place(e, &e->file, chunk->first);
    cxi_add(&e->file, cxi_text(definition));
    emit_end(e, &e->file);
    struct cxi_text text = {0};
    emit_begin(e, &text);
    cxi_add(&text, cxi_text(definition));
    emit_end(e, &text);
    settle(e, e->t->unit, &text);
    cxi_text_free(definition);
}

void emit_type(struct emitter *e, const struct chunk *chunk) {
    struct cxi_text definition = {0};
    emit_source(e, &definition, chunk->first, chunk->last);
    if (!token_is(e->tokens, chunk->last - 1, ";")) cxi_add(&definition, ";");
    emit_planned_type(e, chunk, &definition);
}

/* A struct that is defined where variables or a function of it are. */
static void emit_specified_type(struct emitter *e, const struct chunk *chunk) {
    size_t open = specifiers_body(e->tokens, chunk->first, chunk->specifiers);
    if (open == chunk->specifiers) return;
    struct cxi_text definition = {0};
    e->tags++;
    size_t first = open;
    while (first > chunk->first && !token_in(e->tokens, first, " struct union enum ")) first--;
    emit_source(e, &definition, first, open);
    if (e->tokens->at[open - 1].kind != TOKEN_NAME || token_in(e->tokens, open - 1, " struct union enum "))
        cxi_addf(&definition, " calx_tag_%d_%d ", e->t->unit, e->tags);
    emit_source(e, &definition, open, token_behind(e->tokens, open));
    cxi_add(&definition, ";");
    /* Without a tag it is another type each time. */
    e->t->new.at[e->planned].again &= strstr(e->t->new.at[e->planned].names, "tag:") != NULL;
    emit_planned_type(e, chunk, &definition);
}

/* ------------------------------------------------------------------------------------- functions and variables */

void emit_function(struct emitter *e, const struct chunk *chunk) {
    const struct declarator *d = &chunk->declarator[0];
    struct cxi_text head = {0}, symbol = {0};
    char *name = name_of(e, d);
    emit_specified_type(e, chunk);
    emit_symbol(&symbol, e->t->unit, name);
    emit_begin(e, &head);
    emit_specifiers(e, &head, chunk, storage);
    emit_declarator(e, &head, d, name, cxi_text(&symbol));
    cxi_add(&head, ";");
    emit_end(e, &head);
    emit_place(e, &e->file, chunk->first);
    cxi_add(&e->file, cxi_text(&head));

    emit_begin(e, &e->file);
    emit_place(e, &e->file, chunk->first);
    emit_specifiers(e, &e->file, chunk, storage);
    emit_place(e, &e->file, d->first);
    emit_source(e, &e->file, d->first, chunk->last);
    emit_end(e, &e->file);
    settle(e, e->t->unit, &head);
    cxi_text_free(&symbol);
    free(name);
}

/* In which unit a function is defined that is declared here: this one, an earlier one, or -1: in none, but in a library. */
static int unit_of_function(const struct emitter *e, const char *name) {
    for (size_t i = 0; i < e->t->new.count; i++) {
        const struct entry *entry = &e->t->new.at[i];
        char words[256];
        snprintf(words, sizeof words, " %s ", name);
        if (entry->kind == ENTRY_FUNCTION && entry->key && strcmp(entry->names, words) == 0) return e->t->unit;
    }
    const struct entry *known = names_find(e->t->known, ENTRY_FUNCTION, name);
    return known ? known->unit : -1;
}

/* A prototype, or a variable that is somewhere else. */
static void emit_declaration(struct emitter *e, const struct chunk *chunk, const struct declarator *d,
                             const char *name) {
    struct cxi_text text = {0}, symbol = {0};
    int unit = d->function ? unit_of_function(e, name) : -1;
    if (unit >= 0) emit_symbol(&symbol, unit, name);
    emit_begin(e, &text);
    emit_specifiers(e, &text, chunk, d->function ? storage : " ");
    emit_declarator(e, &text, d, name, cxi_text(&symbol));
    cxi_add(&text, ";");
    emit_end(e, &text);
    emit_place(e, &e->file, d->first);
    cxi_add(&e->file, cxi_text(&text));
    settle(e, unit, &text);
    cxi_text_free(&symbol);
}

/* Its type and name: as they stand, or with the type that the compiler found. */
static void emit_typed(const struct emitter *e, struct cxi_text *to, const struct chunk *chunk,
                       const struct declarator *d, const char *name, const char *symbol, const char *type) {
    if (type) {
        cxi_addf(to, " __typeof__(*(%s)0) %s%s", type, name, symbol);
        emit_source(e, to, d->attributes, d->last);
    } else {
        emit_specifiers(e, to, chunk, storage);
        emit_declarator(e, to, d, name, symbol);
    }
}

/* The local variable that takes the initialiser, and its way into the global one. */
static void emit_initialiser(struct emitter *e, const struct chunk *chunk, const struct declarator *d,
                             const char *name) {
    char local[256];
    snprintf(local, sizeof local, "calx_%d_%s", e->t->unit, name);
    emit_begin(e, &e->body);
    emit_place(e, &e->body, chunk->first);
    emit_specifiers(e, &e->body, chunk, all_storage);
    emit_place(e, &e->body, d->first);
    emit_declarator(e, &e->body, d, local, "");
    cxi_add(&e->body, "=");
    emit_place(e, &e->body, d->init);
    emit_source(e, &e->body, d->init, d->init_end);
    cxi_add(&e->body, ";");
    emit_place(e, &e->body, d->name);
    cxi_addf(&e->body, "__builtin_memcpy((void *)&%s, &%s, sizeof %s);", name, local, local);
    emit_end(e, &e->body);
}

static void emit_variable(struct emitter *e, const struct chunk *chunk, const struct declarator *d, const char *name) {
    struct cxi_text text = {0}, symbol = {0};
    const char *type = emit_guess(chunk, d, e->tokens) && e->next_type < e->types ? e->type[e->next_type++] : NULL;
    bool fixed = specifiers_have(e->tokens, chunk->first, chunk->specifiers, " const __const ");
    emit_symbol(&symbol, e->t->unit, name);
    emit_begin(e, &text);
    cxi_add(&text, "extern");
    emit_typed(e, &text, chunk, d, name, cxi_text(&symbol), type);
    cxi_add(&text, ";");
    emit_end(e, &text);

    emit_begin(e, &e->file);
    emit_place(e, &e->file, d->first);
    if (fixed) cxi_add(&e->file, "extern "); /* the compiler would put it where it cannot be written */
    emit_typed(e, &e->file, chunk, d, name, cxi_text(&symbol), type);
    cxi_add(&e->file, ";");
    if (fixed)
        cxi_addf(&e->file, " unsigned char calx_%d_%s_[sizeof %s]%s __attribute__((aligned(__alignof__(%s))));",
                 e->t->unit, name, name, cxi_text(&symbol), name);
    emit_end(e, &e->file);
    if (d->init < d->init_end) emit_initialiser(e, chunk, d, name);
    settle(e, e->t->unit, &text);
    cxi_text_free(&symbol);
}

void emit_variables(struct emitter *e, const struct chunk *chunk) {
    bool elsewhere = specifiers_have(e->tokens, chunk->first, chunk->specifiers, " extern ");
    emit_specified_type(e, chunk);
    for (size_t i = 0; i < chunk->declarators; i++) {
        const struct declarator *d = &chunk->declarator[i];
        char *name = name_of(e, d);
        if (d->function || (elsewhere && d->init == d->init_end))
            emit_declaration(e, chunk, d, name);
        else
            emit_variable(e, chunk, d, name);
        free(name);
    }
}

/* --------------------------------------------------------------------------------------------------- statements */

void emit_statement(struct emitter *e, const struct chunk *chunk) {
    emit_begin(e, &e->body);
    emit_place(e, &e->body, chunk->first);
    emit_source(e, &e->body, chunk->first, chunk->last);
    if (chunk->kind == CHUNK_EXPRESSION) cxi_add(&e->body, ";");
    emit_end(e, &e->body);
}

void emit_expression(struct emitter *e, const struct chunk *chunk) {
    if (!e->t->show) {
        emit_statement(e, chunk);
        return;
    }
    e->t->shows = true;
    emit_begin(e, &e->body);
    cxi_addf(&e->body, "__auto_type calx_%d_shown = ", e->t->unit);
    emit_place(e, &e->body, chunk->first);
    emit_source(e, &e->body, chunk->first, chunk->last);
    cxi_addf(&e->body, "; cx_display_at(calx_%d_shown, \"=\");", e->t->unit);
    emit_end(e, &e->body);
}

void emitter_free(struct emitter *e) {
    for (size_t i = 0; i < e->guards; i++) free(e->guard[i]);
    for (size_t i = 0; i < e->types; i++) free(e->type[i]);
    free(e->guard);
    free(e->type);
    cxi_text_free(&e->file);
    cxi_text_free(&e->body);
}
