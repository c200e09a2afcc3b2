#include "model.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/file.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------------------------------- options */

static bool read_ids(struct model_request *r, const char *text) {
    int64_t room = 1;
    for (const char *c = text; *c; c++) room += *c == ',';
    cxi_free(r->ids);
    r->ids = cxi_new((size_t)room, sizeof *r->ids);
    r->id_count = 0;
    for (const char *at = text; r->ids && *at;) {
        char *end;
        errno = 0;
        long id = strtol(at, &end, 10);
        if (end == at || errno || id < 0 || id > INT32_MAX || (*end && *end != ','))
            return tool_complain(false, r->command, "--prompt-ids takes numbers with commas between them: 2,1014,5");
        r->ids[r->id_count++] = (int32_t)id;
        at = *end ? end + 1 : end;
    }
    return r->ids || tool_complain(false, r->command, "out of memory");
}

static bool read_prompt_file(struct model_request *r, const char *path) {
    struct cxi_file file;
    struct cxi_status status = {0};
    if (!cxi_file_read(&file, path, &status)) {
        tool_complain(false, r->command, "%s", cxi_error(&status));
        cxi_status_clear(&status);
        return false;
    }
    cxi_free(r->file);
    r->file = cxi_new(file.size + 1, 1);
    if (r->file) memcpy(r->file, file.bytes, file.size);
    r->prompt = r->file;
    r->file_length = file.size;
    cxi_file_close(&file);
    return r->file || tool_complain(false, r->command, "out of memory");
}

static bool read_dtype(struct model_request *r, const char *text) {
    r->keep = strcmp(text, "keep") == 0;
    r->dtype = strcmp(text, "f32") == 0 ? CX_F32 : strcmp(text, "bf16") == 0 ? CX_BF16 : CX_INVALID;
    return r->keep || r->dtype || tool_complain(false, r->command, "--dtype is f32, bf16 or keep, not '%s'", text);
}

/* A number that `option` may be. */
static bool read_number(struct model_request *r, const char *option, const char *text, double least, double most,
                        bool whole, double *to) {
    const char *end = cxi_parse_number(text, to);
    if (end != text && !*end && *to >= least && *to <= most && (!whole || *to == floor(*to))) return true;
    struct cxi_text range = {0};
    cxi_add_number(&range, least, 6);
    if (most < 1e15) cxi_add(&range, " to "), cxi_add_number(&range, most, 12);
    tool_complain(false, r->command, "%s takes a %snumber from %s%s, not '%s'", option, whole ? "whole " : "",
                  cxi_text(&range), most < 1e15 ? "" : " up", text);
    cxi_text_free(&range);
    return false;
}

struct number_option {
    const char *name;
    double least, most;
    bool whole;
    double *real; /* one of these two */
    int64_t *integer;
};

static int read_number_option(struct model_request *r, const char *name, const char *text) {
    cx_sampling *s = &r->sampling;
    const struct number_option options[] = {{"--max-tokens", 1, 1e9, true, NULL, &r->max_tokens},
                                            {"--context", 4, 1e9, true, NULL, &r->context},
                                            {"--logits", 1, 1e6, true, NULL, &r->logits},
                                            {"--top-k", 0, 1e9, true, NULL, &s->top_k},
                                            {"--temperature", 0, 1e6, false, &s->temperature, NULL},
                                            {"--top-p", 0, 1, false, &s->top_p, NULL},
                                            {"--min-p", 0, 1, false, &s->min_p, NULL},
                                            {"--repetition", 0, 1e6, false, &s->repetition, NULL},
                                            {"--frequency", -1e6, 1e6, false, &s->frequency, NULL},
                                            {"--presence", -1e6, 1e6, false, &s->presence, NULL}};
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        const struct number_option *o = &options[i];
        if (strcmp(name, o->name) != 0) continue;
        double value;
        if (!read_number(r, name, text, o->least, o->most, o->whole, &value)) return -1;
        if (o->real) *o->real = value;
        if (o->integer) *o->integer = (int64_t)value;
        return 1;
    }
    return 0;
}

static bool read_seed(struct model_request *r, const char *text) {
    char *end;
    errno = 0;
    r->sampling.seed = strtoull(text, &end, 10);
    if (end != text && !*end && !errno && *text != '-') return true;
    return tool_complain(false, r->command, "--seed takes a whole number from 0 up, not '%s'", text);
}

static bool add_stop(struct model_request *r, const char *text) {
    if (r->stops == sizeof r->stop / sizeof r->stop[0])
        return tool_complain(false, r->command, "more than %d of --stop", r->stops);
    r->stop[r->stops++] = text;
    return true;
}

