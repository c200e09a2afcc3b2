"""Writes the fixtures of tests/io into data/: files made by NumPy, safetensors, gzip and Pillow, with what they hold
beside them as .npy where a formula would not do. Needs numpy, ml_dtypes, safetensors and Pillow:

    python tests/io/make_fixtures.py
"""
import gzip, json, pathlib, struct
import ml_dtypes
import numpy as np
from PIL import Image
from safetensors.numpy import load, save_file

DATA = pathlib.Path(__file__).parent / "data"
DATA.mkdir(exist_ok=True)


def make_npy():
    """Every type: [2, 3] of 0 to 5; complex numbers have minus that as imaginary part."""
    grid = np.arange(6).reshape(2, 3)
    for name in "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64".split():
        np.save(DATA / f"{name}.npy", grid.astype(name))
    for name in "complex64", "complex128":
        np.save(DATA / f"{name}.npy", (grid - 1j * grid).astype(name))
    cube = np.arange(24, dtype=np.int32).reshape(2, 3, 4)
    np.save(DATA / "fortran.npy", np.asfortranarray(cube))
    np.save(DATA / "scalar.npy", np.array(2.5))
    np.save(DATA / "vector.npy", np.arange(3, dtype=np.float32))
    np.save(DATA / "empty.npy", np.zeros((0, 4), np.float32))
    for version in (2, 0), (3, 0):
        with open(DATA / f"version{version[0]}.npy", "wb") as out:
            np.lib.format.write_array(out, grid.astype(np.float32), version=version)
    np.save(DATA / "big_endian.npy", grid.astype(">f4"))
    np.save(DATA / "bfloat16.npy", grid.astype(ml_dtypes.bfloat16))
    np.save(DATA / "objects.npy", np.array([None]), allow_pickle=True)
    np.save(DATA / "structured.npy", np.zeros(2, dtype=[("a", "<f4")]))
    np.save(DATA / "rank9.npy", np.zeros((1,) * 9, np.uint8))


def make_safetensors():
    """Every type numpy can hold, [3] of 1, 0, 1 (so that BOOL is one of them); and what our writer must write."""
    ones = np.array([1, 0, 1])
    types = {"BOOL": bool, "I8": "i1", "I16": "i2", "I32": "i4", "I64": "i8", "U8": "u1", "U16": "u2", "U32": "u4",
             "U64": "u8", "F16": "f2", "F32": "f4", "F64": "f8", "C64": "c8", "BF16": ml_dtypes.bfloat16,
             "F8_E4M3": ml_dtypes.float8_e4m3fn, "F8_E5M2": ml_dtypes.float8_e5m2}
    save_file({name: ones.astype(kind) for name, kind in types.items()}, DATA / "types.safetensors",
              metadata={"format": "np", "step": "12"})
    save_file({}, DATA / "empty.safetensors")

    # The layout of safetensors.h, put together by hand and read with the reference implementation.
    w, b, i, none = (np.arange(32, dtype=np.float32), np.array([1, 2, 3], np.uint8), np.array([7, 8], np.int64),
                     np.zeros((0, 5), np.float16))
    order = [("none", none, "F16"), ("w", w.reshape(4, 8), "F32"), ("i", i, "I64"), ('b "\n\u00e9', b, "U8")]
    header, data = {"__metadata__": {"a": "1", "z": "last"}}, b""
    for name, array, kind in order:
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).replace("\\n", "\\u000a").encode()
    text += b" " * (-(len(text) + 8) % 64)
    whole = struct.pack("<Q", len(text)) + text + data
    back = load(whole)
    assert all(np.array_equal(back[name], array) for name, array, _ in order)
    (DATA / "layout.safetensors").write_bytes(whole)


def make_csv():
    """Numbers of all magnitudes, shortest text that reads back the same."""
    random = np.random.default_rng(1)
    numbers = random.standard_normal((40, 3)) * 10.0 ** random.integers(-300, 300, (40, 3))
    text = "first,second,third\n" + "".join(",".join(map(repr, row)) + "\n" for row in numbers.tolist())
    (DATA / "numbers.csv").write_text(text)
    (DATA / "numbers.csv.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    np.save(DATA / "numbers.npy", numbers)
    joined = gzip.compress(b"1,2\n", mtime=0) + gzip.compress(b"3,4\n", mtime=0) + bytes(100)
    (DATA / "joined.csv.gz").write_bytes(joined)


def make_images():
    y, x = np.mgrid[0:9, 0:13]
    rgba = np.stack([x * 19, y * 28, (x * y) * 2, 255 - x * 10], -1).astype(np.uint8)
    rgb = Image.fromarray(rgba[:, :, :3].copy())
    np.save(DATA / "image_rgba.npy", rgba)
    rgb.save(DATA / "rgb.png")
    Image.fromarray(rgba).save(DATA / "rgba.png")
    np.save(DATA / "image_grey.npy", np.array(rgb.convert("L"))[:, :, None])
    rgb.convert("L").save(DATA / "grey.png")
    palette = rgb.quantize(16)
    palette.save(DATA / "palette.png")
    np.save(DATA / "image_palette.npy", np.array(palette.convert("RGB")))
    Image.fromarray(rgba[:, :, 0].astype(np.uint16) * 257).save(DATA / "deep.png")
    rgb.save(DATA / "rgb.jpg", quality=95, subsampling=0)
    np.save(DATA / "image_jpeg.npy", np.array(Image.open(DATA / "rgb.jpg")))
    rgb.convert("L").save(DATA / "grey.jpg", quality=95)
    np.save(DATA / "image_grey_jpeg.npy", np.array(Image.open(DATA / "grey.jpg"))[:, :, None])
    rgb.convert("CMYK").save(DATA / "cmyk.jpg")
    for width, height in (5, 4), (30, 20), (13, 2), (1, 1):
        small = rgb.resize((width, height), Image.Resampling.BILINEAR)
        np.save(DATA / f"resized_{height}x{width}.npy", np.array(small))


def make_idx():
    def idx(code, array):
        return struct.pack(">BBBB", 0, 0, code, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()
    grid = np.arange(6).reshape(2, 3) - 2
    for code, kind in (0x08, "u1"), (0x09, "i1"), (0x0B, ">i2"), (0x0C, ">i4"), (0x0D, ">f4"), (0x0E, ">f8"):
        (DATA / f"{kind[-2:]}.idx").write_bytes(idx(code, grid.astype(kind)))
    (DATA / "i4.idx.gz").write_bytes(gzip.compress(idx(0x0C, grid.astype(">i4")), mtime=0))


make_npy()
make_safetensors()
make_csv()
make_images()
make_idx()
