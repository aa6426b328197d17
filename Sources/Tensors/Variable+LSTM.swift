extension Variable {
    /// The memory of LSTMs after a step, c′ = σ(f) c + σ(i) tanh(g), from gates [n, 4 · size] in the order i, f, g, o
    /// and the memory before, [n, size]. One pass over the numbers where the formula as written takes eight.
    @specialized(where Scalar == Float)
    public func lstmMemory(_ memory: Self) -> Self {
        let (a, b, gateShape) = (node, memory.node, shape)
        let (n, size) = lstmSizes(memory)
        let (result, kept) = value.fused(memory.value, keeping: 3 * size) {
            Scalar.kernels.lstmMemory(n, size, $0, $1, $2, $3)
        }
        let before = memory.value
        return tape.record(result, of: [self, memory]) { gradient, gradients in
            let (gates, memory) = before.withElements { before in
                gradient.fused(kept, first: 3 * size, second: size) {
                    Scalar.kernels.lstmMemoryGradient(n, size, $0, $1, before, $2, $3)
                }
            }
            gradients.add(a, slice: gates, of: gateShape, axis: 1, 0..<(3 * size))
            gradients.add(b) { memory }
        }
    }

    /// The output of LSTMs after a step, h′ = σ(o) tanh(c′), from the gates [n, 4 · size] and the new memory.
    @specialized(where Scalar == Float)
    public func lstmOutput(_ memory: Self) -> Self {
        let (a, b, gateShape) = (node, memory.node, shape)
        let (n, size) = lstmSizes(memory)
        let (result, kept) = value.fused(memory.value, keeping: 2 * size) {
            Scalar.kernels.lstmOutput(n, size, $0, $1, $2, $3)
        }
        return tape.record(result, of: [self, memory]) { gradient, gradients in
            let (gates, memory) = gradient.fused(kept, first: size, second: size) {
                Scalar.kernels.lstmOutputGradient(n, size, $0, $1, $2, $3)
            }
            gradients.add(a, slice: gates, of: gateShape, axis: 1, (3 * size)..<(4 * size))
            gradients.add(b) { memory }
        }
    }

    private func lstmSizes(_ memory: Self) -> (Int, Int) {
        require(
            memory.shape.count == 2 && shape == [memory.shape[0], 4 * memory.shape[1]],
            "LSTM: gates of shape \(shape) for a memory of shape \(memory.shape)")
        return (memory.shape[0], memory.shape[1])
    }
}

extension Tensor {
    fileprivate typealias Body = (
        UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, UnsafeMutablePointer<Scalar>
    ) -> Void

    /// A tensor of the other's shape, and what its gradient will need: `keeping` numbers a row.
    fileprivate func fused(_ other: Self, keeping: Int, _ body: Body) -> (Self, Self) {
        fused(other, first: other.shape[1], second: keeping, body)
    }

    /// Two matrices of as many rows, `first` and `second` numbers wide.
    fileprivate func fused(_ other: Self, first: Int, second: Int, _ body: Body) -> (Self, Self) {
        var kept = Tensor([shape[0], second], repeating: 0)
        let result = withElements { one in
            other.withElements { two in
                Tensor([shape[0], first]) { out in
                    kept.withMutableElements { body(one, two, out, $0) }
                }
            }
        }
        return (result, kept)
    }
}
