/* What the commands that run a language model share: options, prompts, tokens. */
#ifndef CALX_TOOL_MODEL_H
#define CALX_TOOL_MODEL_H

#include "tool.h"

#include <jansson.h>

struct model_request {
    const char *command, *path, *tokenizer, *prompt, *device;
    char *file;   /* what --prompt-file holds, '\0' among it perhaps; prompt points to it */
    size_t file_length;
    int32_t *ids; /* of --prompt-ids, or the prompt's */
    int64_t id_count;
    cx_dtype dtype;
    bool keep, json;
    cx_sampling sampling;
    int64_t max_tokens, context, logits;
    const char *stop[16];
    int stops;
    bool ignore_end, slide;
    const char *system, *pool;
};

/* Options, of which `allowed` (names between blanks) are this command's. Complains and returns false on a wrong one. */
bool model_read_options(struct model_request *request, const char *allowed, int argc, char **argv);
void model_free_options(struct model_request *request);

/* Opens the model; in error, when it could not be. */
cx_lm *model_open(cx_runtime *runtime, const struct model_request *request);
/* Sets ids to the prompt's tokens, where it is a text; false, with a complaint, when it cannot. */
bool model_encode(cx_lm *lm, struct model_request *request);

/* JSON of lists, and of a text whose bytes may be no UTF-8. */
json_t *model_json_ids(const int32_t *ids, int64_t count);
json_t *model_json_text(const char *text);
bool model_print_json(json_t *object); /* on one line; takes it over; false without memory */

#endif
