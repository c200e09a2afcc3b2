"""Writes data/jax.safetensors: for each case of cases_*.c the inputs, and what JAX makes of them. Arrays of a case:

    in0, in1, ...      inputs, from a seed that is the checksum of the name: a new case changes no other
    out0, ...          values; f64 unless the case's inputs have another dtype
    out_f32_0, ...     values when the f64 inputs are rounded to f32
    w0, ...            random weights; the loss is the sum of out * w over the f64 outputs
    dx0, ...           its gradient, for f64 inputs
    v0, ..., ddx0, ... random weights, and the gradient of the sum of dx * v

Random numbers are compared with an implementation of their definition (calx/ops.h) in numpy; here too, no case uses Calx.

    pip install jax==0.10.2 safetensors==0.8.0 && JAX_PLATFORMS=cpu python tests/ops/make_jax.py [NAME...]     with names: those cases, beside what is there

Made with jax 0.10.2, numpy 2.4.6, safetensors 0.8.0 on x86-64.
"""
import pathlib, sys, zlib
import jax, jax.numpy as jnp, ml_dtypes, numpy as np
from jax import lax
from safetensors.numpy import load_file, save_file

jax.config.update("jax_enable_x64", True)
OUT = pathlib.Path(__file__).parent / "data" / "jax.safetensors"
cases = {}


def case(name, function, *inputs, gradient=True):
    assert name not in cases, name
    cases[name] = function, inputs, gradient


def plain(name, function, *inputs):
    case(name, function, *inputs, gradient=False)


def of_integers(name, function, *inputs):
    """A case that numpy computes."""
    plain(name, lambda *x: function(*map(np.asarray, x)), *inputs)


# ---------------------------------------------------------------------- inputs: functions of a random generator

def f(*shape, lo=-2.0, hi=2.0):
    return lambda rng: rng.uniform(lo, hi, shape)


def away(*shape, lo=0.3, hi=2.0):
    """Of either sign, away from zero."""
    return lambda rng: rng.uniform(lo, hi, shape) * rng.choice([-1, 1], shape)


def apart(*shape):
    """Distinct, also their absolute values, and away from zero: no ties nearby."""
    def make(rng):
        n = int(np.prod(shape))
        return ((rng.permutation(n) + 1.0 + rng.uniform(-0.2, 0.2, n)) / n * 3 * rng.choice([-1, 1], n)).reshape(shape)
    return make


def of(values, dtype="f8"):
    return lambda rng: np.array(values, dtype)


def ints(*shape, lo=-9, hi=10, dtype="i4"):
    return lambda rng: rng.integers(lo, hi, shape, dtype)


def bools(*shape):
    return lambda rng: rng.integers(0, 2, shape).astype(bool)


def small(dtype, *shape):
    """Floats of 16 bits."""
    return lambda rng: rng.uniform(-2, 2, shape).astype(dtype)


bf16, f16 = ml_dtypes.bfloat16, np.float16
inf, nan = np.inf, np.nan

# ------------------------------------------------------------------------------------------------------- unary

for name, function, x in [
    ("neg", lax.neg, f(2, 3)), ("abs", lax.abs, away(2, 3)), ("exp", lax.exp, f(2, 3)), ("expm1", lax.expm1, f(2, 3)),
    ("log", lax.log, f(2, 3, lo=0.2)), ("log1p", lax.log1p, f(2, 3, lo=-0.7)), ("sqrt", lax.sqrt, f(2, 3, lo=0.2)),
    ("rsqrt", lax.rsqrt, f(2, 3, lo=0.2)), ("cbrt", lax.cbrt, away(2, 3)), ("sin", lax.sin, f(2, 3)),
    ("cos", lax.cos, f(2, 3)), ("tan", lax.tan, f(2, 3, lo=-1.2, hi=1.2)), ("tanh", lax.tanh, f(2, 3)),
    ("logistic", lax.logistic, f(2, 3)), ("erf", lax.erf, f(2, 3)), ("erfc", lax.erfc, f(2, 3)), ("erf_inv", lax.erf_inv, f(2, 3, lo=-0.9, hi=0.9)),
    ("square", jnp.square, f(2, 3)), ("reciprocal", lambda x: 1 / x, away(2, 3)), ("sign", lax.sign, away(2, 3)),
    ("floor", lax.floor, f(2, 3)), ("ceil", lax.ceil, f(2, 3)),
    ("round", lambda x: lax.round(x, lax.RoundingMethod.TO_NEAREST_EVEN), of([0.5, 1.5, -0.5, -2.5, 0.4, 1.6]))]:
    case(name, function, x)


def special(x):
    return jnp.stack([lax.exp(x), lax.expm1(x), lax.log(x), lax.log1p(x), lax.sqrt(x), lax.rsqrt(x), lax.cbrt(x), lax.tanh(x),
                      lax.logistic(x), lax.sign(x), lax.abs(x), lax.erf(x), jnp.round(x), 1 / x])


plain("is_finite", lax.is_finite, of([0, 1, inf, -inf, nan]))
plain("is_nan", jnp.isnan, of([0, 1, inf, -inf, nan]))
plain("not", lax.bitwise_not, bools(4))
plain("popcount", lax.population_count, ints(6, lo=-2**31, hi=2**31 - 1))
plain("clz", lax.clz, of([0, 1, 2, 255, 65536, -1], "i4"))
case("abs_at_zero", lax.abs, of([0, -0.0, 1, -1]))
plain("unary_special", special, of([0, -0.0, inf, -inf, nan, 1, -1]))
plain("neg_i32", lax.neg, ints(5))
plain("abs_sign_i16", lambda x: lax.abs(x) + lax.sign(x), ints(6, dtype="i2"))
plain("exp_bf16", lax.exp, small(bf16, 6))
plain("tanh_f16", lax.tanh, small(f16, 6))
case("tanh_scalar", lax.tanh, f())
case("exp_empty", lax.exp, f(0, 3))
plain("exp_c64", lambda x: -jnp.exp(x), of([1 + 2j, -0.5j, 3], "c8"))
plain("not_i32", lax.bitwise_not, ints(5))
plain("popcount_u8", lax.population_count, of([0, 1, 128, 255], "u1"))
plain("clz_i64", lax.clz, of([0, 1, 2**40, -1], "i8"))
case("scale_and_shift", lambda x: x * -2.5 + 0.75, f(2, 3))
plain("convert_to_i32", lambda x: x.astype("i4"), of([0, 1.9, -1.9, 2.5, -0.5, 1e6]))
plain("convert_to_bool", lambda x: x.astype(bool), of([0, 1.9, -0.0, 1e-30, nan]))
plain("convert_from_i32", lambda x: x.astype("f4"), of([0, 1, -7, 2**24 + 1], "i4"))
plain("convert_from_bool", lambda x: x.astype("f8"), bools(4))
plain("convert_narrow", lambda x: x.astype("i4").astype("u1"), of([0, 255, 256, -1]))
case("convert_to_f32_and_back", lambda x: (x.astype("f4") * 3).astype("f8"), f(2, 3))
plain("convert_to_bf16", lambda x: x.astype(bf16), of([0, 1, 1.00390625, 1.01171875, -3.14, 1e30, 4e38, inf, nan]))
plain("convert_to_f16", lambda x: x.astype(f16), of([0, 1, 1.00048828125, 6e-8, -3.14, 65504, inf, nan]))
plain("bitcast", lambda x: lax.bitcast_convert_type(x, jnp.uint32), of([0, 1, -2.5, inf], "f4"))
case("stop_gradient", lambda x: x * lax.stop_gradient(lax.exp(x)), f(2, 3))
case("identity", lambda x: lax.sin(x * x), f(2, 3))


@jax.custom_vjp
def customized(x):
    return lax.div(jnp.ones_like(x), x)


customized.defvjp(lambda x: (customized(x), x), lambda x, dy: (dy * x * x,))
case("custom_gradient", lambda x: customized(x) * x, away(2, 3))
plain("constant_f32", lambda x: x * np.array([0.1, -3], "f4"), of([3, 5], "f4"))
plain("constant_bool", lambda x: x & np.array([1, 0, 1], bool), of([1, 1, 0], bool))
plain("constant_long", lambda x: x + np.full(32, -7, "i4"), ints(32))
plain("constant_i64", lambda x: x - 9007199254740993, of([0, 5], "i8"))
plain("constant_u64", lambda x: x ^ np.array([2**64 - 1], "u8"), of([0, 5], "u8"))

# ------------------------------------------------------------------------------------------------------ binary

