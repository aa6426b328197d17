/// One participant's encrypted vector, or a sum of such vectors.
public struct EncryptedVector: Sendable, Hashable {
    /// What belongs to the vector as a whole (the scheme says how many bytes); empty where a scheme has nothing to say.
    public var header: [UInt8]
    /// One ciphertext a position.
    public var ciphertexts: CiphertextVector

    package init(header: [UInt8] = [], ciphertexts: CiphertextVector) {
        self.header = header
        self.ciphertexts = ciphertexts
    }
}
