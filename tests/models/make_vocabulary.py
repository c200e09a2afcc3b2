#!/usr/bin/env python3
"""Writes tests/models/data/letters.json: a vocabulary for the random models beside it, in the form of Hugging Face's
tokenizer.json: a token for each letter, with the marks that Gemma's conversations have. Needs nothing but Python."""
import json
import os

SPECIAL = ["<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>"]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \n.,;:!?'-()/+*=<>_\"#&%@"
vocabulary = {piece: i for i, piece in enumerate(SPECIAL + list(LETTERS))}
json.dump(
    {"version": "1.0",
     "added_tokens": [{"id": i, "content": piece, "single_word": False, "lstrip": False, "rstrip": False,
                       "normalized": False, "special": True} for i, piece in enumerate(SPECIAL)],
     "normalizer": None, "pre_tokenizer": None, "decoder": {"type": "Fuse"},
     "post_processor": {"type": "TemplateProcessing",
                        "single": [{"SpecialToken": {"id": "<bos>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
                        "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
                        "special_tokens": {"<bos>": {"id": "<bos>", "ids": [2], "tokens": ["<bos>"]}}},
     "model": {"type": "BPE", "dropout": None, "unk_token": "<unk>", "continuing_subword_prefix": None,
               "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "vocab": vocabulary, "merges": []}},
    open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "letters.json"), "w"))
print(len(vocabulary))
