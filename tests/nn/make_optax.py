"""Writes data/optax.safetensors: optimizers and schedules step by step as optax does them, and losses with their gradients
as JAX computes them, all in f64.

    start/<parameter>, gradient/<parameter>    where each optimizer starts; [12, ...]: the gradients of 12 updates
    <optimizer>/<parameter>                    [12, ...]: the parameter after each update
    schedule/<name>                            [41]: the factor for updates 0 to 40
    loss/<name>/{x, y, mask, z}                predictions, labels, mask, a third operand, where there are any
    loss/<name>/{out, dx}                      the loss of each example; the gradient of sum(out * arange(1, batch + 1))

    pip install jax==0.10.2 optax==0.2.8 safetensors==0.8.0 && JAX_PLATFORMS=cpu python tests/nn/make_optax.py

Made with jax 0.10.2, optax 0.2.8, safetensors 0.8.0 on x86-64.
"""
import pathlib
import jax, jax.numpy as jnp, numpy as np, optax
from safetensors.numpy import save_file

jax.config.update("jax_enable_x64", True)
arrays = {}

# ----------------------------------------------------------------------------------------------------- optimizers
UPDATES = 12
random = np.random.default_rng(20240607)
shapes = {"matrix": (6, 8), "vector": (5,), "cube": (2, 4, 3)}
start = {k: random.normal(size=s) for k, s in shapes.items()}
gradient = {k: random.normal(size=(UPDATES, *s)) * 0.3 for k, s in shapes.items()}
for k in shapes:
    arrays[f"start/{k}"], arrays[f"gradient/{k}"] = start[k], gradient[k]


def kernels(parameters):
    return jax.tree.map(lambda p: p.ndim >= 2, parameters)


