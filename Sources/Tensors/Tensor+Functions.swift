extension Tensor {
    /// eˣ of every element.
    public func exp() -> Self { map(Scalar.kernels.exp) }

    /// The natural logarithm of every element.
    public func log() -> Self { map(Scalar.kernels.log) }

    /// The square root of every element.
    public func squareRoot() -> Self { map(Scalar.kernels.sqrt) }

    /// max(x, 0) of every element.
    public func relu() -> Self { map(Scalar.kernels.relu) }

    /// 1 / (1 + e⁻ˣ) of every element.
    public func sigmoid() -> Self { map(Scalar.kernels.sigmoid) }

    /// The hyperbolic tangent of every element.
    public func tanh() -> Self { map(Scalar.kernels.tanh) }

    /// eˣ / Σ eˣ along the last axis.
    public func softmax() -> Self { mapRows(Scalar.kernels.softmax, "softmax") }

    /// x − log Σ eˣ along the last axis.
    public func logSoftmax() -> Self { mapRows(Scalar.kernels.logSoftmax, "logSoftmax") }

    func map(_ kernel: Kernels<Scalar>.Unary) -> Self {
        withElements { source in
            Tensor(shape) { kernel(count, source, $0) }
        }
    }

    /// The result of `kernel` on the elements of two tensors of equal shape.
    static func map(_ left: Self, _ right: Self, _ kernel: Kernels<Scalar>.Binary) -> Self {
        require(left.shape == right.shape, "shapes \(left.shape) and \(right.shape) differ")
        return left.withElements { first in
            right.withElements { second in
                Tensor(left.shape) { kernel(left.count, first, second, $0) }
            }
        }
    }

    static func mapRows(_ left: Self, _ right: Self, _ kernel: Kernels<Scalar>.RowBinary) -> Self {
        let columns = left.shape.last ?? 1
        return map(left, right) { count, first, second, out in kernel(count / columns, columns, first, second, out) }
    }

    private func mapRows(_ kernel: @escaping Kernels<Scalar>.RowUnary, _ name: StaticString) -> Self {
        let columns = shape.last ?? 0
        require(columns > 0, "\(name): shape \(shape) has no elements along its last axis")
        return map { count, source, out in kernel(count / columns, columns, source, out) }
    }
}
