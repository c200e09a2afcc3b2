/* The checkpoints of a store: opened, which loads, and saved into. */
#include <calx/checkpoint.h>

#include "base/alloc.h"
#include "io/directory.h"
#include "io/file.h"
#include "train/checkpoint_load.h"
#include "train/trainer.h"

#include <string.h>
#include <time.h>

struct note {
    struct note *next;
    char *key, *value;
};

struct cx_checkpoint {
    struct cxi_owned owned;
    struct cxi_status status;
    cx_store *store;
    char *folder, *best;
    cx_checkpoint_args args; /* its texts are the two above */
    bool single;             /* the folder is one checkpoint, not many */
    bool swept;              /* of what earlier programs left unfinished */
    char *loaded;            /* the folder that was; NULL: none */
    int64_t step;
    struct cxi_status warning; /* why newer ones were passed over */
    struct note *notes;
    int lock; /* of the folder, from the first save on; -1: not had yet */
};

static cx_checkpoint no_memory = {.status = {(char[]){"out of memory"}}, .lock = -1};

static void destroy(struct cxi_owned *owned) {
    cx_checkpoint *c = (cx_checkpoint *)owned;
    for (struct note *n = c->notes, *next; n; n = next) {
        next = n->next;
        cxi_free(n->key);
        cxi_free(n->value);
        cxi_free(n);
    }
    cxi_file_unlock(c->lock);
    cxi_free(c->folder);
    cxi_free(c->best);
    cxi_free(c->loaded);
    cxi_status_clear(&c->warning);
    cxi_status_clear(&c->status);
    cxi_free(c);
}

/* ---------------------------------------------------------------------------------------------------- loading */

static struct cxi_best best_of(const cx_checkpoint *c) {
    return (struct cxi_best){c->best, c->args.lowest};
}

/* Opens as many of `steps` as are asked for, from the last backwards. Damaged ones are passed over where that is asked for,
   with a warning. Returns how many are open; 0 with the status set. */
static int open_newest(cx_checkpoint *c, const struct cxi_steps *steps, struct cxi_saved *saved, int wanted) {
    int opened = 0;
    for (size_t i = steps->count; i-- > 0 && opened < wanted && cxi_ok(&c->status);) {
        struct cxi_status damage = {0};
        char *folder = cxi_checkpoint_path(c->folder, steps->step[i]);
        if (!folder)
            cxi_fail_memory(&c->status);
        else if (cxi_saved_open(&saved[opened], folder, &damage))
            opened++;
        else
            cxi_pass(c->args.previous ? &c->warning : &c->status, &damage);
        cxi_status_clear(&damage);
        cxi_free(folder);
    }
    if (!opened && cxi_ok(&c->status))
        cxi_fail(&c->status, "no checkpoint in %s is whole. Of the newest: %s", c->folder, cxi_error(&c->warning));
    return cxi_ok(&c->status) ? opened : 0;
}

static void take(cx_checkpoint *c, const struct cxi_saved *saved, int count, char *folder) {
    if (!folder) {
        cxi_fail_memory(&c->status);
        return;
    }
    c->loaded = folder;
    if (!cxi_checkpoint_load(c->store, saved, count, folder, &c->status)) return;
    c->step = saved[0].about.step;
    for (size_t i = 0; i < saved[0].about.notes.count; i++)
        cx_checkpoint_set_note(c, saved[0].about.notes.at[i].key, saved[0].about.notes.at[i].value);
}

static void load_single(cx_checkpoint *c) {
    struct cxi_saved saved;
    if (!cxi_saved_open(&saved, c->folder, &c->status)) return;
    take(c, &saved, 1, cxi_copy_string(c->folder));
    cxi_saved_close(&saved);
}

static void load_of_many(cx_checkpoint *c, struct cxi_steps *steps) {
    int wanted = c->args.average > 1 ? c->args.average : 1;
    if ((size_t)wanted > steps->count) wanted = (int)steps->count;
    struct cxi_saved *saved = cxi_new((size_t)wanted, sizeof *saved);
    if (!saved) {
        cxi_fail_memory(&c->status);
        return;
    }
    int opened = open_newest(c, steps, saved, wanted);
    if (opened) take(c, saved, opened, cxi_checkpoint_path(c->folder, saved[0].about.step));
    for (int i = 0; i < wanted; i++) cxi_saved_close(&saved[i]);
    cxi_free(saved);
}

/* Leaves only the steps up to the best one. */
static void choose_best(cx_checkpoint *c, struct cxi_steps *steps) {
    int64_t best = cxi_checkpoint_best(c->folder, steps, best_of(c));
    if (best < 0) {
        cxi_fail(&c->status, "no checkpoint in %s has a record of \"%s\": load the newest instead", c->folder,
                 c->best ? c->best : "");
        return;
    }
    while (steps->count && steps->step[steps->count - 1] != best) steps->count--;
}

