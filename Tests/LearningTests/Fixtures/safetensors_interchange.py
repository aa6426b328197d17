#!/usr/bin/env python3
"""Exchanges models with the reference implementation of safetensors (pip install safetensors numpy).

    python3 safetensors_interchange.py write     # makes from-python.safetensors, which SafetensorsTests reads
    python3 safetensors_interchange.py check     # reads from-swift.safetensors, which SafetensorsTests compares
"""
import pathlib
import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

here = pathlib.Path(__file__).parent


def write():
    tensors = {
        "embedding.weight": np.arange(6, dtype=np.float32).reshape(3, 2) / 4,
        "empty": np.zeros((0, 5), dtype=np.float32),
        "output.bias": np.array([-1.5], dtype=np.float32),
        "scalar": np.array(np.float32(2.25)),
    }
    save_file(tensors, here / "from-python.safetensors", metadata={"tokenizer": "words “é” \\ \"\n", "rows": "3"})


def check():
    with safe_open(here / "from-swift.safetensors", "np") as file:
        expected = {"hash": "fnv1a-64/16", "note": "tab\t quote\" back\\ é 😀 \x01", "rows": "3"}
        assert file.metadata() == expected, file.metadata()
        embedding, weights, bias = (file.get_tensor(n) for n in ("embedding.weight", "output.weight", "output.bias"))
        assert sorted(file.keys()) == ["embedding.weight", "output.bias", "output.weight"]
    assert embedding.dtype == np.float32 and embedding.shape == (3, 2)
    assert embedding.tolist() == [[0, -0.125], [1, 0.5], [3.25, -2]] and weights.tolist() == [0.75, -8]
    assert bias.tolist() == [np.float32(1e-40)]
    print("from-swift.safetensors: metadata and three tensors as expected")


{"write": write, "check": check}[sys.argv[1]]()
