import Federation
import GrokTesting
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokClient

/// What a server asks of a holder.
extension ClientBench {
    /// The sum of honest contributions, by default of everybody but the participant itself.
    func proposal(to announcement: RoundAnnouncement? = nil, of names: [PartyName]? = nil) throws -> SumProposal {
        let announcement = try announcement ?? self.announcement()
        let names = names ?? Array(documents.names.dropFirst())
        return try SumProposal(
            announcement: announcement,
            contributions: names.map { name in
                try SignedContribution(
                    ContributionStatement(
                        announcement: announcement.digest, participant: name, header: .empty,
                        root: Digest(sha256: name.text.utf8)), signer: documents.key(of: name))
            })
    }

    func commitRequest(_ proposal: SumProposal) throws -> CommitRequest {
        let list = WireCodec.encode(proposal.contributions)
        return CommitRequest(
            announcement: try signed(proposal.announcement),
            contributions: Blob(digest: Digest(sha256: list), byteCount: list.count))
    }

    /// Asks to commit and hands out the contributions.
    func ask(_ proposal: SumProposal) throws {
        receive(.commitRequest(try commitRequest(proposal)))
        sendPart(of: WireCodec.encode(proposal.contributions), at: 0)
    }

    /// Asks to commit, and is heard.
    func agree(to proposal: SumProposal) throws -> Digest {
        try ask(proposal)
        defer { effects = [] }
        return try #require(commits.last).sum
    }

    /// A request for all blocks of a sum with the commits of everybody or of these, and the input it names.
    func shareRequest(
        _ proposal: SumProposal, sum: Digest, commits: [SumCommit]? = nil
    ) throws -> (request: ShareRequest, input: [UInt8]) {
        let layout = proposal.announcement.layout
        let byteCount = documents.scheme.shareRequestByteCount(blocks: layout.blocks, layout: layout)
        let input = [UInt8](repeating: 1, count: byteCount)
        let request = try ShareRequest(
            announcement: proposal.announcement.digest, sum: sum, blocks: Array(0..<layout.blocks),
            commits: commits ?? documents.names.map { try commit(of: $0, to: sum, in: proposal.announcement) },
            input: Blob(digest: Digest(sha256: input), byteCount: input.count))
        return (request, input)
    }

    func commit(
        of name: PartyName, to sum: Digest, in announcement: RoundAnnouncement, signer: PartyName? = nil
    ) throws -> SumCommit {
        try SumCommit(
            announcement: announcement.digest, baseModel: announcement.baseModel, sum: sum,
            holder: #require(documents.manifest.content.holderIndex(of: name)), instance: .random(),
            signer: documents.key(of: signer ?? name))
    }

    /// Commits sent since the effects were last looked at.
    var commits: [SumCommit] {
        effects.compactMap { if case .send(.commit(let commit)) = $0 { commit } else { nil } }
    }

    /// Reasons of refusals sent since the effects were last looked at.
    var refusals: [String] {
        effects.compactMap { if case .send(.refused(_, let reason)) = $0 { reason } else { nil } }
    }
}
