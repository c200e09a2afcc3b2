/* Calx's headers as a reference manual. */
#define _GNU_SOURCE
#include "notebook/lex.h"
#include "notebook/memory.h"
#include "notebook/words.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

char *manual_read(const char *headers) {
    struct cxi_text path = {0}, all = {0};
    cxi_addf(&path, "%s/calx", headers);
    struct dirent **entry = NULL;
    int count = scandir(cxi_text(&path), &entry, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        struct cxi_text name = {0};
        cxi_addf(&name, "%s/%s", cxi_text(&path), entry[i]->d_name);
        FILE *file = *entry[i]->d_name == '.' ? NULL : fopen(cxi_text(&name), "r");
        char bytes[4096];
        for (size_t got; file && (got = fread(bytes, 1, sizeof bytes, file)) > 0;) cxi_add_bytes(&all, bytes, got);
        if (file) fclose(file);
        cxi_add(&all, "\n\n");
        cxi_text_free(&name);
        free(entry[i]);
    }
    free(entry);
    cxi_text_free(&path);
    char *text = must_copy(cxi_text(&all), all.length);
    cxi_text_free(&all);
    return text;
}

static bool is_word(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

/* How sure it is that the line which has the name at `at` declares it. */
static int rank(const char *line, const char *at, size_t length) {
    char next = at[length + strspn(at + length, " ")];
    if (strncmp(line, "#define ", 8) == 0) return at == line + 8 ? 5 : 0;
    if (strncmp(line, "CX_API ", 7) == 0) return next == '(' || next == ';' || next == ',' ? 4 : 0;
    if (strncmp(line, "typedef ", 8) == 0 || *line == '}') return next == ';' || next == '(' ? 3 : next == '{' ? 2 : 0;
    if (strncmp(line, "    CX_", 7) == 0) return 2; /* an enumerator */
    return 0;
}

bool manual_find(const char *manual, const char *name, struct cxi_text *to) {
    size_t length = strlen(name);
    const char *best = NULL;
    int sure = 0;
    for (const char *at = manual; length && (at = strstr(at, name)); at += length) {
        if (is_word(at[length]) || (at > manual && is_word(at[-1]))) continue;
        const char *line = at;
        while (line > manual && line[-1] != '\n') line--;
        int now = rank(line, at, length);
        if (now > sure) sure = now, best = line;
    }
    if (!best) return false;
    const char *end = strstr(best, "\n\n");
    while (best > manual + 1 && !(best[-1] == '\n' && best[-2] == '\n')) best--;
    cxi_add_bytes(to, best, end ? (size_t)(end - best) : strlen(best));
    return true;
}

void manual_options(const char *manual, const char *function, struct cxi_text *to) {
    struct cxi_text head = {0};
    cxi_addf(&head, "struct %s_args {", function);
    const char *at = strstr(manual, cxi_text(&head));
    if (at) {
        struct tokens tokens = lex(at + head.length);
        bool named = false; /* behind at_: what comes before is positional */
        int depth = 1;
        for (size_t i = 0; i < tokens.count && depth > 0; i++) {
            depth += token_in(&tokens, i, " { ( ");
            depth -= token_in(&tokens, i, " } ) ");
            bool last = token_in(&tokens, i + 1, " ; , [ ) ") && tokens.at[i].kind == TOKEN_NAME;
            if (depth == 1 && last && named && !token_is(&tokens, i + 1, ")"))
                cxi_addf(to, " %.*s", (int)(tokens.at[i].end - tokens.at[i].start), tokens.source + tokens.at[i].start);
            named |= token_is(&tokens, i, "at_");
        }
        free(tokens.at);
    }
    cxi_text_free(&head);
}