static bool read_value(struct model_request *r, const char *name, const char *value) {
    int number = read_number_option(r, name, value);
    if (number) return number > 0;
    if (strcmp(name, "--prompt-ids") == 0) return read_ids(r, value);
    if (strcmp(name, "--prompt-file") == 0) return read_prompt_file(r, value);
    if (strcmp(name, "--dtype") == 0) return read_dtype(r, value);
    if (strcmp(name, "--seed") == 0) return read_seed(r, value);
    if (strcmp(name, "--stop") == 0) return add_stop(r, value);
    const struct {
        const char *name, **to;
    } texts[] = {{"--prompt", &r->prompt},
                 {"--tokenizer", &r->tokenizer},
                 {"--system", &r->system},
                 {"--pool", &r->pool},
                 {"--device", &r->device}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (strcmp(name, texts[i].name) == 0) *texts[i].to = value;
    return true;
}

static bool is_allowed(const char *allowed, const char *name) {
    size_t length = strlen(name);
    for (const char *at = allowed; (at = strstr(at, name)); at += length)
        if (at[length] == ' ' || !at[length]) return true;
    return false;
}

bool model_read_options(struct model_request *r, const char *allowed, int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        const char *name = argv[i];
        if (name[0] != '-') {
            if (r->path) return tool_complain(false, r->command, "two models: %s and %s", r->path, name);
            r->path = name;
        } else if (!is_allowed(allowed, name))
            return tool_complain(false, r->command, "there is no option %s", name);
        else if (strcmp(name, "--json") == 0)
            r->json = true;
        else if (strcmp(name, "--ignore-eos") == 0)
            r->ignore_end = true;
        else if (strcmp(name, "--slide") == 0)
            r->slide = true;
        else if (i + 1 == argc)
            return tool_complain(false, r->command, "%s needs a value", name);
        else if (!read_value(r, name, argv[++i]))
            return false;
    }
    return r->path || tool_complain(false, r->command, "no MODEL was named: a folder, a GGUF file or hf:OWNER/NAME");
}

void model_free_options(struct model_request *r) {
    cxi_free(r->file);
    cxi_free(r->ids);
}

/* ----------------------------------------------------------------------------------------- models and tokens */

cx_lm *model_open(cx_runtime *runtime, const struct model_request *r) {
    return cx_lm_open(runtime, r->path, .dtype = r->dtype, .keep = r->keep, .tokenizer = r->tokenizer);
}

bool model_encode(cx_lm *lm, struct model_request *r) {
    if (r->ids) return true;
    if (!r->prompt) return tool_complain(false, r->command, "no prompt: --prompt, --prompt-file or --prompt-ids");
    const cx_tokenizer *tokenizer = cx_lm_tokenizer(lm);
    if (cx_tokenizer_error(tokenizer))
        return tool_complain(false, r->command,
                             "%s: without a vocabulary only --prompt-ids can be used (or name one with "
                             "--tokenizer)",
                             cx_tokenizer_error(tokenizer));
    size_t length = r->prompt == r->file ? r->file_length : strlen(r->prompt);
    cx_array *ids = cx_encode(tokenizer, r->prompt, length, .special = true);
    r->id_count = cx_array_count(ids);
    r->ids = cx_array_error(ids) ? NULL : cxi_new((size_t)r->id_count + 1, sizeof *r->ids);
    if (r->ids)
        memcpy(r->ids, cx_array_read(ids), (size_t)r->id_count * sizeof *r->ids);
    else
        tool_complain(false, r->command, "%s", cx_array_error(ids) ? cx_array_error(ids) : "out of memory");
    cx_array_free(ids);
    return r->ids != NULL;
}

/* ---------------------------------------------------------------------------------------------------- JSON */

json_t *model_json_ids(const int32_t *ids, int64_t count) {
    json_t *list = json_array();
    for (int64_t i = 0; i < count; i++) json_array_append_new(list, json_integer(ids[i]));
    return list;
}

json_t *model_json_text(const char *text) {
    json_t *whole = json_string(text);
    if (whole) return whole;
    struct cxi_text plain = {0}; /* some bytes are no UTF-8: what is not ASCII is written as U+FFFD */
    for (; *text; text++)
        cxi_add_bytes(&plain, (unsigned char)*text < 128 ? text : "\xEF\xBF\xBD", (unsigned char)*text < 128 ? 1 : 3);
    whole = json_string(cxi_text(&plain));
    cxi_text_free(&plain);
    return whole;
}

bool model_print_json(json_t *object) {
    bool ok = object && json_dumpf(object, stdout, JSON_COMPACT | JSON_REAL_PRECISION(9)) == 0;
    if (ok) putchar('\n');
    json_decref(object);
    return ok;
}
