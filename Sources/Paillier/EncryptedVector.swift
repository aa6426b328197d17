/// One participant's encrypted vector, or a sum of such vectors.
public struct EncryptedVector: Sendable, Hashable {
    /// What belongs to the vector as a whole; empty where a scheme has nothing to say.
    public var header: ContributionHeader
    /// One ciphertext a position.
    public var ciphertexts: CiphertextVector

    package init(header: ContributionHeader = .empty, ciphertexts: CiphertextVector) {
        self.header = header
        self.ciphertexts = ciphertexts
    }
}
