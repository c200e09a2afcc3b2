/* See fake_plugin.h. */
#define FAKE_PLUGIN_INSIDE
#include "pjrt/fake_plugin.h"

#include "pjrt/abi.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

enum { INVALID_ARGUMENT = 3, INTERNAL = 13, FUNCTION_COUNT = 102, F32 = 11, DEVICE_COUNT = 2 };

static struct fake_control control;

EXPORT struct fake_control *fake_control(void) {
    return &control;
}

/* ------------------------------------------------------------------------------------------ errors */
struct pjrt_error {
    int code;
    char message[512];
};

static struct pjrt_error *fail(int code, const char *format, ...) {
    struct pjrt_error *error = calloc(1, sizeof *error);
    error->code = code;
    va_list values;
    va_start(values, format);
    vsnprintf(error->message, sizeof error->message, format, values);
    va_end(values);
    control.errors++;
    return error;
}

static struct pjrt_error *destroy_error(void *args) {
    struct pjrt_ask *a = args;
    free(a->object);
    control.errors--;
    return NULL;
}

static struct pjrt_error *error_message(void *args) {
    struct pjrt_message *a = args;
    a->text = a->error->message;
    a->length = strlen(a->text);
    return NULL;
}

static struct pjrt_error *error_code(void *args) {
    struct pjrt_code *a = args;
    a->code = a->error->code;
    return NULL;
}

/* The start of every call that may fail. */
static struct pjrt_error *enter(void *args) {
    const struct pjrt_ask *head = args;
    if (head->size < PJRT_ARGS_SIZE || head->extension)
        return fail(INVALID_ARGUMENT, "arguments of %zu bytes, or with an extension", head->size);
    if (control.fail_at > 0 && --control.fail_at == 0)
        return fail(INTERNAL, "%s", control.refusal ? control.refusal : "told to fail");
    return NULL;
}

#define ENTER(type)                           \
    struct type *a = args;                    \
    struct pjrt_error *refused = enter(args); \
    if (refused) return refused

/* ------------------------------------------------------------------------------------------ events */
/* Ready at once, or when the buffer that it belongs to dies. */
struct pjrt_event {
    bool failed;
    struct pending *pending; /* NULL: ready */
};

/* A host memory in use. */
struct pending {
    void (*callback)(struct pjrt_error *error, void *user);
    void *user;
    bool fired;
    int holders; /* event and buffer */
};

static struct pjrt_event *new_event(bool failed, struct pending *pending) {
    struct pjrt_event *event = calloc(1, sizeof *event);
    event->failed = failed;
    event->pending = pending;
    control.events++;
    return event;
}

static void let_go(struct pending *pending) {
    if (pending && --pending->holders == 0) free(pending);
}

static struct pjrt_error *late_error(const struct pjrt_event *event) {
    return event->failed ? fail(INTERNAL, "failed late") : NULL;
}

static struct pjrt_error *destroy_event(void *args) {
    struct pjrt_ask *a = args;
    struct pjrt_event *event = a->object;
    let_go(event->pending);
    free(event);
    control.events--;
    return NULL;
}

static struct pjrt_error *event_is_ready(void *args) {
    ENTER(pjrt_ask);
    struct pjrt_event *event = a->object;
    a->flag = !event->pending || event->pending->fired;
    return NULL;
}

static struct pjrt_error *event_await(void *args) {
    ENTER(pjrt_ask);
    struct pjrt_event *event = a->object;
    if (event->pending && !event->pending->fired) abort(); /* the real one would wait for ever */
    return late_error(event);
}

static struct pjrt_error *event_on_ready(void *args) {
    ENTER(pjrt_on_ready);
    struct pending *pending = a->event->pending;
    if (pending && !pending->fired) {
        pending->callback = a->callback;
        pending->user = a->user;
    } else {
        a->callback(late_error(a->event), a->user);
    }
    return NULL;
}

/* ------------------------------------------------------------------------------------------ client */
struct pjrt_device {
    int id;
};

static struct pjrt_device devices[DEVICE_COUNT] = {{0}, {1}};
static void *const device_list[DEVICE_COUNT] = {&devices[0], &devices[1]};

struct pjrt_client {
    int unused;
};

static void note(char *list, size_t size, const char *format, ...) {
    size_t length = strlen(list);
    va_list values;
    va_start(values, format);
    vsnprintf(list + length, size - length, format, values);
    va_end(values);
}

