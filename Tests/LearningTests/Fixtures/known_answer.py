#!/usr/bin/env python3
"""Trains two tiny spam models with NumPy in double precision, from the formulas, and writes known-answer.json.

    python3 known_answer.py > known-answer.json
"""
import json

import numpy as np

MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, bound):
        while True:
            product = self.next() * bound
            if (product & MASK) >= (1 << 64) % bound:
                return product >> 64

    def shuffle(self, items):
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]


def initial(rows, dimension):
    embedding = np.zeros((rows, dimension))
    if dimension == 1:
        return embedding, np.ones(1)
    random = SplitMix64(0)
    weights = [(2 * (random.next() >> 40) / 2**24 - 1) / np.sqrt(dimension) for _ in range(dimension)]
    return embedding, np.array(weights)


def train(examples, rows, dimension, epochs, batch_size, rate, seed):
    embedding, weights = initial(rows, dimension)
    bags = np.zeros((len(examples), rows))
    for bag, (features, _) in zip(bags, examples):
        bag[features] = 1
    labels = np.array([float(label) for _, label in examples])
    parameters = {"embedding": embedding, "weights": weights, "bias": np.zeros(1)}
    moments = {name: (np.zeros_like(p), np.zeros_like(p)) for name, p in parameters.items()}
    random, order, step = SplitMix64(seed), list(range(len(examples))), 0
    for _ in range(epochs):
        random.shuffle(order)
        loss_sum = 0.0
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            x, y = bags[batch], labels[batch]
            hidden = x @ parameters["embedding"]
            logits = hidden @ parameters["weights"] + parameters["bias"]
            loss_sum += np.sum(np.logaddexp(0, logits) - y * logits)
            error = (1 / (1 + np.exp(-logits)) - y) / len(batch)
            gradients = {
                "embedding": x.T @ np.outer(error, parameters["weights"]),
                "weights": error @ hidden,
                "bias": np.array([error.sum()]),
            }
            if dimension == 1:
                del gradients["weights"]
            step += 1
            touched = x.sum(axis=0) > 0
            for name, gradient in gradients.items():
                rest = touched[:, None] if name == "embedding" else np.ones_like(gradient, bool)
                first, second = moments[name]
                first[:] = np.where(rest, 0.9 * first + 0.1 * gradient, first)
                second[:] = np.where(rest, 0.999 * second + 0.001 * gradient**2, second)
                change = rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
                parameters[name] -= np.where(rest, change, 0)
    flat = [parameters["embedding"].ravel()] + ([parameters["weights"]] if dimension > 1 else []) + [parameters["bias"]]
    return [round(float(p), 8) for p in np.concatenate(flat)], round(loss_sum / len(order), 8)


def main():
    numpy_random = np.random.default_rng(15)
    cases = []
    for dimension, epochs, batch_size, rate, seed in [(1, 1, 32, 0.01, 7), (1, 3, 16, 0.05, 8), (3, 2, 32, 0.01, 9)]:
        rows = 20
        examples = []
        for _ in range(70):
            label = bool(numpy_random.random() < 0.4)
            chances = np.linspace(1, 3 if label else 0.1, rows)
            favourite = numpy_random.choice(rows, p=chances / chances.sum())
            others = numpy_random.choice(rows, size=numpy_random.integers(0, 6), replace=False)
            examples.append(([int(f) for f in dict.fromkeys([favourite, *others])], label))
        examples[5] = ([], True)
        parameters, loss = train(examples, rows, dimension, epochs, batch_size, rate, seed)
        cases.append(
            dict(
                rows=rows, dimension=dimension, epochs=epochs, batchSize=batch_size, learningRate=rate, seed=seed,
                features=[f for f, _ in examples], labels=[l for _, l in examples], parameters=parameters, loss=loss,
            )
        )
    print("[" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "]")


main()
