/* A PJRT plugin that plays a CPU of one device: it takes any program, computes nothing, and answers with ones of the
   right shapes, in no time. What it is for: any one call of any one function fails on demand.

   Read from the environment when the library is loaded:
     FAULT, FAULT_USE   the name of a function ("PJRT_Client_Compile"), and which of its uses fails, from 1
                        or "no device", "no table": it has none
     FAULT_CODE         the code of its error, a number; by default 13, INTERNAL
     FAULT_LOG          a file that gets a line "call NAME USES" for each function that was used, "fired" when one failed,
                        and "alive N" for objects that were not destroyed
   */
#include "pjrt/ffi_abi.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

enum { INTERNAL = 13, FUNCTION_COUNT = 102, REGISTER = FUNCTION_COUNT, MOST_RANK = 16 };

/* What it can be asked: the functions of the table, and the one by which handlers of custom calls are made known. */
#define ALL_FUNCTIONS(X) PJRT_FUNCTIONS(X) X(FFI_REGISTER, REGISTER, "PJRT_FFI_Register_Handler", false)

static atomic_int alive; /* objects of all kinds */

static void *new_object(size_t size) {
    atomic_fetch_add(&alive, 1);
    return calloc(1, size);
}

static void free_object(void *object) {
    atomic_fetch_sub(&alive, 1);
    free(object);
}

/* ------------------------------------------------------------------------------------------ errors */
struct pjrt_error {
    char message[128];
};

static struct pjrt_error *fail(const char *format, ...) {
    struct pjrt_error *error = new_object(sizeof *error);
    va_list values;
    va_start(values, format);
    vsnprintf(error->message, sizeof error->message, format, values);
    va_end(values);
    return error;
}

static struct pjrt_error *destroy(void *args) {
    free_object(((struct pjrt_ask *)args)->object);
    return NULL;
}

static struct pjrt_error *error_message(void *args) {
    struct pjrt_message *a = args;
    a->text = a->error->message;
    a->length = strlen(a->text);
    return NULL;
}

static struct pjrt_error *error_code(void *args) {
    const char *code = getenv("FAULT_CODE");
    ((struct pjrt_code *)args)->code = code ? atoi(code) : INTERNAL;
    return NULL;
}

/* ------------------------------------------------------------------------------ events, the client */
struct pjrt_event {
    int unused;
};

static struct pjrt_event *new_event(void) {
    return new_object(sizeof(struct pjrt_event));
}

static struct pjrt_error *nothing(void *args) {
    (void)args;
    return NULL;
}

static struct pjrt_error *yes(void *args) {
    ((struct pjrt_ask *)args)->flag = true;
    return NULL;
}

static struct pjrt_error *on_ready(void *args) {
    struct pjrt_on_ready *a = args;
    a->callback(NULL, a->user);
    return NULL;
}

struct pjrt_device {
    int unused;
};
struct pjrt_client {
    int unused;
};

static struct pjrt_device device;
static void *const devices[] = {&device};

static struct pjrt_error *create_client(void *args) {
    ((struct pjrt_create *)args)->client = new_object(sizeof(struct pjrt_client));
    return NULL;
}

static struct pjrt_error *tell_name(void *args) {
    struct pjrt_ask *a = args;
    a->text.text = "cpu";
    a->text.length = 3;
    return NULL;
}

static bool is_fault(const char *name) {
    const char *fault = getenv("FAULT");
    return fault && strcmp(fault, name) == 0;
}

static struct pjrt_error *list_devices(void *args) {
    struct pjrt_ask *a = args;
    a->list.items = devices;
    a->list.count = is_fault("no device") ? 0 : 1;
    return NULL;
}

static struct pjrt_error *same_object(void *args) {
    struct pjrt_ask *a = args;
    a->pointer = a->object;
    return NULL;
}

static struct pjrt_error *zero(void *args) {
    ((struct pjrt_ask *)args)->integer = 0;
    return NULL;
}

static struct pjrt_error *device_memory(void *args) {
    (void)args;
    return fail("the mime has no memory to speak of");
}

static struct pjrt_error *attributes(void *args) {
    ((struct pjrt_attributes *)args)->count = 0;
    return NULL;
}

/* ------------------------------------------------------------------------------------- array types */
struct type {
    const char *name; /* in StableHLO */
    int pjrt;
    size_t bytes;
    unsigned char one[8];
};

