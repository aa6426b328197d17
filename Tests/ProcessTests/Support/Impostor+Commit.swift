import Federation
import Primitives
import Testing
import Wire

extension Impostor {
    /// Its commit to the sum that the server proposes.
    func commit(to request: CommitRequest, signer: SigningKey) async throws -> SumCommit {
        send(.fetch(digest: request.contributions.digest, offset: 0))
        let list = try await receive { if case .chunk(let chunk) = $0 { chunk.content } else { nil } }
        let announcement = request.announcement.announcement
        let proposal = SumProposal(
            announcement: announcement, contributions: try WireCodec.decodeContributions(list))
        return try SumCommit(
            announcement: announcement.digest, baseModel: announcement.baseModel,
            sum: #require(proposal.sum(roster: kit.roster.content)).digest,
            holder: #require(kit.manifest.content.holderIndex(of: kit.participant(for: "the test"))),
            instance: .random(), signer: signer)
    }
}
