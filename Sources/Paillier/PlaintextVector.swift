public import BigNumber

/// Numbers to be encrypted, or that were decrypted: one row a position, least significant limb (64 bits) first.
///
/// `AdditiveScheme.plaintexts(for:)` makes one of the right shape.
public struct PlaintextVector: Sendable, Hashable {
    package var rows: ResidueVector

    /// Rows of zeros.
    public init(count: Int, limbsPerRow: Int) {
        rows = ResidueVector(count: count, limbsPerRow: limbsPerRow)
    }

    package init(rows: ResidueVector) {
        self.rows = rows
    }

    /// How many rows there are.
    public var count: Int { rows.count }

    /// How many limbs (64 bits) a row has.
    public var limbsPerRow: Int { rows.limbsPerRow }

    /// A row as a number.
    public subscript(row: Int) -> BigInteger {
        get { rows[row] }
        set { rows[row] = newValue }
    }

    /// Lends the limbs of a row.
    public func withLimbs<Result>(
        _ row: Int, _ body: (UnsafeBufferPointer<UInt>) throws -> Result
    ) rethrows -> Result {
        try rows.withLimbs(row, body)
    }

    /// Lends the limbs of a row, to be changed in place.
    public mutating func withMutableLimbs<Result>(
        _ row: Int, _ body: (UnsafeMutableBufferPointer<UInt>) throws -> Result
    ) rethrows -> Result {
        try rows.withMutableLimbs(row, body)
    }

    /// The first row that has more than `bits` bits, if there is one.
    func firstRow(exceeding bits: Int) -> Int? {
        (0..<count).first { row in
            withLimbs(row) { limbs in
                limbs.indices.contains { index in
                    let allowed = bits - index * UInt.bitWidth
                    return allowed < UInt.bitWidth && limbs[index] >> max(0, allowed) != 0
                }
            }
        }
    }
}
