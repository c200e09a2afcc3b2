#!/usr/bin/env python3
"""Trains the CNN of examples/cifar10_model.h in Keras, for comparing accuracies: same data, batches, optimizer and steps.

usage: cifar10_keras.py DATA STATE [--steps 3128] [--seed 1]

DATA is the folder of CIFAR-10's .bin files, or its parent. STATE.keras keeps the model with its optimizer after the run, and a
later run with more steps goes on from it: the order of the examples depends on the seed and the epoch only. A step takes 64
pictures, and those that fill no batch wait for another epoch's order, as in Calx: fit()'s last step of an epoch takes 16. Prints
`test accuracy 0.xxxx`, over all of test_batch.bin. Needs tensorflow-cpu.
"""
import argparse, os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
from keras import layers

parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("state")
parser.add_argument("--steps", type=int, default=3128)
parser.add_argument("--seed", type=int, default=1)
o = parser.parse_args()
folder = os.path.join(o.data, "cifar-10-batches-bin")
folder = folder if os.path.isdir(folder) else o.data


def read(names):
    records = np.concatenate([np.fromfile(os.path.join(folder, n), np.uint8).reshape(-1, 3073) for n in names])
    pictures = records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
    return pictures.astype("float32") / 255, records[:, 0].astype("int32")


def cnn():
    parts = [keras.Input((32, 32, 3))]
    for channels, drop in ((32, 0.3), (64, 0.5), (128, 0.5)):
        for _ in range(2):
            parts.append(layers.Conv2D(channels, 3, padding="same", activation="relu"))
        parts += [layers.MaxPooling2D(), layers.Dropout(drop)]
    parts += [layers.Flatten(), layers.Dense(128, activation="relu"), layers.Dropout(0.5), layers.Dense(10)]
    model = keras.Sequential(parts)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(1e-3), loss, metrics=["accuracy"])
    return model


x, y = read([f"data_batch_{i}.bin" for i in range(1, 6)])
test = read(["test_batch.bin"])
path = o.state + ".keras"
keras.utils.set_random_seed(o.seed)
model = keras.models.load_model(path) if os.path.exists(path) else cnn()
done = int(model.optimizer.iterations.numpy())
per_epoch = len(x) // 64
for step in range(done, o.steps):  # not fit(), whose data set is closed only after half a minute's sleep
    epoch, batch = divmod(step, per_epoch)
    if step == done or batch == 0:
        keras.utils.set_random_seed(1000 * o.seed + epoch)
        order = np.random.permutation(len(x))
    chosen = order[64 * batch : 64 * (batch + 1)]
    model.train_on_batch(x[chosen], y[chosen])
    if batch == per_epoch - 1:
        model.save(path)
model.save(path)
print(f"steps {int(model.optimizer.iterations.numpy())}")
print(f"test accuracy {model.evaluate(*test, batch_size=500, verbose=0)[1]:.4f}")
