"""Makes the small vocabularies of tests/text/data, and what the reference libraries make of some two thousand strings with each.

    python -m venv venv && venv/bin/pip install sentencepiece tokenizers protobuf
    venv/bin/python tests/text/make_vocabularies.py

Made with sentencepiece 0.2.3 and tokenizers 0.23.3. The training text is made up below, so no text of others is needed.

strings.bin.gz   the strings: for each, its bytes, then 0xFF 0xFE 0xFF (which none of them has)
FILE.sums        for each string two CRC-32s, little-endian: of its ids as little-endian i32, -1, and the ids with special
                 pieces added; and of the bytes that decoding the first gives back

With a vocabulary's FILE as argument, prints these ids as lines of JSON instead: [index, string, ids, special ids, text].
"""
import gzip
import json
import os
import random
import struct
import sys
import tempfile
import unicodedata
import zlib

import sentencepiece as spm
from sentencepiece import sentencepiece_model_pb2 as pb
from tokenizers import (AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors,
                        trainers)

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "data")

LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
          r"|\s+(?!\S)|\s+")

WORDS = """the of and to in a is that it was for on are as with his they at be this from have or by one had not but what all
were when we there can an your which their said if do will each about how up out them then she many some so these would other
into has more her two like him see time could no make than first been its who now people my made over did down only way find
use may water long little very after words called just where most know learning machine model graph tensor compile device
gradient function memory language token vocabulary weather station bees wasps similar different answer question house garden
river mountain city country music history science number letter page picture thought between important until children side
feet car mile night walk white sea began grow took hands hard start might story saw far left late run while press close""".split()
FOREIGN = """naïve café façade Ünïcödé résumé Straße Größe übermäßig señor niño corazón garçon français élève où être Москва
привет как дела хорошо спасибо язык машина обучение Ελληνικά γλώσσα μηχανή 你好 世界 今天 天气 很好 机器 学习 语言 模型 日本語 の
テキスト 言葉 機械 学習 こんにちは 한국어 문장 안녕하세요 기계 학습 हिन्दी में पाठ भाषा नमस्ते العربية مرحبا بالعالم لغة
עברית שלום עולם ไทย ภาษา สวัสดี Tiếng Việt ngôn ngữ học máy Türkçe İstanbul ığdır Čeština žluťoučký kůň""".split()
CODE = ["def f(n):\n    return n if n < 2 else f(n-1) + f(n-2)\n", "for (int i = 0; i < 10; i++) { sum += x[i]; }\n",
        "if (a && b || !c) { return \"x\\n\"; }", "<div class=\"a\">&amp;</div>", "SELECT * FROM t WHERE id = 42;",
        "http://example.com/a?b=c&d=%20#e", "{\"key\": [1, 2.5e-3, null, true]}", "x = np.zeros((3, 4), dtype='f4')\t# zeros",
        "#include <stdio.h>\r\nint main(void) {\r\n\treturn 0;\r\n}\r\n", "λ x → ∀ y ∈ ℝ: x² ≤ y½ ± ∑ᵢ"]
EMOJI = ["🐝", "🐝\u200d♂️", "👩\u200d👩\u200d👧\u200d👦", "🏳️\u200d🌈", "👍🏽", "🇩🇪🇫🇷", "☀️", "✨✨✨", "1️⃣", "❤️\u200d🔥", "😀😃😄"]
MARKS = ["e\u0301", "a\u0308o\u0308", "q\u0307\u0323", "q\u0323\u0307", "Z\u0351\u036b\u0343\u036a", "\u0301alone", "n\u0303\u0303",
         "가각", "\u1100\u1161\u11a8", "ﬁ ﬂ ﬃ", "½ ² ③ Ⅳ ㎏", "ｆｕｌｌ　ｗｉｄｔｈ", "\u212b\u2126", "ǆ Ǆ ß ẞ İ ı ſ", "\u0958\u0929", "ｶﾞｷﾞ",
         "ΑΣ ΟΔΥΣΣΕΥΣ", "\u0344", "\u1e9b\u0323", "\u0cc6\u0cc2\u0cd5"]
BLANKS = [" ", "  ", "   ", "\t", "\n", "\r\n", "\n\n", "\n\n\n", " \n", "\t\t", "\u00a0", "\u3000", "\u2003", "\u200b", "\u2028", "\u180e",
          "\x0b", "\x0c", "\x85", "\ufeff", "\u202f", "\u1680", "            "]
