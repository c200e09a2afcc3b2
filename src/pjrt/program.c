/* Programs: compiled, saved, loaded, asked. Running them is in execute.c. */
#include "pjrt/program.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/dtype.h"
#include "pjrt/fits.h"
#include "pjrt/options.h"

#include <string.h>

/* ------------------------------------------------------------------------------------- its results */
static cx_dtype dtype_of(int pjrt) {
    for (int t = CX_INVALID + 1; t < CX_DTYPE_COUNT; t++)
        if (cxi_dtype((cx_dtype)t)->pjrt == pjrt) return (cx_dtype)t;
    return CX_INVALID;
}

static bool take_output(struct cxi_program_result *output, int index, int type, const int64_t *dims, size_t rank,
                        struct cxi_status *status) {
    output->dtype = dtype_of(type);
    if (!output->dtype)
        return cxi_fail(status, "result %d has an element type that Calx does not know (PJRT's %d)", index, type);
    if (rank > CX_MAX_RANK) return cxi_fail(status, "result %d has rank %zu; the most is %d", index, rank, CX_MAX_RANK);
    output->dims.rank = (int)rank;
    if (rank) memcpy(output->dims.dim, dims, rank * sizeof dims[0]);
    return true;
}

static bool learn_outputs(struct cxi_program *program, struct cxi_status *status) {
    static const char attempt[] = "asking the program for its results";
    const struct cxi_plugin *plugin = program->client->plugin;
    PJRT_ARGS(pjrt_ask, count);
    count->object = program->executable;
    PJRT_ARGS(pjrt_output_types, types);
    types->executable = program->executable;
    PJRT_ARGS(pjrt_output_dims, dims);
    dims->executable = program->executable;
    if (!cxi_call(plugin, PJRT_EXECUTABLE_OUTPUT_COUNT, count, status, attempt)) return false;
    if (!count->count) return true;
    if (!cxi_call(plugin, PJRT_EXECUTABLE_OUTPUT_TYPES, types, status, attempt) ||
        !cxi_call(plugin, PJRT_EXECUTABLE_OUTPUT_DIMS, dims, status, attempt))
        return false;
    if (types->count != count->count || dims->count != count->count)
        return cxi_fail(status, "%s: the plugin counts %zu, %zu and %zu of them", attempt, count->count, types->count,
                        dims->count);
    program->outputs = cxi_new(count->count, sizeof program->outputs[0]);
    if (!program->outputs) return cxi_fail_memory(status);
    program->output_count = (int)count->count;
    const int64_t *next = dims->dims;
    for (int i = 0; i < program->output_count; i++) {
        if (!take_output(&program->outputs[i], i, types->types[i], next, dims->ranks[i], status)) return false;
        if (dims->ranks[i]) next += dims->ranks[i]; /* next is NULL when all are scalars */
    }
    return true;
}

/* Which devices it runs on, in the order of its partitions. */
static bool learn_devices(struct cxi_program *program, struct cxi_status *status) {
    PJRT_ARGS(pjrt_ask, devices);
    devices->object = program->loaded;
    if (!cxi_call(program->client->plugin, PJRT_LOADED_DEVICES, devices, status, "asking for the program's devices"))
        return false;
    size_t count = devices->list.count;
    if (!count) return cxi_fail(status, "the program runs on no device of this process");
    program->devices = cxi_new(count, sizeof program->devices[0]);
    if (!program->devices) return cxi_fail_memory(status);
    program->partitions = (int)count;
    for (size_t i = 0; i < count; i++) {
        program->devices[i] = cxi_client_find_device(program->client, devices->list.items[i]);
        if (program->devices[i] < 0) return cxi_fail(status, "the program runs on a device unknown to its client");
    }
    return true;
}

/* Fills in all but the loaded executable and the dropped flags. */
static bool learn(struct cxi_program *program, struct cxi_status *status) {
    PJRT_ARGS(pjrt_ask, executable);
    executable->object = program->loaded;
    if (!cxi_call(program->client->plugin, PJRT_LOADED_EXECUTABLE, executable, status, "asking for the program"))
        return false;
    program->executable = executable->pointer;
    return learn_outputs(program, status) && learn_devices(program, status) && cxi_program_fits(program, status);
}

/* ------------------------------------------------------------------------------------- made, freed */
static struct cxi_program *new_program(struct cxi_client *client, struct cxi_status *status) {
    struct cxi_program *program = cxi_new(1, sizeof *program);
    if (!program) {
        cxi_fail_memory(status);
        return NULL;
    }
    program->client = client;
    cxi_count(&client->counters.programs, 1);
    return program;
}