case("add", lax.add, f(2, 3), f(2, 3))
case("sub", lax.sub, f(2, 3), f(2, 3))
case("mul", lax.mul, f(2, 3), f(2, 3))
case("div", lax.div, f(2, 3), away(2, 3))
case("rem", lax.rem, of([5.3, 7.1, 2.2, 0.4]), of([2.1, 1.6, 3.3, 0.3]))
case("pow", lax.pow, f(2, 3, lo=0.3), f(2, 3))
case("atan2", lax.atan2, away(2, 3), away(2, 3))
case("maximum", lax.max, apart(2, 3), f(2, 3))
case("minimum", lax.min, apart(2, 3), f(2, 3))
case("mul_broadcast", lambda a, b: a * b, f(3, 1), f(1, 4))
case("sub_broadcast_ranks", lambda a, b: a - b * 1, f(4), f(2, 1, 4))
case("div_by_scalar", lambda a, b: a / b, f(2, 3), away())
case("atan2_quadrants", lax.atan2, of([1, 1, -1, -1]), of([2, -2, 2, -2]))
case("sub_from_number", lambda a: 1 - a, f(2, 3))
case("pow_number", lambda a: a**jnp.asarray(3, a.dtype), f(2, 3, lo=0.3))
case("pow_edges", lax.pow, of([0, 0, 2, 1, 3]), of([2, 3, 0, 0, 1]))
case("pow_negative_base", lambda a: lax.pow(a, jnp.full_like(a, 2.0)), of([-2, -0.5, 1.5]))
of_integers("pow_i32", np.power, of([2, -3, 0, 5], "i4"), of([5, 3, 0, 1], "i4"))
case("maximum_ties", lax.max, of([1, 2, -1, 0]), of([1, 1, -1, 3]))
case("minimum_ties", lax.min, of([1, 2, -1, 0]), of([1, 1, -1, 3]))
plain("maximum_nan", lax.max, of([1, nan, nan, inf]), of([nan, 1, nan, -inf]))
case("same_operand_twice", lambda a: a * a + a, f(2, 3))
plain("add_i32", lax.add, of([2**31 - 1, -5, 7], "i4"), of([1, 3, -9], "i4"))
plain("mul_u8", lax.mul, of([200, 3, 255], "u1"), of([2, 5, 255], "u1"))
plain("div_i32", lax.div, of([7, -7, 7, -7], "i4"), of([2, 2, -2, -2], "i4"))
plain("rem_i32", lax.rem, of([7, -7, 7, -7], "i4"), of([2, 2, -2, -2], "i4"))
case("rem_negative", lax.rem, of([5.3, -5.3, 5.3, -5.3]), of([2.1, 2.1, -2.1, -2.1]))
plain("add_bf16", lax.add, small(bf16, 6), small(bf16, 6))
plain("mul_c64", lambda a, b, c: a * b / c, of([1 + 2j, 3], "c8"), of([1 - 1j, 2j], "c8"), of([2 + 1j, 1j], "c8"))
for name, function in ("and", lax.bitwise_and), ("or", lax.bitwise_or), ("xor", lax.bitwise_xor):
    plain(name, function, ints(6), ints(6))
    plain(name + "_bool", function, of([0, 0, 1, 1], bool), of([0, 1, 0, 1], bool))
plain("shift_left", lax.shift_left, ints(6), ints(6, lo=0, hi=31))
plain("shift_right_signed", lax.shift_right_arithmetic, of([-1, -1024, 1024, 7], "i4"), of([1, 3, 3, 2], "i4"))
plain("shift_right_logical", lax.shift_right_logical, of([-1, -1024, 1024, 7], "i4"), of([1, 3, 3, 2], "i4"))
plain("shift_right_unsigned", lax.shift_right_logical, of([2**32 - 1, 1024, 7], "u4"), of([1, 3, 2], "u4"))
for name in "eq", "ne", "lt", "le", "gt", "ge":
    plain(name, getattr(lax, name), of([1, 1, 2, nan, 0, inf, nan]), of([1, 2, 1, 1, -0.0, inf, nan]))
plain("lt_i32", lax.lt, of([-1, 1, 2], "i4"), of([1, -1, 2], "i4"))
plain("lt_u32", lax.lt, of([2**32 - 1, 1, 2], "u4"), of([1, 2**32 - 1, 2], "u4"))
plain("lt_broadcast", lambda a, b: a < b, f(3, 1), f(4))
plain("eq_bool", lax.eq, of([0, 0, 1, 1], bool), of([0, 1, 0, 1], bool))
case("select", lambda p, a, b: jnp.where(p, a * 1, b), bools(2, 3), f(2, 3), f(2, 3))
case("select_broadcast", lambda p, a, b: jnp.where(p, a, b), bools(2, 1), f(3), f(1, 1))
case("select_number", lambda p, a: jnp.where(p, a, -1.5), bools(2, 3), f(2, 3))
case("clamp", lambda lo, x, hi: lax.clamp(lo, x, hi), of([-1, 0.5, -1, -1]), of([0.2, 0.1, 3, -0.5]), of([1, 1.5, 2, 0.0]))
case("clamp_edges", lambda lo, x, hi: lax.clamp(lo, x, hi), of([-1, 0.5, -1, 1]), of([-1, 0.7, 2, 1]), of([1, 1.5, 2, 1]))
case("clamp_numbers", lambda x: lax.clamp(jnp.asarray(-0.5, x.dtype), x, jnp.asarray(0.5, x.dtype)), f(2, 3))
plain("clamp_i32", lambda x: jnp.clip(x, -2, 3), ints(9))

# ------------------------------------------------------------------------------------------------------- shape

sq = jnp.square
case("reshape", lambda x: jnp.sin(x).reshape(3, 4), f(2, 6))
case("reshape_open", lambda x: sq(x).reshape(2, -1), f(3, 4))
case("reshape_scalar", lambda x: sq(x).reshape(()), f(1, 1))
case("flatten", lambda x: sq(x).reshape(2, 12), f(2, 3, 4))
case("flatten_all", lambda x: sq(x).reshape(6), f(2, 3))
case("expand_dims", lambda x: jnp.expand_dims(sq(x), 1), f(2, 3))
case("expand_dims_last", lambda x: jnp.expand_dims(sq(x), -1), f(2, 3))
case("squeeze", lambda x: jnp.squeeze(sq(x), -2), f(2, 1, 3))
case("transpose", lambda x: jnp.transpose(sq(x), (2, 0, 1)), f(2, 3, 4))
plain("transpose_i32", lambda x: x.T, ints(2, 3))
case("swap_axes", lambda x: jnp.swapaxes(sq(x), 0, -1), f(2, 3, 4))
case("broadcast", lambda x: jnp.broadcast_to(sq(x), (2, 3, 4)), f(3, 1))
case("broadcast_scalar", lambda x: jnp.broadcast_to(sq(x), (2, 3)), f())
case("broadcast_in_dim", lambda x: lax.broadcast_in_dim(sq(x), (3, 4, 2), (0, 2)), f(3, 2))
case("broadcast_in_dim_crossed", lambda x: jnp.broadcast_to(sq(x).T[:, None, :], (3, 4, 2)), f(2, 3))
case("broadcast_in_dim_of_one", lambda x: jnp.broadcast_to(sq(x).T[:, None, :], (4, 2, 3)), f(3, 1))
case("reverse", lambda x: lax.rev(sq(x), (1,)), f(2, 3))
case("reverse_two", lambda x: lax.rev(sq(x), (2, 0)), f(2, 2, 3))
case("iota", lambda x: x * lax.broadcasted_iota(x.dtype, (2, 3), 1), f(2, 3))
plain("iota_u8", lambda x: x + lax.broadcasted_iota("u1", (4, 2), 0), of(np.arange(8).reshape(4, 2), "u1"))
case("concatenate", lambda a, b, c: jnp.concatenate([sq(a), b, jnp.sin(c)], 1), f(2, 1), f(2, 3), f(2, 2))
case("concatenate_twice", lambda a: jnp.concatenate([sq(a), a], -1), f(2, 3))
case("concatenate_empty", lambda a, b: jnp.concatenate([sq(a), sq(b)], 0), f(0, 3), f(2, 3))
case("slice", lambda x: sq(x)[1:3, 0:2], f(4, 5))
case("slice_strided", lambda x: sq(x)[0:4:3, 1:7:2], f(5, 8))
case("slice_from_end", lambda x: sq(x)[-3:-1, 0:5], f(4, 5))
case("slice_empty", lambda x: sq(x)[2:2, 0:5], f(4, 5))
case("slice_axis", lambda x: sq(x)[:, 1:-1], f(2, 5))


def pad(x, value, *config):
    return lax.pad(x, jnp.asarray(value, x.dtype), config)


case("pad", lambda x: pad(sq(x), 0, (1, 0, 0), (0, 2, 0)), f(2, 3))
case("pad_value", lambda x: pad(sq(x), -2.5, (1, 1, 0), (1, 1, 0)), f(2, 3))
case("pad_interior", lambda x: pad(sq(x), 7, (0, 1, 2), (1, 0, 1)), f(2, 3))
case("pad_negative", lambda x: pad(sq(x), 0, (-1, 2, 0), (1, -2, 0)), f(3, 4))
case("pad_negative_interior", lambda x: pad(sq(x), 3, (-1, -2, 1), (2, -1, 2)), f(4, 3))
plain("pad_i32", lambda x: pad(x, -9, (1, 2, 0)), ints(3))

# ------------------------------------------------------------------------------------------------------ reduce

case("sum", lambda x: jnp.sum(sq(x)), f(2, 3))
case("sum_axis", lambda x: jnp.sum(sq(x), 1), f(2, 3, 4))
case("sum_axes_kept", lambda x: jnp.sum(sq(x), (0, 2), keepdims=True), f(2, 3, 4))
case("sum_axes_unordered", lambda x: jnp.sum(sq(x), (2, 0)), f(2, 3, 4))
case("sum_of_nothing", lambda x: jnp.sum(sq(x), 0), f(0, 3))
case("sum_scalar", lambda x: jnp.sum(sq(x)), f())
plain("sum_i32", lambda x: jnp.sum(x, 0, dtype="i4"), ints(4, 3))
plain("sum_bf16", lambda x: jnp.sum(x, 0), small(bf16, 8, 3))
case("mean", lambda x: jnp.mean(sq(x)), f(2, 3))
case("mean_axis", lambda x: jnp.mean(sq(x), -1, keepdims=True), f(2, 3))
case("product", jnp.prod, away(2, 3))
case("product_axis", lambda x: jnp.prod(x, 1, keepdims=True), away(2, 5))
case("product_axes", lambda x: jnp.prod(x, (2, 0)), away(2, 2, 3))
case("product_with_zeros", lambda x: jnp.prod(x, 0), of([[1, 2, 3, 0], [0, 4, 0, 0], [5, 6, 7, 8]]))
plain("product_i32", lambda x: jnp.prod(x, 0, dtype="i4"), ints(4, 3))
case("max", lambda x: sq(jnp.max(x)), apart(2, 3))
case("max_axis", lambda x: jnp.max(sq(x), 0, keepdims=True), apart(4, 3))
case("max_ties", lambda x: sq(jnp.max(x, 1)), of([[1, 3, 3, 2], [2, 2, 2, 2], [1, 0, 5, -1]]))
plain("max_nan", lambda x: jnp.max(x, 1), of([[1, nan], [-inf, -inf], [inf, 2]]))
plain("max_i8", lambda x: jnp.max(x, 1), of([[-128, -127], [-3, 5]], "i1"))
plain("max_empty", lambda x: lax.reduce(x, jnp.asarray(-inf, x.dtype), lax.max, (1,)), f(2, 0))
case("min", lambda x: sq(jnp.min(x, -1)), apart(2, 3))
case("min_ties", lambda x: sq(jnp.min(x, 1)), of([[1, 3, 1, 2], [2, 2, 2, 2]]))
plain("min_u32", lambda x: jnp.min(x, 0), of([[2**32 - 1, 7], [2**31, 9]], "u4"))
plain("any", lambda x: jnp.any(x, 0), of([[0, 0, 1], [0, 1, 1]], bool))
plain("all", lambda x: jnp.all(x, 1, keepdims=True), of([[0, 0, 1], [1, 1, 1]], bool))