CONTROLS = ["\x01\x02", "\x7f", "\x1b[0m", "\u200d", "\u200e", "\ufffd", "\ufffe", "\ue000", "\x9f", "\u00ad", "\U000e0041", "\x08"]
NUMBERS = ["3.14159", "1,000,000", "1e-5", "1234567890123456789", "007", "٣٤٥", "१२३", "2024-05-01", "Ⅷ", "½", "12:30"]
ADDED = ["<s>", "</s>", "<bos>", "<eos>", "<unk>", "[CLS]", "[SEP]", "[MASK]", "[UNK]", "<|endoftext|>", "<start_of_turn>",
         "<end_of_turn>", "<|begin_of_text|>", "<|eot_id|>", "<mask>", " <mask> ", "<0x0A>", "<tool>", "TOOL", "xTOOLy", "Ünit",
         "<pad>", "<|endof", "<<s>>"]
PUNCTUATION = list(".,;:!?'\"()[]{}<>-_/\\|@#$%^&*+=~`") + ["…", "—", "„“", "«»", "¿¡", "、。", "！？", "‼", "''", "...", "it's", "don't",
               "we'll", "I'M", "'S", "’s", "##", "##ing", "▁", "▁▁a", "a▁b", "_x_", "Ġ", "Ċ", "ĠĠ"]


def corpus(rng, lines):
    """Text to train on: words with the frequencies of natural text, more or less."""
    out = []
    for _ in range(lines):
        words = []
        for _ in range(rng.randint(4, 16)):
            kind = rng.random()
            if kind < 0.72:
                word = WORDS[min(int(rng.expovariate(0.02)), len(WORDS) - 1)]
                if rng.random() < 0.15:
                    word += rng.choice(["s", "ing", "ed", "er", "ly", "ness", "ation"])
                if rng.random() < 0.1:
                    word = word.capitalize()
            elif kind < 0.92:
                word = rng.choice(FOREIGN)
            elif kind < 0.96:
                word = rng.choice(NUMBERS)
            else:
                word = rng.choice(CODE).split("\n")[0]
            words.append(word + (rng.choice([",", ".", "!", "?", ";"]) if rng.random() < 0.12 else ""))
        out.append(" ".join(words))
    return out


def strings(rng):
    """The strings to encode: two thousand and some, each list alone and everything mixed."""
    alone = ["", " ", "a", "é", "🐝"] + WORDS[:20] + FOREIGN + CODE + EMOJI + MARKS + BLANKS + CONTROLS + NUMBERS + ADDED + PUNCTUATION
    out = [s.encode() for s in alone]
    out += [("x" + b + "y").encode() for b in BLANKS + CONTROLS] + [("the " + a + " end").encode() for a in ADDED + MARKS]
    out += [(b + "word" + b).encode() for b in BLANKS]
    pools = [(WORDS, 30), (FOREIGN, 12), (CODE, 3), (EMOJI, 4), (MARKS, 4), (NUMBERS, 5), (ADDED, 4), (PUNCTUATION, 10), (CONTROLS, 1)]
    weights = [w for _, w in pools]
    while len(out) < 2000:
        text = ""
        for _ in range(rng.choice([2, 3, 5, 8, 13, 21])):
            text += rng.choice(rng.choices(pools, weights)[0][0])
            text += rng.choices([" ", "", rng.choice(BLANKS)], [10, 3, 2])[0]
        out.append(text.encode())
    for _ in range(100):  # any characters at all that have been assigned for long
        out.append("".join(chr(rng.choice([rng.randint(32, 126), rng.randint(0xA1, 0x24F), rng.randint(0x391, 0x3A1),
                                           rng.randint(0x410, 0x44F), rng.randint(0x4E00, 0x9FA5), rng.randint(0xAC00, 0xD7A3),
                                           rng.randint(0x1F600, 0x1F64F), rng.randint(0x1, 0x1F)]))
                           for _ in range(rng.randint(1, 60))).encode())
    out += [b"a" * 3000, ("the" * 700).encode(), ("ab" * 500 + "é" * 300).encode(), (" " * 500).encode(), ("语言" * 400).encode(),
            ("\u0301" * 90).encode(), ("supercalifragilistic" * 30).encode()]
    for seed in ([b"\xff", b"\xc3", b"abc\x80def", b"\xe2\x82", b"x\xf0\x9f\x90 y", b"\xed\xa0\x80", b"\xc0\xaf", b"\xfe the \xfa end"]):
        out.append(seed)
    return out