static void note_value(const struct pjrt_named_value *value) {
    char *list = control.create_options;
    size_t size = sizeof control.create_options;
    note(list, size, "%.*s=", (int)value->name_length, value->name);
    switch (value->type) {
    case PJRT_STRING: note(list, size, "%.*s", (int)value->count, value->string); break;
    case PJRT_INT64: note(list, size, "%lld", (long long)value->integer); break;
    case PJRT_INT64_LIST:
        for (size_t i = 0; i < value->count; i++) note(list, size, i ? ",%lld" : "%lld", (long long)value->integers[i]);
        break;
    case PJRT_FLOAT: note(list, size, "%g", (double)value->number); break;
    case PJRT_BOOL: note(list, size, value->boolean ? "true" : "false"); break;
    }
    note(list, size, ";");
}

static struct pjrt_error *client_create(void *args) {
    static const char *const known[] = {"allocator",       "memory_fraction", "preallocate",
                                        "visible_devices", "node_id",         "num_nodes"};
    ENTER(pjrt_create);
    control.create_options[0] = '\0';
    for (size_t i = 0; i < a->option_count; i++) {
        const struct pjrt_named_value *value = &a->options[i];
        if (value->size != sizeof *value) return fail(INVALID_ARGUMENT, "an option of %zu bytes", value->size);
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
            found |= strlen(known[k]) == value->name_length && strncmp(known[k], value->name, value->name_length) == 0;
        if (!found)
            return fail(INVALID_ARGUMENT, "Unexpected option name passed to PJRT_Client_Create: %.*s",
                        (int)value->name_length, value->name);
        note_value(value);
    }
    a->client = calloc(1, sizeof *a->client);
    control.clients++;
    return NULL;
}

static struct pjrt_error *client_destroy(void *args) {
    struct pjrt_ask *a = args;
    free(a->object);
    control.clients--;
    return NULL;
}

static struct pjrt_error *answer_text(void *args, const char *text) {
    ENTER(pjrt_ask);
    a->text.text = text;
    a->text.length = strlen(text);
    return NULL;
}

static struct pjrt_error *client_platform(void *args) {
    return answer_text(args, "cuda");
}

static struct pjrt_error *client_version(void *args) {
    return answer_text(args, "fake 12.9");
}

static struct pjrt_error *device_kind(void *args) {
    return answer_text(args, "Fake GPU");
}

static struct pjrt_error *list_devices(void *args) {
    ENTER(pjrt_ask);
    a->list.items = device_list;
    a->list.count = DEVICE_COUNT;
    return NULL;
}

static struct pjrt_error *device_description(void *args) {
    ENTER(pjrt_ask);
    a->pointer = a->object; /* a device is its own description */
    return NULL;
}

static struct pjrt_error *device_id(void *args) {
    ENTER(pjrt_ask);
    a->integer = 100 + ((struct pjrt_device *)a->object)->id; /* as in a second process */
    return NULL;
}

static struct pjrt_error *device_memory(void *args) {
    ENTER(pjrt_device_memory);
    a->in_use = 4096 * (a->device->id + 1);
    a->limit.value = 1 << 30;
    a->limit.known = true;
    return NULL;
}

static struct pjrt_error *initialize(void *args) {
    return enter(args);
}

static struct pjrt_error *attributes(void *args) {
    static const int64_t version[] = {1, 20, 0};
    static const struct pjrt_named_value values[] = {
        {.size = sizeof values[0],
         .name = "stablehlo_current_version",
         .name_length = 25,
         .type = PJRT_INT64_LIST,
         .integers = version,
         .count = 3},
        {.size = sizeof values[0], .name = "is_fake", .name_length = 7, .type = PJRT_BOOL, .boolean = true, .count = 1},
    };
    ENTER(pjrt_attributes);
    a->values = values;
    a->count = 2;
    return NULL;
}

/* ----------------------------------------------------------------------------------------- buffers */
struct pjrt_buffer {
    float values[4];
    bool failed, gone; /* gone: donated */
    int device;
    struct pending *pending;
};

static struct pjrt_buffer *new_buffer(int device) {
    struct pjrt_buffer *buffer = calloc(1, sizeof *buffer);
    buffer->device = device;
    control.buffers++;
    return buffer;
}

static struct pjrt_error *buffer_from_host(void *args) {
    ENTER(pjrt_from_host);
    if (a->type != F32 || a->rank != 2 || a->dims[0] * a->dims[1] != 4)
        return fail(INVALID_ARGUMENT, "the fake plugin knows f32[2, 2] only");
    a->buffer = new_buffer(a->device->id);
    memcpy(a->buffer->values, a->data, sizeof a->buffer->values);
    if (a->host_memory != PJRT_COPY_DURING_CALL && control.events_stay_pending) {
        a->buffer->pending = calloc(1, sizeof *a->buffer->pending);
        a->buffer->pending->holders = 2;
    }
    a->done = new_event(false, a->buffer->pending);
    return NULL;
}