def arg(function, axis):
    return lambda x: function(x, axis, "i4")


ties = [[1, 3, 3, 0], [nan, 1, nan, 9], [2, 2, 2, 2], [-inf, -inf, -inf, -inf], [inf, 0, inf, nan]]
plain("argmax", arg(lax.argmax, 1), apart(3, 4))
plain("argmax_ties_and_nan", arg(lax.argmax, 1), of(ties))
plain("argmax_i32", arg(lax.argmax, 0), of([[-2**31, 5], [-2**31, 7]], "i4"))
plain("argmin", arg(lax.argmin, 0), apart(3, 4))
plain("argmax_bool", arg(lax.argmax, 1), of([[0, 1, 1], [0, 0, 0]], bool))
plain("argmin_ties_and_nan", arg(lax.argmin, 1), of(ties))


def complex_product(*axes):
    """Written out in real arithmetic, for JAX's gradients to be those of two real arrays."""
    def product(a, b):
        front = [x.transpose(*axes, *[i for i in range(x.ndim) if i not in axes]) for x in (a, b)]
        a, b = [x.reshape(-1, *x.shape[len(axes):]) for x in front]
        re, im = jnp.ones_like(a[0]), jnp.zeros_like(a[0])
        for i in range(a.shape[0]):
            re, im = re * a[i] - im * b[i], re * b[i] + im * a[i]
        return re, im
    return product


case("reduce_by_pairs", complex_product(1), f(2, 5), f(2, 5))
case("reduce_by_pairs_two_axes", complex_product(2, 0), f(2, 3, 2), f(2, 3, 2))
case("reduce_by_pairs_one", complex_product(0), f(1, 3), f(1, 3))
case("reduce_by_log_add_exp", lambda x: jax.nn.logsumexp(x, 0), apart(7, 2))
plain("reduce_by_or", lambda x: jnp.any(x, 1), of([[0, 0, 1], [0, 0, 0]], bool))

# --------------------------------------------------------------------------------------------------------- dot


def dot(contract, batch=((), ()), **options):
    return lambda a, b: lax.dot_general(a, b, (contract, batch), **options)


case("dot_general", dot(((1,), (0,))), f(2, 3), f(3, 4))
case("dot_general_batch", dot(((0,), (2,)), ((2,), (0,))), f(3, 2, 4), f(4, 5, 3))
case("dot_general_two_axes", dot(((2, 0), (0, 1))), f(2, 3, 4), f(4, 2, 5))
case("dot_general_two_batches", dot(((3,), (1,)), ((1, 0), (0, 3))), f(2, 3, 2, 4), f(3, 4, 5, 2))
case("dot_general_outer", dot(((), ())), f(2), f(2, 2))
plain("dot_general_i32", dot(((1,), (0,))), ints(2, 3), ints(3, 2))
plain("dot_general_bf16_to_f32", dot(((1,), (0,)), preferred_element_type=jnp.float32), small(bf16, 2, 3), small(bf16, 3, 2))


def wide_dot(dtype):
    return dot(((1,), (0,)), preferred_element_type=dtype)


plain("dot_general_i8_to_i32", wide_dot(jnp.int32), ints(2, 3, lo=-128, hi=128, dtype="i1"), ints(3, 2, lo=-128, hi=128, dtype="i1"))
plain("dot_general_u8_to_u64", wide_dot(jnp.uint64), ints(2, 3, lo=0, hi=256, dtype="u1"), ints(3, 2, lo=0, hi=256, dtype="u1"))
plain("dot_general_f16_to_f64", wide_dot(jnp.float64), small(f16, 2, 3), small(f16, 3, 2))
plain("dot_general_f8_to_f32", lambda a, b: wide_dot(jnp.float32)(a.astype(jnp.float8_e4m3fn), b.astype(jnp.float8_e4m3fn)),
      small("f4", 2, 3), small("f4", 3, 2))
plain("dot_general_c64_to_c128", lambda a, b: jnp.real(wide_dot(jnp.complex128)(a, b)),
      of([[1 + 2j, -0.5j], [3, 0.1j]], "c8"), of([[2, 1j], [0.3, -1]], "c8"))
case("matmul", jnp.matmul, f(2, 3), f(3, 4))
case("matmul_self", lambda a: a @ a, f(3, 3))
case("matmul_vectors", jnp.matmul, f(3), f(3))
case("matmul_vector_left", jnp.matmul, f(3), f(2, 3, 4))
case("matmul_vector_right", jnp.matmul, f(2, 4, 3), f(3))
case("matmul_stacks", jnp.matmul, f(2, 2, 3), f(2, 3, 2))
case("matmul_stacks_broadcast", jnp.matmul, f(3, 1, 2, 3), f(2, 3, 2))
case("einsum", lambda a, b: jnp.einsum("bij,bjk->bik", a, b), f(2, 2, 3), f(2, 3, 2))
case("einsum_transpose", lambda a: jnp.einsum("ij->ji", sq(a)), f(2, 3))
case("einsum_sum", lambda a: jnp.einsum("ijk->j", sq(a)), f(2, 3, 2))
case("einsum_trace", lambda a: jnp.einsum("ii->", sq(a)), f(3, 3))
case("einsum_diagonal", lambda a: jnp.einsum("iji->ij", sq(a)), f(2, 3, 2))
case("einsum_outer", lambda a, b: jnp.einsum("i,j->ji", a, b), f(2), f(3))
case("einsum_hadamard", lambda a, b: jnp.einsum("ij,ij->ij", a, b), f(2, 3), f(2, 3))
case("einsum_chain", lambda a, b, c: jnp.einsum("ij,jk,kl->il", a, b, c), f(2, 3), f(3, 2), f(2, 4))
case("einsum_free_sum", lambda a, b: jnp.einsum("ij,kl->k", a, b), f(2, 3), f(2, 2))
case("einsum_ellipsis", lambda a, b: jnp.einsum("...ij,...jk->...ik", a, b), f(2, 1, 2, 3), f(3, 3, 2))
case("einsum_attention", lambda a, b: jnp.einsum("bqhd,bkhd->bhqk", a, b), f(2, 3, 2, 2), f(2, 2, 2, 2))

# -------------------------------------------------------------------------------------------- convolution, pools

LAYOUT = {1: ("NWC", "WIO", "NWC"), 2: ("NHWC", "HWIO", "NHWC"), 3: ("NDHWC", "DHWIO", "NDHWC")}


def conv(pad="VALID", stride=None, dilation=None, input_dilation=None, groups=1, batch_groups=1, dtype=None):
    def function(x, kernel):
        n = x.ndim - 2
        return lax.conv_general_dilated(x, kernel, stride or (1,) * n, pad, input_dilation, dilation, LAYOUT[n],
                                        feature_group_count=groups, batch_group_count=batch_groups,
                                        preferred_element_type=dtype)
    return function


case("conv", conv(), f(2, 4, 5, 2), f(2, 3, 2, 3))
case("conv_same", conv("SAME"), f(1, 4, 5, 2), f(3, 3, 2, 2))
case("conv_same_even", conv("SAME"), f(1, 4, 5, 1), f(2, 4, 1, 2))
case("conv_strided", conv(stride=(2, 3)), f(1, 5, 7, 2), f(3, 2, 2, 2))
case("conv_strided_same", conv("SAME", stride=(2, 2)), f(1, 5, 6, 1), f(3, 3, 1, 2))
case("conv_strided_rest", conv(stride=(3, 2)), f(1, 6, 6, 1), f(2, 3, 1, 2))
case("conv_padded", conv(((2, 1), (0, 3))), f(1, 3, 4, 2), f(2, 2, 2, 2))
case("conv_cropped", conv(((-1, 0), (1, -2)), stride=(1, 2)), f(1, 4, 6, 1), f(2, 2, 1, 2))
case("conv_dilated", conv(dilation=(2, 1)), f(1, 5, 4, 2), f(2, 3, 2, 2))
case("conv_dilated_strided", conv("SAME", stride=(2, 1), dilation=(2, 2)), f(1, 5, 5, 1), f(2, 3, 1, 2))
case("conv_input_dilated", conv(((1, 2), (2, 1)), input_dilation=(2, 3)), f(1, 3, 2, 2), f(3, 2, 2, 2))
case("conv_everything", conv(((1, 0), (0, 2)), (2, 3), (1, 2), (2, 1), 2), f(2, 4, 6, 4), f(3, 2, 2, 4))
case("conv_grouped", conv(groups=2), f(2, 3, 4, 4), f(2, 2, 2, 6))
case("conv_depthwise", conv("SAME", groups=3), f(1, 3, 4, 3), f(3, 3, 1, 6))
case("conv_1d", conv(stride=(2,)), f(2, 7, 2), f(3, 2, 3))
case("conv_3d", conv("SAME"), f(1, 3, 3, 2, 1), f(2, 2, 2, 1, 2))
case("conv_batch_grouped", conv("SAME", (2, 1), batch_groups=2), f(4, 3, 4, 2), f(2, 3, 2, 4))
case("conv_batch_grouped_dilated", conv(((1, 2), (2, 1)), dilation=(2, 1), input_dilation=(1, 2), batch_groups=3), f(3, 3, 2, 1), f(2, 2, 1, 6))
plain("conv_bf16_to_f32", conv(dtype="f4"), small(bf16, 1, 4, 4, 2), small(bf16, 2, 2, 2, 3))
plain("conv_i8_to_i32", conv(dtype="i4"), ints(1, 4, 4, 2, lo=-128, hi=128, dtype="i1"), ints(2, 2, 2, 3, lo=-128, hi=128, dtype="i1"))
plain("conv_f16_to_f32", conv(pad="SAME", dtype="f4"), small(f16, 1, 4, 4, 2), small(f16, 2, 2, 2, 3))