def replace_invalid(data):
    """What Calx reads in a vocabulary without bytes: each byte that is no part of a character is U+FFFD."""
    out, at = "", 0
    while at < len(data):
        for length in (1, 2, 3, 4):
            try:
                out += data[at:at + length].decode()
                at += length
                break
            except UnicodeDecodeError:
                continue
        else:
            out += "\ufffd"
            at += 1
    return out


def is_utf8(data):
    try:
        data.decode()
        return True
    except UnicodeDecodeError:
        return False


def save(name, data, encode, decode):
    """encode(text, special) -> ids, decode(ids) -> text."""
    sums = b""
    for index, s in enumerate(data):
        plain, special = encode(s, False), encode(s, True)
        text = decode(plain)
        ids = plain + [-1] + special
        sums += struct.pack("<II", zlib.crc32(struct.pack("<%di" % len(ids), *ids)), zlib.crc32(text))
        if sys.argv[1:] == [name]:
            print(json.dumps([index, s.decode("latin-1"), plain, special, text.decode("latin-1")]))
    write(name + ".sums", sums)


def write(name, data):
    with open(os.path.join(DATA, name), "wb") as f:
        f.write(gzip.compress(data, 9, mtime=0) if name.endswith(".gz") else data)


# ---------------------------------------------------------------------------------------------- SentencePiece

def write_rules(path):
    """A part of SentencePiece's own rules nmt_nfkc, whose file would be a quarter of a megabyte: compatibility forms and
    composition of common blocks; some controls that vanish and some that become blanks."""
    rules = {}
    codes = [*range(0xA0, 0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2200), *range(0x2460, 0x24B0), 0x3000,
             *range(0xFB00, 0xFB07), *range(0xFF01, 0xFFBF), *range(0x1D400, 0x1D420)]
    for code in codes:
        to, apart = unicodedata.normalize("NFKC", chr(code)), unicodedata.normalize("NFD", chr(code))
        for source in chr(code), apart:
            if source != to:
                rules[source] = to
    for code in [*range(1, 9), 0xB, *range(0xE, 0x20), 0x7F, 0xAD]:
        rules[chr(code)] = ""
    for code in [9, 0xA, 0xC, 0xD, 0x1680, *range(0x200B, 0x2010), 0x2028, 0x2029, 0xFEFF, 0xFFFD]:
        rules[chr(code)] = " "
    with open(path, "w") as f:
        for source, to in sorted(rules.items()):
            f.write(" ".join("%X" % ord(c) for c in source) + "\t" + " ".join("%X" % ord(c) for c in to) + "\n")


def train_sentencepiece(name, lines, **options):
    with tempfile.TemporaryDirectory() as folder:
        text = os.path.join(folder, "text")
        with open(text, "w") as f:
            f.write("\n".join(lines))
        if options.pop("rules", False):
            options["normalization_rule_tsv"] = os.path.join(folder, "rules.tsv")
            write_rules(options["normalization_rule_tsv"])
        spm.SentencePieceTrainer.train(input=text, model_prefix=os.path.join(folder, "m"), minloglevel=2, num_threads=1,
                                       train_extremely_large_corpus=False, **options)
        with open(os.path.join(folder, "m.model"), "rb") as f:
            model = pb.ModelProto.FromString(f.read())
    model.trainer_spec.ClearField("input")
    model.trainer_spec.ClearField("model_prefix")
    if name == "gemma.model":  # a piece that is not to be used, which the encoder takes apart again
        for piece in model.pieces:
            if piece.piece == "▁the":
                piece.type = pb.ModelProto.SentencePiece.UNUSED
    write(name, model.SerializeToString())
    return spm.SentencePieceProcessor(model_proto=model.SerializeToString())


def sentencepiece_case(name, data, processor):
    bytes_kept = processor.piece_to_id("<0x00>") != processor.unk_id()
    begin = [processor.bos_id()] if processor.bos_id() >= 0 else []

    def encode(s, special):
        if not is_utf8(s):
            if bytes_kept:
                return []  # sentencepiece makes U+FFFD of it, Calx keeps the bytes: the test looks for that
            s = replace_invalid(s).encode()
        return (begin if special else []) + processor.encode(s.decode())

    save(name, data, encode, lambda ids: processor.decode(ids).encode())


