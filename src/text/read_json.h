/* The parts of tokenizer.json, each in a file of its own (tokenizers: what its structs serialise to). Each fills its part of the
   tokenizer from one object, which may be NULL, or sets the tokenizer's status and returns false. */
#ifndef CXI_READ_JSON_H
#define CXI_READ_JSON_H

#include "text/tokenizer.h"

#include <jansson.h>

bool cxi_read_json_model(cx_tokenizer *t, const json_t *model);
bool cxi_read_json_added(cx_tokenizer *t, const json_t *tokens);
bool cxi_read_json_normalizer(cx_tokenizer *t, const json_t *normalizer);
bool cxi_read_json_pre_tokenizer(cx_tokenizer *t, const json_t *pre_tokenizer);
bool cxi_read_json_decoder(cx_tokenizer *t, const json_t *decoder);
bool cxi_read_json_post_processor(cx_tokenizer *t, const json_t *post_processor);

/* Members of an object, or `otherwise` where there is none of that type. */
const char *cxi_json_text(const json_t *object, const char *key, const char *otherwise);
bool cxi_json_flag(const json_t *object, const char *key, bool otherwise);
int64_t cxi_json_integer(const json_t *object, const char *key, int64_t otherwise);
struct cxi_span cxi_json_span(const json_t *string);      /* empty where it is no string */
bool cxi_json_is(const json_t *object, const char *type); /* its member "type" */

/* A copy of a text member; false, with the status set, where there is no memory. A missing one reads as `otherwise`. */
bool cxi_json_copy(cx_tokenizer *t, const json_t *object, const char *key, const char *otherwise, char **to);

/* A "pattern": {"String": ...} or {"Regex": ...}; one of the two is set. */
bool cxi_json_pattern(cx_tokenizer *t, const json_t *object, char **text, struct cxi_regex **regex);

/* Calls `read` for the object, or for each in a Sequence, whose list is the member `list`. NULL and null are no objects. */
typedef bool cxi_json_reader(cx_tokenizer *t, const json_t *object);
bool cxi_json_sequence(cx_tokenizer *t, const json_t *object, const char *list, cxi_json_reader *read);

/* "the KIND Foo is one that Calx does not know" */
bool cxi_json_unknown(cx_tokenizer *t, const char *kind, const json_t *object);

#endif
