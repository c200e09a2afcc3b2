"""Writes the seeds of fuzz_program_cache: files as src/run/program_file.h lays them out, after a byte of the target's own
(1: the target sets the checksum). Needs nothing but Python:

    python tests/fuzz/make_program_corpus.py
"""
import hashlib, pathlib, struct

CORPUS = pathlib.Path(__file__).parent / "corpus" / "program_cache"


def seed(name, option, data):
    CORPUS.mkdir(parents=True, exist_ok=True)
    (CORPUS / name).write_bytes(bytes([option]) + data)


def program_file(note, program, note_size=None, program_size=None, version=1):
    head = b"calxprog" + struct.pack("<IIQ", version, len(note) if note_size is None else note_size,
                                     len(program) if program_size is None else program_size) + bytes(range(32))
    return head + hashlib.blake2b(head + note + program, digest_size=32).digest() + note + program


good = program_file(b"step\n/plugin.so\n", b"a program")
seed("good", 0, good)
seed("empty", 0, program_file(b"", b""))
seed("cut", 0, good[:-1])
seed("cut-in-head", 0, good[:60])
seed("longer", 1, good + b"\0")
seed("changed", 0, good[:-3] + b"X" + good[-2:])
seed("version", 1, program_file(b"", b"", version=2))
seed("note-too-long", 1, program_file(b"note", b"", note_size=2**32 - 1))
seed("program-too-long", 1, program_file(b"", b"x", program_size=2**64 - 1))
seed("sum-wraps", 1, program_file(b"note", b"x", note_size=6, program_size=2**64 - 1))
seed("magic", 1, b"calxprox" + good[8:])
