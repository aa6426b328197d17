#!/usr/bin/env python3
"""PyTorch on one thread: the models of learning-bench as its users write them.

    pip install -r requirements.txt; learning-bench starts this by itself.
"""
import sys

from peer import messages, serve

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(1)


def batches(count, size):
    order = torch.randperm(count)
    return [order[start : start + size] for start in range(0, count, size)]


def spam(sparse):
    labels, features = messages(sys.argv[1])
    bags = [torch.tensor(f) for f in features]
    targets = torch.tensor(labels, dtype=torch.float32)
    table = nn.EmbeddingBag(1 << 16, 1, mode="sum", sparse=sparse)
    nn.init.zeros_(table.weight)
    bias = nn.Parameter(torch.zeros(1))
    if sparse:
        optimizers = [torch.optim.SparseAdam(table.parameters(), 0.01), torch.optim.Adam([bias], 0.01)]
    else:
        optimizers = [torch.optim.Adam([table.weight, bias], 0.01, fused=True)]

    def epoch():
        for batch in batches(len(bags), 32):
            chosen = [bags[i] for i in batch.tolist()]
            starts = torch.tensor([0] + [len(b) for b in chosen[:-1]]).cumsum(0)
            logits = table(torch.cat(chosen), starts).squeeze(1) + bias
            loss = F.binary_cross_entropy_with_logits(logits, targets[batch])
            for optimizer in optimizers:
                optimizer.zero_grad()
            loss.backward()
            for optimizer in optimizers:
                optimizer.step()

    return epoch


def digits(model):
    images, labels = torch.rand(1000, 1, 28, 28), torch.randint(10, (1000,))
    optimizer = torch.optim.Adam(model.parameters(), 0.001, fused=True)

    def epoch():
        model.train()
        for batch in batches(1000, 100):
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    return epoch


def perceptron():
    return digits(
        nn.Sequential(
            nn.Flatten(), nn.Dropout(0.2), nn.Linear(784, 300), nn.Tanh(), nn.Dropout(0.5), nn.Linear(300, 10)
        )
    )


def convolution():
    return digits(
        nn.Sequential(
            nn.Conv2d(1, 24, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.5), nn.Linear(24 * 144, 10)
        )
    )


class Letters(nn.Module):
    def __init__(self, cell):
        super().__init__()
        self.embedding = nn.Embedding(60, 128)
        self.cell = cell(128, 128)
        self.output = nn.Linear(128, 60)

    def forward(self, letters):
        return self.output(self.cell(self.embedding(letters))[0])


def recurrent(cell):
    # 40 windows of 25 letters in 8 streams.
    text = torch.randint(60, (40, 26, 8))
    model = Letters(cell)
    optimizer = torch.optim.Adam(model.parameters(), 0.003, fused=True)

    def windows():
        for window in text:
            loss = F.cross_entropy(model(window[:-1]).flatten(0, 1), window[1:].flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5)
            optimizer.step()

    return windows


serve(
    {
        "spam": lambda: spam(sparse=False),
        "spam, sparse": lambda: spam(sparse=True),
        "perceptron": perceptron,
        "convolution": convolution,
        "RNN": lambda: recurrent(nn.RNN),
        "LSTM": lambda: recurrent(nn.LSTM),
    },
    f"PyTorch {torch.__version__}",
)
