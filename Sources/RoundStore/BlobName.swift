package import Federation
package import Primitives

/// What a large, durable sequence of bytes is.
package enum BlobName: Hashable, Sendable {
    case contribution(round: Int, participant: PartyName)
    case model(Digest)
    case share(round: Int, holder: Int, firstBlock: Int)
    case transcript(round: Int)

    /// The round whose end makes the blob superfluous; nil when it is kept.
    var workingRound: Int? {
        switch self {
        case .contribution(let round, _), .share(let round, _, _): round
        case .model, .transcript: nil
        }
    }
}

extension BlobName: CustomStringConvertible {
    package var description: String {
        switch self {
        case .contribution(let round, let participant): "the contribution of \(participant) to round \(round)"
        case .model(let digest): "the model \(digest.short)"
        case .share(let round, let holder, let firstBlock):
            "the share of holder \(holder) from block \(firstBlock) on in round \(round)"
        case .transcript(let round): "the transcript of round \(round)"
        }
    }
}
