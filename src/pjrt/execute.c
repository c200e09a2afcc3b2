/* Running a program: the path that every training step and every generated token takes. Nothing is formatted,
   waited for or, up to SMALL pointers, allocated here but the handles of the results. */
#include "pjrt/program.h"

#include "base/alloc.h"

#include <string.h>

enum { SMALL = 192 }; /* pointers on the stack: 1.5 KiB */

/* The arrays of one call, in one block. */
struct frame {
    struct pjrt_buffer **inputs;             /* [partition][input] */
    struct pjrt_buffer **outputs;            /* [partition][output] */
    struct pjrt_buffer *const **input_lists; /* [partition] */
    struct pjrt_buffer ***output_lists;      /* [partition] */
    struct pjrt_event **done;                /* [partition] */
    int64_t *not_donated;                    /* [input] */
    size_t not_donated_count;
};

union slot {
    void *pointer;
    int64_t integer;
};

static size_t frame_size(int partitions, int inputs, int outputs) {
    return (size_t)partitions * ((size_t)inputs + (size_t)outputs + 3) + (size_t)inputs;
}

static void lay_out(struct frame *frame, union slot *slots, int partitions, int inputs, int outputs) {
    size_t p = (size_t)partitions, in = (size_t)inputs, out = (size_t)outputs;
    frame->inputs = (struct pjrt_buffer **)slots;
    frame->outputs = (struct pjrt_buffer **)(slots += p * in);
    frame->input_lists = (struct pjrt_buffer *const **)(slots += p * out);
    frame->output_lists = (struct pjrt_buffer ***)(slots += p);
    frame->done = (struct pjrt_event **)(slots += p);
    frame->not_donated = (int64_t *)(slots += p);
    frame->not_donated_count = 0;
    for (size_t i = 0; i < p; i++) {
        frame->input_lists[i] = frame->inputs + i * in;
        frame->output_lists[i] = frame->outputs + i * out;
        frame->done[i] = NULL;
    }
}

static bool take_inputs(struct frame *frame, const struct cxi_program *program, struct cxi_buffer *const *in,
                        int inputs, const bool *keep, struct cxi_status *status) {
    for (int i = 0; i < inputs; i++) {
        bool kept = keep && keep[i];
        for (int p = 0; p < program->partitions; p++) {
            const struct cxi_buffer *buffer = in[p * inputs + i];
            if (!buffer || buffer->client != program->client)
                return cxi_fail(status,
                                buffer ? "argument %d of the program belongs to another client"
                                       : "argument %d of the program is missing",
                                i);
            frame->inputs[p * inputs + i] = buffer->buffer;
            kept |= buffer->shared; /* donated, the program would write into the caller's memory */
        }
        if (kept) frame->not_donated[frame->not_donated_count++] = i;
    }
    return true;
}

static void free_outputs(struct cxi_buffer **out, int count) {
    for (int i = 0; i < count; i++) {
        cxi_buffer_free(out[i]);
        out[i] = NULL;
    }
}

/* The handles, before the call: afterwards there would be no way back. */
static bool make_outputs(const struct cxi_program *program, struct cxi_buffer **out, struct cxi_status *status) {
    int count = program->output_count;
    for (int i = 0; i < count * program->partitions; i++) {
        const struct cxi_program_result *output = &program->outputs[i % count];
        out[i] = cxi_buffer_new(program->client, program->devices[i / count], output->dtype, output->dims);
        if (out[i]) continue;
        free_outputs(out, i);
        return cxi_fail_memory(status);
    }
    return true;
}

/* XLA's words for a buffer that is donated while it is also another argument leave it open which one that is;
   these do not. */
static bool explain(const struct cxi_status *cause, struct cxi_buffer *const *in, int inputs, int partitions,
                    struct cxi_status *status) {
    const char *why = cxi_error(cause);
    bool in_this_call = strstr(why, "donate") && !strstr(why, "deleted");
    for (int p = 0; in_this_call && p < partitions; p++)
        for (int i = 0; i < inputs; i++)
            for (int j = i + 1; j < inputs; j++)
                if (in[p * inputs + i] == in[p * inputs + j])
                    return cxi_fail(status,
                                    "arguments %d and %d are the same buffer, and the program takes over the "
                                    "memory of one of them: pass a copy, or keep both (%s)",
                                    i, j, why);
    return cxi_pass(status, cause);
}

static bool call(struct frame *frame, struct cxi_program *program, struct cxi_buffer *const *in, int inputs,
                 struct cxi_status *status) {
    struct cxi_client *client = program->client;
    PJRT_ARGS(pjrt_execute_options, options);
    options->not_donated = frame->not_donated;
    options->not_donated_count = frame->not_donated_count;
    PJRT_ARGS(pjrt_execute, execute);
    execute->loaded = program->loaded;
    execute->options = options;
    execute->inputs = frame->input_lists;
    execute->device_count = (size_t)program->partitions;
    execute->input_count = (size_t)inputs;
    execute->outputs = frame->output_lists;
    execute->done = frame->done;
    struct cxi_status failed = {0};
    if (!cxi_call(client->plugin, PJRT_LOADED_EXECUTE, execute, &failed, "executing the program")) {
        explain(&failed, in, inputs, program->partitions, status);
        cxi_status_clear(&failed);
        return false;
    }
    cxi_count(&client->counters.executions, 1);
    /* What went wrong later is told by the results. The events must be taken all the same, or they leak. */
    for (int p = 0; p < program->partitions; p++) {
        cxi_event_taken(client, frame->done[p]);
        cxi_event_destroy(client, frame->done[p]);
    }
    return true;
}

static bool execute(struct cxi_program *program, union slot *slots, struct cxi_buffer *const *in, int inputs,
                    const bool *keep, struct cxi_buffer **out, struct cxi_status *status) {
    int outputs = program->output_count, partitions = program->partitions;
    struct frame frame;
    lay_out(&frame, slots, partitions, inputs, outputs);
    if (!take_inputs(&frame, program, in, inputs, keep, status) || !make_outputs(program, out, status)) return false;
    if (!call(&frame, program, in, inputs, status)) {
        free_outputs(out, partitions * outputs);
        return false;
    }
    for (int i = 0; i < partitions * outputs; i++) out[i]->buffer = frame.outputs[i];
    return true;
}

bool cxi_program_execute(struct cxi_program *program, struct cxi_buffer *const *in, int inputs, const bool *keep,
                         struct cxi_buffer **out, int outputs, struct cxi_status *status) {
    if (!cxi_client_usable(program->client, status)) return false;
    if (outputs != program->output_count)
        return cxi_fail(status, "the program has %d results, and room is given for %d", program->output_count, outputs);
    for (int i = 0; i < program->partitions * outputs; i++) out[i] = NULL;
    size_t needed = frame_size(program->partitions, inputs, outputs);
    if (needed <= SMALL) {
        union slot small[SMALL];
        return execute(program, small, in, inputs, keep, out, status);
    }
    union slot *large = cxi_new(needed, sizeof *large);
    if (!large) return cxi_fail_memory(status);
    bool done = execute(program, large, in, inputs, keep, out, status);
    cxi_free(large);
    return done;
}
