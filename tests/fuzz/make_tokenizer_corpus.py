"""Writes the seeds of the fuzz targets of vocabularies: sentencepiece, tokenizer_json, tokenizer_gguf and encode. Small ones, with
every kind of step in one of them. Needs sentencepiece, protobuf, gguf and numpy:

    python tests/fuzz/make_tokenizer_corpus.py
"""
import base64, json, pathlib, struct, tempfile
import gguf
from sentencepiece import sentencepiece_model_pb2 as pb

CORPUS = pathlib.Path(__file__).parent / "corpus"
WORDS = ["▁", "e", "t", "h", "n", "▁t", "he", "▁the", "▁be", "b", "s", "in", "▁e", "nd", "1", "2", "é", "ï", "你", "好", "'"]


def seed(target, name, data):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def charsmap():
    """A trie with one rule, ï -> i: the root, two inner units and the value, laid out by hand as Darts-clone does."""
    units, node = [0] * 1024, 256
    units[0] = node << 10
    for byte in "ï".encode():
        place, node = node ^ byte, node + 256
        units[place] = byte | (place ^ node) << 10
    units[place] |= 1 << 8
    units[node] = 1 << 31
    trie = b"".join(struct.pack("<I", u) for u in units)
    return struct.pack("<I", len(trie)) + trie + b"i\0"


def model(kind, **options):
    m = pb.ModelProto()
    t = pb.ModelProto.SentencePiece
    pieces = [("<unk>", t.UNKNOWN), ("<s>", t.CONTROL), ("</s>", t.CONTROL), ("\n", t.USER_DEFINED), ("bee", t.USER_DEFINED)]
    if options.get("bytes"):
        pieces += [("<0x%02X>" % b, t.BYTE) for b in range(256)]
    pieces += [(w, t.UNUSED if w == "▁the" else t.NORMAL) for w in WORDS]
    for i, (text, type) in enumerate(pieces):
        m.pieces.add(piece=text, score=-float(i), type=type)
    m.trainer_spec.model_type = kind
    m.trainer_spec.byte_fallback = bool(options.get("bytes"))
    m.trainer_spec.treat_whitespace_as_suffix = bool(options.get("suffix"))
    m.normalizer_spec.precompiled_charsmap = charsmap() if options.get("rules") else b""
    m.normalizer_spec.add_dummy_prefix = not options.get("bytes")
    m.normalizer_spec.remove_extra_whitespaces = bool(options.get("rules"))
    return m


def seed_sentencepiece():
    seed("sentencepiece", "bpe", model(2).SerializeToString())
    seed("sentencepiece", "bpe-bytes", model(2, bytes=True).SerializeToString())
    seed("sentencepiece", "unigram", model(1, rules=True).SerializeToString())
    seed("sentencepiece", "unigram-suffix", model(1, suffix=True).SerializeToString())
    seed("sentencepiece", "word", model(3).SerializeToString())
    seed("sentencepiece", "cut", model(1).SerializeToString()[:100])
    seed("sentencepiece", "empty", b"")
    bare = model(1)
    bare.ClearField("trainer_spec")
    bare.ClearField("normalizer_spec")
    seed("sentencepiece", "no-options", bare.SerializeToString())
    twice = model(1)
    twice.pieces.add(piece="he", score=0)
    seed("sentencepiece", "twice", twice.SerializeToString())
    nowhere = model(1)
    del nowhere.pieces[0]
    seed("sentencepiece", "no-unknown", nowhere.SerializeToString())


def tokenizer(**parts):
    added = [{"id": 100 + i, "content": c, "single_word": s, "lstrip": l, "rstrip": r, "normalized": n, "special": p}
             for i, (c, s, l, r, n, p) in enumerate([("<s>", False, False, False, False, True), ("bee", True, True, True, True, False)])]
    return {"version": "1.0", "added_tokens": parts.pop("added", added), "normalizer": None, "pre_tokenizer": None, "post_processor": None,
            "decoder": None, **parts}


