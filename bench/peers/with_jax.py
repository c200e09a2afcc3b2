#!/usr/bin/env python3
"""Steps of training the CNN or the MLP in JAX, compiled and with donated state: see common.py. pip install jax optax"""
import common

args = common.arguments()
if args.model not in ("cnn", "mlp") or args.bf16:
    raise SystemExit("with_jax.py: the cnn and the mlp, in f32")
import jax
import jax.numpy as jnp
import optax

glorot = jax.nn.initializers.glorot_uniform()
key = jax.random.PRNGKey(0)


def layer(shape):
    global key
    key, own = jax.random.split(key)
    return {"w": glorot(own, shape, jnp.float32), "b": jnp.zeros(shape[-1])}


def dropout(key, x, rate):
    return jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0)


def dense(p, x):
    return x @ p["w"] + p["b"]


BLOCKS = (32, 0.3), (64, 0.5), (128, 0.5)


def make_cnn():
    layers, before = [], 3
    for channels, _ in BLOCKS:
        layers += [layer((3, 3, before, channels)), layer((3, 3, channels, channels))]
        before = channels
    return layers + [layer((2048, 128)), layer((128, common.CLASSES))]


def cnn(layers, x, key):
    for i, (_, rate) in enumerate(BLOCKS):
        for p in layers[2 * i:2 * i + 2]:
            x = jax.lax.conv_general_dilated(x, p["w"], (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
            x = jax.nn.relu(x + p["b"])
        x = jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
        x = dropout(jax.random.fold_in(key, i), x, rate)
    x = jax.nn.relu(dense(layers[6], x.reshape(x.shape[0], -1)))
    return dense(layers[7], dropout(jax.random.fold_in(key, 3), x, 0.5))


def make_mlp():
    sizes = [common.FEATURES] + args.depth * [args.width] + [common.CLASSES]
    return [layer(pair) for pair in zip(sizes, sizes[1:])]


def mlp(layers, x, key):
    for p in layers[:-1]:
        x = jax.nn.relu(dense(p, x))
    return dense(layers[-1], x)


model, layers = globals()[args.model], globals()["make_" + args.model]()
optimizer = optax.adam(1e-3)
x, y = (jnp.asarray(part) for part in common.batch(args))
state = layers, optimizer.init(layers), jnp.zeros((), jnp.int32)


def loss_of(layers, key):
    return optax.softmax_cross_entropy_with_integer_labels(model(layers, x, key), y).mean()


@lambda f: jax.jit(f, donate_argnums=0)
def train(state):
    layers, moments, count = state
    loss, gradients = jax.value_and_grad(loss_of)(layers, jax.random.fold_in(jax.random.PRNGKey(1), count))
    updates, moments = optimizer.update(gradients, moments)
    return (optax.apply_updates(layers, updates), moments, count + 1), loss


def step():
    global state
    state, loss = train(state)
    return float(loss)


common.measure(args, f"JAX {jax.__version__}", step)
