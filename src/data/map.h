/* Maps that the library itself puts around data sets. */
#ifndef CXI_MAP_H
#define CXI_MAP_H

#include <calx/data.h>

/* cx_dataset_map with a copy of what `user` points to, freed with the data set. */
cx_dataset *cxi_dataset_map_copy(const cx_map_args *args, size_t user_size);

#endif
