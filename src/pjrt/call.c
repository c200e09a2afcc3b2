/* Calling a plugin's functions, and their errors as text. */
#include "pjrt/call.h"

#include "base/text.h"
#include "pjrt/handles.h"

#include <string.h>

static const struct {
    enum pjrt_function function;
    const char *name;
    bool needed;
} functions[] = {
#define X(NAME, PLACE, TEXT, NEEDED) {PJRT_##NAME, TEXT, NEEDED},
    PJRT_FUNCTIONS(X)
#undef X
};

enum { RESOURCE_EXHAUSTED = 8 }; /* of absl::StatusCode */
enum { FUNCTION_COUNT = sizeof functions / sizeof functions[0] };

static const char *function_name(enum pjrt_function function) {
    for (int i = 0; i < FUNCTION_COUNT; i++)
        if (functions[i].function == function) return functions[i].name;
    return "a function";
}

bool cxi_has(const struct pjrt_table *table, enum pjrt_function function) {
    size_t end = offsetof(struct pjrt_table, functions) + ((size_t)function + 1) * sizeof table->functions[0];
    return table->size >= end && table->functions[function];
}

bool cxi_table_is_whole(const struct pjrt_table *table, struct cxi_text *missing) {
    bool whole = true;
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        if (!functions[i].needed || cxi_has(table, functions[i].function)) continue;
        cxi_addf(missing, "%s%s", whole ? "" : ", ", functions[i].name);
        whole = false;
    }
    return whole;
}

/* The names of absl::StatusCode, which XLA's users know from its own messages. */
static const char *code_name(int code) {
    static const char *const names[] = {
        "OK",        "CANCELLED",      "UNKNOWN",           "INVALID_ARGUMENT",   "DEADLINE_EXCEEDED",
        "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
        "ABORTED",   "OUT_OF_RANGE",   "UNIMPLEMENTED",     "INTERNAL",           "UNAVAILABLE",
        "DATA_LOSS", "UNAUTHENTICATED"};
    return code >= 0 && code < (int)(sizeof names / sizeof names[0]) ? names[code] : "unknown code";
}

static void call_void(const struct cxi_plugin *plugin, enum pjrt_function function, void *args) {
    ((pjrt_void_function *)(void (*)(void))plugin->table->functions[function])(args);
}

static bool fail_with(const struct cxi_plugin *plugin, struct pjrt_error *error, struct cxi_status *status,
                      const char *attempt, va_list values) {
    PJRT_ARGS(pjrt_message, message);
    message->error = error;
    call_void(plugin, PJRT_ERROR_MESSAGE, message);
    PJRT_ARGS(pjrt_code, code);
    code->error = error;
    struct pjrt_error *none = plugin->table->functions[PJRT_ERROR_CODE](code);
    if (none) cxi_destroy(plugin, PJRT_ERROR_DESTROY, none);

    struct cxi_text text = {0};
    cxi_addf_list(&text, attempt, values);
    cxi_add(&text, ": ");
    size_t length = message->text ? message->length : 0;
    while (length && strchr(" \n", message->text[length - 1])) length--;
    cxi_add_bytes(&text, message->text, length);
    cxi_addf(&text, " [%s]", code_name(code->code));
    if (code->code == RESOURCE_EXHAUSTED)
        cxi_add(&text, "; the device is out of memory: use smaller batches, or free tensors that are done with");
    if (cxi_text_ok(&text))
        cxi_fail(status, "%s", cxi_text(&text));
    else
        cxi_fail_memory(status);
    cxi_text_free(&text);
    cxi_destroy(plugin, PJRT_ERROR_DESTROY, error);
    return false;
}

bool cxi_fail_with(const struct cxi_plugin *plugin, struct pjrt_error *error, struct cxi_status *status,
                   const char *attempt, ...) {
    va_list values;
    va_start(values, attempt);
    fail_with(plugin, error, status, attempt, values);
    va_end(values);
    return false;
}

/* The plugin is too old, or built without this. */
static bool fail_lacking(const struct cxi_plugin *plugin, enum pjrt_function function, struct cxi_status *status,
                         const char *attempt, va_list values) {
    struct cxi_text text = {0};
    cxi_addf_list(&text, attempt, values);
    cxi_fail(status, "%s: the plugin %s (PJRT API %d.%d) lacks %s; take a newer one", cxi_text(&text), plugin->path,
             plugin->table->version.major, plugin->table->version.minor, function_name(function));
    cxi_text_free(&text);
    return false;
}

bool cxi_call(const struct cxi_plugin *plugin, enum pjrt_function function, void *args, struct cxi_status *status,
              const char *attempt, ...) {
    bool there = cxi_has(plugin->table, function);
    struct pjrt_error *error = there ? plugin->table->functions[function](args) : NULL;
    if (there && !error) return true;
    va_list values;
    va_start(values, attempt);
    if (error)
        fail_with(plugin, error, status, attempt, values);
    else
        fail_lacking(plugin, function, status, attempt, values);
    va_end(values);
    return false;
}

void cxi_destroy(const struct cxi_plugin *plugin, enum pjrt_function function, void *object) {
    if (!object) return;
    PJRT_ARGS(pjrt_ask, destroy);
    destroy->object = object;
    if (function == PJRT_ERROR_DESTROY) {
        call_void(plugin, function, destroy);
        return;
    }
    struct pjrt_error *error = plugin->table->functions[function](destroy);
    if (error) cxi_destroy(plugin, PJRT_ERROR_DESTROY, error);
}
