#!/usr/bin/env python3
"""transformers on PyTorch, the file's weights in bf16 or f32: what compare-generation measures of it, as a line of JSON.
usage: hugging_face.py MODEL THREADS PROMPT WRITTEN RUNS bf16|f32"""
import json, os, sys, time

os.environ["HF_HUB_OFFLINE"], os.environ["TRANSFORMERS_VERBOSITY"] = "1", "error"

def since_start():
    began = int(open("/proc/self/stat").read().rsplit(")", 1)[1].split()[19]) / os.sysconf("SC_CLK_TCK")
    return float(open("/proc/uptime").read().split()[0]) - began

import torch, transformers

imported = since_start()
path, threads, prompt, written, runs = sys.argv[1], *map(int, sys.argv[2:6])
torch.set_num_threads(threads)
begun = time.perf_counter()
model = transformers.AutoModelForCausalLM.from_pretrained(
    os.path.dirname(path), gguf_file=os.path.basename(path),
    dtype=torch.bfloat16 if sys.argv[6] == "bf16" else torch.float32).eval()
loaded = time.perf_counter() - begun
ids = torch.tensor([[2] + [1000 + 150 * i for i in range(1, prompt)]])

@torch.no_grad()
def step(ids, cache=None):
    out = model(input_ids=ids, past_key_values=cache, use_cache=True, logits_to_keep=1)
    return int(out.logits[0, -1].argmax()), out.past_key_values

step(ids)
first = since_start()
read, write = [], []
for run in range(runs):
    begun = time.perf_counter()
    token, cache = step(ids)
    read.append(prompt / (time.perf_counter() - begun))
    begun = time.perf_counter()
    for _ in range(written):
        token, cache = step(torch.tensor([[token]]), cache)
    write.append(written / (time.perf_counter() - begun))
peak = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) / 1024
print(json.dumps(dict(version=f"transformers {transformers.__version__}, torch {torch.__version__}", prefill=read,
                      decode=write, first=first, imported=imported, load=loaded, peak=peak)))
