/* calx run: compiles a StableHLO text and runs it once, on one device. */
#include "signature.h"
#include "tool.h"

#include "base/alloc.h"
#include "base/dtype.h"
#include "io/file.h"
#include "pjrt/pjrt.h"
#include "run/tensor.h"

#include <string.h>

enum { SMALL = 100 }; /* results of up to so many elements are printed with their values */

struct job {
    const char *program, *out, *device;
    const char *in[SIGNATURE_MAX];
    int inputs;
    char *text; /* the program's, ended by '\0' */
    size_t length;
    struct signature signature;
    cx_array *array[SIGNATURE_MAX]; /* the files of `in` */
    cx_runtime *runtime;
    struct cxi_program *compiled;
    bool statistics;
};

/* ---------------------------------------------------------------------------------------- the command line */

/* The value of an option that stands at argv[*i]; NULL, with a message, when nothing follows. */
static const char *value_of(int argc, char **argv, int *i) {
    if (*i + 1 < argc) return argv[++*i];
    tool_complain(TOOL_USAGE, "run", "%s needs a value", argv[*i]);
    return NULL;
}

static bool add_input(struct job *job, const char *path) {
    if (job->inputs == SIGNATURE_MAX) return tool_complain(false, "run", "more than %d inputs", SIGNATURE_MAX);
    job->in[job->inputs++] = path;
    return true;
}

/* --in takes all words up to the next option. */
static bool read_inputs(struct job *job, int argc, char **argv, int *i) {
    const char *first = value_of(argc, argv, i);
    if (!first || !add_input(job, first)) return false;
    while (*i + 1 < argc && argv[*i + 1][0] != '-')
        if (!add_input(job, argv[++*i])) return false;
    return true;
}

static bool read_command_line(struct job *job, int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        bool ok = true;
        if (strcmp(argv[i], "--in") == 0)
            ok = read_inputs(job, argc, argv, &i);
        else if (strcmp(argv[i], "--out") == 0)
            ok = (job->out = value_of(argc, argv, &i)) != NULL;
        else if (strcmp(argv[i], "--device") == 0)
            ok = (job->device = value_of(argc, argv, &i)) != NULL;
        else if (strcmp(argv[i], "--statistics") == 0)
            job->statistics = true;
        else if (argv[i][0] == '-')
            ok = tool_complain(false, "run", "there is no option %s", argv[i]);
        else if (job->program)
            ok = tool_complain(false, "run", "two programs: %s and %s", job->program, argv[i]);
        else
            job->program = argv[i];
        if (!ok) return false;
    }
    return job->program || tool_complain(false, "run", "no PROGRAM.mlir was named");
}

/* --------------------------------------------------------------------------------- reading and checking */

static bool read_program(struct job *job, struct cxi_status *status) {
    struct cxi_file file;
    if (!cxi_file_read(&file, job->program, status)) return false;
    job->length = file.size;
    if (memchr(file.bytes, '\0', file.size))
        cxi_fail(status, "%s: not a text: it has zero bytes (MLIR bytecode?)", job->program);
    else if (!(job->text = cxi_new(1, file.size + 1)))
        cxi_fail_memory(status);
    else
        memcpy(job->text, file.bytes, file.size);
    cxi_file_close(&file);
    struct cxi_status why = {0};
    if (cxi_ok(status) && !signature_read(job->text, &job->signature, &why))
        cxi_fail(status, "%s: %s", job->program, cxi_error(&why));
    cxi_status_clear(&why);
    return cxi_ok(status);
}

/* What numpy holds a dtype in that it has no name for: bf16 and f8 in f32, 4-bit integers in bytes. */
static cx_dtype in_numpy(cx_dtype dtype) {
    if (cxi_dtype(dtype)->npy) return dtype;
    return cxi_is_float(dtype) ? CX_F32 : dtype == CX_I4 ? CX_I8 : CX_U8;
}

/* The array converted, in its place. */
static void convert(cx_array **array, cx_dtype dtype) {
    if (cx_array_dtype(*array) == dtype) return;
    cx_array *converted = cx_array_convert(*array, dtype);
    cx_array_free(*array);
    *array = converted;
}

