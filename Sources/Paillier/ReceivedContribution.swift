public import Primitives

/// A contribution as it was read: sizes and ranges are right, the proof has not been checked.
public struct ReceivedContribution: Sendable {
    /// Header, root of the ciphertexts and context.
    public let claim: ContributionClaim
    /// Header and ciphertexts.
    public let vector: EncryptedVector

    fileprivate init(claim: ContributionClaim, vector: EncryptedVector) {
        self.claim = claim
        self.vector = vector
    }
}

extension AdditiveScheme {
    /// Reads a contribution, and computes the root of its ciphertexts from the very same bytes.
    ///
    /// - Throws: `PaillierError.byteCountMismatch`, `.ciphertextOutOfRange`, `.headerInvalid`.
    public func receive(
        header: ContributionHeader, body: [UInt8], layout: BlockLayout, context: Digest
    ) throws -> ReceivedContribution {
        try body.withUnsafeBytes { body in
            let vector = try decode(header: header, body: body, layout: layout)
            let claim = ContributionClaim(header: header, root: layout.root(of: body), context: context)
            return ReceivedContribution(claim: claim, vector: vector)
        }
    }

    /// Verifies contributions one after the other.
    public func flaws(in contributions: [ReceivedContribution], layout: BlockLayout) -> [(any Error)?] {
        flawsOneByOne(in: contributions, layout: layout)
    }

    func flawsOneByOne(in contributions: [ReceivedContribution], layout: BlockLayout) -> [(any Error)?] {
        contributions.map { contribution in
            do {
                try verify(contribution.vector, layout: layout, context: contribution.claim.context)
                return nil
            } catch { return error }
        }
    }
}
