/// The gradient of an embedding, most of whose rows a batch does not touch.
struct SparseGradient {
    /// The sums, row-major; zero in every row that is not touched.
    var values: [Float]
    /// The rows with a gradient, in the order of their first touch.
    private(set) var touched: [Int] = []
    private var isTouched: [Bool]
    private let dimension: Int

    init(rows: Int, dimension: Int) {
        values = Array(repeating: 0, count: rows * dimension)
        isTouched = Array(repeating: false, count: rows)
        self.dimension = dimension
    }

    /// Counts `row` among those with a gradient.
    mutating func touch(_ row: Int) {
        guard !isTouched[row] else { return }
        isTouched[row] = true
        touched.append(row)
    }

    /// Back to zero, at the cost of the touched rows only.
    mutating func clear() {
        for row in touched {
            isTouched[row] = false
            for component in 0..<dimension { values[row * dimension + component] = 0 }
        }
        touched.removeAll(keepingCapacity: true)
    }
}
