"""Writes data/dtypes.safetensors: what JAX makes of cases in other dtypes than theirs, those of data/dtypes.txt, which
test_complete writes (CALX_UPDATE_DTYPES=1). See sweep.h. Arrays of a case:

    KIND/in0, ...           leading inputs, for all dtypes of a kind (bool, int, float, complex): numbers that all of these have
    DTYPE/out0, ...         values. What JAX does not do in a narrow dtype it does in a wide one, and rounds
    KIND/dx0, KIND/ddx0...  derivatives of floats and complex numbers, in f64 and c128, with the weights of jax.safetensors; of
                            complex results the real part counts

and for conversions, of each dtype,

    FROM/in, FROM/TO        numbers, those at its ends too, and what numpy makes of them in every other

    pip install jax==0.10.2 safetensors==0.8.0 && JAX_PLATFORMS=cpu python tests/ops/make_dtypes.py [NAME...]     with names: those cases, beside what is there

Made with jax 0.10.2, numpy 2.4.6, safetensors 0.8.0 on x86-64.
"""
import sys
import jax, jax.numpy as jnp, ml_dtypes, numpy as np
from safetensors.numpy import load_file, save_file
from make_jax import OUT, cases, several

HERE = OUT.parent
DTYPES = {"bool": np.bool_, "i4": ml_dtypes.int4, "u4": ml_dtypes.uint4, "bf16": ml_dtypes.bfloat16,
          **{f"{kind}{bits}": f"{kind}{bits // 8}" for kind in "iu" for bits in (8, 16, 32, 64)},
          **{f"f8{name}": getattr(ml_dtypes, f"float8_{name}")
             for name in ("e4m3fn", "e5m2", "e4m3", "e3m4", "e4m3fnuz", "e5m2fnuz", "e4m3b11fnuz")},
          "f16": "f2", "f32": "f4", "f64": "f8", "c64": "c8", "c128": "c16"}


def kind_of(name):
    return name if name == "bool" else {"i": "int", "u": "int", "f": "float", "b": "float", "c": "complex"}[name[0]]


def leading(inputs):
    """The indices of the inputs that take the dtype."""
    dtype = np.dtype("f8") if any(x.dtype == np.float64 for x in inputs) else inputs[0].dtype
    return dtype, [i for i, x in enumerate(inputs) if x.dtype == dtype]


def coarse(x):
    """Toward zero to what f8e5m2 and f8e3m4 both have: three significant bits, no less than 1/64, up to 14."""
    mantissa, exponent = np.frexp(x)
    x = np.ldexp(np.trunc(mantissa * 8) / 8, exponent)
    return np.where(np.isfinite(x), np.trunc(np.clip(x, -14, 14) * 64) / 64, x)


def of_kind(kind, x):
    if kind == "bool":
        return x > 0
    if kind == "int":
        small = np.sign(x) * np.clip(np.rint(np.abs(x) * 2), 1, 7) if x.dtype.kind == "f" else x
        return np.nan_to_num(small).astype("i8")
    x = coarse(x.astype("f8"))
    return x if kind == "float" else x + 0.5j * np.roll(x, 1)


def in_dtype(x, name):
    if name[0] == "u" and x.dtype == np.int64:
        x = np.abs(x)
    return x.astype(DTYPES[name])


def values(function, inputs, lead, name, base):
    """Results in the dtype; `base` says which of them have it, so that JAX's promotions are undone."""
    def run(wide):
        full = [in_dtype(x, name).astype(DTYPES[wide]) if i in lead else x for i, x in enumerate(inputs)]
        return [np.asarray(y) for y in several(jax.jit(function)(*map(jnp.asarray, full)))]
    for wide in (name, {"int": "i32"}.get(kind_of(name), "f32"), "f64"):
        try:
            results = run(wide)
            break
        except Exception:
            if wide == "f64":
                raise
    of_real = {"c64": "f4", "c128": "f8"}.get(name, DTYPES[name])
    return [y.astype(DTYPES[name] if name[0] != "c" or np.iscomplexobj(y) else of_real) if has_it else y
            for y, has_it in zip(results, base)]


