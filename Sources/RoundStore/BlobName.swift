package import Federation
package import Primitives

/// What a large, durable sequence of bytes is.
package enum BlobName: Hashable, Sendable {
    case contribution(round: Int, participant: PartyName)
    /// Named by the digest of its bytes.
    case evidence(Digest)
    case model(Digest)
    /// A transcript that does not hold, as the server sent it.
    case refusedTranscript(round: Int)
    /// A signed roster, by the digest of its bytes.
    case roster(Digest)
    case share(round: Int, holder: Int, firstBlock: Int)
    case transcript(round: Int)

    /// The name of its kind, such as `refusedTranscript`.
    var kind: String { Mirror(reflecting: self).children.first?.label ?? "" }

    /// SHA-256 of its bytes, where that is its name.
    var digest: Digest? {
        switch self {
        case .evidence(let digest), .model(let digest): digest
        case .contribution, .refusedTranscript, .roster, .share, .transcript: nil
        }
    }

    /// The round whose end makes the blob superfluous; nil when it is kept.
    var workingRound: Int? {
        switch self {
        case .contribution(let round, _), .share(let round, _, _): round
        case .evidence, .model, .refusedTranscript, .roster, .transcript: nil
        }
    }
}

extension BlobName: CustomStringConvertible {
    package var description: String {
        switch self {
        case .contribution(let round, let participant): "the contribution of \(participant) to round \(round)"
        case .evidence(let digest): "the evidence \(digest.short)"
        case .model(let digest): "the model \(digest.short)"
        case .refusedTranscript(let round): "the refused transcript of round \(round)"
        case .roster(let digest): "the roster \(digest.short)"
        case .share(let round, let holder, let firstBlock):
            "the share of holder \(holder) from block \(firstBlock) on in round \(round)"
        case .transcript(let round): "the transcript of round \(round)"
        }
    }
}
