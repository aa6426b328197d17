extension Variable {
    /// Rows `indices` of the first axis, in that order. The gradient of a table that is only read so is sparse.
    @specialized(where Scalar == Float)
    public func gathered(_ indices: [Int]) -> Self {
        let indices = RowIndices(indices, of: shape)
        let (node, shape) = (node, shape)
        return tape.record(value.gathered(indices), of: [self]) { gradient, gradients in
            let slots = RowSlots(indices.rows, limit: indices.limit)
            let compact = RowIndices(checked: slots.slots, limit: slots.rows.count, width: indices.width)
            let values = gradient.scattered(compact, [slots.rows.count] + shape.dropFirst())
            gradients.add(node, rows: RowGradient(shape: shape, rows: slots.rows, values: values))
        }
    }

    /// The sum of the rows of each bag: bags.count × the sizes of a row. The gradient is sparse, as that of
    /// `gathered`.
    @specialized(where Scalar == Float)
    public func bags(_ bags: [[UInt32]]) -> Self {
        let bags = Bags(bags, of: shape)
        let (node, shape) = (node, shape)
        return tape.record(bags.sums(of: value), of: [self]) { gradient, gradients in
            gradients.add(node, rows: bags.gradient(gradient, shape))
        }
    }
}

/// Bags of rows of a table, one after the other.
struct Bags {
    private let starts: [Int32]
    private let indices: RowIndices

    init(_ bags: [[UInt32]], of shape: [Int]) {
        var starts: [Int32] = [0]
        for bag in bags { starts.append((starts.last ?? 0) + Int32(bag.count)) }
        self.starts = starts
        indices = RowIndices(Array(bags.joined()), of: shape)
    }

    func sums<Scalar>(of table: Tensor<Scalar>) -> Tensor<Scalar> {
        table.withElements { source in
            Tensor([starts.count - 1] + table.shape.dropFirst()) { out in
                indices.withPointer { Scalar.kernels.bag(starts.count - 1, indices.width, starts, $0, source, out) }
            }
        }
    }

    func gradient<Scalar>(_ gradient: Tensor<Scalar>, _ shape: [Int]) -> RowGradient<Scalar> {
        let slots = RowSlots(indices.rows, limit: indices.limit)
        var values = Tensor([slots.rows.count] + shape.dropFirst(), repeating: Scalar(0))
        gradient.withElements { source in
            values.withMutableElements { out in
                Scalar.kernels.bagGradient(starts.count - 1, indices.width, starts, slots.slots, source, out)
            }
        }
        return RowGradient(shape: shape, rows: slots.rows, values: values)
    }
}