static void load(cx_checkpoint *c) {
    char *about = cxi_path_join(c->folder, "checkpoint.json");
    FILE *file = about ? fopen(about, "rb") : NULL;
    cxi_free(about);
    c->single = file != NULL;
    if (file) {
        fclose(file);
        load_single(c);
        return;
    }
    struct cxi_steps steps = {0};
    cxi_directory_recover(c->folder);
    if (!cxi_checkpoint_steps(c->folder, &steps, &c->status)) return;
    if (steps.count == 0 && c->args.must_exist)
        cxi_fail(&c->status, "there is no checkpoint in %s: check the path, or train first", c->folder);
    if (steps.count && c->args.load_best) choose_best(c, &steps);
    if (steps.count && cxi_ok(&c->status)) load_of_many(c, &steps);
    cxi_steps_free(&steps);
}

/* ------------------------------------------------------------------------------------------------------ object */

cx_checkpoint *cx_checkpoint_open_(cx_store *store, cx_checkpoint_args args) {
    if (!store->owned.runtime) return &no_memory; /* nor was there memory for the store */
    cx_checkpoint *c = cxi_new(1, sizeof *c);
    if (!c) return cxi_report(store->owned.runtime, &no_memory.status), &no_memory;
    cxi_own(store->owned.runtime, &c->owned, destroy);
    c->store = store;
    c->lock = -1;
    c->args = args;
    if (c->args.keep < 1) c->args.keep = 3;
    c->folder = cxi_copy_string(args.folder ? args.folder : "");
    c->best = args.best ? cxi_copy_string(args.best) : NULL;
    c->args.folder = c->args.best = NULL;
    if (!c->folder || (args.best && !c->best))
        cxi_fail_memory(&c->status);
    else if (!*c->folder)
        cxi_fail(&c->status, "a checkpoint needs the path of a folder");
    else if (cxi_pass(&c->status, &store->status))
        load(c);
    if (cxi_ok(&c->status) && !c->single && !c->args.must_exist) cxi_directory_make(c->folder, &c->status);
    cxi_pass(&store->status, &c->status);
    cxi_report(store->owned.runtime, &c->status);
    return c;
}

void cx_checkpoint_free(cx_checkpoint *checkpoint) {
    if (!checkpoint || checkpoint == &no_memory) return;
    cxi_disown(&checkpoint->owned);
    destroy(&checkpoint->owned);
}

const char *cx_checkpoint_error(const cx_checkpoint *checkpoint) {
    return cxi_error(&checkpoint->status);
}

const char *cx_checkpoint_loaded(const cx_checkpoint *checkpoint) {
    return cxi_ok(&checkpoint->status) ? checkpoint->loaded : NULL;
}

int64_t cx_checkpoint_step(const cx_checkpoint *checkpoint) {
    return checkpoint->step;
}

const char *cx_checkpoint_warning(const cx_checkpoint *checkpoint) {
    return cxi_error(&checkpoint->warning);
}

/* ------------------------------------------------------------------------------------------------------- notes */

static struct note **find_note(const cx_checkpoint *c, const char *key) {
    struct note **at = (struct note **)&c->notes;
    while (*at && strcmp((*at)->key, key) != 0) at = &(*at)->next;
    return at;
}

void cx_checkpoint_set_note(cx_checkpoint *checkpoint, const char *key, const char *value) {
    if (checkpoint == &no_memory) return;
    struct note **at = find_note(checkpoint, key), *old = *at;
    if (old) {
        *at = old->next;
        cxi_free(old->key);
        cxi_free(old->value);
        cxi_free(old);
    }
    if (!value) return;
    struct note *note = cxi_new(1, sizeof *note);
    char *own_key = cxi_copy_string(key), *own_value = cxi_copy_string(value);
    if (!note || !own_key || !own_value) {
        cxi_free(note);
        cxi_free(own_key);
        cxi_free(own_value);
        cxi_fail_memory(&checkpoint->status);
        return;
    }
    *note = (struct note){.next = checkpoint->notes, .key = own_key, .value = own_value};
    checkpoint->notes = note;
}

const char *cx_checkpoint_note(const cx_checkpoint *checkpoint, const char *key) {
    struct note *note = *find_note(checkpoint, key);
    return note ? note->value : NULL;
}

/* ------------------------------------------------------------------------------------------------------ saving */