static struct pjrt_error *buffer_destroy(void *args) {
    struct pjrt_ask *a = args;
    struct pjrt_buffer *buffer = a->object;
    struct pending *pending = buffer->pending;
    free(buffer);
    control.buffers--;
    if (pending) {
        pending->fired = true;
        if (pending->callback) pending->callback(NULL, pending->user);
        let_go(pending);
    }
    return NULL;
}

static struct pjrt_error *buffer_ready(void *args) {
    ENTER(pjrt_ask);
    struct pjrt_buffer *buffer = a->object;
    a->pointer = new_event(buffer->failed, NULL);
    return NULL;
}

static struct pjrt_error *buffer_to_host(void *args) {
    ENTER(pjrt_to_host);
    if (a->buffer->gone) return fail(INVALID_ARGUMENT, "Buffer has been deleted or donated.");
    if (!a->layout || a->layout->tiled.rank != 2 || a->layout->tiled.minor_to_major[0] != 1)
        return fail(INVALID_ARGUMENT, "not row-major");
    if (a->to_size != sizeof a->buffer->values) return fail(INVALID_ARGUMENT, "%zu bytes", a->to_size);
    if (!a->buffer->failed) memcpy(a->to, a->buffer->values, a->to_size);
    a->done = new_event(a->buffer->failed, NULL);
    return NULL;
}

static struct pjrt_error *buffer_is_on_cpu(void *args) {
    ENTER(pjrt_ask);
    a->flag = false;
    return NULL;
}

/* --------------------------------------------------------------------------------- compile options */
struct reader {
    const unsigned char *at, *end;
};

static uint64_t read_varint(struct reader *reader) {
    uint64_t value = 0;
    for (int shift = 0; reader->at < reader->end; shift += 7) {
        unsigned char byte = *reader->at++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) break;
    }
    return value;
}

struct field {
    int number, wire;
    uint64_t integer;     /* of a varint, or the bits of eight bytes */
    struct reader inside; /* of bytes */
};

static bool next_field(struct reader *reader, struct field *field) {
    if (reader->at >= reader->end) return false;
    uint64_t tag = read_varint(reader);
    *field = (struct field){.number = (int)(tag >> 3), .wire = (int)(tag & 7)};
    if (field->wire == 0) {
        field->integer = read_varint(reader);
    } else if (field->wire == 1) {
        for (int i = 0; i < 8; i++) field->integer |= (uint64_t)*reader->at++ << (8 * i);
    } else if (field->wire == 2) {
        uint64_t length = read_varint(reader);
        if (length > (uint64_t)(reader->end - reader->at)) abort();
        field->inside = (struct reader){reader->at, reader->at + length};
        reader->at += length;
    } else {
        abort();
    }
    return true;
}

static void read_assignment(struct reader assignment) {
    struct field field, id;
    int count = 0;
    while (next_field(&assignment, &field))
        if (field.number == 3 && next_field(&field.inside, &id)) control.device_ids[count++ & 7] = (int64_t)id.integer;
}

static void read_build_options(struct reader options) {
    struct field field;
    uint64_t replicas = 0;
    control.partitions = 0;
    control.shardy = false;
    while (next_field(&options, &field)) {
        if (field.number == 4) replicas = field.integer;
        if (field.number == 5) control.partitions = (int)field.integer;
        if (field.number == 9) read_assignment(field.inside);
        if (field.number == 19) control.shardy = field.integer;
    }
    if (!replicas || !control.partitions) abort(); /* as XLA does */
}

static struct pjrt_error *read_flag(struct reader entry) {
    struct field field, value = {0};
    struct reader name = {0};
    while (next_field(&entry, &field)) {
        if (field.number == 1) name = field.inside;
        if (field.number == 2) next_field(&field.inside, &value);
    }
    int length = (int)(name.end - name.at);
    if (length < 8 || strncmp((const char *)name.at, "xla_gpu_", 8) != 0)
        return fail(INVALID_ARGUMENT, "No such compile option: '%.*s'", length, (const char *)name.at);
    char *list = control.flags;
    size_t size = sizeof control.flags;
    double number;
    memcpy(&number, &value.integer, sizeof number);
    note(list, size, "%.*s=", length, (const char *)name.at);
    if (value.number == 1)
        note(list, size, "%.*s", (int)(value.inside.end - value.inside.at), (const char *)value.inside.at);
    if (value.number == 2) note(list, size, value.integer ? "true" : "false");
    if (value.number == 3) note(list, size, "%lld", (long long)value.integer);
    if (value.number == 4) note(list, size, "%g", number);
    note(list, size, ";");
    return NULL;
}

