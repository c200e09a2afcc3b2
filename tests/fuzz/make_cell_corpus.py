"""Writes the seeds of fuzz_cell into corpus/cell/: pairs of cells, the second of which sees the first.

    python tests/fuzz/make_cell_corpus.py
"""
import pathlib

CORPUS = pathlib.Path(__file__).parent / "corpus" / "cell"
CELLS = {
    "variables": ("int x = 41, *p = &x, a[] = {1, 2};\nx + 1", "double x = 2.5; __auto_type y = x, z = 3;"),
    "types": (
        "struct s { int a; } v = {.a = 3}; typedef struct { float w[3]; } T; enum { A, B = 2 } e;",
        "struct s { float a; };\nT t, *u = &(T){{1}}; struct { int n; } none;",
    ),
    "functions": (
        "static inline int f(int a) { return a ? f(a - 1) : 0; }\nint g(int);",
        "int f(int a); Tp (*h[2])(void) = {f}; int g(int a) { return f(a); }",
    ),
    "statements": (
        'if (a) { b; } else do c; while (d);\nfor (;;) switch (x) { case 1: ; }\nagain: goto again;\nputs("}");',
        "x = (struct s){1}; ({ int y; y; })",
    ),
    "lines": (
        "#include <a.h>\n#if N /* x */\n#define F(x) \\\n (x)\nint n;\n#else\n#undef F\n#endif\n#pragma omp parallel\n;",
        "%flags -O3\n!ls 'a\n#define F 3\nconst int k __attribute__((aligned(8))) = 3;",
    ),
}

CORPUS.mkdir(parents=True, exist_ok=True)
for name, cells in CELLS.items():
    (CORPUS / name).write_bytes("\0".join(cells).encode())