static bool list_notes(const cx_checkpoint *c, struct cxi_about *about) {
    for (struct note *n = c->notes; n; n = n->next) about->notes.count++;
    about->notes.at = cxi_arena_new(&about->texts, about->notes.count + 1, sizeof *about->notes.at);
    size_t i = 0;
    for (struct note *n = c->notes; n && about->notes.at; n = n->next)
        about->notes.at[i++] = (struct cxi_about_text){n->key, n->value};
    return about->notes.at != NULL;
}

/* The hyper-parameters that are not zero: 0 is "none", or another optimizer's. */
static bool list_optimizer(const cx_optimizer *o, struct cxi_about *about) {
    const struct cxi_about_number numbers[] = {{"rate", o->rate},
                                               {"momentum", o->momentum},
                                               {"beta1", o->beta1},
                                               {"beta2", o->beta2},
                                               {"epsilon", o->epsilon},
                                               {"decay", o->decay},
                                               {"clip", o->clip},
                                               {"nesterov", o->nesterov},
                                               {"centered", o->centered},
                                               {"absolute", o->absolute},
                                               {"factor_from", (double)o->factor_from}};
    enum { NUMBERS = sizeof numbers / sizeof *numbers };
    about->optimizer = o->name;
    about->hyper.at = cxi_arena_new(&about->texts, NUMBERS, sizeof *about->hyper.at);
    for (int i = 0; i < NUMBERS && about->hyper.at; i++)
        if (numbers[i].value != 0) about->hyper.at[about->hyper.count++] = numbers[i];
    return about->hyper.at != NULL;
}

/* The last record of each name. */
static bool list_metrics(cx_trainer *trainer, struct cxi_about *about) {
    size_t records;
    const cx_record *record = cx_trainer_records(trainer, &records);
    struct cxi_about_numbers *metrics = &about->metrics;
    metrics->at = cxi_arena_new(&about->texts, cxi_trainer_history(trainer)->names + 1, sizeof *metrics->at);
    double unused;
    for (size_t i = records; i-- > 0 && metrics->at && metrics->count < cxi_trainer_history(trainer)->names;)
        if (!cxi_about_number(metrics, record[i].name, &unused))
            metrics->at[metrics->count++] = (struct cxi_about_number){record[i].name, record[i].value};
    return metrics->at != NULL;
}

/* Two programs that save into one folder would thin out each other's checkpoints. */
static bool lock(cx_checkpoint *c, struct cxi_status *status) {
    if (c->lock >= 0) return true;
    char *path = cxi_path_join(c->folder, ".lock");
    if (!path) return cxi_fail_memory(status);
    bool taken;
    c->lock = cxi_file_lock(path, &taken, status);
    if (taken) cxi_fail(status, "cannot save into %s: another program does; give each a folder of its own", c->folder);
    cxi_free(path);
    return c->lock >= 0;
}

static bool save(cx_checkpoint *c, cx_trainer *trainer, struct cxi_about *about, struct cxi_status *status) {
    if (c->single)
        return cxi_fail(status, "cannot save into %s: it is one checkpoint; give the folder above it", c->folder);
    if (!list_notes(c, about)) return cxi_fail_memory(status);
    if (trainer && !(list_optimizer(cxi_trainer_optimizer(trainer), about) && list_metrics(trainer, about)))
        return cxi_fail_memory(status);
    struct cxi_copies copies;
    if (!cxi_store_copy(c->store, &copies, status)) return false;
    bool saved = cxi_directory_make(c->folder, status) && lock(c, status);
    if (saved && !c->swept) cxi_directory_sweep(c->folder);
    c->swept = true;
    saved = saved && cxi_checkpoint_write(c->folder, about, copies.tensor, (size_t)copies.count, status) &&
            cxi_checkpoint_thin(c->folder, about->step, c->args.keep, best_of(c), status);
    cxi_copies_free(&copies);
    return saved;
}

static bool save_at(cx_checkpoint *c, cx_trainer *trainer, int64_t step) {
    if (c == &no_memory) return false;
    struct cxi_status status = {0};
    struct cxi_about about = {.step = step, .position = step, .seed = c->store->seed, .time = (int64_t)time(NULL)};
    if (cxi_pass(&status, &c->status) && cxi_pass(&status, &c->store->status)) save(c, trainer, &about, &status);
    cxi_about_free(&about);
    bool saved = cxi_report(c->owned.runtime, &status);
    cxi_status_clear(&status);
    return saved;
}

bool cx_checkpoint_save(cx_trainer *trainer, void *user) {
    return cxi_trainer_history(trainer) && save_at(user, trainer, cx_trainer_step(trainer));
}

bool cx_checkpoint_write(cx_checkpoint *checkpoint, int64_t step) {
    return save_at(checkpoint, NULL, step < 0 ? 0 : step);
}
