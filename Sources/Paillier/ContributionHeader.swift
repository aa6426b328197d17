/// What belongs to a contribution as a whole, beside its ciphertexts: as bytes, since they are hashed and signed.
public struct ContributionHeader: Hashable, Sendable {
    /// The blocks' randomisers u, each in the bytes of n, one after the other; empty where a scheme has none.
    public let randomisers: [UInt8]
    /// The parts of the proof that the contribution is well formed, in the scheme's order; a sum has no proof.
    public let proof: [[UInt8]]

    /// A header as it came from somewhere; `AdditiveScheme.decode` and `.audit` check it.
    public init(randomisers: [UInt8], proof: [[UInt8]]) {
        self.randomisers = randomisers
        self.proof = proof
    }

    /// The header where a scheme has nothing to say.
    public static let empty = ContributionHeader(randomisers: [], proof: [])

    /// All bytes together.
    public var byteCount: Int { proof.reduce(randomisers.count) { $0 + $1.count } }
}
