"""Writes data/layers.safetensors: what Keras makes of layers, JAX of activations. Arrays of a layer's case:

    NAME/in0, ...        inputs; they and all others are f64, but for integers and bool
    NAME/var/PATH        its variables, under Calx's names and in Calx's layout
    NAME/out0, ...       results
    NAME/w0, ...         random weights; the loss is the sum of out * w
    NAME/din0, ...       its gradient by floating inputs
    NAME/dvar/PATH       its gradient by variables
    NAME/after/PATH      the variables that the call changed

and of an activation: activation/x, activation/NAME/y, .../dy and, of smooth ones, .../ddy: derivatives at each element.

Keras and JAX live in environments of their own, so it runs twice, in this order:

    pip install keras==3.15.1 tensorflow-cpu safetensors && python tests/nn/make_layers.py keras
    pip install jax==0.10.2 safetensors && JAX_PLATFORMS=cpu python tests/nn/make_layers.py jax
"""
import pathlib, sys, zlib
import numpy as np
from safetensors.numpy import load_file, save_file

OUT = pathlib.Path(__file__).parent / "data" / "layers.safetensors"
arrays = {}


def keep(name, x):
    assert name not in arrays, name
    arrays[name] = np.array(x, order="C")  # a copy


# --------------------------------------------------------------------------------------------------------- layers