def derivatives(function, inputs, lead, w, v):
    def loss(*x):
        full = list(inputs)
        for i, value in zip(lead, x):
            full[i] = value
        y = several(function(*map(jnp.asarray, full)))
        return sum(jnp.sum(jnp.real(y[i]) * w[i]) for i in w)

    every = tuple(range(len(lead)))
    x = [jnp.asarray(inputs[i]) for i in lead]
    first = jax.grad(loss, every)
    second = jax.grad(lambda *x: sum(jnp.sum(jnp.real(dx) * v[i]) for i, dx in zip(lead, first(*x))), every)
    return jax.jit(first)(*x), jax.jit(second)(*x)


def add_case(arrays, fixture, name, dtypes):
    def of(what):
        return {i: fixture[f"{name}/{what}{i}"] for i in range(6) if f"{name}/{what}{i}" in fixture}

    function, _, gradient = cases[name]
    inputs = list(of("in").values())
    dtype, lead = leading(inputs)
    base = [y.dtype == dtype for y in of("out").values()]
    for kind in dict.fromkeys(map(kind_of, dtypes)):
        given = [of_kind(kind, x) if i in lead else x for i, x in enumerate(inputs)]
        for i in lead:
            arrays[f"{name}/{kind}/in{i}"] = given[i]
        for in_it in (d for d in dtypes if kind_of(d) == kind):
            for i, y in enumerate(values(function, given, lead, in_it, base)):
                arrays[f"{name}/{in_it}/out{i}"] = y
        if gradient and kind in ("float", "complex"):
            dx, ddx = derivatives(function, given, lead, of("w"), of("v"))
            for i, first, second in zip(lead, dx, ddx):
                arrays[f"{name}/{kind}/dx{i}"], arrays[f"{name}/{kind}/ddx{i}"] = first, second


def samples(name):
    kind, dtype = kind_of(name), np.dtype(DTYPES[name])
    if kind == "bool":
        return np.array([False, True])
    if kind == "int":
        ends = ml_dtypes.iinfo(dtype)
        return np.array([0, 1, 2, 7, int(ends.max), int(ends.min), *([-1, -7] if ends.min else [])], "O").astype(dtype)
    if kind == "float":
        return np.array([0, -0.0, 0.25, 0.5, 1, 1.5, 2.5, 3, 7, 14, -0.5, -1, -1.5, -7]).astype(dtype)
    return np.array([0, 1 + 2j, -0.5j, 3 - 1j], dtype)


def converted(x, start, to):
    if to == "bool":
        return x != 0
    if kind_of(start) == "float" and kind_of(to) == "int":  # what is out of range becomes the end that is nearer
        x = np.clip(x.astype("f8"), int(ml_dtypes.iinfo(DTYPES[to]).min), int(ml_dtypes.iinfo(DTYPES[to]).max))
    if "4" in (start[1:], to[1:]):  # numpy lacks some of these
        x = x.astype("i8" if kind_of(start) == "int" else "f8")
        x = x.astype("i8") if kind_of(to) == "int" else x
    return x.astype(DTYPES[to])


def add_conversions(arrays):
    """By numpy and ml_dtypes; complex numbers only become complex ones."""
    for start in DTYPES:
        arrays[f"{start}/in"] = x = samples(start)
        for to in DTYPES:
            if kind_of(start) != "complex" or kind_of(to) == "complex":
                arrays[f"{start}/{to}"] = converted(x, start, to)


def plain(x):
    """Bytes, of what safetensors has no name for; 4-bit numbers take one each."""
    x = np.array(x, order="C")
    if x.dtype in (ml_dtypes.int4, ml_dtypes.uint4):
        return x.astype("i1").view("u1")
    is_named = x.dtype != np.complex128 and not x.dtype.name.startswith("float8")
    return x if is_named else np.frombuffer(x.tobytes(), "u1")


def main():
    out, fixture, only = HERE / "dtypes.safetensors", load_file(OUT), sys.argv[1:]
    listed = dict(line.split(": ") for line in (HERE / "dtypes.txt").read_text().splitlines())
    arrays = {key: x for key, x in load_file(out).items() if key.split("/")[0] in listed.keys() - set(only)} if only else {}
    add_conversions(arrays)
    for name, dtypes in listed.items():
        if only and name not in only:
            continue
        try:
            add_case(arrays, fixture, name, dtypes.split())
        except Exception as error:
            raise RuntimeError(f"case {name}") from error
    save_file({key: plain(x) for key, x in arrays.items()}, out)
    out.chmod(0o644)
    print(f"{out}: {len(arrays)} arrays, {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