static const struct type types[] = {
    {"i1", 1, 1, {1}},
    {"i8", 2, 1, {1}},
    {"i16", 3, 2, {1}},
    {"i32", 4, 4, {1}},
    {"i64", 5, 8, {1}},
    {"ui8", 6, 1, {1}},
    {"ui16", 7, 2, {1}},
    {"ui32", 8, 4, {1}},
    {"ui64", 9, 8, {1}},
    {"bf16", 13, 2, {0x80, 0x3f}},
    {"f16", 10, 2, {0, 0x3c}},
    {"f32", 11, 4, {0, 0, 0x80, 0x3f}},
    {"f64", 12, 8, {0, 0, 0, 0, 0, 0, 0xf0, 0x3f}},
};

struct shape {
    const struct type *type;
    size_t rank;
    int64_t dims[MOST_RANK];
};

static size_t shape_count(const struct shape *shape) {
    size_t count = 1;
    for (size_t i = 0; i < shape->rank; i++) count *= (size_t)shape->dims[i];
    return count;
}

/* Reads "2x3xf32>", what follows "tensor<"; NULL: it is not understood. */
static const char *read_shape(const char *text, struct shape *shape) {
    char *end;
    *shape = (struct shape){0};
    while (*text >= '0' && *text <= '9') {
        if (shape->rank == MOST_RANK) return NULL;
        shape->dims[shape->rank++] = strtoll(text, &end, 10);
        text = end + 1; /* behind the x */
    }
    size_t length = strcspn(text, ">");
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strlen(types[i].name) == length && memcmp(types[i].name, text, length) == 0) shape->type = &types[i];
    return shape->type ? text + length : NULL;
}

/* ----------------------------------------------------------------------------------------- buffers */
struct pjrt_buffer {
    struct shape shape;
    _Alignas(64) unsigned char bytes[];
};

static struct pjrt_buffer *new_buffer(const struct shape *shape) {
    struct pjrt_buffer *buffer = new_object(sizeof *buffer + shape_count(shape) * shape->type->bytes);
    buffer->shape = *shape;
    return buffer;
}

static struct pjrt_error *buffer_from_host(void *args) {
    struct pjrt_from_host *a = args;
    struct shape shape = {.rank = a->rank};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (types[i].pjrt == a->type) shape.type = &types[i];
    if (!shape.type || a->rank > MOST_RANK) return fail("the mime does not know this type");
    if (a->rank) memcpy(shape.dims, a->dims, a->rank * sizeof a->dims[0]);
    a->buffer = new_buffer(&shape);
    memcpy(a->buffer->bytes, a->data, shape_count(&shape) * shape.type->bytes);
    a->done = new_event();
    return NULL;
}

static struct pjrt_error *buffer_to_host(void *args) {
    struct pjrt_to_host *a = args;
    memcpy(a->to, a->buffer->bytes, a->to_size);
    a->done = new_event();
    return NULL;
}

static struct pjrt_error *buffer_ready(void *args) {
    ((struct pjrt_ask *)args)->pointer = new_event();
    return NULL;
}

static struct pjrt_error *buffer_pointer(void *args) {
    struct pjrt_ask *a = args;
    a->address = (uintptr_t)((struct pjrt_buffer *)a->object)->bytes;
    return NULL;
}

/* ---------------------------------------------------------------------------------------- programs */
/* A program is its results' shapes; saved, it is the text that they were read from. */
struct pjrt_loaded {
    size_t count;
    struct shape *results;
    int *types;
    int64_t *dims;
    size_t *ranks;
    char *text;
};

static void free_program(struct pjrt_loaded *program) {
    free(program->results), free(program->types), free(program->dims), free(program->ranks), free(program->text);
    free_object(program);
}

/* Reads "tensor<2x3xf32>, tensor<f32> {...}) {". */
static struct pjrt_error *read_results(const char *text, size_t length, struct pjrt_loaded **loaded) {
    struct pjrt_loaded *program = new_object(sizeof *program);
    program->text = calloc(1, length + 1);
    memcpy(program->text, text, length);
    size_t most = 1;
    for (const char *at = program->text; (at = strstr(at, "tensor<")); at++) most++;
    program->results = calloc(most, sizeof program->results[0]);
    program->types = calloc(most, sizeof program->types[0]);
    program->ranks = calloc(most, sizeof program->ranks[0]);
    program->dims = calloc(most * MOST_RANK, sizeof program->dims[0]);
    int64_t *next = program->dims;
    for (const char *at = program->text; (at = strstr(at, "tensor<"));) {
        struct shape *shape = &program->results[program->count];
        at = read_shape(at + strlen("tensor<"), shape);
        if (!at) {
            free_program(program);
            return fail("the mime does not know a type of the results");
        }
        program->types[program->count] = shape->type->pjrt;
        program->ranks[program->count++] = shape->rank;
        for (size_t i = 0; i < shape->rank; i++) *next++ = shape->dims[i];
    }
    *loaded = program;
    return NULL;
}

