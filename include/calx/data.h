/* calx/data.h: data sets, which deal out the batches that a model is trained on.

       cx_dataset *train = cx_cifar10(rt, folder, .batch = 64, .shuffle = true, .repeat = true);
       train = cx_dataset_prefetch(cx_dataset_crop(cx_dataset_flip(train), 4));

   A batch is the inputs of a model, then the labels. What a batch is, its examples and what random changes were made to them,
   is a function of the seeds and of the batch's number alone, so that seeking to a batch gives what going there step by step
   would, and several threads may make batches at once.

   Data sets are made from data sets. One that is made from another takes it over: only the outermost is used, seeked and
   freed. An error goes outwards too. */
#ifndef CALX_DATA_H
#define CALX_DATA_H

#include <calx/nn.h>

CX_BEGIN

typedef struct cx_dataset cx_dataset; /* of one runtime; freed with it, or by cx_dataset_free */

typedef struct cx_dataset_args {
    cx_array *inputs, *labels; /* [examples, ...] each; labels may be NULL. Taken over: freed with the data set. */
    cx_here at_;
    int64_t batch;  /* examples in a batch; default: 32. The last one of an epoch may be smaller, unless it repeats. */
    bool shuffle;   /* another order in each epoch */
    bool repeat;    /* epoch after epoch without end; examples that do not fill a batch wait for another epoch's order */
    uint64_t seed;  /* of the order */
    cx_array *weights; /* [examples]: a third part of each batch, for the .weighted of calx/train.h. Taken over likewise. */
} cx_dataset_args;
CX_API cx_dataset *cx_dataset_new_(cx_runtime *runtime, cx_dataset_args args);
#define cx_dataset_new(runtime, ...) cx_dataset_new_((runtime), CX_ARGS(cx_dataset_args, __VA_ARGS__))
CX_API void cx_dataset_free(cx_dataset *dataset);
CX_API const char *cx_dataset_error(const cx_dataset *dataset);
CX_API int64_t cx_dataset_examples(const cx_dataset *dataset); /* these two: in an epoch */
CX_API int64_t cx_dataset_batches(const cx_dataset *dataset);
CX_API void cx_dataset_seek(cx_dataset *dataset, int64_t batch); /* counted from the first batch of the first epoch */
/* The name of a class, where the data set knows it: CIFAR-10, a folder of pictures. Else NULL. */
CX_API const char *cx_dataset_class(const cx_dataset *dataset, int64_t label);

/* The next batch: count tensors in out[], to be freed by the caller. Returns count (2, 1 without labels, 3 with
   weights); 0 at the end, or in error. */
enum { CX_BATCH_MAX = 8 };
CX_API int cx_dataset_next(cx_dataset *dataset, cx_tensor *out[CX_BATCH_MAX]);

/* The same in host memory, which needs no device. False at the end, or in error: then there is nothing to free. */
typedef struct cx_batch {
    int count;
    cx_array *part[CX_BATCH_MAX];
} cx_batch;
CX_API bool cx_dataset_next_arrays(cx_dataset *dataset, cx_batch *batch);
CX_API void cx_batch_free(cx_batch *batch);

/* ---------------------------------------------------------------------------------------------------- files
   What is read as a whole may as well be read into arrays: cx_dataset_new(rt, cx_npy_read("x.npy"), cx_npy_read("y.npy")). */
typedef struct cx_cifar_args {
    const char *folder; /* that has the .bin files of the binary version, or the archive's folder with them; NULL: Calx's
                           cache, where cx_cifar10_fetch puts CIFAR-10 */
    cx_here at_;
    int64_t batch; /* these four, here and below: as in cx_dataset_new */
    bool shuffle, repeat;
    uint64_t seed;
    bool test;   /* the test set; default: the training set */
    bool coarse; /* CIFAR-100: the 20 classes; default: the 100 */
} cx_cifar_args;
/* Inputs u8 [batch, 32, 32, 3], labels i32 [batch]. The files stay mapped, and must stay as they are; a
   picture is decoded when its batch is made. */
CX_API cx_dataset *cx_cifar10_(cx_runtime *runtime, cx_cifar_args args);
CX_API cx_dataset *cx_cifar100_(cx_runtime *runtime, cx_cifar_args args);
#define cx_cifar10(runtime, ...)  cx_cifar10_((runtime), CX_ARGS(cx_cifar_args, __VA_ARGS__))
#define cx_cifar100(runtime, ...) cx_cifar100_((runtime), CX_ARGS(cx_cifar_args, __VA_ARGS__))
/* Brings CIFAR-10 (162 MiB, from its authors' site or $CIFAR10_URL; checked by its SHA-256) into Calx's cache, unless it is there.
   One that broke off goes on where it was. Progress is written to a FILE, or not at all (NULL). False in error. */
