/// The nest of loops behind an operation on two tensors of which axes of size 1 repeat: neighbouring axes that both
/// operands walk through evenly are merged, so that the innermost loop is as long as can be.
struct BroadcastLoop {
    private struct Axis {
        var count: Int
        var left: Int
        var right: Int
    }

    /// Innermost first.
    private var axes: [Axis] = []

    init(_ shape: [Int], _ left: [Int], _ right: [Int]) {
        for axis in shape.indices.reversed() where shape[axis] != 1 {
            if let inner = axes.last, left[axis] == inner.left * inner.count, right[axis] == inner.right * inner.count {
                axes[axes.count - 1].count *= shape[axis]
            } else {
                axes.append(Axis(count: shape[axis], left: left[axis], right: right[axis]))
            }
        }
        if axes.isEmpty { axes = [Axis(count: 1, left: 1, right: 1)] }
    }

    /// Writes the result, contiguous.
    func run<Scalar>(
        _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>, _ out: UnsafeMutablePointer<Scalar>,
        _ operation: Kernels<Scalar>.Arithmetic
    ) {
        var position = out
        run(axes.count - 1, left, right, &position, operation)
    }

    private func run<Scalar>(
        _ depth: Int, _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
        _ out: inout UnsafeMutablePointer<Scalar>, _ operation: Kernels<Scalar>.Arithmetic
    ) {
        let axis = axes[depth]
        guard depth == 0 else {
            for index in 0..<axis.count {
                run(depth - 1, left + index * axis.left, right + index * axis.right, &out, operation)
            }
            return
        }
        // The innermost stride is 1, or 0 for an operand that repeats.
        switch (axis.left, axis.right) {
        case (_, 0): operation.number(axis.count, left, right.pointee, out)
        case (0, _): operation.reversed(axis.count, left.pointee, right, out)
        default: operation.pair(axis.count, left, right, out)
        }
        out += axis.count
    }
}
