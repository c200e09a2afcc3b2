"""Writes data/weights/keras-gemma, keras-gemma3 and keras-gemma3-bf16: small models saved by keras_hub as it saves Kaggle's, with
random weights; expected.json holds the logits that keras_hub computes, and the sum of each data set as h5py reads it.
keras-sharded is one of them in several files. Needs keras, keras_hub, tensorflow and h5py:

    KERAS_BACKEND=tensorflow python tests/io/make_keras.py
"""
import json, pathlib, shutil
import h5py, keras, keras_hub, ml_dtypes
import numpy as np

DATA = pathlib.Path(__file__).parent / "data" / "weights"
SIZES = dict(vocabulary_size=48, num_layers=2, num_query_heads=4, num_key_value_heads=2, hidden_dim=16,
             intermediate_dim=32, head_dim=4)
GEMMA3 = dict(SIZES, image_size=16, vision_encoder=None, use_sliding_window_attention=True, sliding_window_size=4,
              use_post_ffw_norm=True, use_post_attention_norm=True)


def randomise(backbone, seed):
    rng = np.random.default_rng(seed)
    for variable in backbone.variables:
        variable.assign(rng.standard_normal(variable.shape) * 0.3)


def sums_of(files):
    """{path: sum} over the data sets of HDF5 files."""
    sums = {}

    def add(path, item):
        if isinstance(item, h5py.Dataset):
            value = item[()]
            value = value.view(ml_dtypes.bfloat16) if "dtype" in item.attrs else value
            sums[path] = float(value.astype(np.float64).sum())

    for file in files:
        with h5py.File(file) as opened:
            opened.visititems(add)
    return sums


def make(name, backbone, task, seed):
    folder = DATA / name
    shutil.rmtree(folder, ignore_errors=True)
    randomise(backbone, seed)
    backbone.save_to_preset(str(folder))
    (folder / "metadata.json").unlink()  # it holds a date
    ids = np.random.default_rng(seed + 1).integers(1, 48, (1, 11))
    logits = task(backbone=backbone, preprocessor=None)({"token_ids": ids, "padding_mask": np.ones_like(ids)})
    logits = keras.ops.convert_to_numpy(keras.ops.cast(logits, "float32"))[0, -1]
    expected = {"made_with": f"keras_hub {keras_hub.__version__}, keras {keras.__version__}, {backbone.compute_dtype}",
                "input_ids": ids.tolist(), "logits_last": [float(x) for x in logits],
                "sums": sums_of(folder.glob("*.h5"))}
    (folder / "expected.json").write_text(json.dumps(expected, indent=1))


def make_sharded(backbone):
    folder = DATA / "keras-sharded"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    backbone.save_weights(str(folder / "model.weights.json"), max_shard_size=2.5e-6)
    (folder / "expected.json").write_text(json.dumps({"sums": sums_of(folder.glob("*.h5"))}, indent=1))


hub = keras_hub.models
gemma = hub.GemmaBackbone(**dict(SIZES, intermediate_dim=64))  # half of it in each of the two gates
make("keras-gemma", gemma, hub.GemmaCausalLM, 1)
make("keras-gemma3", hub.Gemma3Backbone(**GEMMA3), hub.Gemma3CausalLM, 2)
make("keras-gemma3-bf16", hub.Gemma3Backbone(**dict(GEMMA3, num_layers=1), dtype="bfloat16"), hub.Gemma3CausalLM, 3)
make_sharded(hub.GemmaBackbone(**dict(SIZES, num_layers=1, hidden_dim=8)))
