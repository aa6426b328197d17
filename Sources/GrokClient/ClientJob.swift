package import Federation
package import Primitives
package import RoundStore
package import Wire

/// Work that takes too long for the node's queue.
package enum ClientJob: Sendable {
    /// Look at a sum that is to be committed to.
    case audit(SumProposal, HolderMachine, HolderMachine.Knowledge)
    /// Measure, train, quantise, encrypt, sign and persist a contribution.
    case prepare(RoundAnnouncement)
    /// Make this holder's shares of some blocks of a sum.
    case share(AgreedSum, ShareRequest, input: [UInt8])
    /// Check a transcript, and make the model that follows from it durable.
    case verify([UInt8], after: ChainHead)

    /// What came of a job.
    package enum Result: Sendable {
        case audited(SumProposal, HolderMachine.Decision)
        case cancelled(announcement: Digest)
        case failed(StoreError)
        case prepared(announcement: Digest)
        /// Training or encrypting failed, and would again.
        case preparationFailed(announcement: Digest, reason: String)
        case shareFailed(announcement: Digest, reason: String)
        case shared(ShareAnnouncement, payload: [UInt8])
        /// It does not hold, or does not follow.
        case transcriptRefused(reason: String)
        case verified(after: ChainHead, Transcript, TranscriptVerifier.Step)
    }
}
