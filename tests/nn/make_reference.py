"""Writes data/reference.safetensors: layers, losses and optimizers computed by JAX and optax in f64, of inputs that f32
holds exactly, so that the tests may use either dtype.

    pip install jax==0.10.2 optax==0.2.8 safetensors==0.8.0 && JAX_PLATFORMS=cpu python tests/nn/make_reference.py

Made with jax 0.10.2, optax 0.2.8, numpy 2.4.6 on x86-64.
"""
import pathlib
import jax, jax.numpy as jnp, numpy as np, optax
from jax import lax
from safetensors.numpy import save_file

jax.config.update("jax_enable_x64", True)
OUT = pathlib.Path(__file__).parent / "data" / "reference.safetensors"
random = np.random.default_rng(7)
out = {}


def normal(*shape):
    return random.normal(size=shape).astype(np.float32).astype(np.float64)


def put(prefix, **arrays):
    for name, array in arrays.items():
        out[f"{prefix}.{name}"] = np.ascontiguousarray(array)


# dense: any number of leading axes
for name, shape in {"dense": (4, 3), "dense3": (2, 5, 3), "dense1": (3,)}.items():
    x, kernel, bias = normal(*shape), normal(3, 6), normal(6)
    put(name, x=x, kernel=kernel, bias=bias, y=x @ kernel + bias)

# conv2d: the names are those of the table in test_layers.c
for name, size, channels, features, kernel_size, padding, stride, dilation, groups in [
    ("conv_valid", (7, 6), 3, 4, 3, "VALID", 1, 1, 1),
    ("conv_same", (7, 6), 3, 4, 3, "SAME", 1, 1, 1),
    ("conv_even", (7, 6), 3, 4, 2, "SAME", 1, 1, 1),
    ("conv_stride", (7, 8), 3, 4, 3, "SAME", 2, 1, 1),
    ("conv_dilation", (9, 8), 3, 4, 3, "SAME", 1, 2, 1),
    ("conv_groups", (5, 5), 4, 6, 3, "VALID", 1, 1, 2),
    ("conv_depthwise", (6, 6), 4, 4, 3, "SAME", 2, 1, 4),
    ("conv_point", (5, 4), 3, 8, 1, "VALID", 1, 1, 1),
]:
    x, kernel, bias = normal(2, *size, channels), normal(kernel_size, kernel_size, channels // groups, features), normal(features)
    y = lax.conv_general_dilated(x, kernel, (stride, stride), padding, rhs_dilation=(dilation, dilation),
                                 dimension_numbers=("NHWC", "HWIO", "NHWC"), feature_group_count=groups)
    put(name, x=x, kernel=kernel, bias=bias, y=np.asarray(y) + bias)

# losses, per example
a, b = normal(5, 3, 2), normal(5, 3, 2)
put("mse", a=a, b=b, y=np.square(a - b).mean(axis=(1, 2)))
logits, labels = 5 * normal(6, 4), random.integers(0, 4, 6).astype(np.int32)
logits[0] += 1000  # would overflow exp
put("xent", logits=logits, labels=labels, y=optax.softmax_cross_entropy_with_integer_labels(logits, labels),
    accuracy=(logits.argmax(-1) == labels).astype(np.float64))
logits, labels = normal(3, 4, 5), random.integers(0, 5, (3, 4)).astype(np.int32)
put("xent3", logits=logits, labels=labels,
    y=np.asarray(optax.softmax_cross_entropy_with_integer_labels(logits, labels)).mean(axis=1),
    accuracy=(logits.argmax(-1) == labels).mean(axis=1))

# optimizers: ten given gradients, the first ones large, the third zero; the parameter after each step
start, gradients = normal(2, 3), normal(10, 2, 3) * np.array([100, 10, 0, 1, 1, 1, 1e-3, 1e-6, 1, 1]).reshape(10, 1, 1)
gradients = gradients.astype(np.float32).astype(np.float64)
put("optimizer", start=start, gradients=gradients)
for name, optimizer in {
    "sgd": optax.sgd(0.1),
    "momentum": optax.sgd(0.1, momentum=0.9),
    "nesterov": optax.sgd(0.1, momentum=0.9, nesterov=True),
    "adam": optax.adam(1e-2),
    "adam_others": optax.adam(1e-1, b1=0.8, b2=0.95, eps=1e-3),
    "adam_zero": optax.adam(1e-1, b1=0, b2=0.9),
}.items():
    parameter, state, path = jnp.asarray(start), optimizer.init(jnp.asarray(start)), []
    for gradient in gradients:
        update, state = optimizer.update(jnp.asarray(gradient), state, parameter)
        parameter = optax.apply_updates(parameter, update)
        path.append(np.asarray(parameter))
    put("optimizer", **{name: np.stack(path)})

OUT.parent.mkdir(exist_ok=True)
save_file({name: np.asarray(array) for name, array in out.items()}, OUT)