def bf16_conv_gradient(x, kernel, dy):
    """Of the kernel, when the sums are f32; the cotangent is rounded to bf16 first, as with products of matrices."""
    return jax.vjp(lambda k: conv()(x.astype("f4"), k.astype("f4")), kernel)[1](dy.astype(bf16).astype("f4"))[0]


plain("conv_bf16_gradient", bf16_conv_gradient, small(bf16, 1, 4, 4, 2), small(bf16, 2, 2, 2, 3), small("f4", 1, 3, 3, 3))


def conv_transpose(padding, stride=(1, 1), dilation=(1, 1)):
    return lambda x, k: lax.conv_transpose(x, jnp.flip(k, tuple(range(k.ndim - 2))), stride, padding, dilation)


case("conv_transpose", conv_transpose("VALID", (2, 3)), f(2, 3, 2, 2), f(3, 2, 2, 3))
case("conv_transpose_same", conv_transpose("SAME", (2, 1), (1, 2)), f(1, 3, 3, 2), f(3, 3, 2, 1))
case("conv_transpose_1d", lambda x, k: lax.conv_transpose(x, jnp.flip(k, 0), (3,), "VALID", dimension_numbers=("NHC", "HIO", "NHC")), f(2, 3, 1), f(2, 1, 2))


def resize(shape, method, antialias=False):
    return lambda x: jax.image.resize(sq(x), shape, method, antialias)


case("resize_nearest", resize((1, 5, 7, 2), "nearest"), f(1, 3, 3, 2))
case("resize_nearest_down", resize((1, 3, 2), "nearest"), f(1, 7, 4))
case("resize_linear", resize((2, 5, 7, 2), "linear"), f(2, 3, 4, 2))
case("resize_linear_down", resize((3, 2), "linear"), f(7, 5))
case("resize_antialias", resize((3, 6), "linear", True), f(7, 4))
plain("resize_u8", lambda x: jax.image.resize(x, (6, 2), "nearest"), ints(3, 3, lo=0, hi=255, dtype="u1"))
case("conv_pointwise", conv(), f(2, 2, 2, 3), f(1, 1, 3, 2))


def window(x, init, combine, size, stride, pad):
    return lax.reduce_window(x, np.array(init, x.dtype), combine, (1, *size, 1), (1, *(stride or size), 1), pad)


def lowest(dtype):
    """Some f8 lack infinities."""
    return -inf if np.isinf(np.array(-inf, dtype)) else ml_dtypes.finfo(dtype).min


def max_pool(x, size, stride=None, pad="VALID"):
    init = lowest(x.dtype) if jnp.issubdtype(x.dtype, jnp.floating) else jnp.iinfo(x.dtype).min
    return window(x, init, lax.max, size, stride, pad)


def sum_pool(x, size, stride=None, pad="VALID"):
    return window(x, 0, lax.add, size, stride, pad)


def mean_pool(x, size, stride=None, pad="VALID"):
    return sum_pool(x, size, stride, pad) / sum_pool(jnp.ones_like(x), size, stride, pad)


case("max_pool", lambda x: max_pool(sq(x), (2, 3)), apart(2, 4, 6, 2))
case("max_pool_overlapping", lambda x: max_pool(sq(x), (3, 3), (2, 1)), apart(1, 5, 5, 2))
case("max_pool_same", lambda x: max_pool(sq(x), (3, 2), (2, 2), "SAME"), apart(1, 4, 5, 2))
case("max_pool_ties", lambda x: sq(max_pool(x, (2, 2), (1, 1))), of([[[[1], [2], [2]], [[2], [1], [2]], [[2], [2], [0]]]]))
case("max_pool_1d", lambda x: sq(max_pool(x, (2,))), apart(2, 5, 2))
plain("max_pool_i32", lambda x: max_pool(x, (2,), pad="SAME"), ints(1, 5, 2))
case("max_pool2d", lambda x: sq(max_pool(x, (2, 2))), apart(1, 4, 4, 2))
case("global_max_pool", lambda x: jnp.max(sq(x), (1, 2)), apart(2, 3, 4, 2))
case("global_mean_pool", lambda x: jnp.mean(sq(x), (1, 2)), f(2, 3, 4, 2))
case("sum_pool", lambda x: sum_pool(sq(x), (3, 2), (2, 3)), f(1, 5, 6, 2))
case("sum_pool_same", lambda x: sum_pool(sq(x), (3, 3), (1, 2), "SAME"), f(1, 4, 5, 1))
case("mean_pool", lambda x: mean_pool(sq(x), (2, 2)), f(1, 4, 4, 2))
case("mean_pool_same", lambda x: mean_pool(sq(x), (3, 3), (2, 2), "SAME"), f(1, 5, 4, 2))
case("mean_pool2d", lambda x: mean_pool(sq(x), (3, 3)), f(1, 6, 7, 1))

# ------------------------------------------------------------------------------------------------------- index


def take(axis):
    return lambda x, i: jnp.take(sq(x), i, axis, mode="clip")


case("take", take(0), f(4, 3), of([2, 0, 2, 3], "i4"))
case("take_axis", take(1), f(2, 4, 3), of([[3, 1], [1, 0]], "i4"))
case("take_last_axis", take(-1), f(2, 4), of([3, 3, 0], "i4"))
case("take_scalar", take(0), f(4, 3), of(2, "i4"))
case("take_clamped", take(0), f(4, 2), of([-1, 4, 100, 1, -100], "i4"))
case("take_u8", take(0), f(4, 2), of([3, 0, 255], "u1"))
case("take_i64", take(0), f(4, 2), of([3, 0, 2**40], "i8"))
case("take_nothing", take(0), f(4, 2), of([], "i4"))
plain("take_of_i32", lambda x, i: jnp.take(x, i, 0, mode="clip"), ints(4, 2), of([3, 3, 0], "i4"))


def take_along(axis):
    return lambda x, i: jnp.take_along_axis(sq(x), jnp.clip(i, 0, x.shape[axis] - 1), axis)


case("take_along", take_along(1), f(2, 4), of([[3, 0, 3], [1, 1, 2]], "i4"))
case("take_along_first", take_along(0), f(3, 2, 2), of([[[2, 0], [1, 1]]], "i4"))
case("take_along_clamped", take_along(-1), f(2, 3), of([[-5, 9], [3, -1]], "i4"))


def taken_gradient(x, i):
    def loss(x):
        t = jnp.take(x, i, 0)
        return jnp.sum(sq(t) * jnp.sin(t))
    return jax.grad(loss)(x)


case("scatter_add", taken_gradient, f(4, 2), of([2, 0, 2, 2], "i4"))
case("segment_sum", lambda x, i: jax.ops.segment_sum(sq(x), i, 4), f(6, 2), of([0, 3, 3, -1, 4, 1], "i4"))
case("segment_sum_1d", lambda x, i: jax.ops.segment_sum(sq(x), i, 3), f(5), of([2, 2, 0, 9, 2], "i4"))
def put(how, axis=0, **options):
    """x.at[..., i, ...].how(v), where what is out of range is dropped, also on the left."""
    def function(x, i, v):
        i = jnp.where((i >= 0) & (i < x.shape[axis]), i, x.shape[axis])
        at = sq(x).at[(slice(None),) * axis + (i,)]
        return getattr(at, how)(jnp.sin(v), mode="drop", **options)
    return function


def put_along(how, axis):
    """The index of each element of the indices along all axes, with that of one of them replaced."""
    def function(x, i, v):
        i = jnp.where((i >= 0) & (i < x.shape[axis]), i, x.shape[axis])
        at = list(jnp.ogrid[tuple(map(slice, i.shape))])
        at[axis] = i
        return getattr(sq(x).at[tuple(at)], how)(jnp.sin(v), mode="drop")
    return function


def products(x, i, v):
    """What put("mul") gives, written so that JAX differentiates it: there is no rule for indices that meet."""
    hit = (i[None, :] == jnp.arange(x.shape[0])[:, None])[..., None]
    return sq(x) * jnp.prod(jnp.where(hit, jnp.sin(v)[None], 1), 1)


case("put", put("set"), f(5, 2), of([3, 0], "i4"), f(2, 2))
case("put_meeting", put("set"), f(4, 2), of([2, 0, 2, 7, -1], "i4"), f(5, 2))
case("put_axis", put("set", 1), f(2, 5, 2), of([[3, 9], [0, 1]], "u1"), f(2, 2, 2, 2))
case("put_unique", put("set", unique_indices=True), f(5, 2), of([3, 0, 9], "i8"), f(3, 2))
case("put_add", put("add"), f(4, 2), of([2, 0, 2, 7, -1], "i4"), f(5, 2))
case("put_mul", products, f(4, 2), of([2, 0, 2, 7, -1, 2], "i4"), away(6, 2))
case("put_mul_unique", put("multiply", unique_indices=True), f(5, 2), of([3, 0, 9], "i4"), f(3, 2))
case("put_min", put("min"), apart(4, 2), of([2, 0, 2, 7, -1], "i4"), apart(5, 2))
case("put_max", put("max"), apart(4, 2), of([2, 0, 2, 7, -1], "i4"), apart(5, 2))
case("put_max_ties", lambda x, i, v: sq(x.at[i].max(v)), of([1, 2, 3.0]), of([0, 0, 1, 1, 2], "i4"), of([1, 1, 2, 5, 0.0]))
plain("put_bools", lambda x, i: x.at[i].set(True), bools(4), of([1, 1], "i4"))
plain("put_min_i16", lambda x, i, v: x.at[i].min(v), ints(4, dtype="i2"), of([1, 1, 2], "i4"), ints(3, dtype="i2"))
case("put_along", put_along("set", 1), f(2, 4), of([[3, 0], [9, 2]], "i4"), f(2, 2))
case("put_along_add", put_along("add", 0), f(3, 2, 2), of([[[2, 0], [-1, 1]], [[2, 1], [0, 1]]], "i4"), f(2, 2, 2))
case("segment_product", lambda x, i: jax.ops.segment_prod(sq(x), i, 4, unique_indices=True), f(3, 2), of([0, 3, 1], "i4"))
case("segment_min", lambda x, i: jnp.where(jnp.isinf(y := jax.ops.segment_min(sq(x), i, 3)), 0, y), apart(5, 2), of([2, 2, 0, 9, 2], "i4"))
case("segment_max", lambda x, i: jax.ops.segment_max(sq(x), i, 2), apart(5), of([1, 1, 0, 9, 1], "i4"))
plain("segment_max_empty", lambda x, i: jax.ops.segment_max(x, i, 3), ints(4), of([2, 2, 0, 2], "i4"))


