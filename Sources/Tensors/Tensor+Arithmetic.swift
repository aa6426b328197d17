extension Tensor {
    /// The sum, element by element; sizes of 1 repeat.
    @specialized(where Scalar == Float)
    public static func + (left: Self, right: Self) -> Self {
        combine(left, right, Scalar.kernels.add, "+")
    }

    /// The difference, element by element; sizes of 1 repeat.
    @specialized(where Scalar == Float)
    public static func - (left: Self, right: Self) -> Self {
        combine(left, right, Scalar.kernels.subtract, "-")
    }

    /// The product, element by element; sizes of 1 repeat.
    @specialized(where Scalar == Float)
    public static func * (left: Self, right: Self) -> Self {
        combine(left, right, Scalar.kernels.multiply, "*")
    }

    /// The quotient, element by element; sizes of 1 repeat.
    @specialized(where Scalar == Float)
    public static func / (left: Self, right: Self) -> Self {
        combine(left, right, Scalar.kernels.divide, "/")
    }

    /// Adds `right` to every element.
    @specialized(where Scalar == Float)
    public static func + (left: Self, right: Scalar) -> Self {
        left.with(right, Scalar.kernels.add)
    }

    /// Subtracts `right` from every element.
    @specialized(where Scalar == Float)
    public static func - (left: Self, right: Scalar) -> Self {
        left.with(right, Scalar.kernels.subtract)
    }

    /// Multiplies every element by `right`.
    @specialized(where Scalar == Float)
    public static func * (left: Self, right: Scalar) -> Self {
        left.with(right, Scalar.kernels.multiply)
    }

    /// Divides every element by `right`.
    @specialized(where Scalar == Float)
    public static func / (left: Self, right: Scalar) -> Self {
        left.with(right, Scalar.kernels.divide)
    }

    /// Multiplies every element by `left`.
    @specialized(where Scalar == Float)
    public static func * (left: Scalar, right: Self) -> Self {
        right * left
    }

    /// Every element subtracted from `left`.
    @specialized(where Scalar == Float)
    public static func - (left: Scalar, right: Self) -> Self {
        Tensor(left) - right
    }

    /// `left` divided by every element.
    @specialized(where Scalar == Float)
    public static func / (left: Scalar, right: Self) -> Self {
        Tensor(left) / right
    }

    /// The negative of every element.
    @specialized(where Scalar == Float)
    public static prefix func - (operand: Self) -> Self {
        operand * -1
    }

    /// Adds `right`, of the same shape, in place.
    @specialized(where Scalar == Float)
    public static func += (left: inout Self, right: Self) {
        left.accumulate(right)
    }

    /// Adds `scale` · `other`, of the same shape, in place.
    @specialized(where Scalar == Float)
    public mutating func accumulate(_ other: Self, scale: Scalar = 1) {
        require(shape == other.shape, "+=: shapes \(shape) and \(other.shape) differ")
        let count = count
        other.withElements { source in
            withMutableElements { Scalar.kernels.accumulate(count, scale, source, $0) }
        }
    }

    /// The elements repeated along axes of size 1 until the shape is `shape`.
    @specialized(where Scalar == Float)
    public func expanded(_ shape: [Int]) -> Self {
        if shape == self.shape { return self }
        require(
            Shape.broadcast(self.shape, shape, "expanded") == shape,
            "expanded: shape \(self.shape) does not grow to \(shape)")
        return strided(shape, Shape.strides(self.shape, as: shape))
    }

    /// Sums what `expanded` repeats: the elements of `shape`.
    @specialized(where Scalar == Float)
    public func summed(to shape: [Int]) -> Self {
        if shape == self.shape { return self }
        let missing = self.shape.count - shape.count
        let lead = self.shape.prefix(missing).reduce(1, *)
        var result = missing > 0 ? reshaped([lead] + self.shape.dropFirst(missing)).sum(axis: 0) : self
        for axis in shape.indices.reversed() where shape[axis] == 1 && result.shape[axis] != 1 {
            result = result.sum(axis: axis, keepsAxis: true)
        }
        require(result.shape == shape, "summed: shape \(self.shape) does not shrink to \(shape)")
        return result
    }

    func strided(_ shape: [Int], _ strides: [Int]) -> Self {
        withElements { source in
            Tensor(shape) { Scalar.kernels.copy(shape.count, shape, strides, source, $0) }
        }
    }

    private func with(_ number: Scalar, _ operation: Kernels<Scalar>.Arithmetic) -> Self {
        withElements { source in
            Tensor(shape) { operation.number(count, source, number, $0) }
        }
    }

    private static func combine(
        _ left: Self, _ right: Self, _ operation: Kernels<Scalar>.Arithmetic, _ name: StaticString
    ) -> Self {
        let shape = Shape.broadcast(left.shape, right.shape, name)
        let loop = BroadcastLoop(shape, Shape.strides(left.shape, as: shape), Shape.strides(right.shape, as: shape))
        return left.withElements { left in
            right.withElements { right in
                Tensor(shape) { loop.run(left, right, $0, operation) }
            }
        }
    }
}
