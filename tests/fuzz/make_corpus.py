"""Writes the seeds of the fuzz targets into corpus/<target>/. What a fuzzer finds is added there by hand, named after
what it found. Needs numpy, safetensors and Pillow:

    python tests/fuzz/make_corpus.py
"""
import gzip, io, pathlib, struct
import numpy as np
from PIL import Image
from safetensors.numpy import save

CORPUS = pathlib.Path(__file__).parent / "corpus"


def seed(target, name, data):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def npy(array, version=None):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version=version, allow_pickle=True)
    return out.getvalue()


def raw_npy(header):
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header


def seed_npy():
    grid = np.arange(6, dtype=np.float32).reshape(2, 3)
    seed("npy", "f32", npy(grid))
    seed("npy", "f32-version2", npy(grid, (2, 0)))
    seed("npy", "f32-version3", npy(grid, (3, 0)))
    seed("npy", "fortran", npy(np.asfortranarray(grid)))
    seed("npy", "big-endian", npy(grid.astype(">f4")))
    seed("npy", "scalar", npy(np.array(7, np.int64)))
    seed("npy", "empty", npy(np.zeros((0, 3), np.uint8)))
    seed("npy", "bool", npy(np.array([True, False])))
    seed("npy", "complex", npy(np.array([1 + 2j])))
    seed("npy", "structured", npy(np.zeros(2, dtype=[("a", "<f4")])))
    seed("npy", "overflow", raw_npy(b"{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4), }\n"))
    seed("npy", "dimension-overflow",
         raw_npy(b"{'descr': '<f8', 'fortran_order': True, 'shape': (99999999999999999999,), }\n"))
    seed("npy", "zero-times-huge",
         raw_npy(b"{'descr': '<f8', 'fortran_order': True, 'shape': (0, 4611686018427387904, 4L), }\n"))
    seed("npy", "cut", npy(grid)[:-3])


def raw_safetensors(header, data=b""):
    return struct.pack("<Q", len(header)) + header + data


def seed_safetensors():
    tensors = {"w": np.ones((2, 3), np.float32), "b": np.zeros(3, np.uint8), "none": np.zeros((0,), np.float64)}
    good = save(tensors, metadata={"format": "np", "step": "12"})
    seed("safetensors", "three", good)
    seed("safetensors", "cut", good[:-1])
    seed("safetensors", "longer", good + b"\0")
    seed("safetensors", "empty", raw_safetensors(b"{}"))
    entry = b'{"dtype":"U8","shape":[%s],"data_offsets":[%d,%d]}'
    seed("safetensors", "twice", raw_safetensors(b'{"a":' + entry % (b"1", 0, 1) + b',"a":' + entry % (b"1", 1, 2) + b"}", b"ab"))
    seed("safetensors", "overlap", raw_safetensors(b'{"a":' + entry % (b"2", 0, 2) + b',"b":' + entry % (b"1", 1, 2) + b"}", b"ab"))
    seed("safetensors", "hole", raw_safetensors(b'{"a":' + entry % (b"1", 0, 1) + b',"b":' + entry % (b"1", 2, 3) + b"}", b"abc"))
    seed("safetensors", "overflow", raw_safetensors(b'{"a":' + entry % (b"4294967296,4294967296", 0, 0) + b"}"))
    seed("safetensors", "bool", raw_safetensors(b'{"a":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]}}', b"\0\2"))
    seed("safetensors", "deep", raw_safetensors(b'{"a":' + b"[" * 3000))
    seed("safetensors", "escapes", raw_safetensors(b'{"__metadata__":{"\\u0041\\n":"\xc3\xa9"}}   '))
    seed("safetensors", "huge-length", b"\xff" * 8 + b"{}")


def seed_csv():
    """The first byte is the target's options: 1 header, 2 f64, 4 tabs."""
    table = b"x,y\n1,2.5\n-3e5,nan\n"
    seed("csv", "header", b"\1" + table)
    seed("csv", "plain", b"\2" + b"1,2\r\n3,4\r\n")
    seed("csv", "tabs", b"\4" + b"1\t2\n3\t4")
    seed("csv", "quotes", b"\1" + b'"a ""b""","c\nd"\n"1" , "2"\n')
    seed("csv", "gzip", b"\1" + gzip.compress(table, mtime=0))
    seed("csv", "gzip-twice", b"\1" + gzip.compress(table, mtime=0) + gzip.compress(b"5,6\n", mtime=0))
    seed("csv", "gzip-cut", b"\1" + gzip.compress(table, mtime=0)[:-9])
    seed("csv", "ragged", b"\0" + b"1,2\n3\n")
    seed("csv", "empty-field", b"\0" + b"1,,2\n")
    seed("csv", "open-quote", b"\0" + b'1,"2\n')
    seed("csv", "mark", b"\0\xef\xbb\xbf1\n")
    seed("csv", "large", b"\0" + b"1e999\n1e300\n")


def encoded(image, kind, **how):
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def seed_image():
    ramp = np.arange(7 * 5 * 4, dtype=np.uint8).reshape(5, 7, 4) * 9
    colour = Image.fromarray(ramp[:, :, :3].copy())
    seed("image", "rgb.png", encoded(colour, "PNG"))
    seed("image", "rgba.png", encoded(Image.fromarray(ramp), "PNG"))
    seed("image", "grey.png", encoded(colour.convert("L"), "PNG"))
    seed("image", "bit.png", encoded(colour.convert("1"), "PNG"))
    seed("image", "palette.png", encoded(colour.quantize(4), "PNG", transparency=1))
    seed("image", "deep.png", encoded(Image.fromarray(ramp[:, :, 0].astype(np.uint16) * 257), "PNG"))
    seed("image", "rgb.jpg", encoded(colour, "JPEG", quality=90))
    seed("image", "sampled.jpg", encoded(colour, "JPEG", quality=50, subsampling=2))
    seed("image", "progressive.jpg", encoded(colour, "JPEG", progressive=True))
    seed("image", "grey.jpg", encoded(colour.convert("L"), "JPEG"))
    seed("image", "cmyk.jpg", encoded(colour.convert("CMYK"), "JPEG"))
    seed("image", "cut.jpg", encoded(colour, "JPEG")[:-60])
    seed("image", "cut.png", encoded(colour, "PNG")[:-30])
    bomb = encoded(colour, "PNG")
    seed("image", "lying.png", bomb[:16] + struct.pack(">II", 2**31 - 1, 2**31 - 1) + bomb[24:])


def seed_idx():
    body = struct.pack(">BBBBII", 0, 0, 8, 2, 2, 3) + bytes(range(6))
    seed("idx", "u8", body)
    seed("idx", "gzip", gzip.compress(body, mtime=0))
    seed("idx", "gzip-cut", gzip.compress(body, mtime=0)[:-4])
    seed("idx", "f64", struct.pack(">BBBBId", 0, 0, 14, 1, 1, 2.5))
    seed("idx", "i16", struct.pack(">BBBBIhh", 0, 0, 11, 1, 2, -2, 300))
    seed("idx", "huge", struct.pack(">BBBB8I", 0, 0, 14, 8, *[2**32 - 1] * 8))
    seed("idx", "zero-times-huge", struct.pack(">BBBB3I", 0, 0, 14, 3, 0, 2**32 - 1, 2**32 - 1))
    seed("idx", "longer", body + b"\0")


seed_npy()
seed_safetensors()
seed_csv()
seed_image()
seed_idx()
