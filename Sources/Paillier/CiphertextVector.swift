package import BigNumber

/// Encrypted numbers, one row a position. Only a scheme makes one, so every row is in range.
public struct CiphertextVector: Sendable, Hashable {
    package var rows: ResidueVector

    package init(rows: ResidueVector) {
        self.rows = rows
    }

    /// How many ciphertexts there are.
    public var count: Int { rows.count }
}
