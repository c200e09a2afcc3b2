#!/usr/bin/env python3
"""Writes model.gguf beside some of the models in tests/models/data: the same in GGUF, as llama.cpp's convert_hf_to_gguf.py
writes them: Llama's queries and keys reordered for neighbouring pairs, its RoPE scaling as a tensor, Gemma's norms as 1 + w;
and pattern.gguf, which says by one number which layers are local, where model.gguf has a flag for each. Needs numpy and gguf
(made with gguf 0.19); the weights are read without torch."""
import json
import math
import os
import struct

import gguf
import numpy as np

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
NAMES = {"embed_tokens": "token_embd", "norm": "output_norm", "input_layernorm": "attn_norm", "self_attn.q_proj": "attn_q",
         "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
         "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
         "self_attn.q_norm": "attn_q_norm", "self_attn.k_norm": "attn_k_norm",
         "pre_feedforward_layernorm": "ffn_norm", "post_feedforward_layernorm": "post_ffw_norm"}


def read_bf16(path):
    with open(path, "rb") as file:
        size, = struct.unpack("<Q", file.read(8))
        header, data = json.loads(file.read(size)), file.read()
    for name, t in header.items():
        if name != "__metadata__":
            assert t["dtype"] == "BF16"
            words = np.frombuffer(data[t["data_offsets"][0]:t["data_offsets"][1]], np.uint16).astype(np.uint32) << 16
            yield name, words.view(np.float32).reshape(t["shape"])


def pairs(w, heads):
    return w.reshape(heads, 2, w.shape[0] // heads // 2, *w.shape[1:]).swapaxes(1, 2).reshape(w.shape)


def divisors(config):
    r, half = config["rope_parameters"], config["head_dim"] // 2
    old = r["original_max_position_embeddings"]
    for i in range(half):
        wave = 2 * math.pi * r["rope_theta"] ** (i / half)
        smooth = (old / wave - r["low_freq_factor"]) / (r["high_freq_factor"] - r["low_freq_factor"])
        yield 1 / ((1 - min(max(smooth, 0), 1)) / r["factor"] + min(max(smooth, 0), 1))


def write(folder, arch, file):
    config = json.load(open(os.path.join(here, folder, "config.json")))
    w = gguf.GGUFWriter(os.path.join(here, folder, file), arch)
    w.add_block_count(config["num_hidden_layers"])
    w.add_context_length(config["max_position_embeddings"])
    w.add_embedding_length(config["hidden_size"])
    w.add_feed_forward_length(config["intermediate_size"])
    w.add_head_count(config["num_attention_heads"])
    w.add_head_count_kv(config["num_key_value_heads"])
    w.add_key_length(config["head_dim"])
    w.add_value_length(config["head_dim"])
    w.add_layer_norm_rms_eps(config["rms_norm_eps"])
    rope = config["rope_parameters"]
    w.add_rope_freq_base(rope.get("full_attention", rope)["rope_theta"])
    if arch == "gemma3":
        w.add_sliding_window(config["sliding_window"])
        local = [kind == "sliding_attention" for kind in config["layer_types"]]
        w.add_sliding_window_pattern(local if file == "model.gguf" else local.index(False) + 1)
        w.add_rope_freq_base_swa(rope["sliding_attention"]["rope_theta"])
    elif arch == "gemma2":
        w.add_sliding_window(config["sliding_window"])
        w.add_attn_logit_softcapping(config["attn_logit_softcapping"])
        w.add_final_logit_softcapping(config["final_logit_softcapping"])
    else:
        w.add_tensor("rope_freqs.weight", np.array(list(divisors(config)), np.float32))
    for name, values in read_bf16(os.path.join(here, folder, "model.safetensors")):
        parts = name.removeprefix("model.").split(".")
        kind = parts.pop()
        block = f"blk.{parts[1]}." if parts[0] == "layers" else ""
        key = ".".join(parts[2:] if block else parts)
        own = {"post_attention_layernorm": "post_attention_norm" if arch != "llama" else "ffn_norm"}
        if arch == "llama" and key in ("self_attn.q_proj", "self_attn.k_proj"):
            values = pairs(values, config["num_attention_heads" if "q_proj" in key else "num_key_value_heads"])
        if arch != "llama" and key.endswith("norm"):
            values = values + 1
        if arch == "gemma2" and "q_proj" in key:  # GGUF says no scale but head_dim's: the weights make up for it
            values = values * math.sqrt(config["head_dim"] / config["query_pre_attn_scalar"])
        w.add_tensor(f"{block}{own.get(key) or NAMES[key]}.{kind}", np.ascontiguousarray(values, np.float32))
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()
    print(folder, file, "written")


write("llama3", "llama", "model.gguf")
write("gemma2", "gemma2", "model.gguf")
for name in "model.gguf", "pattern.gguf":
    write("gemma3-windows", "gemma3", name)
