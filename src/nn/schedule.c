/* Schedules: up to four shapes one after another, each a function of the updates since its begin. */
#include "nn/optimizer.h"

#include "graph/graph.h"

#include <math.h>

enum shape { LINE, COSINE, POWER, STAIRS };

enum { TOO_MANY = -1, NO_TIME = -2 }; /* of cx_schedule.parts: what is wrong comes out in the graph */

static cx_schedule one(enum shape shape, int64_t updates, double from, double to) {
    if (updates < 1) return (cx_schedule){.parts = NO_TIME};
    return (cx_schedule){.parts = 1, .part = {{.shape = shape, .steps = updates, .from = from, .to = to}}};
}

cx_schedule cx_steady(double factor) {
    return one(LINE, 1, factor, factor);
}

cx_schedule cx_linear(double from, double to, int64_t updates) {
    return one(LINE, updates, from, to);
}

cx_schedule cx_cosine(int64_t updates, double to) {
    return one(COSINE, updates, 1, to);
}

cx_schedule cx_exponential(int64_t updates, double factor) {
    return one(POWER, updates, 1, factor);
}

cx_schedule cx_step_decay(int64_t updates, double factor) {
    return one(STAIRS, updates, 1, factor);
}

cx_schedule cx_then(cx_schedule a, int64_t updates, cx_schedule b) {
    if (a.parts == 0) a = cx_steady(1);
    if (b.parts == 0) b = cx_steady(1);
    if (a.parts < 0) return a;
    if (b.parts < 0) return b;
    if (updates < 0) return (cx_schedule){.parts = NO_TIME};
    while (a.parts > 0 && a.part[a.parts - 1].begin >= updates) a.parts--; /* what would never be reached */
    if (a.parts + b.parts > CX_SCHEDULE_PARTS) return (cx_schedule){.parts = TOO_MANY};
    for (int i = 0; i < b.parts; i++) {
        a.part[a.parts] = b.part[i];
        a.part[a.parts++].begin += updates;
    }
    return a;
}

cx_schedule cx_warm_up(int64_t updates, cx_schedule then) {
    return cx_then(cx_linear(0, 1, updates > 0 ? updates : 1), updates, then);
}

/* t: the updates since the part's begin, f32. */
static cx_node *part_at(const struct cx_schedule_part *part, cx_node *t) {
    double steps = (double)part->steps;
    cx_node *share = cx_scale(t, 1 / steps);
    cx_node *until_end = cx_minimum(share, cx_k(1));
    switch ((enum shape)part->shape) {
    case LINE: return cx_shift(cx_scale(until_end, part->to - part->from), part->from);
    case COSINE: {
        cx_node *wave = cx_scale(cx_shift(cx_cos(cx_scale(until_end, acos(-1))), 1), 0.5); /* 1 to 0 */
        return cx_shift(cx_scale(wave, part->from - part->to), part->to);
    }
    /* a quotient of whole numbers: t * (1 / steps) may fall short of the next whole number */
    case STAIRS: share = cx_floor(cx_div(t, cx_k(steps))); break;
    case POWER: break;
    }
    return cx_pow(cx_fill_like(share, part->to), share);
}

cx_node *cxi_schedule_at(const cx_schedule *schedule, cx_node *updates) {
    cx_graph *graph = cx_graph_of(updates);
    if (schedule->parts == TOO_MANY) return cx_fail(graph, "schedule: it has more than %d parts", CX_SCHEDULE_PARTS);
    if (schedule->parts < 0) return cx_fail(graph, "schedule: a part takes no updates, or a negative number of them");
    cx_node *factor = cx_scalar(graph, CX_F32, 1);
    for (int i = 0; i < schedule->parts; i++) {
        const struct cx_schedule_part *part = &schedule->part[i];
        cx_node *since = cx_sub(updates, cx_k(part->begin));
        cx_node *here = part_at(part, cx_convert(cx_maximum(since, cx_k(0)), CX_F32));
        factor = i ? cx_select(cx_ge(since, cx_k(0)), here, factor) : here;
    }
    return factor;
}