def layers():
    import os
    os.environ["KERAS_BACKEND"] = "tensorflow"
    import keras, tensorflow as tf
    from keras import layers as L
    keras.config.set_floatx("float64")

    def same(x):
        return x

    def case(name, layer, inputs, variables, call=None):
        """variables: {path: (Keras's path within the layer, map of an array from its layout to Calx's)}; `inputs` are
        functions of a random generator, or arrays."""
        rng = np.random.default_rng(zlib.crc32(name.encode()))
        call = call or layer
        inputs = [tf.constant(x(rng) if callable(x) else x) for x in inputs]
        call(*inputs)  # makes the variables
        mine = {}
        if layer is not None:
            theirs = {v.path.split("/", 1)[1] if "/" in v.path else v.path: v for v in layer.weights}
            assert {t for t, _ in variables.values()} == set(theirs), (name, sorted(theirs))
            mine = {path: (theirs[their], to) for path, (their, to) in variables.items()}
        for path, (v, to) in mine.items():
            low, high = (0.5, 1.5) if path in ("variance", "scale") else (-0.8, 0.8)
            v.assign(rng.uniform(low, high, v.shape))
            keep(f"{name}/var/{path}", to(v.numpy()))
        before = {path: v.numpy().copy() for path, (v, _) in mine.items()}
        sources = [x for x in inputs if x.dtype == tf.float64]
        trained = {path: v for path, v in mine.items() if v[0].trainable}
        with tf.GradientTape() as tape:
            for x in sources:
                tape.watch(x)
            out = call(*inputs)
            out = out if isinstance(out, (tuple, list)) else [out]
            weights = [rng.uniform(-1, 1, y.shape) for y in out]
            loss = sum(tf.reduce_sum(y * w) for y, w in zip(out, weights))
        by_input, by_variable = tape.gradient(loss, (sources, [v.value for v, _ in trained.values()]))
        by_input = iter(by_input)
        for i, x in enumerate(inputs):
            keep(f"{name}/in{i}", x.numpy())
            if x.dtype == tf.float64:
                keep(f"{name}/din{i}", next(by_input).numpy())
        for i, (y, w) in enumerate(zip(out, weights)):
            keep(f"{name}/out{i}", y.numpy())
            keep(f"{name}/w{i}", w)
        for (path, (_, to)), g in zip(trained.items(), by_variable):
            keep(f"{name}/dvar/{path}", to(tf.convert_to_tensor(g).numpy()))
        for path, (v, to) in mine.items():
            if not np.array_equal(before[path], v.numpy()):
                keep(f"{name}/after/{path}", to(v.numpy()))

    def f(*shape, lo=-2.0, hi=2.0):
        return lambda rng: rng.uniform(lo, hi, shape)

    affine = {"scale": ("gamma", same), "bias": ("beta", same)}
    norm = affine | {"mean": ("moving_mean", same), "variance": ("moving_variance", same)}

    def batch_norm(name, shape, training, variables=norm, **options):
        layer = L.BatchNormalization(**options)
        case(name, layer, [f(*shape, lo=-1, hi=3)], variables, lambda x: layer(x, training=training))
    batch_norm("batch_norm_training", (3, 2, 2, 4), True)
    batch_norm("batch_norm_inference", (3, 2, 2, 4), False)
    batch_norm("batch_norm_vectors", (6, 3), True, {k: norm[k] for k in ("mean", "variance")}, momentum=0.9,
               epsilon=0.1, scale=False, center=False)

    case("layer_norm", L.LayerNormalization(epsilon=1e-5), [f(2, 3, 8)], affine)
    case("layer_norm_plain", L.LayerNormalization(epsilon=0.1, center=False, scale=False), [f(4, 5)], {})
    case("group_norm", L.GroupNormalization(groups=3, epsilon=1e-5), [f(2, 2, 3, 6)], affine)
    case("group_norm_vectors", L.GroupNormalization(groups=2, epsilon=0.1), [f(3, 8)], affine)
    case("rms_norm", L.RMSNormalization(epsilon=1e-6), [f(2, 3, 8)], {"scale": ("scale", same)})

    case("embedding", L.Embedding(7, 3), [np.array([[0, 6, 2], [2, 2, 5]], "i4")], {"embedding": ("embeddings", same)})

    def conv_transpose(name, shape, features, size, **options):
        case(name, L.Conv2DTranspose(features, size, **options), [f(*shape)],
             {"kernel": ("kernel", lambda k: k.transpose(0, 1, 3, 2)), "bias": ("bias", same)})
    conv_transpose("conv_transpose_valid", (2, 3, 4, 2), 3, 3, strides=2)
    conv_transpose("conv_transpose_same", (2, 3, 4, 2), 3, 3, strides=2, padding="same")
    conv_transpose("conv_transpose_even", (1, 3, 3, 2), 2, 4, strides=2, padding="same")
    conv_transpose("conv_transpose_apart", (1, 3, 3, 1), 2, 2, strides=3)
    conv_transpose("conv_transpose_apart_same", (1, 3, 3, 1), 2, 2, strides=3, padding="same")
    conv_transpose("conv_transpose_one", (1, 4, 3, 2), 2, 3)

    case("global_max_pool", None, [f(2, 3, 4, 5)], {}, L.GlobalMaxPooling2D())
    case("global_mean_pool", None, [f(2, 6, 5)], {}, L.GlobalAveragePooling1D())

    def heads_first(k):  # [features, heads, head_dim] -> [features, heads * head_dim]
        return k.reshape(k.shape[0], -1)

    def heads_last(k):   # [heads, head_dim, features] -> [heads * head_dim, features]
        return k.reshape(-1, k.shape[-1])

    projections = {f"{n}/kernel": (f"{n}/kernel", heads_first) for n in ("query", "key", "value")}
    projections |= {f"{n}/bias": (f"{n}/bias", lambda b: b.reshape(-1)) for n in ("query", "key", "value")}
    projections |= {"output/kernel": ("attention_output/kernel", heads_last),
                    "output/bias": ("attention_output/bias", same)}
    unbiased = {k: v for k, v in projections.items() if k.endswith("kernel")}
    mask = np.array([[True, True, False, True], [False, True, True, False]])

    # Keras rounds 1 / sqrt(head_dim) to f32; but for the first, head_dim is 4, of which it is exact.
    self_attention = L.MultiHeadAttention(2, 3)
    case("attention_self", self_attention, [f(2, 5, 6)], projections, lambda x: self_attention(x, x))
    causal = L.MultiHeadAttention(2, 4, use_bias=False)
    case("attention_causal", causal, [f(2, 5, 6)], unbiased, lambda x: causal(x, x, use_causal_mask=True))
    cross = L.MultiHeadAttention(2, 4)
    case("attention_cross", cross, [f(2, 3, 6), f(2, 4, 5), f(2, 4, 7), mask], projections,
         lambda q, k, v, m: cross(q, v, key=k, attention_mask=m[:, None, :]))
    both = L.MultiHeadAttention(3, 4)
    mask = np.array([[True, True, False, True], [True, False, True, True]])
    case("attention_causal_masked", both, [f(2, 4, 6), mask], projections,
         lambda x, m: both(x, x, attention_mask=m[:, None, :], use_causal_mask=True))
    grouped = L.GroupQueryAttention(4, 4, 2)
    case("attention_grouped", grouped, [f(2, 5, 6)], projections, lambda x: grouped(x, x))

    def rope(x, positions, base):
        """By complex numbers: the halves are real and imaginary parts."""
        half = x.shape[-1] // 2
        z = tf.complex(x[..., :half], x[..., half:])
        theta = tf.cast(positions, tf.float64)[..., None, None] * base ** (-np.arange(half) / half)
        z = z * tf.exp(tf.complex(tf.zeros_like(theta), theta))
        return tf.concat([tf.math.real(z), tf.math.imag(z)], -1)
    case("rope", None, [f(2, 4, 3, 6), np.array([0, 1, 2, 700], "i4")], {}, lambda x, p: rope(x, p, 10000.0))
    case("rope_batch", None, [f(2, 3, 1, 4), np.array([[5, 6, 7], [0, 1, 2]], "i8")], {},
         lambda x, p: rope(x, p, 500.0))

    def cell(layer, bias=True):
        names = ("kernel", "recurrent_kernel") + (("bias",) if bias else ())
        return {n: (f"{layer}_cell/{n}", same) for n in names}

    def recurrent(name, kind, cell_name, inputs, bias=True, **options):
        layer = kind(4, return_sequences=True, return_state=True, use_bias=bias, unroll=True, **options)

        def call(x, *initial):
            out = layer(x, initial_state=list(initial)) if initial else layer(x)
            if options.get("go_backwards"):  # Keras leaves the results in the order of computing
                out = [tf.reverse(out[0], [1]), *out[1:]]
            return out
        case(name, layer, inputs, cell(cell_name, bias), call)
    recurrent("lstm", L.LSTM, "lstm", [f(2, 5, 3)])
    recurrent("lstm_initial", L.LSTM, "lstm", [f(2, 3, 3), f(2, 4), f(2, 4)], bias=False)
    recurrent("lstm_reverse", L.LSTM, "lstm", [f(2, 4, 3)], go_backwards=True)
    recurrent("gru", L.GRU, "gru", [f(2, 5, 3)])
    recurrent("gru_initial", L.GRU, "gru", [f(2, 3, 3), f(2, 4)], bias=False)
    recurrent("gru_reverse", L.GRU, "gru", [f(2, 4, 3)], go_backwards=True)