void cxi_program_free(struct cxi_program *program) {
    if (!program) return;
    struct cxi_client *client = program->client;
    if (!cxi_client_was_forked(client)) {
        cxi_destroy(client->plugin, PJRT_EXECUTABLE_DESTROY, program->executable);
        cxi_destroy(client->plugin, PJRT_LOADED_DESTROY, program->loaded);
    }
    cxi_count(&client->counters.programs_freed, 1);
    cxi_free(program->outputs);
    cxi_free(program->devices);
    cxi_free(program->dropped);
    cxi_free(program);
}

/* The global ids of the devices that `options` asks for: freed by cxi_free. */
static int64_t *wanted_devices(const struct cxi_client *client, const struct cxi_compile_options *options,
                               int *partitions, struct cxi_status *status) {
    *partitions = options->partitions ? options->partitions : 1;
    if (*partitions < 0 || *partitions > client->device_count) {
        cxi_fail(status, "a program of %d partitions needs as many devices; the %s client has %d", *partitions,
                 client->platform, client->device_count);
        return NULL;
    }
    int first = *partitions == 1 ? options->device : 0;
    if (!cxi_client_has_device(client, first, status)) return NULL;
    int64_t *ids = cxi_new((size_t)*partitions, sizeof ids[0]);
    if (!ids) cxi_fail_memory(status);
    for (int i = 0; ids && i < *partitions; i++) ids[i] = client->devices[first + i].id;
    return ids;
}

static bool encode(const struct cxi_client *client, const struct cxi_compile_options *options,
                   const struct cxi_option *flags, int flag_count, struct cxi_text *bytes, struct cxi_status *status) {
    int partitions;
    int64_t *ids = wanted_devices(client, options, &partitions, status);
    bool encoded = ids && cxi_encode_compile_options(bytes, ids, partitions, flags, flag_count, status);
    cxi_free(ids);
    return encoded;
}

bool cxi_program_options(const struct cxi_client *client, const struct cxi_compile_options *options,
                         struct cxi_text *bytes, struct cxi_status *status) {
    return encode(client, options, options->flags, options->flag_count, bytes, status);
}

/* ----------------------------------------------------------------------------------------- compile */
static struct pjrt_loaded *compile(const struct cxi_client *client, const char *stablehlo, size_t length,
                                   const struct cxi_compile_options *options, const struct cxi_trial *flags,
                                   struct cxi_status *status) {
    struct cxi_text bytes = {0};
    PJRT_ARGS(pjrt_program, program);
    program->text = stablehlo;
    program->length = length;
    program->format = "mlir";
    program->format_length = 4;
    PJRT_ARGS(pjrt_compile, compile);
    bool compiled = false;
    if (encode(client, options, flags->left, flags->count, &bytes, status)) {
        compile->client = client->client;
        compile->program = program;
        compile->options = bytes.data;
        compile->options_size = bytes.length;
        compiled = cxi_call(client->plugin, PJRT_CLIENT_COMPILE, compile, status, "compiling the program");
    }
    cxi_text_free(&bytes);
    return compiled ? compile->loaded : NULL;
}

/* The caller's flags, and what a CUDA plugin from pip needs. */
static bool begin_flags(struct cxi_trial *trial, const struct cxi_client *client,
                        const struct cxi_compile_options *options, struct cxi_status *status) {
    static const char cuda_flag[] = "xla_gpu_cuda_data_dir";
    if (!cxi_trial_begin(trial, options->flags, options->flag_count, 1, status)) return false;
    if (!client->plugin->cuda_folder) return true;
    for (int i = 0; i < trial->count; i++)
        if (strcmp(trial->left[i].name, cuda_flag) == 0) return true;
    trial->left[trial->count++] =
        (struct cxi_option){.name = cuda_flag, .type = CXI_OPTION_STRING, .string = client->plugin->cuda_folder};
    return true;
}

