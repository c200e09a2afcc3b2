#include "soak/derivatives.h"
#include "soak/soak.h"

#include <calx.h>

#include "base/dtype.h"
#include "run/runtime.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ----------------------------------------------------------------------------------------- from a seed */

/* splitmix64 */
uint64_t soak_bits(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

static double next_number(uint64_t *state) { /* in [-1, 1) */
    return (double)(int64_t)soak_bits(state) * 0x1p-63;
}

/* One seed on its way. */
struct trial {
    struct soak *soak;
    struct maker maker;
    struct derivatives derivatives;
    uint64_t seed, state;
    cx_function *function;
    cx_array *input[MOST_PARAMETERS];
    double *direction[MOST_PARAMETERS]; /* of the floating ones; NULL: the input stays */
};

static void finding(struct trial *t, const char *format, ...) CX_PRINTF(2, 3);
static void finding(struct trial *t, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fprintf(t->soak->report, "seed %llu purpose %d: ", (unsigned long long)t->seed, (int)t->maker.purpose);
    vfprintf(t->soak->report, format, args);
    fprintf(t->soak->report, "\n");
    va_end(args);
    t->soak->findings++;
}

static void note_refusal(const char *row, const char *message, void *user) {
    struct soak *s = user;
    s->refusals++;
    if (s->verbose) fprintf(s->report, "%s: %s\n", row, message);
}

static void note_success(const char *name, void *user) {
    struct soak *s = user;
    s->operations++;
    for (int i = 0; random_rows[i].name && i < SOAK_ROWS; i++)
        if (strcmp(random_rows[i].name, name) == 0) s->made[i]++;
}

static void make_graph(struct trial *t, enum purpose purpose) {
    enum { BYTES = RECORD * (MOST_OPERATIONS + MOST_PARAMETERS) };
    uint8_t bytes[BYTES];
    for (int i = 0; i < BYTES; i++) bytes[i] = (uint8_t)(soak_bits(&t->state) >> 32);
    bytes[0] = (uint8_t)purpose;
    t->maker = (struct maker){.refusal = note_refusal, .success = note_success, .user = t->soak};
    random_graph(&t->maker, bytes, BYTES);
    derivatives_add(&t->derivatives, &t->maker);
    if (t->maker.bad) finding(t, "%d bad messages", t->maker.bad);
}

/* ---------------------------------------------------------------------------------------------- running */

static void make_inputs(struct trial *t) {
    const struct cxi_list *parameters = &t->maker.graph->main->parameters;
    for (int i = 0; i < parameters->count; i++) {
        const cx_node *x = parameters->node[i];
        cx_array *array = t->input[i] = cx_array_new(x->dtype, x->dims);
        bool moves = x->dtype == CX_F64;
        if (moves) t->direction[i] = calloc((size_t)cx_array_count(array) + 1, sizeof(double));
        for (int64_t k = 0; k < cx_array_count(array); k++) {
            double value = 2 * next_number(&t->state);
            if (!cxi_is_float(x->dtype)) value = x->dtype == CX_BOOL ? value > 0 : floor(fabs(value) * 2);
            cxi_element_write(x->dtype, (char *)cx_array_data(array) + (size_t)k * cx_dtype_size(x->dtype), value);
            if (moves) t->direction[i][k] = next_number(&t->state);
        }
    }
}

/* Calls the function with the floating inputs moved by step * direction. */
static void call(struct trial *t, double step, cx_tensor **out) {
    cx_tensor *in[MOST_PARAMETERS] = {0};
    int count = t->maker.parameters;
    for (int i = 0; i < count; i++) {
        cx_array *array = t->input[i];
        double *moved = t->direction[i] ? cx_array_data(array) : NULL;
        for (int64_t k = 0; moved && k < cx_array_count(array); k++) moved[k] += step * t->direction[i][k];
        in[i] = cx_tensor_of(t->soak->runtime, array);
        for (int64_t k = 0; moved && k < cx_array_count(array); k++) moved[k] -= step * t->direction[i][k];
    }
    cx_call(t->function, count, in, t->derivatives.results, out);
    for (int i = 0; i < count; i++) cx_tensor_free(in[i]);
}

static void free_results(struct trial *t, cx_tensor **out) {
    for (int i = 0; i < t->derivatives.results; i++) cx_tensor_free(out[i]);
}

/* ------------------------------------------------------------------------------------ finite differences */

/* The losses at a step along the direction. */
static void losses_at(struct trial *t, double step, double losses[2]) {
    cx_tensor *out[MOST_RESULTS];
    call(t, step, out);
    for (int order = 0; order < t->derivatives.losses; order++)
        losses[order] = cx_tensor_item(out[order * (1 + t->derivatives.inputs)]);
    free_results(t, out);
}

/* The sum of gradient * direction; *scale grows by the absolute values. */
static double slope(struct trial *t, cx_tensor *const *gradient, double *scale) {
    double sum = 0;
    for (int k = 0; k < t->derivatives.inputs; k++) {
        const double *direction = t->direction[t->derivatives.parameter[k]];
        cx_array *array = direction ? cx_tensor_array(gradient[k]) : NULL;
        for (int64_t i = 0; array && i < cx_array_count(array); i++) {
            double term = cx_array_at(array, i) * direction[i];
            sum += term;
            *scale += fabs(term);
        }
        cx_array_free(array);
    }
    return sum;
}

/* Derivatives of both orders against central differences of two steps. Where those two differ there is a kink or a jump
   nearby, or rounding is too large, and nothing can be said. */
static void compare(struct trial *t, cx_tensor *const *out) {
    const double step = 1e-5, tolerance = 1e-5;
    double above[2], below[2], near_above[2], near_below[2];
    losses_at(t, step, above);
    losses_at(t, -step, below);
    losses_at(t, step / 2, near_above);
    losses_at(t, -step / 2, near_below);
    for (int order = 0; order < t->derivatives.losses; order++) {
        int first = order * (1 + t->derivatives.inputs);
        double scale = fmax(1, fabs(above[order])), told = slope(t, out + first + 1, &scale);
        double wide = (above[order] - below[order]) / (2 * step);
        double close = (near_above[order] - near_below[order]) / step;
        bool sound = isfinite(told) && isfinite(wide) && isfinite(close) && scale < 1e6;
        if (!sound || fabs(wide - close) > tolerance * scale)
            t->soak->unsmooth++;
        else if (fabs(told - close) > 10 * tolerance * scale)
            finding(t, "derivative %d along a direction is %.12g, by finite differences %.12g and %.12g", order + 1,
                    told, wide, close);
        else
            t->soak->compared++;
    }
}

static void run(struct trial *t) {
    cx_tensor *out[MOST_RESULTS];
    t->function = cx_jit_graph(t->soak->runtime, t->maker.graph);
    make_inputs(t);
    call(t, 0, out);
    bool ran = cx_function_error(t->function) == NULL;
    for (int i = 0; i < t->derivatives.results && ran; i++) ran = cx_tensor_wait(out[i]);
    if (ran && t->maker.purpose == SMOOTH) compare(t, out);
    if (!ran || !cx_ok(t->soak->runtime)) finding(t, "%s", cx_error(t->soak->runtime));
    cx_clear_error(t->soak->runtime);
    t->soak->runs++;
    free_results(t, out);
    cx_function_free(t->function);
    for (int i = 0; i < t->maker.parameters; i++) {
        cx_array_free(t->input[i]);
        free(t->direction[i]);
    }
}

bool soak_one(struct soak *s, uint64_t seed, enum purpose purpose) {
    struct trial t = {.soak = s, .seed = seed, .state = seed};
    long before = s->findings;
    make_graph(&t, purpose);
    s->graphs++;
    if (s->runtime && purpose != WILD)
        run(&t); /* the function takes the graph over */
    else
        cx_graph_free(t.maker.graph);
    return s->findings == before;
}
