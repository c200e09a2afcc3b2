/* What only the compiler knows of a cell: which names are types. */
#include "notebook/memory.h"
#include "notebook/session.h"

#include <stdlib.h>
#include <string.h>

/* What the compiler says about a program. */
char *session_ask(void *user, const char *program) {
    struct session *s = user;
    struct cxi_text command = {0}, messages = {0};
    char *source = session_path(s, "question", 0, ".c");
    if (write_file(source, program)) {
        check_command(&s->tools, &command, source);
        session_shell(s, cxi_text(&command), &messages);
    }
    free(source);
    cxi_text_free(&command);
    char *said = must_copy(cxi_text(&messages), messages.length);
    cxi_text_free(&messages);
    return said;
}

/* Names whose nature decides how a cell is cut: those that are no types, and those still to be asked about. */
struct answers {
    struct session *session; /* which keeps the types */
    struct cxi_text others;  /* " x y " */
    char **asked;
    size_t count;
};

static bool among(const struct cxi_text *list, const char *name, size_t length) {
    struct cxi_text word = {0};
    cxi_addf(&word, " %.*s ", (int)length, name);
    bool found = strstr(cxi_text(list), cxi_text(&word)) != NULL;
    cxi_text_free(&word);
    return found;
}

/* What is not known yet is cut as if it were a type, so that what comes behind is met. */
static bool look_up(void *user, const char *name, size_t length) {
    struct answers *a = user;
    if (among(&a->session->types, name, length)) return true;
    if (among(&a->others, name, length)) return false;
    MUST_PUSH(a->asked, a->count, must_copy(name, length));
    return true;
}

static bool complained(const char *said, size_t question) {
    char complaint[40];
    snprintf(complaint, sizeof complaint, "question-%zu:1:", question);
    return strstr(said, complaint) != NULL;
}

/* sizeof(T *) is an error where T is no type. The cell's own includes and macros come before; where they cannot be compiled, the
   last question, whose answer is known, has none, and nothing is learnt. */
static void ask_all(struct answers *a, const struct cell *cell) {
    struct session *s = a->session;
    struct cxi_text questions = {0}, program = {0};
    for (size_t i = 0; i < cell->chunks; i++)
        if (cell->chunk[i].kind == CHUNK_DIRECTIVE) {
            const struct token *token = &cell->tokens.at[cell->chunk[i].first];
            cxi_addf(&questions, "%.*s\n", (int)(token->end - token->start), cell->tokens.source + token->start);
        }
    for (size_t i = 0; i <= a->count; i++)
        cxi_addf(&questions, "\n#line 1 \"question-%zu\"\nint calx_question_%zu[sizeof(%s *)];\n", i, i,
                 i < a->count ? a->asked[i] : "calx_no_type");
    names_declare(&s->names, NULL, cxi_text(&questions), &program);
    cxi_add(&program, cxi_text(&questions));
    char *said = session_ask(s, cxi_text(&program));
    for (size_t i = 0; i < a->count; i++) {
        bool type = complained(said, a->count) && !complained(said, i);
        cxi_addf(type ? &s->types : &a->others, " %s ", a->asked[i]);
        free(a->asked[i]);
    }
    a->count = 0;
    free(said);
    cxi_text_free(&questions);
    cxi_text_free(&program);
}

struct cell session_split(struct session *s, const char *code) {
    struct answers a = {.session = s};
    struct cell cell = cell_split(code, look_up, &a);
    while (a.count) { /* each round learns of a name at least */
        ask_all(&a, &cell);
        cell_free(&cell);
        cell = cell_split(code, look_up, &a);
    }
    free(a.asked);
    cxi_text_free(&a.others);
    return cell;
}
