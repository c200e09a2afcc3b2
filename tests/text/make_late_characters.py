"""Writes src/text/late_characters.inc: characters that the tables of the library tokenizers are too old to know, though utf8proc
does. Made with tokenizers 0.23.3, whose tables are those of Unicode 8 and 9:

    venv/bin/python tests/text/make_late_characters.py > src/text/late_characters.inc
"""
import unicodedata

from tokenizers import normalizers, pre_tokenizers

CODES = [c for c in range(0x80, 0x110000) if not 0xD800 <= c < 0xE000]


def of(*categories):
    return [c for c in CODES if unicodedata.category(chr(c)) in categories]


def stay(step, codes):
    return {c for c in codes if step.normalize_str(chr(c)) != ""}


def ranges(name, codes):
    rows = []
    for c in sorted(codes):
        if rows and rows[-1][1] == c - 1:
            rows[-1][1] = c
        else:
            rows.append([c, c])
    cells = ["{0x%X, 0x%X}" % tuple(r) for r in rows]
    lines = [", ".join(cells[i:i + 6]) for i in range(0, len(cells), 6)]
    print("static const struct range %s[] = {\n    %s};" % (name, ",\n    ".join(lines)))


def bert(**options):
    return normalizers.BertNormalizer(**{**dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False), **options})


print("/* Made by tests/text/make_late_characters.py. */")
marks = of("Mn", "Mc", "Me")
punctuation = pre_tokenizers.Punctuation("removed")
ranges("late_marks", stay(normalizers.StripAccents(), marks))
late = stay(bert(strip_accents=True), of("Mn")) | stay(bert(clean_text=True), of("Cf"))
late |= {c for c in of("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po") if punctuation.pre_tokenize_str(chr(c))}
ranges("late_for_bert", late)