def gather(clip, sizes, offset, collapsed, axes, batch_x=(), batch_i=()):
    numbers = lax.GatherDimensionNumbers(offset, collapsed, axes, batch_x, batch_i)
    return lambda x, i: lax.gather(sq(x), jnp.clip(i, 0, jnp.array(clip, i.dtype)), numbers, sizes)


case("gather_blocks", gather([2, 2], (2, 3), (1, 2), (), (0, 1)), f(4, 5), of([[1, 2], [9, -3], [0, 0]], "i4"))
case("gather_rows", gather([4], (2, 1, 3), (1, 2), (1,), (1,)), f(2, 5, 3), of([[4], [0], [77]], "u1"))
case("gather_order", gather([1, 3], (2, 2, 1), (0, 2), (2,), (2, 1)), f(2, 5, 2), of([[[1, 2]], [[0, 3]]], "i8"))
case("gather_batch", gather([2], (1, 2, 1), (2,), (), (1,), (0, 2), (1, 0)), f(3, 4, 2), ints(2, 3, 1, lo=-1, hi=4))


def scatter(how, window, inserted, axes, batch_x=(), batch_i=(), **options):
    numbers = lax.ScatterDimensionNumbers(window, inserted, axes, batch_x, batch_i)
    operation = {"set": lax.scatter, "add": lax.scatter_add, "max": lax.scatter_max}[how]
    return lambda x, i, u: operation(sq(x), i, jnp.sin(u), numbers, mode="drop", **options)


case("scatter_blocks", scatter("set", (1, 2), (), (0, 1)), f(4, 5), of([[0, 2], [3, 3], [1, 1]], "i4"), f(3, 2, 3))
case("scatter_add_blocks", scatter("add", (1, 2), (), (0, 1)), f(4, 5), of([[0, 2], [-1, 3], [1, 1]], "i4"), f(3, 2, 3))
case("scatter_max_rows", scatter("max", (1, 2), (1,), (1,)), apart(2, 5, 3), of([[4], [0], [4]], "i4"), apart(3, 2, 3))
case("scatter_batch", scatter("add", (2,), (), (1,), (0, 2), (1, 0)), f(3, 4, 2), ints(2, 3, 1, lo=-1, hi=4), f(2, 3, 2))
case("scatter_order", scatter("set", (0, 2), (2,), (2, 1)), f(2, 5, 2), of([[[1, 2]], [[0, 3]]], "i8"), f(2, 2, 2, 1))
plain("one_hot", lambda i: jax.nn.one_hot(i, 4, dtype="f4"), of([[0, 3], [4, -1]], "i4"))
case("one_hot_product", lambda x, i: jax.nn.one_hot(i, 3, dtype=x.dtype) * sq(x), f(2, 3), of([2, 0], "i4"))


def block(x, i, j):
    return lax.dynamic_slice(sq(x), (jnp.clip(i, 0, x.shape[0] - 2), jnp.clip(j, 0, x.shape[1] - 3)), (2, 3))


def updated(x, u, i, j):
    at = jnp.clip(i, 0, x.shape[0] - u.shape[0]), jnp.clip(j, 0, x.shape[1] - u.shape[1])
    return lax.dynamic_update_slice(sq(x), jnp.sin(u), at)


case("dynamic_slice", block, f(4, 5), of(1, "i4"), of(2, "i4"))
case("dynamic_slice_clamped", block, f(4, 5), of(-7, "i4"), of(4, "i4"))
case("dynamic_slice_1d", lambda x, i: lax.dynamic_slice(sq(x), (i,), (3,)), f(6), of(2, "i8"))
case("dynamic_update_slice", updated, f(4, 5), f(2, 3), of(1, "i4"), of(2, "i4"))
case("dynamic_update_slice_clamped", updated, f(4, 5), f(2, 3), of(9, "i4"), of(-4, "i4"))

# ----------------------------------------------------------------------------------------------------- control

case("sort", lambda x: jnp.sort(sq(x), 1), apart(2, 5))
case("sort_descending", lambda x: sq(-jnp.sort(-x, 0)), apart(5, 2))
case("sort_last_axis", lambda x: sq(jnp.sort(x, -1)), apart(2, 2, 3))
case("sort_ties", lambda x: sq(jnp.sort(x, 0)), of([2, 1, 2, 1, 0, 2]))
plain("sort_nan", lambda x: jnp.sort(x, 0), of([2, nan, inf, -1, -inf, nan, 0, -0.0]))
plain("sort_i32", lambda x: -jnp.sort(-x, 0), ints(7))
plain("sort_by_real_part", lambda z: z[jnp.argsort(jnp.real(z), stable=True)], of([1 + 2j, -0.5j, 3, -1j, -2 + 1j], "c8"))
plain("argsort", lambda x: jnp.argsort(x, 1, stable=True).astype("i4"), apart(2, 5))
plain("argsort_ties_and_nan", lambda x: jnp.argsort(x, 0, stable=True).astype("i4"), of([2, nan, 0, -1, -0.0, nan, 2]))
plain("argsort_descending", lambda x: jnp.argsort(x, 0, stable=True, descending=True).astype("i4"), of([2, 5, 2, 9, 5]))


def sort_by(k, a, b):
    k, a, b = lax.sort((-k, a, b), dimension=1, num_keys=2)
    return -k, a, b


case("sort_by", sort_by, ints(2, 6, lo=0, hi=3), apart(2, 6), f(2, 6))


def powers(n, x, b, c):
    return lax.fori_loop(0, n, lambda _, x: x * b + c, x)


plain("while", powers, of(3, "i4"), f(2, 2), f(2, 2), f(2))
plain("while_no_turn", powers, of(0, "i4"), f(2, 2), f(2, 2), f(2))


def bounded(n, x, b, c):
    """fori_loop with a number of turns that is traced has no gradient in JAX: masked turns."""
    for i in range(4):
        x = jnp.where(i < n, jnp.sin(x) * b + c, x)
    return x


case("bounded_while", bounded, of(3, "i4"), f(2, 2), f(2, 2), f(2))
case("bounded_while_no_turn", bounded, of(0, "i4"), f(2, 2), f(2, 2), f(2))
case("bounded_while_at_its_limit", bounded, of(9, "i4"), f(2, 2), f(2, 2), f(2))


def nested(n, x, captured):
    for i in range(5, 0, -1):
        x = x + captured if i % 2 == 0 else x * 0.5
    return x


plain("while_nested", nested, of(5, "i4"), f(3), f(3))


def recurrence(reverse):
    def function(h, xs, w):
        def step(h, x):
            h = jnp.tanh(h * jnp.sin(w) + x)
            return h, h * x
        return lax.scan(step, h, xs, reverse=reverse)
    return function


case("scan", recurrence(False), f(3), f(5, 3), f(3))
case("scan_reverse", recurrence(True), f(3), f(5, 3), f(3))
case("scan_two_carries", lambda h, a, b: (jnp.int32(5), h + sum(a[i] * b[i] * (i + 1) for i in range(4))), f(), f(4), f(4))


def branch(p, a, b):
    return lax.cond(p, lambda: (jnp.sin(a), a * b), lambda: (sq(b), b))


case("if", branch, of(True, bool), f(3), f(3))
case("if_not", branch, of(False, bool), f(3), f(3))


def gate(a, b):
    return lax.logistic(a) * b


case("call", lambda a, b: gate(a, b) + gate(b, a), f(3), f(3))
case("call_nested", lambda a, b: (gate(gate(a, b), b), jnp.sum(a)), f(3), f(3))
case("call_capture", lambda a, b: jnp.sin(sq(a)) * jnp.exp(b), f(3), f(3))
case("barrier", lambda a, b: (jnp.sin(a), sq(b)), f(2, 3), f(4))
case("barrier_of_one", sq, f(2, 3))


@jax.checkpoint
def block(a, b):
    y = jnp.tanh(jnp.sin(a) * jnp.exp(b))
    return y, sq(y)


case("remat", block, f(2, 3), f(2, 3))


def choice(index, a, b):
    return lax.switch(index, [lambda a, b: (jnp.sin(a), a * b), lambda a, b: (sq(b), b), lambda a, b: (a * sq(a), jnp.exp(b))], a, b)


case("case_first", choice, of(-1, "i4"), f(3), f(3))
case("case_middle", choice, of(1, "i4"), f(3), f(3))
case("case_past_the_end", choice, of(7, "i4"), f(3), f(3))
case("map", lambda a, b: lax.map(lambda ab: (jnp.sum(ab[0] * ab[1]), jnp.sin(ab[0])), (a, b)), f(4, 3), f(4, 3))

# -------------------------------------------------------------------------------------------- compositions, random

