"""Writes the seeds of fuzz_npz and fuzz_cifar into tests/fuzz/corpus/, which are fixtures of test_dataset_files.c too. Needs
numpy:

    python tests/data/make_fixtures.py
"""
import io, pathlib, struct, zipfile
import numpy as np

CORPUS = pathlib.Path(__file__).parent.parent / "fuzz" / "corpus"


def seed(target, name, data):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def npz(save, **arrays):
    out = io.BytesIO()
    save(out, **arrays)
    # numpy takes the time of writing into the file: put 1980-01-01 there, so that writing again changes nothing
    inner, fixed = zipfile.ZipFile(out), io.BytesIO()
    with zipfile.ZipFile(fixed, "w") as archive:
        for info in inner.infolist():
            again = zipfile.ZipInfo(info.filename)
            again.compress_type = info.compress_type
            with archive.open(again, "w", force_zip64=True) as member:
                member.write(inner.read(info))
    return fixed.getvalue()


x = np.arange(12, dtype=np.float32).reshape(6, 2) / 4
y = np.array([3, 1, 4, 1, 5, 9], np.int32)
stored = npz(np.savez, x=x, y=y)
deflated = npz(np.savez_compressed, x=x, y=y)
seed("npz", "stored", stored)
seed("npz", "deflated", deflated)
seed("npz", "large", npz(np.savez_compressed, y=np.zeros(5000, np.uint8)))
seed("npz", "empty", npz(np.savez))
seed("npz", "fortran", npz(np.savez, y=np.asfortranarray(x)))
seed("npz", "objects", npz(np.savez, y=np.array([None, "a"], object)))
seed("npz", "cut", stored[:-30])
seed("npz", "comment", stored[:-2] + struct.pack("<H", 7) + b"comment")
wrong = bytearray(stored)
wrong[stored.index(x.tobytes()) + 5] ^= 1
seed("npz", "checksum", bytes(wrong))
at = deflated.index(b"PK\1\2")
seed("npz", "lying-size", deflated[:at + 24] + struct.pack("<I", 2**31) + deflated[at + 28:])
seed("npz", "lying-place", deflated[:at + 42] + struct.pack("<I", 2**31) + deflated[at + 46:])
seed("npz", "encrypted", deflated[:at + 8] + b"\1" + deflated[at + 9:])

picture = bytes(i * 7 % 256 for i in range(3072))
seed("cifar", "ten", b"\0" + b"\3" + picture + b"\x09" + picture[::-1])
seed("cifar", "ten-label", b"\0" + b"\x0a" + picture)
seed("cifar", "ten-cut", b"\0" + b"\3" + picture[:-1])
seed("cifar", "hundred-coarse", b"\1" + b"\x13\x63" + picture)
seed("cifar", "hundred-fine", b"\3" + b"\x13\x63" + picture)
seed("cifar", "hundred-label", b"\3" + b"\x14\x63" + picture)
seed("cifar", "nothing", b"\0")