static struct pjrt_error *read_options(const char *bytes, size_t size) {
    struct reader reader = {(const unsigned char *)bytes, (const unsigned char *)bytes + size};
    struct field field;
    bool built = false;
    control.flags[0] = '\0';
    while (next_field(&reader, &field)) {
        if (field.number == 3) read_build_options(field.inside), built = true;
        struct pjrt_error *error = field.number == 7 ? read_flag(field.inside) : NULL;
        if (error) return error;
    }
    if (!built) abort();
    return NULL;
}

/* ---------------------------------------------------------------------------------------- programs */
enum { MOST = 8 };

struct pjrt_loaded {
    int arguments, partitions;
    bool donates;
    void *devices[8];
    char text[64];
};

static struct pjrt_error *load_text(const char *text, size_t length, struct pjrt_loaded **loaded) {
    char line[64] = "", verb[16] = "";
    int arguments = 0;
    memcpy(line, text, length < 63 ? length : 63);
    if (sscanf(line, "%15s %d", verb, &arguments) != 2 || arguments < 0 || arguments > MOST)
        return fail(INVALID_ARGUMENT, "cannot parse '%s'\n", line);
    struct pjrt_loaded *program = calloc(1, sizeof *program);
    program->arguments = arguments;
    program->partitions = control.partitions;
    program->donates = strcmp(verb, "donate") == 0;
    for (int i = 0; i < control.partitions; i++) program->devices[i] = &devices[(control.device_ids[i] - 100) & 1];
    memcpy(program->text, line, sizeof line);
    control.programs++;
    *loaded = program;
    return NULL;
}

static struct pjrt_error *compile(void *args) {
    ENTER(pjrt_compile);
    if (!a->program || a->program->format_length != 4) return fail(INVALID_ARGUMENT, "no program");
    struct pjrt_error *error = read_options(a->options, a->options_size);
    return error ? error : load_text(a->program->text, a->program->length, &a->loaded);
}

static struct pjrt_error *load(void *args) {
    ENTER(pjrt_load);
    struct pjrt_error *error = read_options(a->options, a->options_size);
    return error ? error : load_text(a->bytes, a->bytes_size, &a->loaded);
}

static struct pjrt_error *destroy_loaded(void *args) {
    struct pjrt_ask *a = args;
    free(a->object);
    control.programs--;
    return NULL;
}

static struct pjrt_error *destroy_executable(void *args) {
    (void)args; /* the same object as the loaded one */
    return NULL;
}

static struct pjrt_error *get_executable(void *args) {
    ENTER(pjrt_ask);
    a->pointer = a->object;
    return NULL;
}

static struct pjrt_error *program_devices(void *args) {
    ENTER(pjrt_ask);
    struct pjrt_loaded *program = a->object;
    a->list.items = program->devices;
    a->list.count = (size_t)program->partitions;
    return NULL;
}

static struct pjrt_error *output_count(void *args) {
    ENTER(pjrt_ask);
    a->count = (size_t)((struct pjrt_loaded *)a->object)->arguments;
    return NULL;
}

static struct pjrt_error *output_types(void *args) {
    static const int types[MOST] = {F32, F32, F32, F32, F32, F32, F32, F32};
    ENTER(pjrt_output_types);
    a->types = types;
    a->count = (size_t)((struct pjrt_loaded *)a->executable)->arguments;
    return NULL;
}

static struct pjrt_error *output_dims(void *args) {
    static const int64_t dims[2 * MOST] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    static const size_t ranks[MOST] = {2, 2, 2, 2, 2, 2, 2, 2};
    ENTER(pjrt_output_dims);
    a->dims = dims;
    a->ranks = ranks;
    a->count = (size_t)((struct pjrt_loaded *)a->executable)->arguments;
    return NULL;
}

static void release_nothing(void *owner) {
    (void)owner;
}

static struct pjrt_error *serialize(void *args) {
    ENTER(pjrt_serialize);
    const struct pjrt_loaded *program = (const void *)a->executable;
    a->bytes = program->text;
    a->bytes_size = strlen(program->text);
    a->release = release_nothing;
    return NULL;
}