static struct pjrt_error *compile(void *args) {
    static const char arrow[] = ") -> (";
    struct pjrt_compile *a = args;
    const char *main = strstr(a->program->text, "@main("), *newline = main ? strchr(main, '\n') : NULL, *results = NULL;
    for (const char *at = main; at && (at = strstr(at, arrow)) && at < newline; at++) results = at + strlen(arrow);
    return results ? read_results(results, (size_t)(newline - results), &a->loaded) : fail("there is no main");
}

static struct pjrt_error *load(void *args) {
    struct pjrt_load *a = args;
    return read_results(a->bytes, a->bytes_size, &a->loaded);
}

static struct pjrt_error *destroy_program(void *args) {
    free_program(((struct pjrt_ask *)args)->object);
    return NULL;
}

static struct pjrt_error *output_count(void *args) {
    struct pjrt_ask *a = args;
    a->count = ((struct pjrt_loaded *)a->object)->count;
    return NULL;
}

static struct pjrt_error *output_types(void *args) {
    struct pjrt_output_types *a = args;
    const struct pjrt_loaded *program = (const void *)a->executable;
    a->types = program->types;
    a->count = program->count;
    return NULL;
}

static struct pjrt_error *output_dims(void *args) {
    struct pjrt_output_dims *a = args;
    const struct pjrt_loaded *program = (const void *)a->executable;
    a->dims = program->dims;
    a->ranks = program->ranks;
    a->count = program->count;
    return NULL;
}

static struct pjrt_error *program_memory(void *args) {
    struct pjrt_program_memory *a = args;
    const struct pjrt_loaded *program = (const void *)a->executable;
    for (size_t i = 0; i < program->count; i++)
        a->results += (int64_t)(shape_count(&program->results[i]) * program->results[i].type->bytes);
    return NULL;
}

static void release_nothing(void *owner) {
    (void)owner;
}

static struct pjrt_error *serialize(void *args) {
    struct pjrt_serialize *a = args;
    const struct pjrt_loaded *program = (const void *)a->executable;
    a->bytes = program->text;
    a->bytes_size = strlen(program->text);
    a->release = release_nothing;
    return NULL;
}

static struct pjrt_error *execute(void *args) {
    struct pjrt_execute *a = args;
    for (size_t i = 0; i < a->loaded->count; i++) {
        const struct shape *shape = &a->loaded->results[i];
        struct pjrt_buffer *result = new_buffer(shape);
        for (size_t k = 0, n = shape_count(shape); k < n; k++)
            memcpy(result->bytes + k * shape->type->bytes, shape->type->one, shape->type->bytes);
        a->outputs[0][i] = result;
    }
    a->done[0] = new_event();
    return NULL;
}