struct cxi_program *cxi_program_compile(struct cxi_client *client, const char *stablehlo, size_t length,
                                        const struct cxi_compile_options *options, struct cxi_status *status) {
    struct cxi_trial flags;
    if (!cxi_client_usable(client, status)) return NULL;
    struct cxi_program *program = new_program(client, status);
    if (!program) return NULL;
    if (begin_flags(&flags, client, options, status)) {
        struct cxi_status refused = {0};
        double began = cxi_seconds();
        while (!(program->loaded = compile(client, stablehlo, length, options, &flags, &refused)) &&
               cxi_trial_drop(&flags, cxi_error(&refused)))
            cxi_status_clear(&refused);
        cxi_count(&client->counters.compilations, program->loaded != NULL);
        cxi_count(&client->counters.compile_nanoseconds, (int64_t)(1e9 * (cxi_seconds() - began)));
        cxi_pass(status, &refused);
        cxi_status_clear(&refused);
        program->dropped = cxi_trial_end(&flags);
        if (!program->dropped) cxi_fail_memory(status);
    }
    if (program->loaded && program->dropped && learn(program, status)) return program;
    cxi_program_free(program);
    return NULL;
}

/* ----------------------------------------------------------------------------------- save and load */
bool cxi_program_save(struct cxi_program *program, struct cxi_text *bytes, struct cxi_status *status) {
    const struct cxi_plugin *plugin = program->client->plugin;
    if (!cxi_client_usable(program->client, status)) return false;
    PJRT_ARGS(pjrt_serialize, serialize);
    serialize->executable = program->executable;
    if (!cxi_call(plugin, PJRT_EXECUTABLE_SERIALIZE, serialize, status, "saving the compiled program")) return false;
    cxi_add_bytes(bytes, serialize->bytes, serialize->bytes_size);
    if (serialize->release) serialize->release(serialize->owner);
    return cxi_text_ok(bytes) || cxi_fail_memory(status);
}

/* That it runs where `options` wants it: some plugins keep to the devices it was compiled for. */
static bool is_where_wanted(const struct cxi_program *program, const struct cxi_compile_options *options,
                            struct cxi_status *status) {
    int partitions = options->partitions ? options->partitions : 1;
    int first = partitions == 1 ? options->device : 0;
    if (program->partitions != partitions)
        return cxi_fail(status, "the saved program has %d partitions, and %d are wanted", program->partitions,
                        partitions);
    for (int i = 0; i < partitions; i++)
        if (program->devices[i] != first + i)
            return cxi_fail(status, "the saved program was compiled for device %d, and device %d is wanted",
                            program->devices[i], first + i);
    return true;
}

struct cxi_program *cxi_program_load(struct cxi_client *client, const void *bytes, size_t size,
                                     const struct cxi_compile_options *options, struct cxi_status *status) {
    struct cxi_text encoded = {0};
    if (!cxi_client_usable(client, status)) return NULL;
    struct cxi_program *program = new_program(client, status);
    if (!program) return NULL;
    PJRT_ARGS(pjrt_load, load);
    load->client = client->client;
    load->bytes = bytes;
    load->bytes_size = size;
    bool loaded = (program->dropped = cxi_copy_string("")) || cxi_fail_memory(status);
    if (loaded && encode(client, options, NULL, 0, &encoded, status)) {
        load->options = encoded.data;
        load->options_size = encoded.length;
        loaded = cxi_call(client->plugin, PJRT_EXECUTABLE_LOAD, load, status, "loading a compiled program");
        program->loaded = loaded ? load->loaded : NULL;
    }
    cxi_text_free(&encoded);
    if (program->loaded && learn(program, status) && is_where_wanted(program, options, status)) return program;
    cxi_program_free(program);
    return NULL;
}

/* --------------------------------------------------------------------------------------- questions */
const char *cxi_program_dropped(const struct cxi_program *program) {
    return program->dropped;
}

bool cxi_program_memory(struct cxi_program *program, struct cxi_program_memory *memory, struct cxi_status *status) {
    if (!cxi_client_usable(program->client, status)) return false;
    PJRT_ARGS(pjrt_program_memory, told);
    told->executable = program->executable;
    if (!cxi_call(program->client->plugin, PJRT_EXECUTABLE_MEMORY, told, status,
                  "asking the program for the memory it needs"))
        return false;
    *memory = (struct cxi_program_memory){told->code,    told->arguments,   told->results,
                                          told->aliased, told->temporaries, told->peak};
    return true;
}

bool cxi_program_output(struct cxi_program *program, int output, cx_dtype *dtype, cx_dims *dims,
                        struct cxi_status *status) {
    if (output < 0 || output >= program->output_count)
        return cxi_fail(status, "the program has no result %d: it has %d", output, program->output_count);
    *dtype = program->outputs[output].dtype;
    *dims = program->outputs[output].dims;
    return true;
}

int cxi_program_output_count(struct cxi_program *program) {
    return program->output_count;
}
