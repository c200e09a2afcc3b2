"""Writes data/steps.json: each step that tokenizer.json can have, over a few texts, with what the library tokenizers makes of
them. Made with tokenizers 0.23.3:

    venv/bin/python tests/text/make_steps.py
"""
import json
import os

from tokenizers import Regex, decoders, normalizers as n, pre_tokenizers as p

TEXTS = ["Hello, world!", " two  blanks ", "a--b, c!!", "\tTab\r\n\nlines\u2028\u3000", "na\u00efve e\u0301 q\u0323\u0307 \u1e9b\u0323", "\u0130I \u03a3\u03a3 \u00c5\u212b",
         "12 34\u0663x\u2167\u00bd", "\u4f60\u597d world \ud55c\u1100\u1161", "\u2581mark\u2581\u2581", "don't 'S we'll", "\U0001f469\u200d\U0001f469 \U0001f41d!", "x\x00\x07\u200b\ufeff\ufffd\u00ady",
         "_a_b \u203f \u24b6 \u200dj", "eee e", "\ufb01 \uff21 \u00b2", "..", "   "]
REGEX = r"\p{L}+|\p{Nd}| ?[^\s\w]+|\s+(?!\S)"
BEHAVIOURS = ["removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"]

NORMALIZERS = [n.NFC(), n.NFD(), n.NFKC(), n.NFKD(), n.Lowercase(), n.StripAccents(), n.Nmt(), n.Prepend("\u2581"), n.Strip(), n.Strip(left=False),
               n.Strip(right=False), n.Replace("e", "EE"), n.Replace(Regex(r"[\s\-]+"), "_"), n.Replace(Regex(r"\w"), "w"), n.Replace(Regex(r"\W$"), "#"), n.ByteLevel(),
               n.BertNormalizer(), n.BertNormalizer(lowercase=False), n.BertNormalizer(clean_text=False, strip_accents=False),
               n.BertNormalizer(handle_chinese_chars=False, strip_accents=True, lowercase=False),
               n.Sequence([n.NFKD(), n.Sequence([n.StripAccents(), n.Lowercase()]), n.Prepend(" ")])]
PRE_TOKENIZERS = [p.Split(pattern, behaviour, invert) for pattern in ("e", "--", Regex(REGEX)) for behaviour in BEHAVIOURS for invert in (False, True)]
PRE_TOKENIZERS += [p.Punctuation(behaviour) for behaviour in BEHAVIOURS]
PRE_TOKENIZERS += [p.Digits(True), p.Digits(False), p.Whitespace(), p.WhitespaceSplit(), p.BertPreTokenizer(), p.ByteLevel(True), p.ByteLevel(False),
                   p.ByteLevel(True, use_regex=False)]
PRE_TOKENIZERS += [p.Metaspace(prepend_scheme=scheme, split=split) for scheme in ("always", "never", "first") for split in (True, False)]
PRE_TOKENIZERS += [p.Sequence([p.WhitespaceSplit(), p.Metaspace(prepend_scheme="first")]), p.Sequence([p.Whitespace(), p.Digits(True), p.Punctuation()]),
                   p.Split(Regex(r"[\S\d]|\s{2,}"), "isolated"), p.Split(Regex(r"\p{Han}+|[\h]+|^.|\D$"), "isolated"), p.Split(Regex(r"(?i:HELLO|'s)|\W"), "removed")]

TOKENS = [["\u2581Hello", "\u2581world", "!"], ["he", "##llo", "do", "n't", ",", "the", "##re", "'s"], ["a</w>", "b", "c</w>", "</w>"],
          ["<0xE4>", "<0xBD>", "<0xA0>", "x", "<0x0A>", "<0x0a>"], ["\u0120the", "\u0120bee", "\u010a", "<s>", "\u00c3\u00a9"], ["\u2581\u2581x", "\u2581", "y\u2581"], ["  a ", " b  ", " "], [" do not", " .", "x"], []]
DECODERS = [decoders.ByteLevel(), decoders.WordPiece(), decoders.WordPiece(cleanup=False), decoders.Metaspace(), decoders.Metaspace(prepend_scheme="never"),
            decoders.BPEDecoder(), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 1), decoders.Replace("e", "EE"),
            decoders.Sequence([decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 2, 0)]),
            decoders.Sequence([decoders.Fuse(), decoders.Strip(" ", 1, 2)])]


def decoded(step):
    """Without the lists of tokens that the library breaks down on: Strip of a text that is too short."""
    cases = []
    for tokens in TOKENS:
        try:
            cases.append([tokens, step.decode(tokens)])
        except BaseException:
            pass
    return cases


def config(step):
    return json.loads(step.__getstate__())


steps = [["normalizer", config(s), [[t, s.normalize_str(t)] for t in TEXTS]] for s in NORMALIZERS]
steps += [["pre_tokenizer", config(s), [[t, [w for w, _ in s.pre_tokenize_str(t)]] for t in TEXTS]] for s in PRE_TOKENIZERS]
steps += [["decoder", config(s), decoded(s)] for s in DECODERS]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "steps.json"), "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(s, separators=(",", ":")) for s in steps) + "\n]\n")