warm_cosine = optax.join_schedules([optax.linear_schedule(0, 0.01, 4), optax.cosine_decay_schedule(0.01, 6, 0.1)], [4])
optimizers = {
    "sgd": optax.sgd(0.1),
    "momentum": optax.sgd(0.1, momentum=0.9),
    "nesterov": optax.sgd(0.1, momentum=0.9, nesterov=True),
    "adam": optax.adam(0.01),
    "adam_betas": optax.adam(0.01, b1=0.8, b2=0.95, eps=1e-3),
    "adamw": optax.adamw(0.01, weight_decay=0.01, mask=kernels),
    "adamw_all": optax.adamw(0.01, weight_decay=0.1),
    "adamw_schedule": optax.adamw(warm_cosine, weight_decay=0.1, mask=kernels),
    "sgd_schedule": optax.sgd(lambda t: 0.1 * 0.5 ** (t // 3), momentum=0.9),
    "rmsprop": optax.rmsprop(0.01),
    "rmsprop_centered": optax.rmsprop(0.01, decay=0.95, centered=True),
    "rmsprop_momentum": optax.rmsprop(0.01, momentum=0.9),
    "rmsprop_nesterov": optax.rmsprop(0.01, momentum=0.9, nesterov=True, centered=True),
    "lion": optax.lion(0.01, weight_decay=0.0),
    "lion_decay": optax.lion(0.01, weight_decay=0.1, mask=kernels),
    "adafactor": optax.adafactor(0.01),
    "adafactor_factored": optax.adafactor(0.01, min_dim_size_to_factor=3),
    "adafactor_options": optax.adafactor(
        0.01, min_dim_size_to_factor=4, decay_rate=0.7, clipping_threshold=0.5, multiply_by_parameter_scale=False,
        momentum=0.9, weight_decay_rate=0.01, weight_decay_mask=kernels),
}
for name, optimizer in optimizers.items():
    parameters = {k: jnp.asarray(v) for k, v in start.items()}
    state, after = optimizer.init(parameters), []
    for i in range(UPDATES):
        updates, state = optimizer.update({k: jnp.asarray(g[i]) for k, g in gradient.items()}, state, parameters)
        parameters = optax.apply_updates(parameters, updates)
        after.append(parameters)
    for k in shapes:
        arrays[f"{name}/{k}"] = np.stack([a[k] for a in after])

# ------------------------------------------------------------------------------------------------------ schedules
schedules = {
    "none": optax.constant_schedule(1.0),
    "steady": optax.constant_schedule(0.25),
    "linear": optax.linear_schedule(1.0, 0.2, 30),
    "rising": optax.linear_schedule(0.1, 3.0, 7),
    "cosine": optax.cosine_decay_schedule(1.0, 25, 0.1),
    "cosine_to_zero": optax.cosine_decay_schedule(1.0, 40),
    "exponential": optax.exponential_decay(1.0, 10, 0.5),
    "step_decay": optax.exponential_decay(1.0, 7, 0.3, staircase=True),
    "warm_up": optax.join_schedules([optax.linear_schedule(0, 1, 5), optax.cosine_decay_schedule(1.0, 30, 0.05)], [5]),
    "warm_up_steady": optax.linear_schedule(0, 1, 10),
    "four": optax.join_schedules(
        [optax.linear_schedule(0, 1, 5), optax.constant_schedule(1.0), optax.exponential_decay(1.0, 4, 0.5),
         optax.constant_schedule(0.01)], [5, 12, 30]),
}
for name, schedule in schedules.items():
    arrays[f"schedule/{name}"] = np.array([schedule(t) for t in range(41)], np.float64)


# --------------------------------------------------------------------------------------------------------- losses
def mean_of_example(values, mask):
    """Keras's mean over what the mask lets count, of each example."""
    axes = tuple(range(1, values.ndim))
    if mask is None:
        return values.mean(axes)
    mask = jnp.broadcast_to(jnp.reshape(mask, mask.shape + (1,) * (values.ndim - mask.ndim)), values.shape)
    total = mask.sum(axes)
    return jnp.where(total > 0, jnp.where(mask != 0, values * mask, 0).sum(axes) / jnp.where(total > 0, total, 1), 0)


def loss(name, function, x, y, mask=None, z=None):
    """function(x, y) gives values by position; the third operand is z."""
    def by_example(x):
        values = function(x, y) if z is None else function(x, y, z)
        return mean_of_example(values, mask)
    weights = jnp.arange(1.0, x.shape[0] + 1)
    out = by_example(jnp.asarray(x))
    dx = jax.grad(lambda x: (by_example(x) * weights).sum())(jnp.asarray(x))
    assert np.isfinite(out).all() and np.isfinite(dx).all(), name
    given = {"x": x, "y": y, "mask": mask, "z": z, "out": out, "dx": dx}
    arrays.update({f"loss/{name}/{k}": np.asarray(v) for k, v in given.items() if v is not None})


def normal(*shape):
    return random.normal(size=shape)


def smooth(labels, s):
    return labels * (1 - s) + s / labels.shape[-1]


def sparse(s):
    return lambda x, y: optax.softmax_cross_entropy(x, smooth(jax.nn.one_hot(y, x.shape[-1], dtype=x.dtype), s))


def sigmoid(s):
    return lambda x, y: optax.sigmoid_binary_cross_entropy(x, y * (1 - s) + s / 2)


def triplet(a, p, n):
    return jax.nn.relu(jnp.linalg.norm(a - p, axis=-1) - jnp.linalg.norm(a - n, axis=-1) + 0.5)


def triplet_hard(x, y):
    """Batch hard of Hermans et al. 2017, by loops."""
    out = []
    for i in range(len(y)):
        distance = [jnp.linalg.norm(x[i] - x[j]) if i != j else 0.0 for j in range(len(y))]
        same = [distance[j] for j in range(len(y)) if j != i and y[j] == y[i]]
        other = [distance[j] for j in range(len(y)) if y[j] != y[i]]
        out.append(jax.nn.relu(max(same) - min(other) + 1) if same and other else 0.0 * x[i].sum())
    return jnp.stack(out)


extreme = np.array([[1e4, -1e4, 0], [-1e4, 1e4, 1e4], [1e4, 1e4, 1e4], [-1e4, -1e4, -1e4], [3, 1e4, -2]])
labels = np.array([0, 2, 1, 0, 2], np.int32)
spread = random.dirichlet(np.ones(3), size=5)
spread[1] = [0, 1, 0]
mask = np.array([[1, 1, 0, 0], [1, 1, 1, 1], [0, 0, 0, 0], [0, 0.5, 2, 0], [1, 0, 0, 1]])
loss("mse", lambda x, y: (x - y) ** 2, normal(5, 3), normal(5, 3))
loss("mse_mask", lambda x, y: (x - y) ** 2, normal(5, 4, 2), normal(5, 4, 2), mask)
loss("mae", lambda x, y: jnp.abs(x - y), normal(5, 3), normal(5, 3))
loss("mae_mask", lambda x, y: jnp.abs(x - y), normal(5, 4), normal(5, 4), mask)
loss("huber", lambda x, y: optax.huber_loss(x, y, delta=1.0), normal(5, 6) * 3, normal(5, 6))
loss("huber_delta", lambda x, y: optax.huber_loss(x, y, delta=0.3), np.array([[1e4, 0.1], [-1e4, -0.1]]), np.zeros((2, 2)))
loss("sparse", sparse(0), normal(5, 3), labels)
loss("sparse_extreme", sparse(0), extreme, labels)
loss("sparse_smoothing", sparse(0.1), normal(5, 3), labels)
loss("sparse_extreme_smoothing", sparse(0.1), extreme, labels)
loss("sparse_mask", sparse(0), normal(5, 4, 3), random.integers(0, 3, (5, 4)).astype(np.int32), mask)
loss("dense", optax.softmax_cross_entropy, normal(5, 3), spread)
loss("dense_extreme", optax.softmax_cross_entropy, extreme, spread)
loss("dense_smoothing", lambda x, y: optax.softmax_cross_entropy(x, smooth(y, 0.2)), normal(5, 3), spread)
loss("binary", sigmoid(0), normal(5, 3), random.integers(0, 2, (5, 3)).astype(np.float64))
loss("binary_extreme", sigmoid(0), extreme, random.integers(0, 2, (5, 3)).astype(np.float64))
loss("binary_smoothing", sigmoid(0.1), extreme, random.integers(0, 2, (5, 3)).astype(np.float64))
loss("binary_mask", sigmoid(0), normal(5, 4), random.uniform(size=(5, 4)), mask)
loss("kl", lambda x, y: optax.kl_divergence(jax.nn.log_softmax(x), y), normal(5, 3), spread)
loss("kl_extreme", lambda x, y: optax.kl_divergence(jax.nn.log_softmax(x), y), extreme, spread)
loss("triplet", triplet, normal(5, 3), normal(5, 3), z=normal(5, 3))
loss("triplet_hard", triplet_hard, normal(7, 3), np.array([0, 1, 0, 1, 2, 1, 0], np.int32))

out = pathlib.Path(__file__).parent / "data" / "optax.safetensors"
save_file({k: np.ascontiguousarray(v) for k, v in arrays.items()}, out)
print(out, len(arrays), "arrays")
