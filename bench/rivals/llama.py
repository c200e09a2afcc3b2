#!/usr/bin/env python3
"""llama.cpp through the C API of llama-cpp-python: what compare-generation measures of it, as a line of JSON.
usage: llama.py MODEL THREADS PROMPT WRITTEN RUNS [IDS]: with IDS (1,2,3) only their logits are wanted, as [[id, logit], ...]."""
import ctypes, json, os, sys, time

def since_start():  # seconds since this process began
    began = int(open("/proc/self/stat").read().rsplit(")", 1)[1].split()[19]) / os.sysconf("SC_CLK_TCK")
    return float(open("/proc/uptime").read().split()[0]) - began

import numpy as np
import llama_cpp as L

imported = since_start()
model_path, threads, prompt, written, runs = sys.argv[1], *map(int, sys.argv[2:6])
quiet = L.llama_log_callback(lambda *_: None)
L.llama_log_set(quiet, ctypes.c_void_p(0))
begun = time.perf_counter()
L.llama_backend_init()
params = L.llama_model_default_params()
model = L.llama_model_load_from_file(model_path.encode(), params)
options = L.llama_context_default_params()
options.n_ctx, options.n_batch, options.n_ubatch = 512, 512, 512
options.n_threads = options.n_threads_batch = threads
context = L.llama_init_from_model(model, options)
loaded = time.perf_counter() - begun
vocabulary = L.llama_vocab_n_tokens(L.llama_model_get_vocab(model))

def forget():
    L.llama_memory_clear(L.llama_get_memory(context), True)

def logits_behind(ids):
    array = (L.llama_token * len(ids))(*ids)
    assert L.llama_decode(context, L.llama_batch_get_one(array, len(ids))) == 0
    return np.ctypeslib.as_array(L.llama_get_logits_ith(context, -1), (vocabulary,))

if len(sys.argv) > 6:
    row = logits_behind([int(i) for i in sys.argv[6].split(",")])
    print(json.dumps([[int(i), float(row[i])] for i in np.argsort(-row)[:300]]))
    sys.exit()
ids = [2] + [1000 + 150 * i for i in range(1, prompt)]
int(logits_behind(ids).argmax())
first = since_start()
read, write = [], []
for run in range(runs):
    forget()
    begun = time.perf_counter()
    token = int(logits_behind(ids).argmax())
    read.append(prompt / (time.perf_counter() - begun))
    begun = time.perf_counter()
    for _ in range(written):
        token = int(logits_behind([token]).argmax())
    write.append(written / (time.perf_counter() - begun))
peak = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) / 1024
print(json.dumps(dict(version="llama-cpp-python " + L.__version__, prefill=read, decode=write, first=first,
                      imported=imported, load=loaded, peak=peak)))
