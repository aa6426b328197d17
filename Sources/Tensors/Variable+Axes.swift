extension Variable {
    /// The same elements in another shape; one size may be −1 and is then what remains.
    @specialized(where Scalar == Float)
    public func reshaped(_ shape: [Int]) -> Self {
        let own = self.shape
        return mapped(value.reshaped(shape)) { gradient in gradient.reshaped(own) }
    }

    /// The axes in another order, by default the last two exchanged.
    @specialized(where Scalar == Float)
    public func transposed(_ axes: [Int]? = nil) -> Self {
        var inverse: [Int]?
        if let axes { inverse = axes.indices.sorted { axes[$0] < axes[$1] } }
        return mapped(value.transposed(axes)) { gradient in gradient.transposed(inverse) }
    }

    /// Elements `range` along `axis`.
    @specialized(where Scalar == Float)
    public func slice(axis: Int = 0, _ range: Range<Int>) -> Self {
        let (node, shape) = (node, shape)
        return tape.record(value.slice(axis: axis, range), of: [self]) { gradient, gradients in
            gradients.add(node, slice: gradient, of: shape, axis: axis, range)
        }
    }

    /// The variables one after the other along `axis`.
    @specialized(where Scalar == Float)
    public static func concatenated(_ parts: [Self], axis: Int = 0) -> Self {
        guard let first = parts.first else { preconditionFailure("concatenated: no variables") }
        let axis = Shape.axis(axis, of: first.shape, "concatenated")
        let inputs = parts.map { (node: $0.node, size: $0.shape[axis]) }
        return first.tape.record(.concatenated(parts.map { $0.value }, axis: axis), of: parts) { gradient, gradients in
            var start = 0
            for (node, size) in inputs {
                gradients.add(node) { gradient.slice(axis: axis, start..<(start + size)) }
                start += size
            }
        }
    }

    /// The sum of all elements.
    @specialized(where Scalar == Float)
    public func sum() -> Self {
        let shape = shape
        return mapped(value.sum()) { gradient in Tensor(shape, repeating: gradient.scalar) }
    }

    /// The sums along `axis`, which disappears or keeps size 1.
    @specialized(where Scalar == Float)
    public func sum(axis: Int, keepsAxis: Bool = false) -> Self {
        let (shape, kept) = (shape, kept(axis))
        return mapped(value.sum(axis: axis, keepsAxis: keepsAxis)) { gradient in
            gradient.reshaped(kept).expanded(shape)
        }
    }

    /// The mean of all elements.
    @specialized(where Scalar == Float)
    public func mean() -> Self {
        sum() / Scalar(count)
    }

    /// The means along `axis`, which disappears or keeps size 1.
    @specialized(where Scalar == Float)
    public func mean(axis: Int, keepsAxis: Bool = false) -> Self {
        sum(axis: axis, keepsAxis: keepsAxis) / Scalar(shape[Shape.axis(axis, of: shape, "mean")])
    }

    /// The largest elements along `axis`, which disappears or keeps size 1; of equal ones the first gets the gradient.
    @specialized(where Scalar == Float)
    public func max(axis: Int, keepsAxis: Bool = false) -> Self {
        let shape = shape
        let axis = Shape.axis(axis, of: shape, "max")
        let (values, positions) = value.maximum(axis: axis, keepsAxis: keepsAxis)
        let inner = shape[(axis + 1)...].reduce(1, *)
        let places = positions.indices.map { index in
            (index / inner * shape[axis] + Int(positions[index])) * inner + index % inner
        }
        let indices = RowIndices(places, of: [value.count])
        return mapped(values) { gradient in gradient.scattered(indices, shape) }
    }

    private func kept(_ axis: Int) -> [Int] {
        var shape = shape
        shape[Shape.axis(axis, of: shape, "sum")] = 1
        return shape
    }
}

extension Tensor {
    /// Zeros of `shape` plus each row of this tensor at its index.
    func scattered(_ indices: RowIndices, _ shape: [Int]) -> Self {
        var result = Tensor(shape, repeating: 0)
        withElements { source in
            result.withMutableElements { out in
                indices.withPointer { Scalar.kernels.scatter(indices.count, indices.width, $0, source, out) }
            }
        }
        return result
    }
}
