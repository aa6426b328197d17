package import Federation
package import Primitives

/// A checked message: digests have 32 bytes, names are names, numbers lie in their ranges.
package enum WireMessage: Equatable, Sendable {
    case acknowledgement(Acknowledgement)
    case announcement(SignedAnnouncement)
    case chunk(Chunk)
    case commit(SumCommit)
    case commitRequest(CommitRequest)
    case concluded(Concluded)
    case contribution(SignedContribution)
    case contributionRefused(announcement: Digest, reason: String)
    case fetch(digest: Digest, offset: Int)
    case finished(Finished)
    case hello(Hello)
    case ping
    case pong
    case refused(announcement: Digest, reason: String)
    case rejection(Rejection)
    case share(ShareAnnouncement)
    case shareRequest(ShareRequest)
    case welcome(Welcome)
}

/// The version of the protocol that this code speaks.
package let protocolVersion = 3
