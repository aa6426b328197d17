public import Primitives

/// What a decryption share belongs to: it is of no use anywhere else.
public struct ShareContext: Hashable, Sendable {
    /// The digest of the round's announcement (P).
    public let announcement: Digest
    /// The digest of the contributions that the sum is made of.
    public let sum: Digest

    /// A round, and a sum in it.
    public init(announcement: Digest, sum: Digest) {
        self.announcement = announcement
        self.sum = sum
    }
}
