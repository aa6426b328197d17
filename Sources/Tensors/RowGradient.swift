/// The gradient of a table of which only some rows were read: one row of `values` for each of `rows`.
public struct RowGradient<Scalar: TensorScalar>: Sendable {
    /// The shape of the whole table.
    public let shape: [Int]
    /// The rows with a gradient, distinct.
    public let rows: [Int32]
    /// Their gradients: rows.count × the sizes of a row.
    public private(set) var values: Tensor<Scalar>

    init(shape: [Int], rows: [Int32], values: Tensor<Scalar>) {
        self.shape = shape
        self.rows = rows
        self.values = values
    }

    /// The gradient as a tensor, zero in all other rows.
    public var dense: Tensor<Scalar> {
        var result = Tensor(shape, repeating: Scalar(0))
        add(to: &result)
        return result
    }

    /// Adds `scale` · this gradient to `table`, in place.
    public func add(to table: inout Tensor<Scalar>, scale: Scalar = 1) {
        require(table.shape == shape, "a gradient of shape \(shape) for a table of shape \(table.shape)")
        let indices = RowIndices(checked: rows, limit: shape[0], width: shape.dropFirst().reduce(1, *))
        let scaled = scale == 1 ? values : values * scale
        scaled.withElements { source in
            table.withMutableElements { out in
                indices.withPointer { Scalar.kernels.scatter(indices.count, indices.width, $0, source, out) }
            }
        }
    }

    /// Multiplies all values.
    mutating func scale(by factor: Scalar) {
        values = values * factor
    }

    static func + (left: Self, right: Self) -> Self {
        let slots = RowSlots(left.rows + right.rows, limit: left.shape[0])
        var values = Tensor([slots.rows.count] + left.shape.dropFirst(), repeating: Scalar(0))
        let joined = Tensor.concatenated([left.values, right.values])
        let width = left.shape.dropFirst().reduce(1, *)
        RowIndices(checked: slots.slots, limit: slots.rows.count, width: width).withPointer { indices in
            joined.withElements { source in
                values.withMutableElements { Scalar.kernels.scatter(slots.slots.count, width, indices, source, $0) }
            }
        }
        return Self(shape: left.shape, rows: slots.rows, values: values)
    }
}

extension Tensor {
    /// Adds the gradient of some rows in place.
    mutating func accumulate(_ rows: RowGradient<Scalar>) {
        rows.add(to: &self)
    }
}

/// Numbers the distinct rows of a list in the order of their first occurrence.
struct RowSlots {
    /// The distinct rows.
    private(set) var rows: [Int32] = []
    /// For each entry of the list, the number of its row.
    private(set) var slots: [Int32] = []

    init(_ list: [Int32], limit: Int) {
        slots.reserveCapacity(list.count)
        var numbers = [Int32](repeating: -1, count: limit)
        for row in list {
            if numbers[Int(row)] < 0 {
                numbers[Int(row)] = Int32(rows.count)
                rows.append(row)
            }
            slots.append(numbers[Int(row)])
        }
    }
}