static struct pjrt_error *execute(void *args) {
    ENTER(pjrt_execute);
    if (!a->options || a->options->size < PJRT_ARGS_SIZE || !a->done) abort();
    if ((int)a->input_count != a->loaded->arguments || (int)a->device_count != a->loaded->partitions)
        return fail(INVALID_ARGUMENT, "Execution supplied %zu arguments on %zu devices", a->input_count,
                    a->device_count);
    control.not_donated_count = a->options->not_donated_count;
    for (size_t i = 0; i < control.not_donated_count; i++) control.not_donated[i] = a->options->not_donated[i];
    for (size_t d = 0; d < a->device_count; d++) {
        for (size_t i = 0; i < a->input_count; i++) {
            struct pjrt_buffer *in = a->inputs[d][i], *out = new_buffer(in->device);
            bool donated = a->loaded->donates;
            for (size_t k = 0; k < control.not_donated_count; k++) donated &= control.not_donated[k] != (int64_t)i;
            in->gone |= donated;
            out->failed = in->failed || control.fails_late;
            memcpy(out->values, in->values, sizeof out->values);
            a->outputs[d][i] = out;
        }
        a->done[d] = new_event(control.fails_late, NULL);
    }
    return NULL;
}

/* ------------------------------------------------------------------------------------------- table */
static struct {
    size_t size;
    struct pjrt_extension *extensions;
    struct {
        size_t size;
        struct pjrt_extension *extensions;
        int major, minor;
    } version;
    pjrt_call_function *functions[FUNCTION_COUNT];
} table = {
    .version = {.size = 24, .major = 0, .minor = 99},
    .functions =
        {
            [PJRT_ERROR_DESTROY] = destroy_error,
            [PJRT_ERROR_MESSAGE] = error_message,
            [PJRT_ERROR_CODE] = error_code,
            [PJRT_PLUGIN_INITIALIZE] = initialize,
            [PJRT_PLUGIN_ATTRIBUTES] = attributes,
            [PJRT_EVENT_DESTROY] = destroy_event,
            [PJRT_EVENT_IS_READY] = event_is_ready,
            [PJRT_EVENT_AWAIT] = event_await,
            [PJRT_EVENT_ON_READY] = event_on_ready,
            [PJRT_CLIENT_CREATE] = client_create,
            [PJRT_CLIENT_DESTROY] = client_destroy,
            [PJRT_CLIENT_PLATFORM] = client_platform,
            [PJRT_CLIENT_VERSION] = client_version,
            [PJRT_CLIENT_DEVICES] = list_devices,
            [PJRT_CLIENT_COMPILE] = compile,
            [PJRT_BUFFER_FROM_HOST] = buffer_from_host,
            [PJRT_DESCRIPTION_ID] = device_id,
            [PJRT_DESCRIPTION_KIND] = device_kind,
            [PJRT_DEVICE_DESCRIPTION] = device_description,
            [PJRT_DEVICE_MEMORY] = device_memory,
            [PJRT_EXECUTABLE_DESTROY] = destroy_executable,
            [PJRT_EXECUTABLE_OUTPUT_COUNT] = output_count,
            [PJRT_EXECUTABLE_SERIALIZE] = serialize,
            [PJRT_LOADED_DESTROY] = destroy_loaded,
            [PJRT_LOADED_EXECUTABLE] = get_executable,
            [PJRT_LOADED_DEVICES] = program_devices,
            [PJRT_LOADED_EXECUTE] = execute,
            [PJRT_EXECUTABLE_LOAD] = load,
            [PJRT_BUFFER_DESTROY] = buffer_destroy,
            [PJRT_BUFFER_TO_HOST] = buffer_to_host,
            [PJRT_BUFFER_IS_ON_CPU] = buffer_is_on_cpu,
            [PJRT_BUFFER_READY_EVENT] = buffer_ready,
            [PJRT_EXECUTABLE_OUTPUT_TYPES] = output_types,
            [PJRT_EXECUTABLE_OUTPUT_DIMS] = output_dims,
        },
};

static int environment(const char *name, int otherwise) {
    const char *value = getenv(name);
    return value ? atoi(value) : otherwise;
}

EXPORT const struct pjrt_table *GetPjrtApi(void);

EXPORT const struct pjrt_table *GetPjrtApi(void) {
    table.version.major = environment("FAKE_MAJOR", 0);
    table.version.minor = environment("FAKE_MINOR", 99);
    table.size = offsetof(struct pjrt_table, functions) +
                 (size_t)environment("FAKE_FUNCTIONS", FUNCTION_COUNT) * sizeof table.functions[0];
    return (const struct pjrt_table *)(const void *)&table;
}
