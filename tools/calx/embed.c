/* calx embed: a text as a vector. */
#include "model.h"

#include <stdlib.h>
#include <string.h>

static bool print_rows(const struct model_request *r, const cx_array *array) {
    cx_dims dims = cx_array_dims(array);
    int64_t columns = dims.dim[dims.rank - 1], rows = cx_array_count(array) / columns;
    json_t *all = json_array();
    for (int64_t i = 0; i < rows; i++) {
        json_t *row = json_array();
        for (int64_t k = 0; k < columns; k++)
            json_array_append_new(row, json_real(cx_array_at(array, i * columns + k)));
        json_array_append_new(all, row);
    }
    if (r->json) {
        json_t *value = dims.rank == 1 ? json_incref(json_array_get(all, 0)) : json_incref(all);
        json_decref(all);
        return model_print_json(
            json_pack("{s:o,s:o}", "prompt_ids", model_json_ids(r->ids, r->id_count), "embedding", value));
    }
    for (int64_t i = 0; i < rows; i++) {
        const json_t *row = json_array_get(all, (size_t)i);
        for (int64_t k = 0; k < columns; k++) {
            char *number = json_dumps(json_array_get(row, (size_t)k), JSON_ENCODE_ANY | JSON_REAL_PRECISION(9));
            printf("%s%s", k ? " " : "", number ? number : "");
            free(number);
        }
        putchar('\n');
    }
    json_decref(all);
    return true;
}

int tool_embed(int argc, char **argv) {
    struct model_request r = {.command = "embed"};
    static const char *const pools[] = {"mean", "cls", "none"};
    int status = TOOL_USAGE, pool = -1;
    bool ok = model_read_options(&r, "--prompt --prompt-file --prompt-ids --pool --dtype --tokenizer --device --json",
                                 argc, argv);
    for (int i = 0; i < 3 && ok; i++)
        if (strcmp(r.pool ? r.pool : "mean", pools[i]) == 0) pool = i;
    if (ok && pool < 0) tool_complain(0, r.command, "--pool is cls, mean or none, not '%s'", r.pool);
    if (ok && pool >= 0) {
        cx_runtime *rt = cx_open(r.device ? r.device : "cpu");
        cx_lm *lm = model_open(rt, &r);
        status = TOOL_FAILED;
        if (!cx_lm_error(lm) && model_encode(lm, &r)) {
            cx_array *array = cx_lm_embed(lm, r.id_count, r.ids, (cx_pooling)pool);
            if (!cx_array_error(array) && print_rows(&r, array)) status = TOOL_FINE;
            cx_array_free(array);
        }
        status = tool_close(rt, r.command, status);
    }
    model_free_options(&r);
    return status;
}