def seed_json():
    characters = sorted(set("".join(WORDS)) | set("Ġabcd"))
    vocabulary = {c: i for i, c in enumerate(characters)}
    for pair in "th", "the", "in", "▁t":
        vocabulary.setdefault(pair, len(vocabulary))
    vocabulary["<unk>"] = len(vocabulary)
    bpe = {"type": "BPE", "vocab": vocabulary, "merges": ["t h", "th e", ["i", "n"], "▁ t"], "unk_token": "<unk>", "fuse_unk": True}
    if "i" not in vocabulary:
        vocabulary["i"] = len(vocabulary)
    unigram = {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0]] + [[w, -i / 2] for i, w in enumerate(WORDS)]}
    wordpiece = {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 20,
                 "vocab": {w: i for i, w in enumerate(["[UNK]", "[CLS]", "[SEP]", "the", "##e", "b", "##s", "'", "1", "end"])}}
    text = lambda t: {"String": t}
    regex = lambda t: {"Regex": t}
    sequence = lambda key, *parts: {"type": "Sequence", key: list(parts)}
    normal = sequence("normalizers", {"type": "NFD"}, {"type": "Lowercase"}, {"type": "StripAccents"}, {"type": "Prepend", "prepend": "▁"},
                      {"type": "Replace", "pattern": text(" "), "content": "▁"}, {"type": "Replace", "pattern": regex("a{2,}"), "content": "b"},
                      {"type": "Strip", "strip_left": True, "strip_right": False}, {"type": "Nmt"}, {"type": "NFKC"},
                      {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(charsmap()).decode()})
    cut = sequence("pretokenizers", {"type": "Split", "pattern": regex(r"\p{L}+|\s+(?!\S)|[^\s\w]"), "behavior": "Isolated", "invert": False},
                   {"type": "Split", "pattern": text("e"), "behavior": "MergedWithNext", "invert": True}, {"type": "Digits", "individual_digits": True},
                   {"type": "Punctuation", "behavior": "Contiguous"}, {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": True})
    back = sequence("decoders", {"type": "Replace", "pattern": text("▁"), "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
                    {"type": "Strip", "content": " ", "start": 1, "stop": 1})
    around = {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
              "pair": [], "special_tokens": {"<s>": {"id": "<s>", "ids": [100], "tokens": ["<s>"]}}}
    files = {
        "bpe": tokenizer(model=bpe, normalizer=normal, pre_tokenizer=cut, decoder=back, post_processor=around),
        "bpe-suffix": tokenizer(model={**bpe, "end_of_word_suffix": "</w>", "continuing_subword_prefix": "e", "merges": []},
                                pre_tokenizer={"type": "Whitespace"}, decoder={"type": "BPEDecoder", "suffix": "</w>"}),
        "byte-level": tokenizer(model={**bpe, "ignore_merges": True}, pre_tokenizer={"type": "ByteLevel", "add_prefix_space": True},
                                decoder={"type": "ByteLevel"}, post_processor={"type": "ByteLevel"}),
        "unigram": tokenizer(model=unigram, pre_tokenizer=sequence("pretokenizers", {"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁"}),
                             decoder={"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"}),
        "wordpiece": tokenizer(model=wordpiece, added=[], normalizer={"type": "BertNormalizer", "lowercase": True}, pre_tokenizer={"type": "BertPreTokenizer"},
                               decoder={"type": "WordPiece", "prefix": "##", "cleanup": True},
                               post_processor={"type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 1]}),
        "merge-of-nothing": tokenizer(model={**bpe, "merges": ["q z"]}),
        "endless": tokenizer(model=bpe, pre_tokenizer={"type": "Split", "pattern": regex("(\\S*\\s*)*$x"), "behavior": "Removed", "invert": False}),
        "wrong-regex": tokenizer(model=bpe, pre_tokenizer={"type": "Split", "pattern": regex("(["), "behavior": "Removed", "invert": False}),
        "far-number": tokenizer(model={**bpe, "vocab": {"a": 4000000000}, "merges": []}),
        "numbers-twice": tokenizer(model={**bpe, "vocab": {"a": 1, "b": 1}, "merges": []}),
    }
    deep = {"type": "NFC"}
    for _ in range(30):
        deep = sequence("normalizers", deep)
    files["deep"] = tokenizer(model=bpe, normalizer=deep)
    for name, file in files.items():
        seed("tokenizer_json", name, json.dumps(file, ensure_ascii=False, separators=(",", ":")).encode())
    seed("tokenizer_json", "cut", json.dumps(files["bpe"]).encode()[:300])


def seed_gguf():
    def write(name, kind, tokens, scores, types, merges=(), **more):
        with tempfile.NamedTemporaryFile() as file:
            w = gguf.GGUFWriter(file.name, "llama")
            w.add_tokenizer_model(kind)
            w.add_token_list(tokens)
            w.add_token_scores(scores)
            w.add_token_types(types)
            if merges:
                w.add_token_merges(list(merges))
            if "pre" in more:
                w.add_tokenizer_pre(more["pre"])
            w.add_bos_token_id(1)
            w.add_add_bos_token(True)
            w.write_header_to_file()
            w.write_kv_data_to_file()
            w.close()
            seed("tokenizer_gguf", name, pathlib.Path(file.name).read_bytes())

    head = ["<unk>", "<s>", "bee"]
    types = [2, 3, 4] + [1] * len(WORDS)
    scores = [-float(i) for i in range(len(types))]
    write("llama", "llama", head + WORDS, scores, types)
    write("t5", "t5", head + WORDS, scores, types)
    write("bert", "bert", ["[UNK]", "[CLS]", "[SEP]"] + WORDS, scores, [3, 3, 3] + [1] * len(WORDS))
    letters = list("Ġabehinst")
    write("gpt2", "gpt2", ["<unk>", "<s>", "bee"] + letters + ["th", "the"], [0.0] * 14, [2, 3, 4] + [1] * 11, ["t h", "th e"], pre="llama-bpe")
    write("unknown-pre", "gpt2", head + letters, [0.0] * 12, [1] * 12, ["t h"], pre="nobody")


def seed_encode():
    texts = {"empty": "", "words": "the bees and wasps", "marks": "e\u0301\u0323 ▁▁ \u1100\u1161", "emoji": "👩\u200d👩\u200d👧", "lines": "a\r\n\tb  \n\n",
             "special": "<s> [CLS]<|endoftext|>TOOL <mask> "}
    for vocabulary in range(10):
        for name, text in texts.items():
            if vocabulary < 2 or (vocabulary + len(name)) % 3 == 0:
                seed("encode", "%d-%s" % (vocabulary, name), bytes([vocabulary]) + text.encode())
    seed("encode", "bytes", b"\x00\xff\xc3 \xe2\x82x\xf0\x9f\x90")
    seed("encode", "plain", b"\x8c<s> the </s>")


seed_sentencepiece()
seed_json()
seed_gguf()
seed_encode()
