/// What can go wrong in `Paillier`: each case prints as one line, and none carries a secret.
public enum PaillierError: Error, Hashable, Sendable {
    /// A block of a sum has no share, or too few.
    case blockUncovered(block: Int)
    /// Bytes have another size than what they stand for.
    case byteCountMismatch(part: String, expected: Int, actual: Int)
    /// A ciphertext is zero, or not below n².
    case ciphertextOutOfRange(row: Int)
    /// A contribution's randomisers or proof are not numbers in their range.
    case headerInvalid(part: String)
    /// A layout has no positions, or too many.
    case layoutInvalid(blocks: Int, positionsPerBlock: Int)
    /// A scheme's public parameters are not ones to encrypt under.
    case parametersInvalid(scheme: String, reason: String)
    /// There are more or fewer plaintexts than positions.
    case plaintextCountMismatch(expected: Int, actual: Int)
    /// A plaintext has too many bits.
    case plaintextTooLarge(row: Int, bits: Int)
    /// The proof of a contribution does not hold.
    case proofInvalid(part: String)
    /// A request for shares is not about blocks of the layout.
    case requestInvalid(reason: String)
    /// A holder's share is not one.
    case shareInvalid(holder: Int, reason: String)
    /// Two holders decrypted one block to different sums.
    case sharesDisagree(block: Int, holders: [Int])
}

extension PaillierError: CustomStringConvertible {
    /// One line for a log or a terminal.
    public var description: String {
        switch self {
        case .blockUncovered(let block): "decryption: block \(block) lacks a share; ask another holder for it"
        case .byteCountMismatch(let part, let expected, let actual):
            "\(part): \(actual) bytes where \(expected) are expected"
        case .ciphertextOutOfRange(let row): "ciphertexts: row \(row) is zero or not below the square of the modulus"
        case .headerInvalid(let part): "contribution: \(part) out of range"
        case .layoutInvalid(let blocks, let positionsPerBlock):
            "layout: \(blocks) blocks of \(positionsPerBlock); at least one position is needed, at most "
                + "\(BlockLayout.maximumPositions) are allowed"
        case .parametersInvalid(let scheme, let reason): "parameters of \(scheme): \(reason)"
        case .plaintextCountMismatch(let expected, let actual):
            "plaintexts: \(actual) rows where the layout has \(expected) positions"
        case .plaintextTooLarge(let row, let bits): "plaintexts: row \(row) has more than \(bits) bits"
        case .proofInvalid(let part): "contribution: the proof of its \(part) does not hold"
        case .requestInvalid(let reason): "request for shares: \(reason)"
        case .shareInvalid(let holder, let reason): "share of holder \(holder): \(reason)"
        case .sharesDisagree(let block, let holders):
            "decryption: holders \(holders.map(String.init).joined(separator: " and ")) disagree about block \(block)"
        }
    }
}