# ---------------------------------------------------------------------------------------------- tokenizer.json

def tokenizer_case(name, data, tokenizer, lossless):
    tokenizer.save(os.path.join(DATA, name), pretty=False)

    def encode(s, special):
        if not is_utf8(s) and lossless:
            return []
        return tokenizer.encode(replace_invalid(s), add_special_tokens=special).ids

    save(name, data, encode, lambda ids: tokenizer.decode(ids, skip_special_tokens=True).encode())


def gpt2(lines):
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    t.post_processor = processors.ByteLevel(trim_offsets=False)
    t.train_from_iterator(lines, trainers.BpeTrainer(vocab_size=1200, special_tokens=["<|endoftext|>"], show_progress=False,
                                                     initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return t


def llama3(lines):
    t = Tokenizer(models.BPE(ignore_merges=True))
    t.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(LLAMA3), "isolated"),
                                               pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(lines, trainers.BpeTrainer(vocab_size=1300, show_progress=False, special_tokens=[],
                                                     initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    t.add_special_tokens(["<|begin_of_text|>", "<|end_of_text|>", "<|eot_id|>"])
    t.add_tokens([AddedToken("<tool>", lstrip=True, normalized=False), AddedToken("TOOL", single_word=True, rstrip=True)])
    t.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=False),
        processors.TemplateProcessing(single="<|begin_of_text|> $A", special_tokens=[
            ("<|begin_of_text|>", t.token_to_id("<|begin_of_text|>"))])])
    return t


def qwen(lines):
    """NFC before, and digits one by one."""
    t = Tokenizer(models.BPE())
    t.normalizer = normalizers.NFC()
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(LLAMA3.replace("{1,3}", "")), "isolated"),
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(lines, trainers.BpeTrainer(vocab_size=900, show_progress=False, special_tokens=["<|endoftext|>"],
                                                     initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return t


def bert(lines, cased):
    t = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=100))
    t.normalizer = normalizers.BertNormalizer(lowercase=not cased)
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.decoder = decoders.WordPiece(prefix="##", cleanup=not cased)
    t.train_from_iterator(lines, trainers.WordPieceTrainer(
        vocab_size=1000, show_progress=False, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]))
    cls, sep = t.token_to_id("[CLS]"), t.token_to_id("[SEP]")
    t.post_processor = processors.BertProcessing(("[SEP]", sep), ("[CLS]", cls)) if cased else processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", cls), ("[SEP]", sep)])
    return t


def unigram(lines):
    """As T5 and XLM-R: SentencePiece's rules, and pieces with scores."""
    source = pb.ModelProto.FromString(open(os.path.join(DATA, "unigram.model"), "rb").read())
    t = Tokenizer(models.Unigram([(p.piece, p.score) for p in source.pieces], source.trainer_spec.unk_id, byte_fallback=False))
    t.normalizer = normalizers.Sequence([normalizers.Precompiled(source.normalizer_spec.precompiled_charsmap),
                                         normalizers.Replace(Regex(" {2,}"), " ")])
    t.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(),
                                               pre_tokenizers.Metaspace(prepend_scheme="always")])
    t.decoder = decoders.Metaspace(prepend_scheme="always")
    t.add_special_tokens(["<unk>", "<s>", "</s>", AddedToken("<mask>", lstrip=True)])
    t.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", t.token_to_id("</s>"))])
    return t