case("softmax", lambda x: jax.nn.softmax(x, -1), f(2, 4))
case("softmax_first", lambda x: jax.nn.softmax(x, 0), f(3, 2))
case("softmax_large", lambda x: jax.nn.softmax(x, 1), of([[1000, 999, -1000], [-1000, -1001, -1002], [0, -inf, 1]]))
case("log_softmax", lambda x: jax.nn.log_softmax(x, 1), f(2, 4))
case("log_softmax_large", lambda x: jax.nn.log_softmax(x, -1), of([[1000, 999, -1000], [-1000, -1001, -1002]]))
case("logsumexp", jax.nn.logsumexp, f(2, 4))
case("logsumexp_axis", lambda x: jax.nn.logsumexp(x, 1), f(2, 4))
case("logsumexp_kept", lambda x: jax.nn.logsumexp(x, (0, 2), keepdims=True), f(2, 3, 2))
plain("logsumexp_infinite", lambda x: jax.nn.logsumexp(x, 1), of([[-inf, -inf], [inf, 1], [-inf, 3], [1000, 1000]]))


def mix(x):
    x = (x ^ x >> np.uint32(16)) * np.uint32(0x7feb352d)
    x = (x ^ x >> np.uint32(15)) * np.uint32(0x846ca68b)
    return x ^ x >> np.uint32(16)


def hashed(x, k0, k1):
    with np.errstate(over="ignore"):
        return mix(mix(np.asarray(x, "u4") ^ k0) + k1)


def fold_in(key, data):
    data = int(data) % 2**64
    low, high = np.uint32(data % 2**32), np.uint32(data >> 32)
    with np.errstate(over="ignore"):
        first = hashed(low, key[0], key[1] + high)
        second = hashed(low ^ np.uint32(0x5bd1e995), key[1], key[0] + high + np.uint32(0x9e3779b9))
    return np.array([first, second], "u4")


def words(key, *shape):
    return hashed(np.arange(np.prod(shape)), key[0], key[1]).reshape(shape)


def words64(key, *shape):
    return words(fold_in(key, 0), *shape).astype("u8") << np.uint64(32) | words(fold_in(key, 1), *shape)


def splitmix64(seed):
    z = (seed + 0x9e3779b97f4a7c15) % 2**64
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9 % 2**64
    z = (z ^ z >> 27) * 0x94d049bb133111eb % 2**64
    z ^= z >> 31
    return np.array([z % 2**32, z >> 32], "u4")


def uniform24(key, *shape):
    return ((words(key, *shape) >> np.uint32(8)) * np.float32(2**-24)).astype("f4")


def normal(bits, digits, dtype):
    u = bits.astype(dtype) * dtype(2.0**(1 - digits)) + dtype(2.0**-digits - 1)
    return (lax.erf_inv(u) * np.sqrt(2).astype(dtype)).astype(dtype)


KEY = of([0x9e3779b9, 0x12345678], "u4")
of_integers("key", lambda x: splitmix64(0x123456789abcdef0) ^ x, of([0, 0], "u4"))
of_integers("fold_in", fold_in, KEY, of(2**63 + 12345, "u8"))
of_integers("fold_in_i32", fold_in, KEY, of(-1, "i4"))
of_integers("random_bits", lambda k: words(k, 3, 5), KEY)
of_integers("random_bits_u8", lambda k: (words(k, 7) >> np.uint32(24)).astype("u1"), KEY)
of_integers("random_bits_u16", lambda k: (words(k, 7) >> np.uint32(16)).astype("u2"), KEY)
of_integers("random_bits_u64", lambda k: words64(k, 2, 2), KEY)
of_integers("uniform", lambda k: uniform24(k, 3, 4), KEY)
of_integers("uniform_between", lambda k: uniform24(k, 9) * np.float32(2.5) - np.float32(2), KEY)
of_integers("uniform_f64", lambda k: (words64(k, 4) >> np.uint64(11)) * 2.0**-53, KEY)
of_integers("uniform_bf16", lambda k: ((words(k, 4) >> np.uint32(24)) * 2.0**-8).astype(bf16), KEY)
of_integers("normal", lambda k: normal(words(k, 3, 4) >> np.uint32(9), 23, np.float32), KEY)
of_integers("normal_f64", lambda k: normal(words64(k, 5) >> np.uint64(12), 52, np.float64), KEY)
of_integers("bernoulli", lambda k: words(k, 20) < np.uint32(round(0.3 * 2**32)), KEY)
of_integers("bernoulli_always", lambda k, b: b, KEY, bools(4))

# ------------------------------------------------------------------------------------------- special functions

jsp = jax.scipy.special
inside = f(2, 3, lo=-0.8, hi=0.8)
for name, function, x in [
    ("sinh", jnp.sinh, f(2, 3)), ("cosh", jnp.cosh, f(2, 3)), ("asin", jnp.arcsin, inside), ("acos", jnp.arccos, inside),
    ("atan", jnp.arctan, f(2, 3)), ("asinh", jnp.arcsinh, f(2, 3)), ("acosh", jnp.arccosh, f(2, 3, lo=1.3)),
    ("atanh", jnp.arctanh, inside), ("lgamma", lax.lgamma, away(2, 3)), ("digamma", lax.digamma, f(2, 3, lo=0.3)),
    ("bessel_i1e", lax.bessel_i1e, of([-20.0, -3, -0.2, 0.7, 7.9, 30])), ("log2", jnp.log2, f(2, 3, lo=0.2)),
    ("bessel_i0e", lax.bessel_i0e, of([-20.0, -3, -0.2, 0.7, 7.9, 30])), ("exp2", jnp.exp2, f(2, 3)),
    ("sinc", jnp.sinc, away(2, 3)), ("polygamma", lambda x: jsp.polygamma(2, x), f(2, 3, lo=0.5)),
    ("zeta", lambda q: jsp.zeta(jnp.asarray(2.5, q.dtype), q), f(2, 3, lo=0.5))]:
    case(name, function, x)


def sinc_series(x):
    t2 = sq(np.pi * x)
    term = total = jnp.ones_like(x)
    for n in range(2, 20, 2):
        term = -term * t2 / (n * (n + 1))
        total = total + term
    return total


case("sinc_near_zero", sinc_series, of([0, 1e-9, -0.01, 0.031, -0.035]))
plain("bessel_i1e_at_zero", lax.bessel_i1e, of([0, -0.0, 1e-30]))
plain("is_inf", jnp.isinf, of([0, 1, inf, -inf, nan]))
plain("sign_bit", jnp.signbit, of([0, -0.0, 1, -1, inf, -inf, nan, -nan]))
case("round_half_away", lambda x: lax.round(x, lax.RoundingMethod.AWAY_FROM_ZERO), of([0.5, 1.5, -0.5, -2.5, 0.4, 1.6]))
case("logaddexp", jnp.logaddexp, f(2, 1), f(2, 3))
plain("logaddexp_infinite", lambda a, b: np.logaddexp(np.asarray(a), np.asarray(b)),
      of([inf, inf, -inf, -inf, nan, 1000]), of([inf, 1, -inf, 1, 1, 1000]))
case("hypot", jnp.hypot, away(2, 3), away(3))
plain("hypot_extremes", lambda a, b: np.hypot(np.asarray(a), np.asarray(b)),
      of([0, inf, -inf, 3e30, 3e-30, 1e30]), of([0, 1, inf, -4e30, 4e-30, 0]))
case("copy_sign", lambda x, s: jnp.where(jnp.signbit(x) == jnp.signbit(lax.stop_gradient(s)), x, -x), away(2, 3), away(2, 3))
plain("next_after", lax.nextafter, of([0, 1, 1, -2.5, 3]), of([1, 2, -2, inf, 3]))
plain("reduce_precision", lambda x: lax.reduce_precision(x, 5, 10), f(2, 3))
# By so little that rounding the cotangent and rounding the tangent are the same to the tolerance.
case("reduce_precision_little", lambda x: sq(lax.reduce_precision(x, 11, 40)), f(2, 3))
for name in "eq", "lt", "le":
    plain("total_" + name, lambda a, b, name=name: getattr(jax._src.lax.lax, name + "_to_p").bind(a, b),
          of([0, -0.0, nan, 1, -nan, inf, 2, 1]), of([-0.0, 0, nan, nan, -inf, nan, 1, 1]))
case("reduce_window", lambda x: lax.reduce_window(x, np.array(-inf, x.dtype), lax.max, (2, 2), (2, 1), "VALID"), apart(4, 4))

plain("reduce_window_sum", lambda x: x[:2] + x[1:3] + x[2:4], f(4, 4))

def reduced_by_logaddexp(x):
    x = lax.pad(x, jnp.asarray(-1e300, x.dtype), ((1, 0, 0), (0, 1, 1)))
    return jax.nn.logsumexp(jnp.stack([x[i:i + 2, j:j + 3:2] for i in (0, 2) for j in (0, 1, 2)]), 0)


case("reduce_window_dilated", reduced_by_logaddexp, f(3, 3))

# --------------------------------------------------------------------------------------------- complex numbers


def parts(function):
    """Of real and imaginary parts, in pairs of inputs."""
    def of_parts(*x):
        z = function(*[lax.complex(*pair) for pair in zip(x[::2], x[1::2])])
        return jnp.real(z), jnp.imag(z)
    return of_parts


pair = f(2, 3), f(2, 3)
case("complex", parts(sq), *pair)
case("conj", parts(lambda z: z * sq(jnp.conj(z))), *pair)
plain("parts_of_c64", lambda z: (jnp.real(z), jnp.imag(z)), of([1 + 2j, -0.5j, 3], "c8"))
case("angle", lambda a, b: jnp.angle(lax.complex(a, b)), away(2, 3), away(2, 3))
plain("angle_real", jnp.angle, of([1, -1, 0, 2.5]))
case("abs_complex", lambda a, b: jnp.abs(lax.complex(a, b)), away(2, 3), away(2, 3))
plain("abs_complex_at_zero", lambda a, b: jnp.abs(lax.complex(a, b)), of([0, 3, 0]), of([0, 4, -2]))
plain("abs_gradient_c64", jax.grad(lambda z: jnp.sum(jnp.abs(z * z))), of([1 + 2j, -0.5j, 3, 0], "c8"))
for name, function in [
    ("exp", jnp.exp), ("expm1", jnp.expm1), ("log", jnp.log), ("log1p", jnp.log1p), ("sqrt", jnp.sqrt), ("rsqrt", lax.rsqrt),
    ("sin", jnp.sin), ("cos", jnp.cos), ("tan", jnp.tan), ("tanh", jnp.tanh), ("logistic", lax.logistic), ("sinh", jnp.sinh),
    ("asin", jnp.arcsin), ("atan", jnp.arctan)]:
    case(name + "_complex", parts(function), away(2, 3, hi=1.2), away(2, 3, hi=1.2))
