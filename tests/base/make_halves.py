"""Writes data/halves.safetensors: what numpy and ml_dtypes make of the small floating-point formats. For each format
F of f16, bf16, f8e4m3fn, f8e5m2 and the other f8:

    F/bits, F/wide       patterns, and their values as f32
    F/from, F/narrow     f32 values, and the patterns they round to

The values lie halfway between neighbours of the format, and one step of f32 above and below; and at its edges.

    pip install numpy ml_dtypes safetensors && python tests/base/make_halves.py

Made with numpy 2.4.6, ml_dtypes 0.6.0, safetensors 0.8.0.
"""
import pathlib
import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

OUT = pathlib.Path(__file__).parent / "data" / "halves.safetensors"
FORMATS = {"f16": (np.float16, np.uint16), "bf16": (ml_dtypes.bfloat16, np.uint16),
           "f8e4m3fn": (ml_dtypes.float8_e4m3fn, np.uint8), "f8e5m2": (ml_dtypes.float8_e5m2, np.uint8),
           **{f"f8{name}": (getattr(ml_dtypes, f"float8_{name}"), np.uint8)
              for name in ["e4m3", "e3m4", "e4m3fnuz", "e5m2fnuz", "e4m3b11fnuz"]}}
EDGES = [0.0, 1e-45, 1e-40, 2.0**-24, 2.0**-25, 2.0**-25 * 1.0001, 448, 449, 464, 465, 480, 57344, 61440, 61441, 65504, 65519,
         65520, 65536, 3.3895e38, 3.4028e38, np.inf]


def main():
    np.seterr(all="ignore")  # overflows and NaN are meant
    arrays, rng = {}, np.random.default_rng(1)
    for name, (dtype, word) in FORMATS.items():
        count = 2**(8 * word().itemsize)
        bits = np.arange(count) if count == 256 else np.unique(rng.integers(0, count, 1500))
        wide = bits.astype(word).view(dtype).astype(np.float32)
        below = bits[bits < count - 1].astype(word)
        low, high = below.view(dtype).astype("f8"), (below + word(1)).view(dtype).astype("f8")
        half = ((low + high) / 2).astype("f4")
        half = half[np.isfinite(half)]
        edges = np.array(EDGES, "f4")
        start = np.concatenate([half, np.nextafter(half, np.float32(np.inf)), np.nextafter(half, np.float32(-np.inf)), edges, -edges])
        arrays |= {f"{name}/bits": bits.astype(word), f"{name}/wide": wide, f"{name}/from": start,
                   f"{name}/narrow": start.astype(dtype).view(word)}
    OUT.parent.mkdir(exist_ok=True)
    save_file(arrays, OUT)
    OUT.chmod(0o644)


if __name__ == "__main__":
    main()
