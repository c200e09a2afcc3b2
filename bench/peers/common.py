"""What the peers' scripts share: their arguments, the data of bench/train.c, timing, and the line that is printed.

usage: with_NAME.py MODEL [--batch N] [--width N] [--depth N] [--length N] [--heads N] [--steps N] [--bf16]
MODEL: cnn, resnet, mlp, transformer; the defaults are those of calx-bench.
"""
import argparse
import json
import statistics
import time

DEFAULTS = {
    "cnn": dict(batch=64),
    "resnet": dict(batch=64),
    "mlp": dict(batch=128, width=1024, depth=3),
    "transformer": dict(batch=8, width=256, depth=2, length=128, heads=4),
}
FEATURES, CLASSES, VOCABULARY = 784, 10, 256


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", choices=DEFAULTS)
    for name in ("batch", "width", "depth", "length", "heads"):
        parser.add_argument("--" + name, type=int)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--bf16", action="store_true")
    args = parser.parse_args()
    for name, value in DEFAULTS[args.model].items():
        if getattr(args, name) is None:
            setattr(args, name, value)
    return args


def batch(args):
    """x and y as NumPy arrays: pictures in [0, 1], numbers, or tokens."""
    import numpy as np

    random = np.random.RandomState(0)
    if args.model == "transformer":
        shape = (args.batch, args.length)
        return random.randint(0, VOCABULARY, shape).astype("int32"), random.randint(0, VOCABULARY, shape).astype("int32")
    y = random.randint(0, CLASSES, args.batch).astype("int32")
    shape = (args.batch, FEATURES) if args.model == "mlp" else (args.batch, 32, 32, 3)
    return random.rand(*shape).astype("float32"), y


def measure(args, framework, step):
    """step() does one step of training and returns its loss as a float, that is, waits for it."""
    start = time.perf_counter()
    step()
    first = time.perf_counter() - start
    step(), step()
    times = []
    for _ in range(args.steps):
        start = time.perf_counter()
        step()
        times.append(1e3 * (time.perf_counter() - start))
    print(json.dumps({
        "case": args.model + ("-bf16" if args.bf16 else ""), "framework": framework, "batch": args.batch,
        "median_ms": round(statistics.median(times), 3), "min": round(min(times), 3), "max": round(max(times), 3),
        "n": len(times), "first_ms": round(1e3 * first, 1)}))
