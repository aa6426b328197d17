/// What can go wrong in `BigNumber`: each case prints as one line, and none carries a secret.
public enum BigNumberError: Error, Hashable, Sendable {
    /// Encoded rows have another size than the number of rows and their width make.
    case byteCountMismatch(expected: Int, actual: Int)
    /// A row is zero, or not below the modulus.
    case residueOutOfRange(row: Int)
    /// Not even the smallest table of powers fits the memory that it was given.
    case tableBudgetTooSmall(budget: Int, smallest: Int)
}

extension BigNumberError: CustomStringConvertible {
    /// One line for a log or a terminal.
    public var description: String {
        switch self {
        case .byteCountMismatch(let expected, let actual): "residues: \(actual) bytes where \(expected) are expected"
        case .residueOutOfRange(let row): "residues: row \(row) is zero or not below the modulus"
        case .tableBudgetTooSmall(let budget, let smallest):
            "table of powers: needs at least \(smallest) bytes, allowed are \(budget); allow more memory"
        }
    }
}