CX_API bool cx_cifar10_fetch(cx_runtime *runtime, FILE *progress);
CX_API const char *cx_cifar10_label(int64_t label); /* "airplane"; "unknown" out of range */

typedef struct cx_files_args {
    const char *inputs, *labels; /* paths; labels may be NULL */
    cx_here at_;
    int64_t batch;
    bool shuffle, repeat;
    uint64_t seed;
} cx_files_args;
CX_API cx_dataset *cx_npy_dataset_(cx_runtime *runtime, cx_files_args args);
CX_API cx_dataset *cx_idx_dataset_(cx_runtime *runtime, cx_files_args args); /* labels become i32 */
#define cx_npy_dataset(runtime, ...) cx_npy_dataset_((runtime), CX_ARGS(cx_files_args, __VA_ARGS__))
#define cx_idx_dataset(runtime, ...) cx_idx_dataset_((runtime), CX_ARGS(cx_files_args, __VA_ARGS__))

typedef struct cx_npz_dataset_args {
    const char *path, *inputs, *labels; /* the names of arrays in it: "x_train"; labels may be NULL */
    cx_here at_;
    int64_t batch;
    bool shuffle, repeat;
    uint64_t seed;
} cx_npz_dataset_args;
CX_API cx_dataset *cx_npz_dataset_(cx_runtime *runtime, cx_npz_dataset_args args);
#define cx_npz_dataset(runtime, ...) cx_npz_dataset_((runtime), CX_ARGS(cx_npz_dataset_args, __VA_ARGS__))

typedef struct cx_csv_dataset_args {
    const char *path;
    cx_here at_;
    int64_t batch;
    bool shuffle, repeat;
    uint64_t seed;
    bool header;      /* these two: as in cx_csv_read */
    char separator;
    bool label_first; /* the labels are the first column; default: the last */
    bool no_labels;   /* all columns are inputs */
    bool classes;     /* labels are i32 [batch]; default: f32 [batch, 1] */
} cx_csv_dataset_args;
CX_API cx_dataset *cx_csv_dataset_(cx_runtime *runtime, cx_csv_dataset_args args); /* inputs f32 [batch, columns] */
#define cx_csv_dataset(runtime, ...) cx_csv_dataset_((runtime), CX_ARGS(cx_csv_dataset_args, __VA_ARGS__))

typedef struct cx_pictures_args {
    const char *folder;    /* of folders, one for each class, of PNG and JPEG files. Classes are in strcmp's order. */
    int64_t height, width; /* that the pictures are resized to, whatever their own */
    cx_here at_;
    int channels; /* 1, 3 or 4; default: 3 */
    int64_t batch;
    bool shuffle, repeat;
    uint64_t seed;
} cx_pictures_args;
/* Inputs u8 [batch, height, width, channels], labels i32 [batch]. Pictures are read when their batch is made: prefetch. */
CX_API cx_dataset *cx_picture_dataset_(cx_runtime *runtime, cx_pictures_args args);
#define cx_picture_dataset(runtime, ...) cx_picture_dataset_((runtime), CX_ARGS(cx_pictures_args, __VA_ARGS__))

/* --------------------------------------------------------------------------------- data sets from data sets */
/* The first batches of each epoch, or all but them. Of a data set without end: the first of all, again and again where that is
   repeated; or all but them. */
CX_API cx_dataset *cx_dataset_take(cx_dataset *dataset, int64_t batches);
CX_API cx_dataset *cx_dataset_skip(cx_dataset *dataset, int64_t batches);
CX_API cx_dataset *cx_dataset_repeat(cx_dataset *dataset); /* epoch after epoch without end, each shuffled anew */

/* Each batch is one of one of the data sets; of every thousand batches in a row from the first each has its share, by weight
   (any weight above zero gets one batch at least), in random order. Without end: one that ends begins again. */
typedef struct cx_mix_args {
    int count;
    cx_dataset *const *datasets; /* CX_LIST(cx_dataset *, a, b) is these two. All taken over. */
    cx_here at_;
    const double *weights; /* one each; default: all the same */
    uint64_t seed;
} cx_mix_args;
CX_API cx_dataset *cx_dataset_mix_(cx_runtime *runtime, cx_mix_args args);
#define cx_dataset_mix(runtime, ...) cx_dataset_mix_((runtime), CX_ARGS(cx_mix_args, __VA_ARGS__))

