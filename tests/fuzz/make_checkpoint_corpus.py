"""Writes the seeds of fuzz_checkpoint into corpus/checkpoint/:

    python tests/fuzz/make_checkpoint_corpus.py
"""
import copy, json, pathlib, zlib

CORPUS = pathlib.Path(__file__).parent / "corpus" / "checkpoint"
GOOD = {"format": "calx checkpoint", "version": 1, "step": 1000, "position": 1000, "seed": "42", "time": 1760000000,
        "optimizer": "adam", "hyperparameters": {"beta1": 0.5}, "metrics": {"loss": 0.25, "steps": 3},
        "notes": {"classes": "cat, \"dog\""}, "variables": {"bytes": 4096, "crc32": "0123abcd"}}


def text(value):
    """With the checksum that the reader computes: of compact, sorted JSON in UTF-8."""
    value = copy.deepcopy(value)
    compact = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    value["crc32"] = f"{zlib.crc32(compact):08x}"
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def seed(name, data):
    CORPUS.mkdir(parents=True, exist_ok=True)
    (CORPUS / name).write_bytes(data)


def changed(name, **fields):
    value = copy.deepcopy(GOOD)
    value.update(fields)
    seed(name, text(value))


seed("good", text(GOOD))
seed("cut", text(GOOD)[:-20])
seed("twice", text(GOOD).replace(b'"step"', b'"step": 1, "step"'))
seed("checksum", text(GOOD).replace(b"1000", b"1001"))
seed("deep", b"[" * 5000)
seed("not-an-object", b"[1, 2]")
seed("empty", b"")
changed("version-2", version=2)
changed("version-text", version="1")
changed("negative", step=-1)
changed("huge-step", step=9223372036854775807)
changed("seed-number", seed=42)
changed("seed-long", seed="9" * 21)
changed("no-optimizer", optimizer=None)
changed("metrics-list", metrics=[1])
changed("metric-text", metrics={"loss": "nan"})
changed("note-number", notes={"a": 1})
changed("note-zero", notes={"a\x01": "\x02"})
changed("variables-null", variables=None)
changed("variables-crc", variables={"bytes": 1, "crc32": "0123ABCD"})
