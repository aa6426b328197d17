import Federation
import Primitives
import Wire

/// Something that is fetched from the server, part by part.
struct Download {
    let digest: Digest
    let purpose: Purpose
    /// More bytes than this are not taken.
    let limit: Int
    var bytes: [UInt8] = []

    /// What the bytes are for.
    enum Purpose {
        case contributions(CommitRequest)
        case input(AgreedSum, ShareRequest)
        /// The transcript that follows this head; asked for by the digest of the one before.
        case transcript(after: ChainHead)

        /// The round whose sum it is for.
        var round: Int? {
            switch self {
            case .contributions(let request): request.announcement.announcement.round
            case .input(let agreed, _): agreed.commitment.round
            case .transcript: nil
            }
        }
    }

    /// Takes the next part.
    ///
    /// - Returns: whether it is the next part of this, within the limit.
    mutating func append(_ chunk: Chunk) -> Bool {
        guard chunk.offset == bytes.count, chunk.total <= limit, chunk.offset + chunk.content.count <= chunk.total
        else { return false }
        bytes += chunk.content
        return true
    }
}
