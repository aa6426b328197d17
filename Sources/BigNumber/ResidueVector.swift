import Glibc

/// Numbers of one width in one flat buffer: `count` rows of `limbsPerRow` limbs, least significant limb first.
///
/// Ten thousand residues are one allocation, and go to the wire as they lie, row after row.
public struct ResidueVector: Sendable, Hashable {
    /// How many rows there are.
    public let count: Int
    /// How many limbs (64 bits) a row has.
    public let limbsPerRow: Int
    private var limbs: [UInt]

    /// Rows of zeros.
    public init(count: Int, limbsPerRow: Int) {
        precondition(count >= 0 && limbsPerRow > 0, "\(count) rows of \(limbsPerRow) limbs")
        self.count = count
        self.limbsPerRow = limbsPerRow
        limbs = [UInt](repeating: 0, count: count * limbsPerRow)
    }

    /// Rows that all hold a small number.
    public init(repeating number: UInt, count: Int, limbsPerRow: Int) {
        self.init(count: count, limbsPerRow: limbsPerRow)
        for row in 0..<count { limbs[row * limbsPerRow] = number }
    }

    /// One row an integer.
    ///
    /// - Precondition: the integers are not negative and fit.
    public init(_ integers: [BigInteger], limbsPerRow: Int) {
        self.init(count: integers.count, limbsPerRow: limbsPerRow)
        for (row, integer) in integers.enumerated() { self[row] = integer }
    }

    /// A row as an integer.
    public subscript(row: Int) -> BigInteger {
        get { withLimbs(row) { BigInteger(limbs: $0) } }
        set { withMutableLimbs(row) { newValue.write(to: $0) } }
    }

    /// Lends the limbs of a row.
    public func withLimbs<Result>(
        _ row: Int, _ body: (UnsafeBufferPointer<UInt>) throws -> Result
    ) rethrows -> Result {
        let range = limbRange(row..<row + 1)
        return try limbs.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Lends the limbs of a row, to be changed in place.
    public mutating func withMutableLimbs<Result>(
        _ row: Int, _ body: (UnsafeMutableBufferPointer<UInt>) throws -> Result
    ) rethrows -> Result {
        let range = limbRange(row..<row + 1)
        return try limbs.withUnsafeMutableBufferPointer { try body(UnsafeMutableBufferPointer(rebasing: $0[range])) }
    }

    /// Lends all rows, one after the other.
    public func withAllLimbs<Result>(_ body: (UnsafeBufferPointer<UInt>) throws -> Result) rethrows -> Result {
        try limbs.withUnsafeBufferPointer(body)
    }

    /// Lends all rows, one after the other, to be changed in place.
    public mutating func withAllMutableLimbs<Result>(
        _ body: (UnsafeMutableBufferPointer<UInt>) throws -> Result
    ) rethrows -> Result {
        try limbs.withUnsafeMutableBufferPointer { try body($0) }
    }

    /// A copy of some rows, in order.
    public subscript(rows rows: Range<Int>) -> ResidueVector {
        var part = ResidueVector(count: rows.count, limbsPerRow: limbsPerRow)
        part.limbs = Array(limbs[limbRange(rows)])
        return part
    }

    /// A copy of certain rows, in the order given.
    public func rows(at rows: [Int]) -> ResidueVector {
        var part = ResidueVector(count: rows.count, limbsPerRow: limbsPerRow)
        for (place, row) in rows.enumerated() { part.replaceRows(from: place, with: self[rows: row..<row + 1]) }
        return part
    }

    /// Puts rows in the place of those that start at `start`.
    public mutating func replaceRows(from start: Int, with rows: ResidueVector) {
        precondition(rows.limbsPerRow == limbsPerRow, "rows of \(rows.limbsPerRow) limbs among rows of \(limbsPerRow)")
        limbs.replaceSubrange(limbRange(start..<start + rows.count), with: rows.limbs)
    }

    /// The rows of several vectors of one width, one vector after the other.
    ///
    /// - Precondition: there is a vector.
    public init(concatenating vectors: [ResidueVector]) {
        self.init(count: vectors.reduce(0) { $0 + $1.count }, limbsPerRow: vectors[0].limbsPerRow)
        var start = 0
        for vector in vectors {
            replaceRows(from: start, with: vector)
            start += vector.count
        }
    }

    /// Overwrites all rows with zeros, for good.
    ///
    /// - Precondition: no other vector shares these rows; wiping a shared one would wipe a copy.
    package mutating func wipe() {
        limbs.withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress { explicit_bzero(start, bytes.count) }
        }
    }

    private func limbRange(_ rows: Range<Int>) -> Range<Int> {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows \(rows) of \(count)")
        return rows.lowerBound * limbsPerRow..<rows.upperBound * limbsPerRow
    }
}