def gemma_json():
    """The merges that gemma.model's scores amount to, as Gemma's own tokenizer.json has them."""
    source = pb.ModelProto.FromString(open(os.path.join(DATA, "gemma.model"), "rb").read())
    kinds = pb.ModelProto.SentencePiece
    vocabulary = {p.piece: i for i, p in enumerate(source.pieces)}
    score = {p.piece: p.score for p in source.pieces if p.type in (kinds.NORMAL, kinds.UNUSED)}
    merges = [(p[:i], p[i:]) for p in score for i in range(1, len(p)) if p[:i] in score and p[i:] in score]
    merges.sort(key=lambda m: (-score[m[0] + m[1]], vocabulary[m[0]], vocabulary[m[1]]))
    t = Tokenizer(models.BPE(vocabulary, merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    t.normalizer = normalizers.Replace(" ", "▁")
    t.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    t.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    t.add_special_tokens([p.piece for p in source.pieces if p.type in (kinds.CONTROL, kinds.UNKNOWN)])
    t.add_tokens([AddedToken(p.piece, normalized=False) for p in source.pieces if p.type == kinds.USER_DEFINED])
    t.post_processor = processors.TemplateProcessing(single="<bos> $A", special_tokens=[("<bos>", t.token_to_id("<bos>"))])
    return t


def llama2_json():
    """As Llama 2: a prefix, and a decoder that takes it off again."""
    source = pb.ModelProto.FromString(open(os.path.join(DATA, "llama2.model"), "rb").read())
    kinds = pb.ModelProto.SentencePiece
    vocabulary = {p.piece: i for i, p in enumerate(source.pieces)}
    score = {p.piece: p.score for p in source.pieces if p.type == kinds.NORMAL}
    merges = [(p[:i], p[i:]) for p in score for i in range(1, len(p)) if p[:i] in score and p[i:] in score]
    merges.sort(key=lambda m: (-score[m[0] + m[1]], vocabulary[m[0]], vocabulary[m[1]]))
    t = Tokenizer(models.BPE(vocabulary, merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    t.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    t.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    t.add_special_tokens(["<unk>", "<s>", "</s>"])
    t.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", t.token_to_id("<s>"))])
    return t


def clip(lines):
    """Lower case, a suffix at the end of words, and steps that the others have not."""
    t = Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>", fuse_unk=False))
    t.normalizer = normalizers.Sequence([normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase(), normalizers.Strip(),
                                         normalizers.Nmt()])
    t.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Punctuation("contiguous"),
                                               pre_tokenizers.Split("e", "merged_with_next"), pre_tokenizers.Digits()])
    t.decoder = decoders.BPEDecoder(suffix="</w>")
    t.train_from_iterator(lines, trainers.BpeTrainer(vocab_size=700, special_tokens=["<unk>", "<s>", "</s>"], show_progress=False,
                                                     end_of_word_suffix="</w>", limit_alphabet=120))
    t.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 1))
    t.add_tokens([AddedToken("unit", normalized=True)])  # found in "Ünit" as well
    return t


def main():
    os.makedirs(DATA, exist_ok=True)
    rng = random.Random(1)
    lines = corpus(rng, 4000)
    data = strings(random.Random(2))
    write("strings.bin.gz", b"".join(s + b"\xff\xfe\xff" for s in data))
    common = dict(character_coverage=0.99, user_defined_symbols=["<start_of_turn>", "<end_of_turn>", "\n", "\n\n", "▁▁", "\t"])
    sentencepiece_case("gemma.model", data, train_sentencepiece(
        "gemma.model", lines, model_type="bpe", vocab_size=1500, byte_fallback=True, pad_id=0, eos_id=1, bos_id=2, unk_id=3,
        pad_piece="<pad>", eos_piece="<eos>", bos_piece="<bos>", normalization_rule_name="identity", add_dummy_prefix=False,
        remove_extra_whitespaces=False, split_digits=True, **common))
    sentencepiece_case("llama2.model", data, train_sentencepiece(
        "llama2.model", lines, model_type="bpe", vocab_size=1000, byte_fallback=True, normalization_rule_name="identity",
        remove_extra_whitespaces=False, character_coverage=0.995))
    sentencepiece_case("unigram.model", data, train_sentencepiece(
        "unigram.model", lines, model_type="unigram", vocab_size=900, rules=True, character_coverage=0.99,
        user_defined_symbols=["<mask>", "don't"]))
    tokenizer_case("gpt2.json", data, gpt2(lines), True)
    tokenizer_case("llama3.json", data, llama3(lines), True)
    tokenizer_case("qwen.json", data, qwen(lines), True)
    tokenizer_case("bert.json", data, bert(lines, False), False)
    tokenizer_case("bert-cased.json", data, bert(lines, True), False)
    tokenizer_case("unigram.json", data, unigram(lines), False)
    tokenizer_case("gemma.json", data, gemma_json(), True)
    tokenizer_case("llama2.json", data, llama2_json(), True)
    tokenizer_case("clip.json", data, clip(lines), False)
    print(len(data), "strings", file=sys.stderr)


main()
