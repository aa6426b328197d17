public import Paillier
public import Primitives

/// Everything that gives a contribution to a round its meaning; its digest is what contributors sign.
public struct RoundAnnouncement: Hashable, Sendable {
    /// The federation's id.
    public let federation: PartyName
    /// Digest of the manifest.
    public let manifest: Digest
    /// Number of the roster in force.
    public let rosterNumber: Int
    /// Digest of that roster.
    public let roster: Digest
    /// Digest of the scheme's public parameters.
    public let key: Digest
    /// Number of the round, from 1, never used twice.
    public let round: Int
    /// What is contributed.
    public let kind: RoundKind
    /// Digest of the model that deltas are relative to and metrics are of.
    public let baseModel: Digest
    /// Digest of the transcript before this round; ``Transcript/genesis`` before the first.
    public let previousTranscript: Digest
    /// How to train.
    public let hyperParameters: HyperParameters
    /// How to quantise and pack.
    public let codec: CodecParameters
    /// How the mean is applied.
    public let strategy: String
    /// Blocks and positions of a contribution.
    public let layout: BlockLayout
    /// Contributions after this moment may come too late.
    public let deadline: Timestamp

    /// An announcement of round `round`.
    public init(
        federation: PartyName, manifest: Digest, rosterNumber: Int, roster: Digest, key: Digest, round: Int,
        kind: RoundKind, baseModel: Digest, previousTranscript: Digest, hyperParameters: HyperParameters,
        codec: CodecParameters, strategy: String, layout: BlockLayout, deadline: Timestamp
    ) {
        self.federation = federation
        self.manifest = manifest
        self.rosterNumber = rosterNumber
        self.roster = roster
        self.key = key
        self.round = round
        self.kind = kind
        self.baseModel = baseModel
        self.previousTranscript = previousTranscript
        self.hyperParameters = hyperParameters
        self.codec = codec
        self.strategy = strategy
        self.layout = layout
        self.deadline = deadline
    }

    /// P = H("grok/v1/round"; every field, in order).
    public var digest: Digest {
        var hash = TaggedHash("grok/v1/round")
        for text in [federation.text, kind.rawValue, strategy] { hash.append(text) }
        for digest in [manifest, roster, key, baseModel, previousTranscript] { hash.append(digest) }
        for number in [rosterNumber, round, hyperParameters.epochs, hyperParameters.batchSize] + codecNumbers {
            hash.append(u64: UInt64(bitPattern: Int64(number)))
        }
        for real in [hyperParameters.learningRate, codec.clip] { hash.append(u64: real.bitPattern) }
        for number in [layout.blocks, layout.positionsPerBlock] { hash.append(u64: UInt64(number)) }
        hash.append(u64: UInt64(bitPattern: deadline.milliseconds))
        return hash.finish()
    }

    private var codecNumbers: [Int] {
        [codec.valueBits, codec.metricBits, codec.weightCap, codec.maximumParticipants]
    }
}
