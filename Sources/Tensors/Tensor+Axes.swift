extension Tensor {
    /// The axes in another order, by default the last two exchanged.
    @specialized(where Scalar == Float)
    public func transposed(_ axes: [Int]? = nil) -> Self {
        let axes = axes ?? Self.lastTwoExchanged(shape)
        require(axes.sorted() == Array(shape.indices), "transposed: \(axes) are not the axes of shape \(shape)")
        let strides = Shape.strides(shape)
        return strided(axes.map { shape[$0] }, axes.map { strides[$0] })
    }

    /// The tensors one after the other along `axis`; their other sizes are equal.
    @specialized(where Scalar == Float)
    public static func concatenated(_ parts: [Self], axis: Int = 0) -> Self {
        guard let first = parts.first else { preconditionFailure("concatenated: no tensors") }
        if parts.count == 1 { return first }
        let axis = Shape.axis(axis, of: first.shape, "concatenated")
        var shape = first.shape
        shape[axis] = 0
        for part in parts {
            var other = part.shape
            require(other.count == shape.count, "concatenated: shapes \(first.shape) and \(part.shape) differ")
            shape[axis] += other[axis]
            other[axis] = first.shape[axis]
            require(other == first.shape, "concatenated: shapes \(first.shape) and \(part.shape) do not fit")
        }
        let outer = shape[..<axis].reduce(1, *)
        let width = shape[axis...].reduce(1, *)
        return Tensor(shape) { out in
            var start = out
            for part in parts {
                let own = part.shape[axis...].reduce(1, *)
                part.withElements { source in
                    for row in 0..<outer { (start + row * width).update(from: source + row * own, count: own) }
                }
                start += own
            }
        }
    }

    /// Elements `range` along `axis`.
    @specialized(where Scalar == Float)
    public func slice(axis: Int, _ range: Range<Int>) -> Self {
        let axis = Shape.axis(axis, of: shape, "slice")
        if axis == 0 { return slice(range) }
        require(
            range.lowerBound >= 0 && range.upperBound <= shape[axis],
            "slice: shape \(shape) has no elements \(range) along axis \(axis)")
        var sliced = shape
        sliced[axis] = range.count
        let strides = Shape.strides(shape)
        return withElements { source in
            Tensor(sliced) {
                Scalar.kernels.copy(shape.count, sliced, strides, source + range.lowerBound * strides[axis], $0)
            }
        }
    }

    /// Zeros of `shape` but for elements `range` along `axis`, which are this tensor's.
    func unsliced(_ shape: [Int], axis: Int, _ range: Range<Int>) -> Self {
        var result = Tensor(shape, repeating: 0)
        result.accumulate(self, axis: axis, range)
        return result
    }

    /// Adds `part` to elements `range` along `axis`.
    mutating func accumulate(_ part: Self, axis: Int, _ range: Range<Int>) {
        let axis = Shape.axis(axis, of: shape, "slice")
        let inner = shape[(axis + 1)...].reduce(1, *)
        let (rows, width, own) = (shape[..<axis].reduce(1, *), shape[axis] * inner, range.count * inner)
        part.withElements { source in
            withMutableElements { out in
                for row in 0..<rows {
                    Scalar.kernels.accumulate(
                        own, 1, source + row * own, out + row * width + range.lowerBound * inner)
                }
            }
        }
    }

    /// Rows `indices` of the first axis, in that order.
    @specialized(where Scalar == Float)
    public func gathered(_ indices: [Int]) -> Self {
        gathered(RowIndices(indices, of: shape))
    }

    func gathered(_ indices: RowIndices) -> Self {
        withElements { source in
            Tensor([indices.count] + shape.dropFirst()) { out in
                indices.withPointer { Scalar.kernels.gather(indices.count, indices.width, $0, source, out) }
            }
        }
    }

    private static func lastTwoExchanged(_ shape: [Int]) -> [Int] {
        require(shape.count >= 2, "transposed: shape \(shape) has no two axes")
        return Array(0..<(shape.count - 2)) + [shape.count - 1, shape.count - 2]
    }
}
