#!/usr/bin/env python3
"""Plain NumPy in the manner of the book: networks by hand, and a small tensor class that differentiates itself.

    pip install -r requirements.txt; learning-bench starts this by itself.
"""
from peer import serve

import numpy as np

draw = np.random.default_rng(1)


def streetlight():
    """Chapter 6: 3–4–1, ReLU, a step a pattern of lights."""
    lights, walk = np.array([[1, 0, 1], [0, 1, 1], [0, 0, 1], [1, 1, 1]]), np.array([[1, 1, 0, 0]]).T
    first, second = 2 * draw.random((3, 4)) - 1, 2 * draw.random((4, 1)) - 1

    def epochs():
        nonlocal first, second
        for _ in range(100):
            error = 0
            for i in range(4):
                layer0 = lights[i : i + 1]
                layer1 = np.maximum(layer0 @ first, 0)
                layer2 = layer1 @ second
                error += np.sum((layer2 - walk[i : i + 1]) ** 2)
                delta2 = walk[i : i + 1] - layer2
                delta1 = (delta2 @ second.T) * (layer1 > 0)
                second += 0.2 * layer1.T @ delta2
                first += 0.2 * layer0.T @ delta1

    return epochs


def one_example_at_a_time():
    """Chapter 8: 784–40–10, ReLU, a step an image."""
    images, answers = draw.random((200, 784)), np.eye(10)[draw.integers(10, size=200)]
    first, second = 0.2 * draw.random((784, 40)) - 0.1, 0.2 * draw.random((40, 10)) - 0.1

    def epoch():
        nonlocal first, second
        for i in range(len(images)):
            layer0 = images[i : i + 1]
            layer1 = np.maximum(layer0 @ first, 0)
            delta2 = answers[i : i + 1] - layer1 @ second
            delta1 = (delta2 @ second.T) * (layer1 > 0)
            second += 0.005 * layer1.T @ delta2
            first += 0.005 * layer0.T @ delta1

    return epoch


def mini_batches():
    """Chapter 9: 784–100–10, tanh and softmax with dropout, 100 images a step."""
    images, answers = draw.random((1000, 784)), np.eye(10)[draw.integers(10, size=1000)]
    first, second = 0.02 * draw.random((784, 100)) - 0.01, 0.2 * draw.random((100, 10)) - 0.1

    def epoch():
        nonlocal first, second
        for start in range(0, 1000, 100):
            layer0, goal = images[start : start + 100], answers[start : start + 100]
            layer1 = np.tanh(layer0 @ first)
            mask = draw.integers(2, size=layer1.shape)
            layer1 = layer1 * mask * 2
            powers = np.exp(layer1 @ second)
            layer2 = powers / powers.sum(axis=1, keepdims=True)
            delta2 = (goal - layer2) / 100
            delta1 = (delta2 @ second.T) * (1 - layer1**2) * mask
            second += 2 * layer1.T @ delta2
            first += 2 * layer0.T @ delta1

    return epoch


def sections():
    """Chapter 10: 16 kernels of 3 × 3 over 28 × 28, a matrix row for each place of the kernel."""
    images, answers = draw.random((256, 28, 28)), np.eye(10)[draw.integers(10, size=256)]
    kernels, output = 0.02 * draw.random((9, 16)) - 0.01, 0.02 * draw.random((25 * 25 * 16, 10)) - 0.01

    def epoch():
        nonlocal kernels, output
        for start in range(0, 256, 128):
            batch, goal = images[start : start + 128], answers[start : start + 128]
            parts = [batch[:, y : y + 3, x : x + 3].reshape(-1, 1, 9) for y in range(25) for x in range(25)]
            flat = np.concatenate(parts, axis=1).reshape(-1, 9)
            layer1 = np.tanh((flat @ kernels).reshape(128, -1))
            mask = draw.integers(2, size=layer1.shape)
            layer1 = layer1 * mask * 2
            powers = np.exp(layer1 @ output)
            delta2 = (goal - powers / powers.sum(axis=1, keepdims=True)) / 128
            delta1 = (delta2 @ output.T) * (1 - layer1**2) * mask
            output += 0.01 * layer1.T @ delta2
            kernels += 0.01 * flat.T @ delta1.reshape(-1, 16)

    return epoch