case("acosh_complex", parts(jnp.arccosh), f(2, 3, lo=0.3), away(2, 3))  # left of 0 its gradient has the wrong sign in JAX
case("div_complex", parts(lambda y, z: y / z), f(2, 3), f(2, 3), away(2, 3), away(2, 3))
case("pow_complex", parts(lambda y, z: y**z), away(2, 3), away(2, 3), f(2, 3), f(2, 3))
case("dot_complex", parts(jnp.matmul), f(2, 3), f(2, 3), f(3, 2), f(3, 2))
case("product_complex", parts(lambda z: jnp.prod(z, 0)), away(4, 2), away(4, 2))
case("mean_complex", parts(lambda z: jnp.mean(sq(z), 0)), *pair)


def converted(a, b):
    z = a.astype("c16") * lax.complex(a, b).astype("c16")
    return jnp.real(z), jnp.imag(z)


case("convert_to_complex", converted, *pair)
plain("eq_complex", lax.eq, of([1, 1j, 1 + 1j], "c8"), of([1, 1j, 1 - 1j], "c8"))


def each_axis(function, axes):
    def transform(z):
        for axis in axes:
            z = function(z, axis=axis)
        return z
    return transform


fft = jnp.fft
case("fft", parts(lambda z: sq(fft.fft(z))), f(2, 4), f(2, 4))
case("fft_of_real", lambda x: (fft.fft(sq(x), axis=0).real, fft.fft(sq(x), axis=0).imag), f(4, 3))
case("fft_padded", parts(lambda z: fft.fftn(z, s=(5, 2), axes=(1, 0))), f(3, 4), f(3, 4))
case("ifft", parts(lambda z: sq(each_axis(fft.ifft, range(4))(z))), f(2, 1, 3, 2), f(2, 1, 3, 2))


def rparts(function):
    return lambda x: (jnp.real(function(x)), jnp.imag(function(x)))


case("rfft", rparts(lambda x: sq(fft.rfft(x))), f(2, 6))
case("rfft_odd", rparts(lambda x: sq(fft.rfftn(x, axes=(1, 0)))), f(5, 3))
case("rfft_four_axes", rparts(lambda x: each_axis(fft.fft, (0, 1, 2))(fft.rfft(sq(x)))), f(2, 1, 3, 4))
case("irfft", lambda a, b: sq(fft.irfft(lax.complex(a, b))), f(2, 4), f(2, 4))
case("irfft_odd", lambda a, b: sq(fft.irfftn(lax.complex(a, b), s=(3, 5), axes=(1, 0))), f(3, 4), f(3, 4))
case("irfft_four_axes", lambda a, b: sq(fft.irfft(each_axis(fft.ifft, (0, 1, 2))(lax.complex(a, b)))), f(2, 1, 3, 3), f(2, 1, 3, 3))
plain("fft_c64", fft.fft, of([1 + 2j, -0.5j, 3, 2, -1j], "c8"))
case("fft_shift", lambda x: sq(fft.fftshift(x)), f(4, 5))
case("ifft_shift", lambda x: sq(fft.ifftshift(x, 1)), f(4, 5))
plain("fft_frequencies", lambda x: x + fft.fftfreq(7, 0.5).astype(x.dtype), f(7))
plain("fft_frequencies_even", lambda x: x + fft.fftfreq(6, 2).astype(x.dtype), f(6))
plain("rfft_frequencies", lambda x: x + fft.rfftfreq(6, 0.25).astype(x.dtype), f(4))

# ------------------------------------------------------------------------------------------------------- arrange

plain("arange", lambda x: x + jnp.arange(0.5, 3, 0.75, x.dtype), f(4))
plain("arange_i32", lambda x: x + jnp.arange(7, -2, -2, x.dtype), ints(5))
plain("linspace", lambda x: x + jnp.linspace(-1, 2, 5, dtype=x.dtype), f(5))
plain("eye", lambda x: x + jnp.eye(2, 3, dtype=x.dtype), f(2, 3))
case("stack", lambda a, b: jnp.stack([sq(a), b], 1), f(2, 3), f(2, 3))
case("stack_last", lambda a, b: jnp.stack([sq(a), b], -1), f(2, 3), f(2, 3))
case("split", lambda x: jnp.split(x, 3, 1)[1] * jnp.split(x, 3, 1)[2], f(2, 6))
case("meshgrid", lambda a, b: a[:, None] * sq(b), f(3), f(4))
case("tile", lambda x: sq(jnp.tile(x, (2, 3))), f(2, 3))
case("repeat", lambda x: sq(jnp.repeat(x, 3, 0)), f(2, 3))
case("roll", lambda x: sq(jnp.roll(x, 2, 1)), f(2, 5))
case("roll_back", lambda x: sq(jnp.roll(x, -7, 1)), f(2, 5))
case("tril", lambda x: sq(jnp.tril(x, 1)), f(2, 3, 4))
case("triu", lambda x: sq(jnp.triu(x, -1)), f(4, 3))
for name, number in ("diagonal", 0), ("diagonal_above", 2), ("diagonal_below", -1):
    case(name, lambda x, k=number: sq(jnp.diagonal(x, k, -2, -1)), f(2, 3, 4))
case("diagonal_matrix", lambda x: sq(x[..., None] * jnp.eye(3, dtype=x.dtype)), f(2, 3))
case("trace", lambda x: jnp.trace(sq(x), 0, -2, -1), f(2, 3, 3))
case("outer", jnp.outer, f(2), f(3))
case("kron", jnp.kron, f(2, 3), f(3, 2))

# ---------------------------------------------------------------------------------------------------- statistics

case("cumsum", lambda x: jnp.cumsum(sq(x), 1), f(2, 5))
case("cumprod", lambda x: jnp.cumprod(x, 0), away(5, 2))
case("cummax", lambda x: sq(lax.cummax(x, 1)), apart(2, 5))
case("cummin", lambda x: sq(lax.cummin(x, 1)), apart(2, 5))
case("cumlogsumexp", lambda x: lax.cumlogsumexp(x, 1), f(2, 5))
plain("cumsum_i32", lambda x: jnp.cumsum(x, 0, dtype=x.dtype), ints(7, 2))
case("variance", lambda x: jnp.var(x, 1, keepdims=True), f(2, 4))
case("variance_sample", lambda x: jnp.var(x, ddof=1), f(2, 4))
case("std", lambda x: jnp.std(x, 0), f(4, 2))
case("norm", lambda x: jnp.linalg.norm(x, axis=1), f(2, 4))
case("norm_one", lambda x: jnp.sum(jnp.abs(x)), away(2, 4))
case("norm_three", lambda x: jnp.linalg.norm(x, 3, 0, keepdims=True), away(4, 2))
case("norm_largest", lambda x: jnp.linalg.norm(x, inf, 1), apart(2, 4))
case("norm_complex", lambda a, b: jnp.linalg.norm(lax.complex(a, b)), f(2, 4), f(2, 4))
plain("mean_i32", lambda x: jnp.mean(x.astype("f4")), ints(7))
case("quantile", lambda x: sq(jnp.quantile(x, 0.3, 1)), apart(2, 5))
case("median", lambda x: sq(jnp.median(x, 0)), apart(4, 2))
case("topk", lambda x: tuple(lax.top_k(sq(x), 3)), apart(2, 5))
plain("topk_ties", lambda x: tuple(lax.top_k(x, 4)), of([2, 5, 2, 9, 5, 2]))

# ------------------------------------------------------------------------------------------------ linear algebra

la = jnp.linalg


def t(x):
    return jnp.swapaxes(x, -1, -2)


def definite(x):
    return x @ t(x) + jnp.eye(x.shape[-1], dtype=x.dtype)


def solid(*shape):
    """Square matrices with large diagonals."""
    return lambda rng: rng.uniform(-0.5, 0.5, shape) + np.eye(shape[-1]) * rng.uniform(1, 2, shape)


def solve_triangular(**how):
    return lambda a, b: lax.linalg.triangular_solve(a, b, **how)


case("cholesky", lambda x: la.cholesky(definite(x)), f(2, 3, 3))
low = dict(left_side=True, lower=True)
case("triangular_solve", solve_triangular(**low), solid(2, 3, 3), f(2, 3, 2))
case("triangular_solve_upper", solve_triangular(left_side=True), solid(3, 3), f(3, 2))
case("triangular_solve_transposed", solve_triangular(**low, transpose_a=True), solid(3, 3), f(3, 2))
case("triangular_solve_right", solve_triangular(), solid(3, 3), f(2, 3))
case("triangular_solve_right_transposed", solve_triangular(lower=True, transpose_a=True), solid(3, 3), f(2, 3))
case("triangular_solve_unit", solve_triangular(**low, unit_diagonal=True), solid(3, 3), f(3, 2))


def qr(x):
    q, r = la.qr(x[..., :x.shape[-2]])
    return q, jnp.concatenate([r, t(q) @ x[..., x.shape[-2]:]], -1)


case("qr", lambda x: tuple(la.qr(x)), f(2, 4, 3))
case("qr_square", lambda x: tuple(la.qr(x)), solid(3, 3))
case("qr_wide", qr, f(2, 4))


def eigh(x):
    w, v = la.eigh(x)
    return w, sq(v), v * jnp.exp(w * 0.1)[..., None, :] @ t(v)


