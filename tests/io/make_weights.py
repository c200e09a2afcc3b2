"""Writes the fixtures of tests/io/test_gguf.c and test_weights.c into data/weights/: files made by the gguf and safetensors
packages, and beside the quantised ones what the gguf package makes of them. Needs numpy, ml_dtypes, gguf and safetensors:

    python tests/io/make_weights.py
"""
import json, pathlib
import gguf, ml_dtypes
import numpy as np
from safetensors.numpy import save_file

DATA = pathlib.Path(__file__).parent / "data" / "weights"
DATA.mkdir(exist_ok=True)
Q = gguf.GGMLQuantizationType
QUANTS = [Q.Q4_0, Q.Q4_1, Q.Q5_0, Q.Q5_1, Q.Q8_0, Q.Q2_K, Q.Q3_K, Q.Q4_K, Q.Q5_K, Q.Q6_K]
# Where the f16 scales of a block stand: random bits elsewhere are fine, here they would be infinities and NaNs.
SCALES = {Q.Q4_0: [0], Q.Q4_1: [0, 2], Q.Q5_0: [0], Q.Q5_1: [0, 2], Q.Q8_0: [0], Q.Q2_K: [80, 82], Q.Q3_K: [108],
          Q.Q4_K: [0, 2], Q.Q5_K: [0, 2], Q.Q6_K: [208]}


def random_blocks(rng, kind):
    """[2, 256] elements of random blocks; scales of both signs over the whole range, subnormals and zero among them."""
    elements, size = gguf.GGML_QUANT_SIZES[kind]
    blocks = rng.integers(0, 256, (2 * 256 // elements, size), dtype=np.uint8)
    for at in SCALES[kind]:
        scales = (rng.standard_normal(len(blocks)) * 10.0 ** rng.integers(-7, 1, len(blocks))).astype(np.float16)
        scales[-1] = 0
        blocks[:, at:at + 2] = scales[:, None].view(np.uint8)
    return blocks.reshape(2, -1)


def make_quants():
    rng = np.random.default_rng(6)
    writer, expected = gguf.GGUFWriter(DATA / "quants.gguf", "test"), {}
    for kind in QUANTS:
        blocks = random_blocks(rng, kind)
        writer.add_tensor(kind.name, blocks, raw_dtype=kind)
        expected[kind.name] = gguf.quants.dequantize(blocks, kind)
    plain = (rng.standard_normal((3, 5)) * 10.0 ** rng.integers(-9, 6, (3, 5))).astype(np.float32)
    plain[0] = [np.inf, -np.inf, -0.0, 65520, 3e38]
    halves = {"F16": plain.astype(np.float16), "BF16": plain.astype(ml_dtypes.bfloat16)}
    writer.add_tensor("F32", plain)
    writer.add_tensor("F16", halves["F16"])
    writer.add_tensor("BF16", halves["BF16"].view(np.uint8), raw_dtype=Q.BF16)
    expected["F32"] = plain
    expected |= {name: half.astype(np.float32) for name, half in halves.items()}
    narrow = {}
    for name, value in expected.items():
        narrow[name + ".bf16"] = value.astype(ml_dtypes.bfloat16)
        narrow[name + ".f16"] = value.astype(np.float16)

    for name in "uint8 int8 uint16 int16 uint32 int32 uint64 int64 float32 float64".split():
        edge = np.finfo(name) if "float" in name else np.iinfo(name)
        getattr(writer, "add_" + name)(f"test.{name}", edge.min if "int" in name else float(edge.min))
    writer.add_bool("test.flag", True)
    writer.add_string("test.text", "Kalk, \u00e9")
    writer.add_array("test.numbers", [1, 2, -3])
    writer.add_array("test.floats", [0.5, -1.25])
    writer.add_array("test.flags", [True, False, True])
    writer.add_array("test.texts", ["a", "", "\u20ac"])
    writer.add_array("test.long", ["token"] * 5000)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    save_file(expected | narrow, DATA / "quants.safetensors")


def make_sharded():
    """A folder as transformers writes it, in two shards."""
    folder = DATA / "sharded"
    folder.mkdir(exist_ok=True)
    shards = {
        "model-00001-of-00002.safetensors": {"a.weight": np.arange(12, dtype=np.float32).reshape(3, 4),
                                             "a.bias": np.array([0.5, -1.5, 2], np.float16)},
        "model-00002-of-00002.safetensors": {"b.weight": np.arange(6).reshape(2, 3).astype(ml_dtypes.bfloat16),
                                             "b.ids": np.array([1, 2, -3], np.int64)},
    }
    weights = {}
    for name, tensors in shards.items():
        save_file(tensors, folder / name, metadata={"format": "pt"})
        weights |= {tensor: name for tensor in tensors}
    size = sum(t.nbytes for tensors in shards.values() for t in tensors.values())
    index = {"metadata": {"total_size": size}, "weight_map": weights}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2))
    config = {"architectures": ["TestForCausalLM"], "hidden_size": 4, "rms_norm_eps": 1e-6, "tie_word_embeddings": True,
              "rope_scaling": {"factor": 8.0, "rope_type": "linear"}, "sliding_window": None,
              "layer_types": ["sliding_attention", "full_attention"], "model_type": "test"}
    (folder / "config.json").write_text(json.dumps(config, indent=2))


make_quants()
make_sharded()
