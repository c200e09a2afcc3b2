#!/usr/bin/env python3
"""Steps of training in Keras 3 on TensorFlow: see common.py. pip install tensorflow-cpu"""
import os

os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", KERAS_BACKEND="tensorflow", CUDA_VISIBLE_DEVICES="")
import common

args = common.arguments()
import keras
import tensorflow as tf
from keras import layers as L

tf.config.threading.set_intra_op_parallelism_threads(os.cpu_count())
if args.bf16:
    keras.mixed_precision.set_global_policy("mixed_bfloat16")


def cnn():
    x = y = keras.Input((32, 32, 3))
    for channels, rate in (32, 0.3), (64, 0.5), (128, 0.5):
        for _ in range(2):
            y = L.Conv2D(channels, 3, padding="same", activation="relu")(y)
        y = L.Dropout(rate)(L.MaxPooling2D()(y))
    y = L.Dropout(0.5)(L.Dense(128, activation="relu")(L.Flatten()(y)))
    return keras.Model(x, L.Dense(common.CLASSES, dtype="float32")(y)), keras.optimizers.Adam(1e-3)


def resnet():
    def conv_norm(x, channels, size, stride):
        x = L.Conv2D(channels, size, strides=stride, padding="same", use_bias=False)(x)
        return L.BatchNormalization(momentum=0.9)(x)

    x = keras.Input((32, 32, 3))
    y = L.ReLU()(conv_norm(x, 16, 3, 1))
    for stage in range(3):
        for block in range(2):
            channels, stride = 16 << stage, 2 if stage and not block else 1
            shortcut = y if stride == 1 else conv_norm(y, channels, 1, stride)
            y = L.ReLU()(conv_norm(y, channels, 3, stride))
            y = L.ReLU()(L.Add()([conv_norm(y, channels, 3, 1), shortcut]))
    y = L.GlobalAveragePooling2D()(y)
    return keras.Model(x, L.Dense(common.CLASSES)(y)), keras.optimizers.SGD(0.1, momentum=0.9)


def mlp():
    x = y = keras.Input((common.FEATURES,))
    for _ in range(args.depth):
        y = L.Dense(args.width, activation="relu")(y)
    return keras.Model(x, L.Dense(common.CLASSES)(y)), keras.optimizers.Adam(1e-3)


def transformer():
    x = keras.Input((args.length,), dtype="int32")
    places = keras.ops.arange(args.length)[None]
    y = L.Embedding(common.VOCABULARY, args.width)(x) + L.Embedding(args.length, args.width)(places)
    for _ in range(args.depth):
        z = L.LayerNormalization(epsilon=1e-5)(y)
        y = y + L.MultiHeadAttention(args.heads, args.width // args.heads)(z, z, use_causal_mask=True)
        z = L.LayerNormalization(epsilon=1e-5)(y)
        z = keras.activations.gelu(L.Dense(4 * args.width)(z), approximate=True)
        y = y + L.Dense(args.width)(z)
    y = L.LayerNormalization(epsilon=1e-5)(y)
    return keras.Model(x, L.Dense(common.VOCABULARY)(y)), keras.optimizers.Adam(1e-3)


model, optimizer = globals()[args.model]()
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(optimizer=optimizer, loss=loss, jit_compile=False)
x, y = (tf.constant(part) for part in common.batch(args))
common.measure(args, f"Keras {keras.__version__}, TensorFlow {tf.__version__}",
               lambda: float(model.train_on_batch(x, y)))
