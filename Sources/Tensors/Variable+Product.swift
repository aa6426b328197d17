extension Variable {
    /// The matrix product along the last two axes: [m, k] · [k, n]; [b…, m, k] · [k, n]; or, a product for each b,
    /// [b…, m, k] · [b…, k, n].
    @specialized(where Scalar == Float)
    public func matmul(_ right: Self) -> Self {
        let (a, b) = (node, right.node)
        let (x, y) = (value, right.value)
        return tape.record(x.product(y), of: [self, right]) { gradient, gradients in
            gradients.add(a) { gradient.product(y, transposesRight: true) }
            if y.shape.count == 2 {
                // One matrix for all batches: the batches are rows of one product.
                gradients.add(
                    b, transposed: x.reshaped([-1, y.shape[0]]), times: gradient.reshaped([-1, y.shape[1]]))
            } else {
                gradients.add(b) { x.product(gradient, transposesLeft: true) }
            }
        }
    }

    /// x Wᵀ + b along the last axis of x: the rows of `weight` [out, in] are the weights of one output each, and
    /// `bias` [out], if there is one, is added to all rows.
    @specialized(where Scalar == Float)
    public func affine(_ weight: Self, _ bias: Self? = nil) -> Self {
        let (a, w, b) = (node, weight.node, bias?.node)
        let (x, matrix) = (value, weight.value)
        let result = affineProduct(weight, plus: bias?.value)
        return tape.record(result, of: [self, weight] + (bias.map { [$0] } ?? [])) { gradient, gradients in
            let rows = gradient.reshaped([-1, matrix.shape[0]])
            gradients.add(a) { gradient.product(matrix) }
            gradients.add(w, transposed: rows, times: x.reshaped([-1, matrix.shape[1]]))
            gradients.add(b) { rows.sum(axis: 0) }
        }
    }

    /// x Wᵀ + b. OpenBLAS multiplies a few rows by a matrix four times as fast when it is stored the other way round.
    private func affineProduct(_ weight: Self, plus bias: Tensor<Scalar>?) -> Tensor<Scalar> {
        if weight.shape.count == 2, value.count <= 16 * weight.shape[1],
            let transposed = tape.repeatedlyTransposed(weight)
        {
            return value.product(transposed, plus: bias)
        }
        return value.product(weight.value, transposesRight: true, plus: bias)
    }

    /// The cosine of the angle between the vectors along the last axis of two variables of equal shape,
    /// x · y / (max(‖x‖, ε) max(‖y‖, ε)) with ε = 10⁻⁸; that axis disappears.
    @specialized(where Scalar == Float)
    public static func cosineSimilarity(_ left: Self, _ right: Self) -> Self {
        require(left.shape == right.shape, "cosineSimilarity: shapes \(left.shape) and \(right.shape) differ")
        let (a, b) = (left.node, right.node)
        let (x, y) = (left.value, right.value)
        let (xNorm, yNorm) = (x.clampedNorm(), y.clampedNorm())
        let cosine = (x * y).sum(axis: -1, keepsAxis: true) / (xNorm * yNorm)
        let result = cosine.reshaped(Array(x.shape.dropLast()))
        return left.tape.record(result, of: [left, right]) { gradient, gradients in
            let gradient = gradient.reshaped(cosine.shape)
            gradients.add(a) { gradient * (y / (xNorm * yNorm) - x.radial(xNorm) * cosine) }
            gradients.add(b) { gradient * (x / (xNorm * yNorm) - y.radial(yNorm) * cosine) }
        }
    }
}

extension Tensor {
    /// ε below which a norm counts as ε.
    private static var smallestNorm: Scalar { 1e-8 }

    /// max(‖x‖, ε) along the last axis, which keeps size 1.
    fileprivate func clampedNorm() -> Self {
        let norm = (self * self).sum(axis: -1, keepsAxis: true).squareRoot()
        return (norm - Self.smallestNorm).relu() + Self.smallestNorm
    }

    /// x / ‖x‖², the derivative of log max(‖x‖, ε): zero where the norm was clamped.
    fileprivate func radial(_ norm: Self) -> Self {
        let isFree = (norm - Self.smallestNorm).elements.map { $0 > 0 ? Scalar(1) : 0 }
        return self / (norm * norm) * Tensor(norm.shape, isFree)
    }
}
