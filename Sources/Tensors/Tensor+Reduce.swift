extension Tensor {
    /// The sum of all elements.
    public func sum() -> Self {
        reshaped([count]).sum(axis: 0)
    }

    /// The sums along `axis`, which disappears or keeps size 1.
    public func sum(axis: Int, keepsAxis: Bool = false) -> Self {
        let (outer, middle, inner, reduced) = parts(axis, keepsAxis, "sum")
        return withElements { source in
            Tensor(reduced) { Scalar.kernels.sum(outer, middle, inner, source, $0) }
        }
    }

    /// The mean of all elements.
    public func mean() -> Self {
        sum() / Scalar(count)
    }

    /// The means along `axis`, which disappears or keeps size 1.
    public func mean(axis: Int, keepsAxis: Bool = false) -> Self {
        sum(axis: axis, keepsAxis: keepsAxis) / Scalar(shape[Shape.axis(axis, of: shape, "mean")])
    }

    /// The largest elements along `axis`, which disappears or keeps size 1.
    public func max(axis: Int, keepsAxis: Bool = false) -> Self {
        maximum(axis: axis, keepsAxis: keepsAxis).values
    }

    /// Where along `axis` the largest elements lie, the first of equal ones; row by row.
    public func argmax(axis: Int = -1) -> [Int] {
        maximum(axis: axis, keepsAxis: false).positions.map(Int.init)
    }

    func maximum(axis: Int, keepsAxis: Bool) -> (values: Self, positions: [Int32]) {
        let (outer, middle, inner, reduced) = parts(axis, keepsAxis, "max")
        require(middle > 0, "max: shape \(shape) has no elements along axis \(axis)")
        var positions = [Int32](repeating: 0, count: outer * inner)
        let values = withElements { source in
            Tensor(reduced) { out in
                positions.withUnsafeMutableBufferPointer { buffer in
                    guard let start = buffer.baseAddress else { return }
                    Scalar.kernels.max(outer, middle, inner, source, out, start)
                }
            }
        }
        return (values, positions)
    }

    /// Σ aᵢ bᵢ over all elements of two tensors of as many elements.
    public static func dot(_ left: Self, _ right: Self) -> Scalar {
        require(left.count == right.count, "dot: shapes \(left.shape) and \(right.shape) differ in size")
        return left.withElements { first in
            right.withElements { Scalar.kernels.dot(left.count, first, $0) }
        }
    }

    /// The sizes before, along and after `axis`, and the shape without it.
    private func parts(
        _ axis: Int, _ keepsAxis: Bool, _ name: StaticString
    ) -> (outer: Int, middle: Int, inner: Int, reduced: [Int]) {
        let axis = Shape.axis(axis, of: shape, name)
        var reduced = shape
        if keepsAxis { reduced[axis] = 1 } else { reduced.remove(at: axis) }
        return (shape[..<axis].reduce(1, *), shape[axis], shape[(axis + 1)...].reduce(1, *), reduced)
    }
}
