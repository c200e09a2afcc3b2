"""Writes the seeds of fuzz_gguf, fuzz_weights_index and fuzz_model_config into corpus/. Needs numpy and gguf:

    python tests/fuzz/make_weights_corpus.py
"""
import json, pathlib, struct, tempfile
import gguf
import numpy as np

CORPUS = pathlib.Path(__file__).parent / "corpus"
Q = gguf.GGMLQuantizationType


def seed(target, name, data):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def written(fill):
    """What a gguf.GGUFWriter writes after fill(writer)."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "x.gguf"
        writer = gguf.GGUFWriter(path, "test")
        fill(writer)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        return path.read_bytes()


def quants(kinds):
    def fill(writer):
        for kind in kinds:
            elements, size = gguf.GGML_QUANT_SIZES[kind]
            writer.add_tensor(kind.name, np.arange(size, dtype=np.uint8).reshape(1, size), raw_dtype=kind)
    return fill


def words(writer):
    writer.add_uint8("a", 1)
    writer.add_int64("b", -2)
    writer.add_float32("c", 0.5)
    writer.add_float64("d", 1e300)
    writer.add_bool("e", True)
    writer.add_string("f", "text")
    writer.add_array("tokenizer.ggml.tokens", ["<s>", "a", "\u20ac"])
    writer.add_array("tokenizer.ggml.scores", [0.0, -1.0, -2.5])
    writer.add_array("tokenizer.ggml.token_type", [3, 1, 1])
    writer.add_custom_alignment(64)
    writer.add_tensor("w", np.arange(6, dtype=np.float32).reshape(2, 3))
    writer.add_tensor("v", np.arange(5, dtype=np.float16))


def seed_gguf():
    seed("gguf", "small-blocks", written(quants([Q.Q4_0, Q.Q4_1, Q.Q5_0, Q.Q5_1, Q.Q8_0])))
    seed("gguf", "large-blocks", written(quants([Q.Q2_K, Q.Q3_K, Q.Q4_K, Q.Q5_K, Q.Q6_K])))
    good = written(words)
    seed("gguf", "words", good)
    seed("gguf", "version2", good[:4] + struct.pack("<I", 2) + good[8:])
    seed("gguf", "cut", good[:-40])
    seed("gguf", "header-cut", good[:200])
    seed("gguf", "many-tensors", good[:8] + struct.pack("<Q", 2**63) + good[16:])
    seed("gguf", "many-values", good[:16] + struct.pack("<Q", 2**63) + good[24:])
    seed("gguf", "empty", b"GGUF" + struct.pack("<IQQ", 3, 0, 0))


def seed_index():
    both = b'{"metadata": {"total_size": 4}, "weight_map": {"a": "a.safetensors", "b": "b.safetensors"}}'
    seed("weights_index", "both", both)
    seed("weights_index", "one", both.replace(b', "b": "b.safetensors"', b""))
    seed("weights_index", "missing-shard", both.replace(b"b.safe", b"c.safe"))
    seed("weights_index", "other-shard", both.replace(b'"b": "b', b'"b": "a'))
    seed("weights_index", "out", both.replace(b'"b.safe', b'"../b.safe'))
    seed("weights_index", "list", both.replace(b'"b.safetensors"', b'["a.safetensors", "b.safetensors"]'))
    seed("weights_index", "keys", b'{"a": {"b": 1.5, "0": true}, "a.b": ["x", null], "a.0": {"b": {"c": "d"}}, "": 1, ".": 2}')
    seed("weights_index", "deep", b"[" * 3000)
    seed("weights_index", "no-object", b"7")


def seed_config():
    models = pathlib.Path(__file__).parent.parent / "models/data"
    configs = {path.parent.name: json.loads(path.read_text()) for path in models.glob("*/config.json")}
    for name, config in configs.items():
        seed("model_config", name, json.dumps(config).encode())
    wrong = {"no-layers": ("num_hidden_layers", 0), "many-layers": ("num_hidden_layers", 1e9), "odd-heads": ("num_key_value_heads", 3),
             "window-zero": ("sliding_window", 0), "window-huge": ("sliding_window", 1e300), "scale": ("query_pre_attn_scalar", -1),
             "ends": ("eos_token_id", [1, 7, 8, -1]), "begin-huge": ("bos_token_id", 1e300)}
    for name, (key, value) in wrong.items():
        seed("model_config", name, json.dumps(configs["gemma3"] | {key: value}).encode())
    for name, generation in (("generation", {"eos_token_id": 1}), ("generation-ends", {"eos_token_id": [1, 6]}),
                             ("generation-odd", {"eos_token_id": ["one", {}]}), ("generation-list", [1, 6])):
        seed("model_config", name, json.dumps(configs["gemma1"]).encode() + b"\0" + json.dumps(generation).encode())
    seed("model_config", "pictures-too", json.dumps({"model_type": "gemma3", "text_config": configs["gemma3"]}).encode())


seed_gguf()
seed_index()
seed_config()