class Tensor:
    """Chapter 13: remembers what it came from, and how to hand a gradient back."""

    def __init__(self, data, sources=(), back=None):
        self.data, self.sources, self.back = np.asarray(data), sources, back
        self.gradient, self.awaited = None, 0
        for source in sources:
            source.awaited += 1

    def receive(self, gradient):
        self.gradient = gradient if self.gradient is None else self.gradient + gradient
        self.awaited -= 1
        if self.awaited <= 0 and self.back:
            for source, part in zip(self.sources, self.back(self.gradient)):
                source.receive(part)

    def __add__(self, other):
        return Tensor(self.data + other.data, (self, other), lambda g: (g, g))

    def __mul__(self, other):
        return Tensor(self.data * other.data, (self, other), lambda g: (g * other.data, g * self.data))

    def dot(self, other):
        return Tensor(self.data @ other.data, (self, other), lambda g: (g @ other.data.T, self.data.T @ g))

    def repeated(self, rows):
        return Tensor(np.repeat(self.data[None], rows, axis=0), (self,), lambda g: (g.sum(axis=0),))

    def sigmoid(self):
        value = 1 / (1 + np.exp(-self.data))
        return Tensor(value, (self,), lambda g: (g * value * (1 - value),))

    def tanh(self):
        value = np.tanh(self.data)
        return Tensor(value, (self,), lambda g: (g * (1 - value**2),))

    def rows(self, numbers):
        def back(gradient):
            table = np.zeros_like(self.data)
            for row, number in zip(gradient, numbers):
                table[number] += row
            return (table,)

        return Tensor(self.data[numbers], (self,), back)

    def cross_entropy(self, classes):
        powers = np.exp(self.data)
        chances = powers / powers.sum(axis=1, keepdims=True)
        goal = np.eye(self.data.shape[1])[classes]
        loss = -(np.log(chances) * goal).sum(axis=1).mean()
        return Tensor(loss, (self,), lambda g: (chances - goal,))


def sentences():
    """Chapter 12: words of 10 numbers, a state with a learnt transition, a step a sentence of six words."""
    count, size = 50, 10
    table, start = (draw.random((count, size)) - 0.5) * 0.1, np.zeros(size)
    transition, decoder = np.eye(size), (draw.random((size, count)) - 0.5) * 0.1
    stories, one_hot = draw.integers(count, size=(100, 6)), np.eye(count)

    def epoch():
        nonlocal start, transition, decoder
        for story in stories:
            layers, loss = [{"hidden": start}], 0
            for word in story:
                scores = layers[-1]["hidden"] @ decoder
                powers = np.exp(scores - np.max(scores))
                chances = powers / powers.sum()
                loss -= np.log(chances[word])
                layers.append({"chances": chances, "hidden": layers[-1]["hidden"] @ transition + table[word]})
            for number in reversed(range(len(layers))):
                layer = layers[number]
                if number > 0:
                    layer["output"] = layer["chances"] - one_hot[story[number - 1]]
                    back = layer["output"] @ decoder.T
                    if number < len(story):
                        back = back + layers[number + 1]["delta"] @ transition.T
                    layer["delta"] = back
                else:
                    layer["delta"] = layers[1]["delta"] @ transition.T
            rate = 0.001 / len(story)
            start = start - layers[0]["delta"] * rate
            for number, word in enumerate(story):
                before, after = layers[number], layers[number + 1]
                decoder -= np.outer(before["hidden"], after["output"]) * rate
                table[word] -= before["delta"] * rate
                transition -= np.outer(before["hidden"], after["delta"]) * rate

    return epoch


def small_tensors():
    """Chapter 13: 2–3–1 on the tensors above, a step of all four examples."""
    data, goal = Tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [0], [1]])
    weights = [Tensor(draw.random((2, 3))), Tensor(draw.random((3, 1)))]

    def steps():
        for _ in range(100):
            data.awaited = 0
            prediction = data.dot(weights[0]).tanh().dot(weights[1]).sigmoid()
            difference = prediction + Tensor(-goal)
            loss = difference * difference
            loss.receive(np.ones_like(loss.data))
            for w in weights:
                w.data = w.data - 0.1 * w.gradient
                w.gradient, w.awaited = None, 0

    return steps


def letters():
    """Chapter 14: an LSTM of four gates with matrices of their own, 8 streams, 25 letters a window, plain descent."""
    size, count, streams = 128, 60, 8
    text = draw.integers(count, size=(4, 26, streams))

    def matrix(rows, columns):
        return Tensor(0.1 * draw.standard_normal((rows, columns)))

    def zeros(columns):
        return Tensor(np.zeros(columns))

    gates = [(matrix(size, size), matrix(size, size), zeros(size)) for _ in range(4)]
    embedding, output, bias = matrix(count, size), matrix(size, count), zeros(count)
    parameters = [p for gate in gates for p in gate] + [embedding, output, bias]

    def affine(gate, x, hidden):
        return x.dot(gate[0]) + hidden.dot(gate[1]) + gate[2].repeated(streams)

    def windows():
        for window in text:
            hidden, memory = Tensor(np.zeros((streams, size))), Tensor(np.zeros((streams, size)))
            loss = None
            for now, following in zip(window[:-1], window[1:]):
                x = embedding.rows(now)
                keep, take, show = (affine(gate, x, hidden).sigmoid() for gate in gates[:3])
                memory = keep * memory + take * affine(gates[3], x, hidden).tanh()
                hidden = show * memory.tanh()
                step = (hidden.dot(output) + bias.repeated(streams)).cross_entropy(following)
                loss = step if loss is None else loss + step
            loss.receive(np.ones(()))
            for p in parameters:
                p.data = p.data - 0.01 * np.clip(p.gradient / 25, -1, 1)
                p.gradient, p.awaited = None, 0

    return windows


serve(
    {
        "streetlight": streetlight,
        "sentences": sentences,
        "small tensors": small_tensors,
        "one example at a time": one_example_at_a_time,
        "mini-batches": mini_batches,
        "sections": sections,
        "letters": letters,
    },
    f"NumPy {np.__version__}",
)
