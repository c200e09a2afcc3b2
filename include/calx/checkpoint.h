/* calx/checkpoint.h: checkpoints: all of a training run that is needed to go on with it, bit for bit.

       cx_checkpoint *ckpt = cx_checkpoint_open(vars, "ckpt", .keep = 3);       // goes on where "ckpt" stands
       cx_trainer *t = cx_trainer_new(vars, mlp, cx_sparse_xent, cx_adam(1e-3));
       cx_every(t, 1000, cx_checkpoint_save, ckpt);
       cx_fit(t, train, 20000);

   A checkpoint is a folder, DIR/step-000001000, of two files: variables.safetensors, which other programs read too, and
   checkpoint.json: format version, step, position in the data, seed, optimizer, time, metrics, notes, checksums. It
   appears in one move once all of it is on the disk, so that a program killed at any moment leaves the one before. Any number
   of programs may load from DIR while one saves into it; a second one that saves is refused. */
#ifndef CALX_CHECKPOINT_H
#define CALX_CHECKPOINT_H

#include <calx/train.h>

CX_BEGIN

typedef struct cx_checkpoint cx_checkpoint; /* of one store; freed with its runtime, or by cx_checkpoint_free */

typedef struct cx_checkpoint_args {
    const char *folder; /* of checkpoints, the newest of which is loaded; or one of them, to load that one */
    cx_here at_;
    int keep;         /* how many to keep, the newest; default: 3 */
    const char *best; /* keep also the one whose record of this name ("test accuracy") is the highest ... */
    bool lowest;      /* ... or the lowest, as for losses */
    bool load_best;   /* load that one instead of the newest; its name has to be given in `best` */
    int average;      /* load the mean of the newest n: for evaluation. The optimizer's state is the newest's. */
    bool previous;    /* where the newest is damaged, load the one before; default: that is an error */
    bool must_exist;  /* nothing to load is an error: for programs that do not train */
} cx_checkpoint_args;

/* Loads the variables of the newest checkpoint into the store, if there is one. In error, as is the store, when that is
   damaged, or does not fit the variables that the store has already: then the message names all that are missing, extra or
   misshapen. A model that is traced later over a store without variables is checked in the same way by then. */
CX_API cx_checkpoint *cx_checkpoint_open_(cx_store *store, cx_checkpoint_args args);
#define cx_checkpoint_open(store, ...) cx_checkpoint_open_((store), CX_ARGS(cx_checkpoint_args, __VA_ARGS__))
CX_API void cx_checkpoint_free(cx_checkpoint *checkpoint);
CX_API const char *cx_checkpoint_error(const cx_checkpoint *checkpoint);

/* The checkpoint that was loaded: its folder and its step. NULL and 0: there was none. */
CX_API const char *cx_checkpoint_loaded(const cx_checkpoint *checkpoint);
CX_API int64_t cx_checkpoint_step(const cx_checkpoint *checkpoint);
/* With .previous: why newer ones were passed over; NULL: none was. */
CX_API const char *cx_checkpoint_warning(const cx_checkpoint *checkpoint);

/* A callback (calx/train.h), `user` being the checkpoint; may be called outside of cx_fit as well. Returns once the
   variables as they are now have reached the disk; false when that fails: what was there before is as it was. Records that
   it is to keep belong before it: callbacks are called in the order of cx_every. */
CX_API cx_callback cx_checkpoint_save;
/* The same for a loop of your own, which has done so many steps. */
CX_API bool cx_checkpoint_write(cx_checkpoint *checkpoint, int64_t step);

/* Texts of your own, saved with all later checkpoints, and loaded. A value of NULL removes one. */
CX_API void cx_checkpoint_set_note(cx_checkpoint *checkpoint, const char *key, const char *value);
CX_API const char *cx_checkpoint_note(const cx_checkpoint *checkpoint, const char *key); /* NULL: there is none */

CX_END
#endif
