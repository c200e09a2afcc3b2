#!/usr/bin/env python3
"""Writes tests/models/data/sampling.json: logits after the processors of Hugging Face's transformers, applied in the order that
generate() has. Needs torch and transformers (made with 2.15 and 5.23). Frequency and presence penalties, which transformers
lacks, are those of OpenAI's API reference: logit -= times * frequency + (times > 0) * presence.

A case: the settings, met (tokens of the prompt), chosen (tokens of the answer, with repeats) and result [2, 60], null where a
token was dropped. All share logits [2, 60].
"""
import json
import os

import torch
from transformers import (MinPLogitsWarper, RepetitionPenaltyLogitsProcessor, TemperatureLogitsWarper, TopKLogitsWarper,
                          TopPLogitsWarper)

torch.manual_seed(5)
logits = (torch.randn(2, 60) * 3).round(decimals=4)
CASES = [{"temperature": 1.0}, {"temperature": 0.7, "top_k": 5}, {"temperature": 1.3, "top_p": 0.8},
         {"temperature": 1.0, "top_p": 0.2}, {"temperature": 0.9, "top_k": 12, "top_p": 0.9},
         {"temperature": 1.5, "min_p": 0.1}, {"temperature": 0.8, "top_k": 20, "top_p": 0.95, "min_p": 0.05},
         {"temperature": 1.0, "repetition": 1.3}, {"temperature": 1.0, "repetition": 1.2, "frequency": 0.4, "presence": 0.6},
         {"temperature": 0.6, "top_k": 7, "repetition": 1.5, "presence": 0.5}]
met, chosen = [3, 8, 20], [8, 41, 41, 41, 5]
for case in CASES:
    x = logits.clone()
    ids = torch.tensor([met + chosen] * 2)
    if "repetition" in case:
        x = RepetitionPenaltyLogitsProcessor(case["repetition"])(ids, x)
    for token in set(chosen):
        x[:, token] -= chosen.count(token) * case.get("frequency", 0) + case.get("presence", 0)
    x = TemperatureLogitsWarper(case["temperature"])(ids, x)
    if "top_k" in case:
        x = TopKLogitsWarper(case["top_k"])(ids, x)
    if "top_p" in case:
        x = TopPLogitsWarper(case["top_p"])(ids, x)
    if "min_p" in case:
        x = MinPLogitsWarper(case["min_p"])(ids, x)
    case["result"] = [[None if v == float("-inf") else round(v, 5) for v in row] for row in x.tolist()]
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "sampling.json")
with open(path, "w") as file:
    json.dump({"logits": logits.tolist(), "met": met, "chosen": chosen, "cases": CASES}, file)