def svd(x):
    u, s, vt = la.svd(x, full_matrices=False)
    return s, sq(u), sq(t(vt)), u * sq(s)[..., None, :] @ vt


def spread(n, *shape):
    """Square matrices whose eigenvalues and singular values are well apart."""
    return lambda rng: rng.uniform(-0.3, 0.3, (*shape, n, n)) + np.diag(np.arange(1.0, n + 1))


case("eigh", eigh, spread(4, 2))
case("eigh_odd", eigh, spread(3))
case("eigh_one", eigh, f(2, 1, 1))
plain("eigh_large", lambda x: la.eigvalsh(x), f(24, 24))
plain("eigh_equal", lambda x: jnp.exp(x) * jnp.eye(3, dtype=x.dtype), of(np.eye(3) * 2))
case("svd", svd, lambda rng: np.concatenate([spread(3, 2)(rng), rng.uniform(-0.3, 0.3, (2, 2, 3))], 1))
case("svd_square", svd, spread(4))
case("svd_wide", svd, lambda rng: np.concatenate([spread(3)(rng), rng.uniform(-0.3, 0.3, (3, 2))], 1))
plain("decomposed_without_rank", lambda x: (jnp.zeros((3, 4, 3), x.dtype), jnp.zeros((3, 3, 3), x.dtype)) * 2,
      of([[[1, 2, 3], [2, 4, 6], [0, 0, 0], [-1, -2, -3]], [[0] * 3] * 4, [[0, 0, 1], [0, 0, 2], [0, 1, 3], [0, 1, 4]]]))
case("solve", la.solve, solid(2, 3, 3), f(2, 3, 2))
case("inverse", la.inv, solid(2, 3, 3))
case("det", la.det, solid(2, 3, 3))
plain("det_singular", la.det, of([[1, 2], [2, 4]]))
case("slogdet", lambda x: (lax.stop_gradient(la.slogdet(x)[0]), la.slogdet(x)[1]), lambda rng: solid(2, 3, 3)(rng) * [[[1], [-1], [1]]])
case("lstsq", lambda a, b: la.solve(t(a) @ a, t(a) @ b), lambda rng: np.concatenate([solid(2, 2)(rng), rng.uniform(-1, 1, (2, 2))]), f(4, 3))
case("lstsq_wide", lambda a, b: t(a) @ la.solve(a @ t(a), b), lambda rng: np.concatenate([solid(2, 2)(rng), rng.uniform(-1, 1, (2, 2))], 1), f(2, 3))

# ------------------------------------------------------------------------------------------------------ samples


def open_uniform(key, *shape):
    return (words64(key, *shape) >> np.uint64(12)) * 2.0**-52 + 2.0**-53


def gumbel(key, *shape):
    return -np.log(-np.log(open_uniform(key, *shape)))


def randint(key, low, high, dtype, *shape):
    return ((words64(key, *shape) % np.uint64(high - low)).astype("i8") + low).astype(dtype)


def truncated(key):
    import scipy.special
    low, high = scipy.special.erf(np.array([-1, 0.5]) / np.sqrt(2))
    return scipy.special.erfinv(open_uniform(key, 7) * (high - low) + low) * np.sqrt(2)


def permutation(key, n):
    return np.argsort(words64(key, n), kind="stable").astype("i4")


def categorical(key, logits, *shape):
    return np.argmax(logits + gumbel(key, *shape), -1).astype("i4")


LIST, ODDS = ints(5, 2), of([0.5, 3, 0, 1, 0.1], "f4")
of_integers("split_key", lambda k: fold_in(k, 1), KEY)
of_integers("gumbel", lambda k: gumbel(k, 3, 2), KEY)
of_integers("random_exponential", lambda k: -np.log1p(-open_uniform(k, 5)), KEY)
of_integers("truncated_normal", truncated, KEY)
of_integers("randint", lambda k: randint(k, -5, 100, "i4", 3, 4), KEY)
of_integers("randint_u8", lambda k: randint(k, 0, 256, "u1", 9), KEY)
of_integers("categorical", lambda k, x: categorical(k, x.astype("f8"), 6, 4), KEY, small("f4", 6, 4))
of_integers("permutation", lambda k: permutation(k, 12), KEY)
of_integers("shuffle", lambda k, x: x[:, permutation(k, 6)], KEY, ints(2, 6))
of_integers("choice", lambda k, x: x[randint(k, 0, 5, "i4", 7)], KEY, LIST)
of_integers("choice_unique", lambda k, x: x[permutation(k, 5)[:3]], KEY, LIST)
of_integers("choice_weighted", lambda k, x, p: x[categorical(k, np.log(p.astype("f8")), 6, 5)], KEY, LIST, ODDS)
of_integers("choice_weighted_unique", lambda k, x, p: x[np.argsort(-(np.log(p.astype("f8")) + gumbel(k, 5)), kind="stable")[:3]],
            KEY, LIST, ODDS)

# ------------------------------------------------------------------------------------------------- activations

nn = jax.nn
large = of([-1000.0, -100, -30, 30, 100, 1000])
for name, function in [
    ("relu", nn.relu), ("relu6", nn.relu6), ("selu", nn.selu), ("gelu", lambda x: nn.gelu(x, approximate=False)),
    ("gelu_tanh", lambda x: nn.gelu(x, approximate=True)), ("silu", nn.silu), ("mish", nn.mish), ("softplus", nn.softplus),
    ("softsign", nn.soft_sign), ("hard_tanh", nn.hard_tanh), ("hard_sigmoid", nn.hard_sigmoid), ("hard_swish", nn.hard_swish),
    ("leaky_relu", lambda x: nn.leaky_relu(x, 0.1)), ("elu", lambda x: nn.elu(x, 1.5))]:
    case(name, function, apart(3, 3))
    if name in ("gelu", "silu", "mish", "softplus", "elu"):
        case(name + "_large", function, large)
case("glu", lambda x: nn.glu(x, 1), f(2, 6, 2))
case("swiglu", lambda gate, x: nn.silu(gate) * x, f(2, 3), f(2, 3))
case("relu_at_zero", lambda x: sq(nn.relu(x)), of([0, -1, 2, -0.0]))
case("relu6_edges", nn.relu6, of([0, 6, -0.0, 3, 7]))
case("leaky_relu_at_zero", lambda x: nn.leaky_relu(x, 0.1), of([0, -0.0, 1, -1]))
case("elu_at_zero", lambda x: nn.elu(x, 1.5), of([0, -0.0, 1, -1]))
case("hard_tanh_edges", nn.hard_tanh, of([-1, 1, 0, 2]))

# --------------------------------------------------------------------------------------------------- any dtype


def moved(x, update, start):
    x = jnp.concatenate([x, jnp.ones((1, 3), x.dtype)], 0)[:, ::-1][:, 1:3]
    x = lax.dynamic_update_slice(jnp.broadcast_to(x.reshape(2, 3), (2, 2, 3)), update, [start] * 3)
    return lax.dynamic_slice(x, [start] * 3, (2, 1, 2))


def handed_on(a, b, p, n):
    x = lax.cond(p, lambda: (a, b), lambda: (b, a))
    x = lax.fori_loop(0, n, lambda _, x: x[::-1], x)
    return lax.scan(lambda row, next: (next, row), x[0][0], x[1])


plain("moved", moved, ints(2, 3), ints(1, 1, 2), of(1, "i8"))
plain("handed_on", handed_on, ints(2, 3), ints(2, 3), of(True, bool), of(3, "i8"))

# ------------------------------------------------------------------------------------------------------ writing


def several(outputs):
    return outputs if isinstance(outputs, tuple) else (outputs,)


def add_case(arrays, name, function, inputs, gradient):
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    inputs = [np.ascontiguousarray(make(rng)).reshape(np.shape(make(np.random.default_rng(0)))) for make in inputs]
    numeric = [i for i, x in enumerate(inputs) if x.dtype == np.float64]

    def put(kind, values):
        for i, value in values:
            arrays[f"{name}/{kind}{i}"] = np.array(value, order="C")

    out = [np.asarray(y) for y in several(function(*map(jnp.asarray, inputs)))]
    put("in", enumerate(inputs))
    put("out", enumerate(out))
    if numeric:
        halves = [jnp.asarray(x, "f4" if x.dtype == np.float64 else x.dtype) for x in inputs]
        put("out_f32_", enumerate(several(function(*halves))))
    if not gradient:
        return
    assert numeric, name
    w = {i: rng.uniform(-1, 1, y.shape) for i, y in enumerate(out) if y.dtype == np.float64}
    v = {i: rng.uniform(-1, 1, inputs[i].shape) for i in numeric}

    def loss(*floats):
        full = list(inputs)
        for i, x in zip(numeric, floats):
            full[i] = x
        outputs = several(function(*map(jnp.asarray, full)))
        return sum(jnp.sum(outputs[i] * w[i]) for i in w)

    def derivatives(*floats):
        every = tuple(range(len(numeric)))
        first = jax.grad(loss, every)

        def second_loss(*floats):
            return sum(jnp.sum(dx * v[i]) for i, dx in zip(numeric, first(*floats)))

        return first(*floats), jax.grad(second_loss, every)(*floats)

    dx, ddx = jax.jit(derivatives)(*[inputs[i] for i in numeric])
    put("w", w.items())
    put("v", v.items())
    put("dx", zip(numeric, dx))
    put("ddx", zip(numeric, ddx))


def main():
    only, arrays = sys.argv[1:], {}
    if only:
        arrays = {key: x for key, x in load_file(OUT).items() if key.split("/")[0] in cases.keys() - set(only)}
    for name, (function, inputs, gradient) in cases.items():
        if only and name not in only:
            continue
        try:
            add_case(arrays, name, function, inputs, gradient)
        except Exception as error:
            raise RuntimeError(f"case {name}") from error
    OUT.parent.mkdir(exist_ok=True)
    save_file(arrays, OUT)
    OUT.chmod(0o644)
    print(f"{OUT}: {len(cases)} cases, {len(arrays)} arrays, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