/* ---------------------------------------------------------------------------- counting and failing */
static pjrt_call_function *const plays[FUNCTION_COUNT + 1] = {
    [PJRT_ERROR_DESTROY] = destroy,
    [PJRT_ERROR_MESSAGE] = error_message,
    [PJRT_ERROR_CODE] = error_code,
    [PJRT_PLUGIN_INITIALIZE] = nothing,
    [PJRT_PLUGIN_ATTRIBUTES] = attributes,
    [PJRT_EVENT_DESTROY] = destroy,
    [PJRT_EVENT_IS_READY] = yes,
    [PJRT_EVENT_AWAIT] = nothing,
    [PJRT_EVENT_ON_READY] = on_ready,
    [PJRT_CLIENT_CREATE] = create_client,
    [PJRT_CLIENT_DESTROY] = destroy,
    [PJRT_CLIENT_PLATFORM] = tell_name,
    [PJRT_CLIENT_VERSION] = tell_name,
    [PJRT_CLIENT_DEVICES] = list_devices,
    [PJRT_CLIENT_COMPILE] = compile,
    [PJRT_BUFFER_FROM_HOST] = buffer_from_host,
    [PJRT_DESCRIPTION_ID] = zero,
    [PJRT_DESCRIPTION_KIND] = tell_name,
    [PJRT_DEVICE_DESCRIPTION] = same_object,
    [PJRT_DEVICE_MEMORY] = device_memory,
    [PJRT_EXECUTABLE_DESTROY] = nothing, /* the same object as the loaded one */
    [PJRT_EXECUTABLE_OUTPUT_COUNT] = output_count,
    [PJRT_EXECUTABLE_SERIALIZE] = serialize,
    [PJRT_LOADED_DESTROY] = destroy_program,
    [PJRT_LOADED_EXECUTABLE] = same_object,
    [PJRT_LOADED_DEVICES] = list_devices,
    [PJRT_LOADED_EXECUTE] = execute,
    [PJRT_EXECUTABLE_LOAD] = load,
    [PJRT_BUFFER_DESTROY] = destroy,
    [PJRT_BUFFER_TO_HOST] = buffer_to_host,
    [PJRT_BUFFER_IS_ON_CPU] = yes,
    [PJRT_BUFFER_READY_EVENT] = buffer_ready,
    [PJRT_BUFFER_POINTER] = buffer_pointer,
    [PJRT_EXECUTABLE_OUTPUT_TYPES] = output_types,
    [PJRT_EXECUTABLE_OUTPUT_DIMS] = output_dims,
    [PJRT_EXECUTABLE_MEMORY] = program_memory,
    [REGISTER] = nothing,
};

static atomic_int uses[FUNCTION_COUNT + 1];
static int failing = -1, failing_use; /* a function, and which use of it fails */
static atomic_bool fired;

static bool destroys(int function) {
    static const int list[] = {PJRT_EVENT_DESTROY, PJRT_CLIENT_DESTROY, PJRT_EXECUTABLE_DESTROY, PJRT_LOADED_DESTROY,
                               PJRT_BUFFER_DESTROY};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        if (list[i] == function) return true;
    return false;
}

static struct pjrt_error *enter(int function, const char *name, void *args) {
    int use = atomic_fetch_add(&uses[function], 1) + 1;
    bool fails = function == failing && use == failing_use;
    /* One that destroys does its work all the same: nobody could do it later. */
    struct pjrt_error *error = !fails || destroys(function) ? plays[function](args) : NULL;
    if (!fails) return error;
    atomic_store(&fired, true);
    return fail("%s was told to fail", name);
}

#define X(NAME, PLACE, TEXT, NEEDED)                      \
    static struct pjrt_error *enter_##PLACE(void *args) { \
        return enter(PLACE, TEXT, args);                  \
    }
ALL_FUNCTIONS(X)
#undef X

static struct pjrt_error *register_handler(struct pjrt_register *args) {
    return enter_REGISTER(args);
}

static struct pjrt_ffi_extension ffi = {.head = {.size = sizeof ffi, .type = PJRT_FFI_EXTENSION},
                                        .register_handler = register_handler};

static struct {
    size_t size;
    struct pjrt_extension *extensions;
    struct {
        size_t size;
        struct pjrt_extension *extensions;
        int major, minor;
    } version;
    pjrt_call_function *functions[FUNCTION_COUNT];
} table = {.size = sizeof table,
           .extensions = &ffi.head,
           .version = {.size = 24, .major = 0, .minor = 99},
           .functions = {
#define X(NAME, PLACE, TEXT, NEEDED) [PLACE] = enter_##PLACE,
               PJRT_FUNCTIONS(X)
#undef X
           }};

EXPORT const struct pjrt_table *GetPjrtApi(void);

EXPORT const struct pjrt_table *GetPjrtApi(void) {
    const char *use = getenv("FAULT_USE");
#define X(NAME, PLACE, TEXT, NEEDED) \
    if (is_fault(TEXT)) failing = PLACE;
    ALL_FUNCTIONS(X)
#undef X
    failing_use = use ? atoi(use) : 0;
    return is_fault("no table") ? NULL : (const struct pjrt_table *)(const void *)&table;
}

__attribute__((destructor)) static void write_log(void) {
    const char *path = getenv("FAULT_LOG");
    FILE *log = path ? fopen(path, "a") : NULL;
    if (!log) return;
#define X(NAME, PLACE, TEXT, NEEDED) \
    if (uses[PLACE]) fprintf(log, "call %s %d\n", TEXT, uses[PLACE]);
    ALL_FUNCTIONS(X)
#undef X
    if (atomic_load(&fired)) fprintf(log, "fired\n");
    fprintf(log, "alive %d\n", atomic_load(&alive));
    fclose(log);
}