static bool read_arrays(struct job *job, struct cxi_status *status) {
    const struct signature *s = &job->signature;
    if (job->inputs != s->inputs)
        return cxi_fail(status, "%s takes %d inputs, and --in names %d", job->program, s->inputs, job->inputs);
    for (int i = 0; i < job->inputs; i++) {
        cx_array *array = job->array[i] = cx_npy_read(job->in[i]);
        if (cx_array_error(array)) return cxi_fail(status, "%s", cx_array_error(array));
        cx_dtype held = in_numpy(s->input[i].dtype);
        if (cx_array_dtype(array) != held || !cx_dims_equal(cx_array_dims(array), s->input[i].dims)) {
            struct cxi_words wanted = cxi_type_words(held, s->input[i].dims);
            struct cxi_words found = cxi_type_words(cx_array_dtype(array), cx_array_dims(array));
            return cxi_fail(status, "%s: input %d must be %s, and %s holds %s", job->program, i, wanted.text,
                            job->in[i], found.text);
        }
        convert(&job->array[i], s->input[i].dtype);
    }
    return true;
}

/* -------------------------------------------------------------------------------------- running and results */

static bool compile(struct job *job, struct cxi_status *status) {
    struct cxi_status why = {0};
    struct cxi_client *client = cxi_runtime_client(job->runtime, status);
    if (!client) return false;
    job->compiled = cxi_program_compile(client, job->text, job->length, &(struct cxi_compile_options){0}, &why);
    if (!job->compiled) cxi_fail(status, "%s: %s", job->program, cxi_error(&why));
    cxi_status_clear(&why);
    return job->compiled != NULL;
}

static bool show(struct job *job, int i, cx_tensor *result) {
    bool small = cx_dims_count(cx_tensor_dims(result)) <= SMALL;
    if (!cx_tensor_wait(result)) return false;
    printf("%d: ", i);
    if (small)
        cx_tensor_print(result, stdout);
    else
        printf("%s\n", cxi_type_words(cx_tensor_dtype(result), cx_tensor_dims(result)).text);
    if (!job->out) return true;
    struct cxi_text path = {0};
    cxi_addf(&path, "%s%d.npy", job->out, i);
    cx_array *array = cx_tensor_array(result);
    convert(&array, in_numpy(cx_array_dtype(array)));
    bool ok = cx_npy_write(job->runtime, cxi_text(&path), array);
    cx_array_free(array);
    cxi_text_free(&path);
    return ok;
}

static bool execute(struct job *job, struct cxi_status *status) {
    int outputs = cxi_program_output_count(job->compiled);
    struct cxi_buffer *in[SIGNATURE_MAX], **out = cxi_new((size_t)outputs, sizeof *out);
    if (!out) return cxi_fail_memory(status);
    bool ok = true;
    for (int i = 0; i < job->inputs && ok; i++) {
        cx_tensor *tensor = cx_tensor_of(job->runtime, job->array[i]); /* freed with the runtime */
        ok = cxi_tensor_usable(tensor, job->runtime, status);
        if (ok) in[i] = tensor->buffer[0];
    }
    ok = ok && cxi_program_execute(job->compiled, in, job->inputs, NULL, out, outputs, status);
    for (int i = 0; i < outputs && ok; i++) {
        cx_tensor *result = cxi_tensor_empty(job->runtime, cxi_buffer_dtype(out[i]), cxi_buffer_dims(out[i]));
        result->buffer[result->buffers++] = out[i];
        ok = show(job, i, result);
        out[i] = NULL; /* the tensor's */
    }
    for (int i = 0; i < outputs; i++) cxi_buffer_free(out[i]);
    cxi_free(out);
    return ok;
}

int tool_run(int argc, char **argv) {
    struct job job = {.device = "cpu"};
    if (!read_command_line(&job, argc, argv)) return TOOL_USAGE;
    struct cxi_status status = {0};
    bool ok = read_program(&job, &status) && read_arrays(&job, &status);
    if (ok) {
        job.runtime = cx_open(job.device);
        ok = compile(&job, &status) && execute(&job, &status);
    }
    if (!ok) {
        const char *error = cxi_ok(&status) ? cx_error(job.runtime) : cxi_error(&status);
        tool_complain(TOOL_FAILED, "run", "%s", error ? error : "failed");
    }
    if (ok && job.statistics) {
        cx_statistics statistics = cx_runtime_statistics(job.runtime);
        cx_statistics_write(&statistics, stderr);
    }
    for (int i = 0; i < job.inputs; i++) cx_array_free(job.array[i]);
    if (job.compiled) cxi_program_free(job.compiled);
    if (job.runtime) cx_close(job.runtime, NULL);
    cxi_free(job.text);
    cxi_status_clear(&status);
    return ok ? TOOL_FINE : TOOL_FAILED;
}
