/* Data sets in memory that come from files: npy, npz, IDX, CSV. */
#include <calx/data.h>
#include <calx/io.h>

#include "io/array.h"
#include "io/idx.h"
#include "io/npy.h"
#include "io/npz.h"

cx_dataset *cx_npy_dataset_(cx_runtime *runtime, cx_files_args args) {
    cx_array *inputs =
        args.inputs ? cxi_npy_read(args.inputs) : cxi_array_error("npy data set: no path was given (NULL)");
    cx_array *labels = args.labels ? cxi_npy_read(args.labels) : NULL;
    return cx_dataset_new(runtime, inputs, labels, .batch = args.batch, .shuffle = args.shuffle, .repeat = args.repeat,
                          .seed = args.seed);
}

/* Takes the array over. */
static cx_array *as_classes(cx_array *labels) {
    cx_array *converted = cx_array_convert(labels, CX_I32);
    cx_array_free(labels);
    return converted;
}

cx_dataset *cx_idx_dataset_(cx_runtime *runtime, cx_files_args args) {
    cx_array *inputs =
        args.inputs ? cxi_idx_read(args.inputs) : cxi_array_error("IDX data set: no path was given (NULL)");
    cx_array *labels = args.labels ? as_classes(cxi_idx_read(args.labels)) : NULL;
    return cx_dataset_new(runtime, inputs, labels, .batch = args.batch, .shuffle = args.shuffle, .repeat = args.repeat,
                          .seed = args.seed);
}

cx_dataset *cx_npz_dataset_(cx_runtime *runtime, cx_npz_dataset_args args) {
    cx_array *inputs = args.path && args.inputs ? cxi_npz_read(args.path, args.inputs)
                                                : cxi_array_error("npz data set: no path or no name was given (NULL)");
    cx_array *labels = args.path && args.labels ? cxi_npz_read(args.path, args.labels) : NULL;
    return cx_dataset_new(runtime, inputs, labels, .batch = args.batch, .shuffle = args.shuffle, .repeat = args.repeat,
                          .seed = args.seed);
}

static cx_array *label_column(const cx_array *table, int64_t column, bool classes) {
    cx_array *labels = cx_array_columns(table, column, column + 1);
    if (!classes) return labels;
    labels = as_classes(labels);
    if (cxi_ok(&labels->status)) labels->dims = CX_DIMS(labels->dims.dim[0]);
    return labels;
}

cx_dataset *cx_csv_dataset_(cx_runtime *runtime, cx_csv_dataset_args args) {
    cx_array *inputs = args.path ? cx_csv_read(args.path, .header = args.header, .separator = args.separator)
                                 : cxi_array_error("CSV data set: no path was given (NULL)");
    cx_array *labels = NULL;
    if (cxi_ok(&inputs->status) && !args.no_labels) {
        cx_array *table = inputs;
        int64_t columns = table->dims.dim[1], first = args.label_first ? 1 : 0;
        if (columns < 2)
            inputs = cxi_array_error("%s: one column is not inputs and labels", args.path);
        else {
            inputs = cx_array_columns(table, first, columns - 1 + first);
            labels = label_column(table, args.label_first ? 0 : columns - 1, args.classes);
        }
        cx_array_free(table);
    }
    return cx_dataset_new(runtime, inputs, labels, .batch = args.batch, .shuffle = args.shuffle, .repeat = args.repeat,
                          .seed = args.seed);
}