# ---------------------------------------------------------------------------------------------------- activations

def activations():
    import jax, jax.numpy as jnp
    from jax import nn
    jax.config.update("jax_enable_x64", True)
    large = [30, 100, 1e4, 1e30]
    x = np.array([0, -0.0, 1, -1, 3, -3, 6, -6, *large, *np.negative(large), *np.linspace(-8, 8, 27)])
    keep("activation/x", x)
    functions = {
        "relu": nn.relu, "relu6": nn.relu6, "leaky_relu": lambda x: nn.leaky_relu(x, 0.2),
        "elu": lambda x: nn.elu(x, 0.7), "selu": nn.selu, "gelu": lambda x: nn.gelu(x, approximate=False),
        "gelu_tanh": lambda x: nn.gelu(x, approximate=True), "silu": nn.silu, "mish": nn.mish,
        "softplus": nn.softplus, "softsign": nn.soft_sign, "hard_tanh": nn.hard_tanh,
        "hard_sigmoid": nn.hard_sigmoid, "hard_swish": nn.hard_swish,
    }
    for name, function in functions.items():
        first = jax.grad(function)
        parts = {"y": function(jnp.array(x)), "dy": jax.vmap(first)(x)}
        if name in ("gelu", "gelu_tanh", "silu", "mish", "softplus"):
            parts["ddy"] = jax.vmap(jax.grad(first))(x)
        for part, value in parts.items():
            assert np.isfinite(value).all(), (name, part)
            keep(f"activation/{name}/{part}", value)
    a, b = np.random.default_rng(1).uniform(-2, 2, (2, 3, 4))
    keep("gated/a", a)
    keep("gated/b", b)
    keep("gated/glu0", nn.glu(np.concatenate([a, b]), 0))
    keep("gated/glu1", nn.glu(np.concatenate([a, b], 1), -1))
    keep("gated/swiglu", nn.silu(a) * b)


{"keras": layers, "jax": activations}[sys.argv[1]]()
if sys.argv[1] == "jax":
    arrays |= {k: v for k, v in load_file(OUT).items() if not k.startswith(("activation/", "gated/"))}
OUT.parent.mkdir(exist_ok=True)
save_file(arrays, OUT)
print(f"{len(arrays)} arrays, {OUT.stat().st_size} bytes")
