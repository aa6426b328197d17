public import Primitives

/// What schemes without randomisers and proofs have in common: all that their headers can be is empty.
public protocol HeaderlessScheme: AdditiveScheme {}

extension HeaderlessScheme {
    /// A block may be as long as a vector.
    public var maximumBlock: Int { BlockLayout.maximumPositions }

    /// There is no header.
    public func headerByteCount(layout: BlockLayout) -> Int { 0 }

    /// There is nothing beyond what decoding checks: every ciphertext opens to something.
    public func verify(_ contribution: EncryptedVector, layout: BlockLayout, context: Digest) throws {}

    /// Checks that the header is empty.
    public func audit(_ header: ContributionHeader, root: Digest, layout: BlockLayout, context: Digest) throws {
        guard header == .empty else {
            throw PaillierError.byteCountMismatch(part: "header", expected: 0, actual: header.byteCount)
        }
    }
}
