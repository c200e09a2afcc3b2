#!/usr/bin/env python3
"""Steps of training in PyTorch, eager and channels last: see common.py. pip install torch numpy"""
import os

import common

args = common.arguments()
import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(os.cpu_count())


def cnn():
    layers, before = [], 3
    for channels, rate in (32, 0.3), (64, 0.5), (128, 0.5):
        for _ in range(2):
            layers += [nn.Conv2d(before, channels, 3, padding=1), nn.ReLU()]
            before = channels
        layers += [nn.MaxPool2d(2), nn.Dropout(rate)]
    layers += [nn.Flatten(), nn.Linear(2048, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, common.CLASSES)]
    return nn.Sequential(*layers), adam


class ConvNorm(nn.Sequential):
    def __init__(self, before, channels, size, stride):
        super().__init__(nn.Conv2d(before, channels, size, stride, size // 2, bias=False),
                         nn.BatchNorm2d(channels, eps=1e-3, momentum=0.1))


class Residual(nn.Module):
    def __init__(self, before, channels, stride):
        super().__init__()
        self.first, self.second = ConvNorm(before, channels, 3, stride), ConvNorm(channels, channels, 3, 1)
        self.shortcut = ConvNorm(before, channels, 1, stride) if stride > 1 else nn.Identity()

    def forward(self, x):
        return F.relu(self.second(F.relu(self.first(x))) + self.shortcut(x))


def resnet():
    layers, before = [ConvNorm(3, 16, 3, 1), nn.ReLU()], 16
    for stage in range(3):
        for block in range(2):
            layers.append(Residual(before, 16 << stage, 2 if stage and not block else 1))
            before = 16 << stage
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, common.CLASSES)]
    return nn.Sequential(*layers), lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9)


def mlp():
    layers, before = [], common.FEATURES
    for _ in range(args.depth):
        layers += [nn.Linear(before, args.width), nn.ReLU()]
        before = args.width
    return nn.Sequential(*layers, nn.Linear(before, common.CLASSES)), adam


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        w = args.width
        self.norm0, self.norm1 = nn.LayerNorm(w), nn.LayerNorm(w)
        self.query, self.key, self.value, self.output = (nn.Linear(w, w) for _ in range(4))
        self.up, self.down = nn.Linear(w, 4 * w), nn.Linear(4 * w, w)

    def forward(self, x):
        z = self.norm0(x)
        heads = [part(z).unflatten(-1, (args.heads, -1)).transpose(1, 2) for part in (self.query, self.key, self.value)]
        z = F.scaled_dot_product_attention(*heads, is_causal=True)
        x = x + self.output(z.transpose(1, 2).flatten(2))
        return x + self.down(F.gelu(self.up(self.norm1(x)), approximate="tanh"))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(common.VOCABULARY, args.width)
        self.positions = nn.Embedding(args.length, args.width)
        self.blocks = nn.Sequential(*(Block() for _ in range(args.depth)))
        self.norm, self.logits = nn.LayerNorm(args.width), nn.Linear(args.width, common.VOCABULARY)

    def forward(self, x):
        x = self.tokens(x) + self.positions(torch.arange(args.length))
        return self.logits(self.norm(self.blocks(x)))


def transformer():
    return Transformer(), adam


def adam(parameters):
    return torch.optim.Adam(parameters, lr=1e-3, fused=True)


model, make_optimizer = globals()[args.model]()
optimizer = make_optimizer(model.parameters())
x, y = (torch.from_numpy(part) for part in common.batch(args))
y = y.long()
if x.ndim == 4:
    x = x.permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last)
    model = model.to(memory_format=torch.channels_last)


def step():
    optimizer.zero_grad(set_to_none=True)
    with torch.autocast("cpu", torch.bfloat16, enabled=args.bf16):
        logits = model(x)
    loss = F.cross_entropy(logits.float().flatten(0, -2), y.flatten())
    loss.backward()
    optimizer.step()
    return loss.item()


common.measure(args, f"PyTorch {torch.__version__}", step)
