"""Writes the seeds of the fuzz targets that read text, and of random graphs, into corpus/<target>/. What a fuzzer finds is added there by hand,
named after what it found.

    python tests/fuzz/make_text_corpus.py
"""
import pathlib
import random

CORPUS = pathlib.Path(__file__).parent / "corpus"


def seed(target, name, data):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def seed_expect():
    """The first byte is the shape: 0 a scalar, 1 [3], 2 [2, 3], 3 [8, 4, 4, 0], 4 [2^62 - 1, 1, 1]."""
    seed("expect", "numbers", b"\x022 3\n 2\t3 \n* 3\n...\n2 ... 3\n")
    seed("expect", "names", b"\x02batch features\nbatch 3\n_1 features\n... batch\n")
    seed("expect", "name-bound", b"\x02a a\n")
    seed("expect", "dots-twice", b"\x02... ...\n")
    seed("expect", "scalar", b"\x00\n...\n\t\n1\n")
    seed("expect", "picture", b"\x03batch 4 4 channels\n... 0\nbatch ... channels\n")
    seed("expect", "largest", b"\x044611686018427387903 1 1\n")
    seed("expect", "overflow", b"\x0499999999999999999999 1 1\n")
    seed("expect", "many", b"\x02" + b"1 " * 40)
    seed("expect", "odd", b"\x022x ?3 %s%n \xff\xfe\n")


def seed_einsum():
    """A byte for the number of operands less one, four for their axes (value mod 9), then the specification."""
    def spec(text, *ranks):
        return bytes([len(ranks) - 1] + list(ranks) + [0] * (4 - len(ranks))) + text
    seed("einsum", "matmul", spec(b"ij,jk->ik", 2, 2))
    seed("einsum", "batched", spec(b"...ij,...jk->...ik", 3, 4))
    seed("einsum", "diagonal", spec(b"iij->ij", 3))
    seed("einsum", "trace", spec(b"ii->", 2))
    seed("einsum", "chain", spec(b"ab,bc,cd,de->ae", 2, 2, 2, 2))
    seed("einsum", "outer", spec(b"abc,def->abcdef", 3, 3))
    seed("einsum", "too-many", spec(b"abcde,fghij->abcdefghij", 5, 5))
    seed("einsum", "transpose", spec(b"a ... b -> b ... a", 4))
    seed("einsum", "no-arrow", spec(b"ij,jk", 2, 2))
    seed("einsum", "twice", spec(b"ij->ii", 2))
    seed("einsum", "arrow-twice", spec(b"ij->i->j", 2))
    seed("einsum", "letters", spec(b"i$->%s", 2))
    seed("einsum", "empty-axes", spec(b"ij,jk->ik", 0xc2, 0xc2))


def seed_sharding():
    """The first byte is the shape: 0 a scalar, 1 [8], 2 [4, 6], 3 [2, 0, 4], 4 [2, 4, 2, 2]."""
    seed("sharding", "one-axis", b"\x02data=2\ndata *\n* data\n* *\n")
    seed("sharding", "two-axes", b"\x04data=2 model=4\ndata model * *\n* model data *\n")
    seed("sharding", "four-axes", b"\x04a=2 b=2 c=2 d=2\na b c d\nd c b a\n")
    seed("sharding", "empty", b"\x03x=2\nx * *\n* x *\n* * x\n")
    seed("sharding", "scalar", b"\x00x=2\n\nx\n")
    seed("sharding", "none", b"\x01\n*\ndata\n")
    seed("sharding", "uneven", b"\x02x=4\n* x\n")
    seed("sharding", "twice", b"\x02x=2 x=2\n")
    seed("sharding", "axis-twice", b"\x04x=2\nx x * *\n")
    seed("sharding", "too-large", b"\x01x=65536 y=65536\n")
    seed("sharding", "long-name", b"\x01abcdefghijklmnopqrstuvwxyz=2\n")
    seed("sharding", "odd", b"\x01x=+2 =3 y=-1 z=2z\n")


def seed_signature():
    plain = b"module {\n  func.func public @main(%a: tensor<2x3xf32>, %b: tensor<i32> {a.b = \"c)\"}) -> tensor<f32> {\n  }\n}\n"
    generic = (b'"builtin.module"() ({\n"func.func"() <{function_type = (tensor<2x3xf32>, tensor<4xui8, #e<a>>) -> tensor<f32>, '
               b'sym_name = "main"}> ({\n}) : () -> ()\n}) : () -> ()\n')
    seed("signature", "plain", plain)
    seed("signature", "generic", generic)
    seed("signature", "none", b"func.func @main() {}")
    seed("signature", "comments", b"// func.func @main(\n" + plain)
    seed("signature", "string", b'"func.func @main(" ' + plain)
    seed("signature", "cut", plain[:60])
    seed("signature", "generic-cut", generic[:80])
    seed("signature", "open-string", b'func.func @main(%a: tensor<f32> {x = "\\')
    seed("signature", "dynamic", b"func.func @main(%a: tensor<?xf32>)")
    seed("signature", "many-axes", b"func.func @main(%a: tensor<" + b"2x" * 40 + b"f32>)")
    seed("signature", "large", b"func.func @main(%a: tensor<4611686018427387904x4xf64>)")
    seed("signature", "overflow", b"func.func @main(%a: tensor<99999999999999999999xi8>)")
    seed("signature", "many", b"func.func @main(" + b"tensor<f32>, " * 300 + b")")
    seed("signature", "brackets", b"func.func @main(%a: tensor<f32>" + b")" * 50)


def seed_folder():
    step = b"step-000001000"
    seed("folder", "checkpoints", step + b"/\n" + b"step-000002000/checkpoint.json\nstep-000002000/variables.safetensors\n")
    seed("folder", "odd-steps", b"step-1\nstep-000000000000000001\nstep-999999999999999999\nstep-9999999999999999999\nstep-00000100x\n")
    seed("folder", "interrupted", b".new-1-0/\n.old-" + step + b"/\n.gone-" + step + b"/checkpoint.json\n.old-\n.new-\n")
    seed("folder", "replaced", step + b"/a\n.old-" + step + b"/a\n")
    seed("folder", "pictures", b"cats/1.png\ncats/2.JPG\ndogs/3.jpeg\ndogs/.hidden.png\ndogs/notes.txt\n.cache/4.png\n5.png\n")
    seed("folder", "no-pictures", b"cats/\ndogs/.png\n")
    seed("folder", "strange", b"\xff\xfe/\x01.png\n%s%n/a.png\n a/ .png\n")


def seed_graph():
    """The first byte is the purpose: 0 wild, 1 tame, 2 smooth; see tests/soak/random_graph.h."""
    for number in range(9):
        dice = random.Random(number)
        record = 32
        seed("graph", f"random-{number}", bytes([number % 3]) + dice.randbytes(record * (6 + 5 * number) - 1))


seed_expect()
seed_einsum()
seed_sharding()
seed_signature()
seed_folder()
seed_graph()