/* Changes a batch: writes to the elements of its parts, or puts other arrays in their place, freeing them. The seed is another
   one for each batch. An array in error is how it fails. Called from several threads at once where a prefetch is outside. */
typedef void cx_batch_map(cx_batch *batch, uint64_t seed, void *user);
typedef struct cx_map_args {
    cx_dataset *dataset;
    cx_batch_map *map;
    cx_here at_;
    void *user;
    uint64_t seed;
} cx_map_args;
CX_API cx_dataset *cx_dataset_map_(cx_map_args args);
#define cx_dataset_map(...) cx_dataset_map_(CX_ARGS(cx_map_args, __VA_ARGS__))

/* Makes batches ahead on threads of its own, which end when it is freed: the same batches in the same order. */
typedef struct cx_prefetch_args {
    cx_dataset *dataset;
    cx_here at_;
    int threads; /* default: 1 */
    int depth;   /* batches made ahead, at most; default: two for each thread */
} cx_prefetch_args;
CX_API cx_dataset *cx_dataset_prefetch_(cx_prefetch_args args);
#define cx_dataset_prefetch(...) cx_dataset_prefetch_(CX_ARGS(cx_prefetch_args, __VA_ARGS__))

/* Copies the arrays of a data set in memory to the device, whole, and makes batches there from then on. For a device with memory
   of its own. What is wrapped around it and works on the host (map, prefetch) undoes that. */
CX_API cx_dataset *cx_dataset_resident(cx_dataset *dataset);

/* --------------------------------------------------------------------------------------------- augmentation
   Random changes to pictures, [batch, height, width, channels], the first part of a batch; each picture by its own random
   numbers. Labels stay. Here on the host, in a map: cheap for the device, and prefetch hides it. */
typedef struct cx_augment_args {
    cx_dataset *dataset;
    int64_t pixels; /* of crop and shift */
    cx_here at_;
    uint64_t seed;
} cx_augment_args;
CX_API cx_dataset *cx_dataset_crop_(cx_augment_args args);
CX_API cx_dataset *cx_dataset_shift_(cx_augment_args args);
#define cx_dataset_crop(...)  cx_dataset_crop_(CX_ARGS(cx_augment_args, __VA_ARGS__))
#define cx_dataset_shift(...) cx_dataset_shift_(CX_ARGS(cx_augment_args, __VA_ARGS__))
typedef struct cx_flip_args {
    cx_dataset *dataset;
    cx_here at_;
    uint64_t seed;
} cx_flip_args;
CX_API cx_dataset *cx_dataset_flip_(cx_flip_args args);
#define cx_dataset_flip(...) cx_dataset_flip_(CX_ARGS(cx_flip_args, __VA_ARGS__))
/* (x - mean) / deviation, channel by channel of the last axis, as f32; in the units of x: a u8 picture's go to 255. One value of
   each is for all channels. */
CX_API cx_dataset *cx_dataset_normalize(cx_dataset *dataset, int channels, const double *mean, const double *deviation);

/* The same in the graph, of a model that is trained: otherwise the first three return x. */
CX_API cx_node *cx_random_flip(cx_scope *scope, cx_node *x);                /* left to right, one picture in two */
CX_API cx_node *cx_random_crop(cx_scope *scope, cx_node *x, int64_t pixels); /* x with a margin of `pixels` zeros, cut to its
                                                                               size anywhere */
CX_API cx_node *cx_random_shift(cx_scope *scope, cx_node *x, int64_t pixels); /* by up to so many pixels down or up, right or
                                                                              left; the edge is repeated */
CX_API cx_node *cx_normalize(cx_node *x, int channels, const double *mean, const double *deviation); /* integers become f32 */

#ifndef CX_INSIDE_LIBRARY /* see calx/places.h */
#define cx_random_flip(scope, x)          cx_random_flip(scope, CX_AT(x))
#define cx_random_crop(scope, x, pixels)  cx_random_crop(scope, CX_AT(x), pixels)
#define cx_random_shift(scope, x, pixels) cx_random_shift(scope, CX_AT(x), pixels)
#define cx_normalize(x, ...)              cx_normalize(CX_AT(x), __VA_ARGS__)
#endif

CX_END
#endif
