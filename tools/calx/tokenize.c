/* calx tokenize: text on stdin to ids on one line, and back. */
#include "tool.h"

#include "base/alloc.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct request {
    const char *model;
    bool special, plain, decode;
};

static bool read_arguments(int argc, char **argv, struct request *r) {
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--special") == 0)
            r->special = true;
        else if (strcmp(argv[i], "--plain") == 0)
            r->plain = true;
        else if (strcmp(argv[i], "--decode") == 0)
            r->decode = true;
        else if (argv[i][0] == '-' || r->model)
            return tool_complain(false, "tokenize", "what is '%s'?", argv[i]);
        else
            r->model = argv[i];
    }
    return r->model || tool_complain(false, "tokenize", "which model? Give a folder or a file with a vocabulary");
}

static bool read_input(struct cxi_text *input) {
    char bytes[1 << 16];
    for (size_t count; (count = fread(bytes, 1, sizeof bytes, stdin)) > 0;) cxi_add_bytes(input, bytes, count);
    return !ferror(stdin) && cxi_text_ok(input);
}

static int encode(const cx_tokenizer *t, const struct request *r, const struct cxi_text *input) {
    cx_array *ids = cx_encode(t, cxi_text(input), input->length, .special = r->special, .plain = r->plain);
    const int32_t *id = cx_array_read(ids);
    int status = cx_array_error(ids) ? tool_complain(TOOL_FAILED, "tokenize", "%s", cx_array_error(ids)) : TOOL_FINE;
    for (int64_t i = 0; i < cx_array_count(ids); i++) printf("%s%d", i ? " " : "", id[i]);
    if (status == TOOL_FINE) putchar('\n');
    cx_array_free(ids);
    return status;
}

/* The reverse: with --special, the pieces that this adds to a text are no text. Ids stand between blanks, commas or brackets: what
   encoding prints, and JSON's lists. */
static int decode(const cx_tokenizer *t, const struct request *r, const struct cxi_text *input) {
    cx_decoder *d = cx_decoder_new(t, .special = !r->special);
    const char *at = cxi_text(input), *end = at + input->length;
    int status = TOOL_FINE;
    size_t length;
    while (status == TOOL_FINE && (at += strspn(at, " \t\r\n,[]")) < end) {
        char *after;
        errno = 0;
        long id = strtol(at, &after, 10);
        if (after == at || errno || id < 0 || id >= cx_tokenizer_count(t))
            status = tool_complain(TOOL_FAILED, "tokenize", "'%.20s' is not an id: they are 0 to %d", at,
                                   cx_tokenizer_count(t) - 1);
        else {
            const char *text = cx_decoder_push(d, (int32_t)id, &length);
            fwrite(text, 1, length, stdout);
        }
        at = after;
    }
    const char *rest = cx_decoder_end(d, &length);
    fwrite(rest, 1, length, stdout);
    if (cx_decoder_error(d)) status = tool_complain(TOOL_FAILED, "tokenize", "%s", cx_decoder_error(d));
    cx_decoder_free(d);
    return status;
}

int tool_tokenize(int argc, char **argv) {
    struct request r = {0};
    if (!read_arguments(argc, argv, &r)) return TOOL_USAGE;
    cx_tokenizer *t = cx_tokenizer_open(r.model);
    struct cxi_text input = {0};
    int status;
    if (cx_tokenizer_error(t))
        status = tool_complain(TOOL_FAILED, "tokenize", "%s", cx_tokenizer_error(t));
    else if (!read_input(&input))
        status = tool_complain(TOOL_FAILED, "tokenize", "standard input cannot be read");
    else
        status = r.decode ? decode(t, &r, &input) : encode(t, &r, &input);
    cxi_text_free(&input);
    cx_tokenizer_free(t);
    return status;
}
