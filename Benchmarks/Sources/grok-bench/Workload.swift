import Federation
import Paillier
import Primitives

/// What everybody works on: the deltas of the spam model's size, from as many participants as the demo has.
struct Workload {
    /// Components of a delta.
    static let parameterCount = 1 << 16
    /// Contributions that a sum is made of.
    static let participants = 3
    /// Contributors whose randomness a holder audits.
    static let auditedContributors = 100
    /// How many are verified together, as the server does.
    static let verifiedTogether = 32
    /// Each has so many training examples that its weight is 1.
    static let examples = 4096
    /// The bytes that a client spends on tables of powers.
    static let tableBudget = 96 << 20

    /// 16-bit values, room for 8 participants: the defaults of a federation.
    let codec: CodecParameters
    /// One delta a participant, within the clip range.
    let deltas: [[Float]]
    /// Ties contributions and shares to a round.
    let context = TaggedHash("grok/benchmarks").finish()

    init() {
        codec = CodecParameters()
        deltas = (0..<Self.participants).map { _ in
            (0..<Self.parameterCount).map { _ in Float.random(in: -1...1) }
        }
    }

    /// Quantising and packing for plaintexts of so many bits.
    func makeCodec(plaintextBits: Int) throws -> UpdateCodec {
        try UpdateCodec(parameters: codec, parameterCount: Self.parameterCount, plaintextBits: plaintextBits)
    }

    /// The plaintexts of a participant's contribution.
    func plaintexts(of participant: Int, _ codec: UpdateCodec) throws -> PlaintextVector {
        // As a client draws it.
        var generator = SystemRandomNumberGenerator()
        return try codec.encode(
            delta: deltas[participant], examples: Self.examples, metrics: LocalMetrics(), using: &generator)
    }

    /// Whether this is the mean of all deltas, but for quantisation: a step for each participant.
    func isMean(_ mean: [Float]) -> Bool {
        let step = Float(codec.clip) / Float(1 << (codec.valueBits - 1) - 1)
        return mean.count == Self.parameterCount
            && mean.indices.allSatisfy { index in
                let expected = deltas.reduce(0) { $0 + $1[index] } / Float(Self.participants)
                return abs(mean[index] - expected) <= step
            }
    }
}
