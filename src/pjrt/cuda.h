#ifndef CXI_PJRT_CUDA_H
#define CXI_PJRT_CUDA_H

/* Before the CUDA plugin at `path` is loaded. Returns the folder of CUDA's compiler tools, for the XLA
   flag xla_gpu_cuda_data_dir, to be freed with cxi_free; NULL when `path` is no CUDA plugin or they
   are not found. */
char *cxi_cuda_prepare(const char *path);

#endif
