#!/usr/bin/env python3
"""Small networks trained by PyTorch in double precision (pip install torch).

    python3 torch_training.py > torch-training.json
"""
import json

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(16)
torch.set_default_dtype(torch.float64)
cases = {}


def plain(tensor):
    return {"shape": list(tensor.shape), "elements": [round(x, 10) for x in tensor.flatten().tolist()]}


def case(name, modules, inputs, loss, optimizers, steps, clip=None):
    """`modules` maps the name of a layer to (module, {our name: PyTorch's name})."""
    named = {f"{layer}.{ours}": dict(m.named_parameters())[theirs] for layer, (m, names) in modules.items() for ours, theirs in names.items()}
    with torch.no_grad():
        for parameter in named.values():
            parameter.copy_(torch.round(parameter, decimals=3))
    before = {n: plain(p) for n, p in named.items()}
    optimizers = [o(list(named.values())) for o in optimizers]
    losses = []
    for _ in range(steps):
        value = loss()
        for optimizer in optimizers:
            optimizer.zero_grad()
        value.backward()
        if clip:
            nn.utils.clip_grad_norm_(named.values(), clip)
        for optimizer in optimizers:
            optimizer.step()
        losses.append(round(value.item(), 10))
    after = {n: plain(p) for n, p in named.items()}
    cases[name] = {"before": before, "after": after, "inputs": list(map(plain, inputs)), "losses": losses}


def normal(*shape):
    return torch.round(torch.randn(*shape), decimals=3)


DENSE = {"weight": "weight", "bias": "bias"}
CLASSES = torch.tensor([0, 1, 1, 0])


def linear(i, o):
    return nn.Linear(i, o), DENSE


def momentum(p):
    return torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.01)


x, y = normal(4, 3), normal(4, 2)
a, b = linear(3, 4), linear(4, 2)
case("momentum", {"0": a, "2": b}, [x], lambda: F.cross_entropy(b[0](torch.tanh(a[0](x))), CLASSES), [momentum], 5)

c, d = linear(3, 4), linear(4, 2)
case("adam", {"0": c, "2": d}, [x, y], lambda: F.mse_loss(d[0](F.relu(c[0](x))), y), [lambda p: torch.optim.Adam(p, 0.05)], 5)

table = nn.EmbeddingBag(6, 3, mode="sum", sparse=True)
bags = [torch.tensor([[0, 1], [5, 1]]), torch.tensor([[4, 1], [2, 0]])]
turn = iter([0, 1, 0, 1, 1])
case(
    "rows", {"embedding": (table, {"weight": "weight"})}, [], lambda: table(bags[next(turn)]).pow(2).mean(),
    # Its ε stands elsewhere than in the paper.
    [lambda p: torch.optim.SparseAdam(p, 0.05, eps=1e-30)], 5,
)

images = normal(4, 1, 6, 6)
conv, e = (nn.Conv2d(1, 2, 3), DENSE), linear(8, 2)
case(
    "convolution", {"0": conv, "4": e}, [images],
    lambda: F.cross_entropy(e[0](F.max_pool2d(F.relu(conv[0](images)), 2).flatten(1)), CLASSES),
    [lambda p: torch.optim.SGD(p, 0.1)], 3,
)

sequence = normal(3, 4, 2)


def recurrent(name, module, step, state):
    top = linear(5, 2)
    names = {"input.weight": "weight_ih", "input.bias": "bias_ih", "hidden.weight": "weight_hh"}
    module.bias_hh = None
    module.bias_hh = nn.Parameter(torch.zeros_like(module.bias_ih), requires_grad=False)

    def loss():
        s = state()
        for t in range(3):
            s = step(sequence[t], s)
        return F.cross_entropy(top[0](s[0]), CLASSES)

    case(name, {"cell": (module, names), "top": top}, [sequence], loss, [lambda p: torch.optim.Adam(p, 0.02)], 4, clip=0.2)


rnn, lstm = nn.RNNCell(2, 5), nn.LSTMCell(2, 5)
recurrent("rnn", rnn, lambda x, s: (rnn(x, s[0]),), lambda: (torch.zeros(4, 5),))
recurrent("lstm", lstm, lstm, lambda: (torch.zeros(4, 5), torch.zeros(4, 5)))

anchors, positives, negatives = normal(4, 3), normal(4, 3), normal(4, 3)
f = linear(3, 2)


def triplet():
    near = (f[0](anchors) - f[0](positives)).pow(2).sum(1)
    far = (f[0](anchors) - f[0](negatives)).pow(2).sum(1)
    return F.relu(near - far + 1).mean()


case("triplet", {"0": f}, [anchors, positives, negatives], triplet, [lambda p: torch.optim.SGD(p, 0.1)], 2)
g = linear(3, 2)


def contrastive():
    return F.cross_entropy(F.normalize(g[0](anchors)) @ F.normalize(g[0](positives)).T / 0.2, torch.arange(4))


case("contrastive", {"0": g}, [anchors, positives], contrastive, [lambda p: torch.optim.SGD(p, 0.1)], 2)

print("{" + ",\n".join(f"{json.dumps(n)}:{json.dumps(c, separators=(',', ':'))}" for n, c in cases.items()) + "}")
