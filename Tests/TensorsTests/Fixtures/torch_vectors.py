#!/usr/bin/env python3
"""What PyTorch computes, forward and backward, for each operation on a tape (pip install torch).

    python3 torch_vectors.py > torch-vectors.json

The gradients are those of the sum of the output times the weights 1, -0.5, 0.25, 2, 1, -0.5, ...
"""
import json

import torch
import torch.nn.functional as F

torch.manual_seed(13)
cases = []


def case(name, function, *inputs):
    inputs = [i.double().requires_grad_() for i in inputs]
    output = function(*inputs)
    weights = torch.tensor([1, -0.5, 0.25, 2]).repeat(output.numel() // 4 + 1)[: output.numel()].reshape(output.shape)
    gradients = torch.autograd.grad((output * weights).sum(), inputs)

    def plain(tensor):
        return {"shape": list(tensor.shape), "elements": [round(x, 10) for x in tensor.flatten().tolist()]}

    cases.append(
        {"name": name, "inputs": list(map(plain, inputs)), "output": plain(output), "gradients": list(map(plain, gradients))}
    )


def normal(*shape):
    return torch.round(torch.randn(*shape) * 1000) / 1000


def positive(*shape):
    return normal(*shape).abs() + 0.1


case("add", torch.add, normal(2, 1, 3), normal(4, 1))
case("subtract", torch.sub, normal(3), normal(2, 3))
case("multiply", torch.mul, normal(2, 3), normal(2, 1))
case("divide", torch.div, normal(2, 2), positive(2, 2))
case("negate", torch.neg, normal(3))
case("matmul", torch.matmul, normal(2, 3), normal(3, 2))
case("matmul-batches", torch.matmul, normal(2, 2, 3), normal(2, 3, 1))
case("matmul-shared", torch.matmul, normal(2, 2, 3), normal(3, 2))
case("affine", F.linear, normal(2, 2, 3), normal(2, 3), normal(2))
case("transpose", lambda x: x.permute(2, 0, 1), normal(2, 3, 2))
case("reshape", lambda x: x.reshape(3, 2), normal(2, 3))
case("sum", lambda x: x.sum(1), normal(2, 3, 2))
case("mean", lambda x: x.mean(0), normal(2, 3))
case("max", lambda x: x.max(1).values, normal(2, 4))
case("expand", lambda x: x.expand(2, 3, 2), normal(3, 1))
case("exp", torch.exp, normal(4))
case("log", torch.log, positive(4))
case("sqrt", torch.sqrt, positive(4))
case("relu", torch.relu, normal(5))
case("sigmoid", torch.sigmoid, 5 * normal(5))
case("tanh", torch.tanh, 3 * normal(5))
case("softmax", lambda x: torch.softmax(x, -1), 4 * normal(2, 3))
case("log-softmax", lambda x: torch.log_softmax(x, -1), 4 * normal(2, 3))
case("gather", lambda x: F.embedding(torch.tensor([2, 0, 2]), x), normal(3, 2))
case("bags", lambda x: F.embedding_bag(torch.tensor([2, 0, 2, 1]), x, torch.tensor([0, 2, 2]), mode="sum"), normal(3, 2))
case("concatenate", lambda x, y: torch.cat([x, y, x], 1), normal(2, 1), normal(2, 2))
case("slice", lambda x: x[:, 1:3], normal(2, 4, 2))
case("convolve", F.conv2d, normal(2, 2, 4, 3), normal(3, 2, 2, 2))
case("convolve-strided", lambda x, k: F.conv2d(x, k, stride=2, padding=1), normal(1, 2, 5, 4), normal(2, 2, 3, 3))
case("max-pool", lambda x: F.max_pool2d(x, 2), normal(2, 1, 4, 5))
case("average-pool", lambda x: F.avg_pool2d(x, 3, stride=1), normal(1, 2, 4, 3))
case("cosine", lambda x, y: F.cosine_similarity(x, y, dim=-1), normal(3, 4), normal(3, 4))
case(
    "binary-cross-entropy",
    lambda z: F.binary_cross_entropy_with_logits(z, torch.tensor([1, 0, 1, 0.25]).double()),
    torch.tensor([-30, 40, 0.5, -1]),
)
case("cross-entropy", lambda z: F.cross_entropy(z, torch.tensor([2, 0])), 5 * normal(2, 3))

print("[" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "]")
