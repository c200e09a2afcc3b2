#!/usr/bin/env python3
"""Writes tests/models/data: random models of every family, small, and what Hugging Face's transformers computes with them.

usage: make_models.py [FOLDER [SEED]]      (needs torch and transformers; made with torch 2.15 and transformers 5.23, 5.24)

A folder a model: config.json, model.safetensors (bfloat16; the reference computes in float32 with these very weights) and
expected.json: input_ids [1, 24]; logits_last [vocabulary]; logits_sample, of [position, token, logit]; greedy, 40 tokens
generated with a cache, far past the windows of 8, and greedy_scores, their log-probabilities; for BERT the hidden states of the first token and the mean of all.
"""
import json
import os
import sys

import torch
from safetensors.torch import load_file, save_file
from transformers import (BertConfig, BertModel, Gemma2Config, Gemma2ForCausalLM, Gemma3ForCausalLM, Gemma3TextConfig,
                          GemmaConfig, GemmaForCausalLM, GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM,
                          Olmo2Config, Olmo2ForCausalLM, Qwen2Config, Qwen2ForCausalLM)

out = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
BASE = dict(vocab_size=96, hidden_size=24, intermediate_size=40, max_position_embeddings=128)
HEADS = dict(num_attention_heads=4, num_key_value_heads=2, head_dim=8)
GEMMA = dict(BASE, hidden_activation="gelu_pytorch_tanh")
LLAMA3 = {"rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
          "original_max_position_embeddings": 32}
ROPE3 = {"full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1000000.0},
         "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0}}
MODELS = {
    "gemma1": lambda: GemmaForCausalLM(GemmaConfig(**GEMMA, **dict(HEADS, num_key_value_heads=1), num_hidden_layers=2)),
    "gemma2": lambda: Gemma2ForCausalLM(Gemma2Config(**GEMMA, **HEADS, num_hidden_layers=3, query_pre_attn_scalar=12,
                                                     sliding_window=8)),
    "gemma3": lambda: Gemma3ForCausalLM(Gemma3TextConfig(**GEMMA, **dict(HEADS, num_key_value_heads=1),
                                                         num_hidden_layers=7, query_pre_attn_scalar=8,
                                                         sliding_window=8)),
    # what Gemma 3's larger sizes have: linear scaling, several heads of keys, a scale that is not the heads' size
    "gemma3-large": lambda: Gemma3ForCausalLM(Gemma3TextConfig(**GEMMA, **HEADS, num_hidden_layers=6,
                                                               query_pre_attn_scalar=6, sliding_window=5,
                                                               rope_parameters=ROPE3)),
    "llama": lambda: LlamaForCausalLM(LlamaConfig(**BASE, **HEADS, num_hidden_layers=2)),
    "llama3": lambda: LlamaForCausalLM(LlamaConfig(**BASE, **HEADS, num_hidden_layers=2, tie_word_embeddings=True,
                                                   attention_bias=True, mlp_bias=True, rope_parameters=LLAMA3)),
    "gpt2": lambda: GPT2LMHeadModel(GPT2Config(vocab_size=96, n_positions=64, n_embd=24, n_layer=2, n_head=3)),
    "bert": lambda: BertModel(BertConfig(vocab_size=96, hidden_size=24, num_hidden_layers=2, num_attention_heads=3,
                                         intermediate_size=40, max_position_embeddings=64)),
    # as published are Gemma 3's sizes that see pictures too: what is as in transformers' class is left out
    "gemma3-pictures": lambda: Gemma3ForCausalLM(Gemma3TextConfig(vocab_size=96, hidden_size=8, intermediate_size=24,
                                                                  num_hidden_layers=1, sliding_window=8)),
    # local layers and their RoPE as no published size has them: what GGUF metadata has keys for
    "gemma3-windows": lambda: Gemma3ForCausalLM(Gemma3TextConfig(
        **GEMMA, **HEADS, num_hidden_layers=4, query_pre_attn_scalar=8, sliding_window=5,
        layer_types=["sliding_attention", "full_attention"] * 2,
        rope_parameters={"full_attention": {"rope_type": "default", "rope_theta": 20000.0},
                         "sliding_attention": {"rope_type": "default", "rope_theta": 500.0}})),
    # families that the library does not have: test_family.c and docs/language-models.md do
    "olmo2": lambda: Olmo2ForCausalLM(Olmo2Config(**BASE, num_attention_heads=4, num_key_value_heads=2,
                                                  num_hidden_layers=2)),
    "qwen2": lambda: Qwen2ForCausalLM(Qwen2Config(**BASE, num_attention_heads=4, num_key_value_heads=2,
                                                  num_hidden_layers=4)),
}


def rounded(numbers):
    return [round(float(x), 6) for x in numbers]


def as_published(folder):
    """The configuration and the tensors' names of google/gemma-3-4b-pt, without what sees."""
    path = os.path.join(folder, "config.json")
    config = json.load(open(path))
    kept = ("hidden_size", "intermediate_size", "num_hidden_layers", "sliding_window")
    text = {"model_type": "gemma3_text", **{key: config[key] for key in kept}}
    with open(path, "w") as file:
        json.dump({"model_type": "gemma3", "eos_token_id": [1, 106], "text_config": text}, file, indent=2)
    path = os.path.join(folder, "model.safetensors")
    tensors = {"language_" + key.replace("model.", "model.model.", 1): value for key, value in load_file(path).items()}
    save_file(tensors, path, {"format": "pt"})


for i, (name, make) in enumerate(MODELS.items()):
    torch.manual_seed(100 * seed + i)
    model = make().eval()
    model.config._attn_implementation = "eager"
    with torch.no_grad():
        for key, p in model.named_parameters():
            if p.dim() > 1:
                p.normal_(0, 0.15)
            else:
                p.add_(torch.randn_like(p) * 0.1)
            p.copy_(p.to(torch.bfloat16).float())
    ids = torch.randint(3, 96, (1, 24), generator=torch.Generator().manual_seed(1000 + 100 * seed + i))
    expected = {"made_with": "make_models.py", "input_ids": ids.tolist()}
    with torch.no_grad():
        result = model(ids) if name == "bert" else model(ids, use_cache=True)
        if name == "bert":
            hidden = result.last_hidden_state[0]
            expected["first"], expected["mean"] = rounded(hidden[0]), rounded(hidden.mean(0))
        else:
            logits = result.logits[0]
            expected["logits_last"] = rounded(logits[-1])
            expected["logits_sample"] = [[t, k, round(float(logits[t, k]), 6)] for t in range(0, 24, 3) for k in (0, 17, 95)]
            greedy, scores = [], []
            for _ in range(40):
                scores.append(float(torch.log_softmax(result.logits[0, -1], -1).max()))
                greedy.append(int(result.logits[0, -1].argmax()))
                result = model(torch.tensor([[greedy[-1]]]), past_key_values=result.past_key_values, use_cache=True)
            expected["greedy"], expected["greedy_scores"] = greedy, rounded(scores)
    folder = os.path.join(out, name)
    os.makedirs(folder, exist_ok=True)
    model.to(torch.bfloat16).save_pretrained(folder)
    generation = os.path.join(folder, "generation_config.json")
    if os.path.exists(generation):
        os.remove(generation)
    if name == "gemma3-pictures":
        as_published(folder)
    with open(os.path.join(folder, "expected.json"), "w") as file:
        json.dump(expected, file)
    print(name, expected.get("greedy", "")[:8])
