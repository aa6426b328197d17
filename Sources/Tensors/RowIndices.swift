/// Checked rows of a table, as the loops in C want them.
struct RowIndices: Sendable {
    let rows: [Int32]
    /// How many rows the table has.
    let limit: Int
    /// How many numbers a row holds.
    let width: Int

    var count: Int { rows.count }

    init(_ indices: some Collection<some FixedWidthInteger>, of shape: [Int]) {
        require(!shape.isEmpty && shape[0] < 1 << 31, "rows of a tensor of shape \(shape)")
        limit = shape[0]
        width = shape.dropFirst().reduce(1, *)
        let limit = limit
        rows = indices.map { index in
            require(index >= 0 && index < limit, "row \(index) of a tensor of shape \(shape)")
            return Int32(truncatingIfNeeded: index)
        }
    }

    init(checked rows: [Int32], limit: Int, width: Int) {
        self.rows = rows
        self.limit = limit
        self.width = width
    }

    func withPointer(_ body: (UnsafePointer<Int32>) -> Void) {
        rows.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress { body(start) }
        }
    }
}
