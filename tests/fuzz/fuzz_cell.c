/* Cells of a notebook: whatever is typed is cut into chunks that cover it, and translated. */
#include "notebook/memory.h"
#include "notebook/translate.h"

#include "fuzz.h"

#include <string.h>

/* A name is a type by its letters, so that the same input is always cut alike. */
static bool is_type(void *user, const char *name, size_t length) {
    (void)user;
    return length && (name[0] == 'T' || name[length - 1] == 't');
}

static char *say_types(void *user, const char *program) {
    (void)user, (void)program;
    static const char said[] = "assigning to type 'struct calx_unknown_0' from type 'int (*)[3]'\n";
    return must_copy(said, strlen(said));
}

static void check_cut(const struct cell *cell) {
    size_t next = 0;
    for (size_t i = 0; i < cell->chunks; i++) {
        const struct chunk *chunk = &cell->chunk[i];
        fuzz_require(chunk->first == next && chunk->last > next);
        next = chunk->last;
        for (size_t d = 0; d < chunk->declarators; d++) {
            const struct declarator *it = &chunk->declarator[d];
            fuzz_require(it->first <= it->name && it->name < it->last && it->attributes <= it->last);
            fuzz_require(it->init <= it->init_end && it->init_end <= chunk->last);
        }
    }
    fuzz_require(next == cell->tokens.count);
}

/* Two cells, cut at the first zero byte: the second sees what the first defined. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    char *text = calloc(size + 2, 1);
    fuzz_require(text != NULL);
    memcpy(text, bytes, size);
    struct names known = {0};
    const char *source = text;
    for (int unit = 1; unit <= 2; unit++, source += strlen(source) + 1) {
        struct cell cell = cell_split(source, is_type, NULL);
        struct translation t = {.unit = unit, .name = "cell", .known = &known, .ask = say_types, .show = true};
        check_cut(&cell);
        translate(&t, &cell, 0, cell.chunks);
        for (size_t i = 0; i < t.new.count; i++) fuzz_require(t.new.at[i].text &&t.new.at[i].names);
        names_merge(&known, &t.new, t.hidden);
        translation_free(&t);
        cell_free(&cell);
    }
    names_free(&known);
    free(text);
    return 0;
}
