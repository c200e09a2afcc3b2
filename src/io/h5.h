/* HDF5 files, as Keras writes them: the weights of each layer under a path. */
#ifndef CXI_H5_H
#define CXI_H5_H

#include "io/weights.h"

/* Enters each data set by its path ("layers/embedding/vars/0"), where it lies in the mapped file. Where Calx was built without
   libhdf5 it fails and says so. */
bool cxi_h5_add(cx_weights *weights, struct cxi_shard *shard);

#endif
