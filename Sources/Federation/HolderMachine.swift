public import Paillier
import Primitives

/// Decides whether a holder commits to a sum, and then whether it gives shares of it: pure, with what it promised before
/// handed in by its owner.
///
/// The checks are in the order of the scheme's specification; the first that fails is the reason for the refusal.
public struct HolderMachine: Sendable {
    /// What to do about a proposal.
    public enum Decision: Equatable, Sendable {
        /// Persist the commitment, then sign it.
        case commit(Commitment)
        /// Commit to nothing; the reason is for people.
        case refuse(String)
    }

    let manifest: Manifest
    let manifestDigest: Digest
    let codec: UpdateCodec
    let audit: ContributionAudit
    let name: PartyName

    /// The machine of holder `name`.
    public init(
        manifest: SignedDocument<Manifest>, codec: UpdateCodec, scheme: any AdditiveScheme, name: PartyName
    ) {
        self.manifest = manifest.content
        manifestDigest = manifest.digest
        self.codec = codec
        audit = ContributionAudit(manifest: manifest.content, scheme: scheme)
        self.name = name
    }

    /// Whether to commit to the sum of a proposal.
    public func decide(_ proposal: SumProposal, knowing known: Knowledge) -> Decision {
        let reason =
            objectionToRoster(of: proposal.announcement, known)
            ?? objectionToAnnouncement(proposal.announcement, known)
            ?? known.head.objection(to: proposal.announcement)
            ?? objectionToContributions(of: proposal, known)
            ?? objectionToContributors(of: proposal, known)
            ?? objectionToOwn(proposal, known)
        if let reason { return .refuse(reason) }
        guard let sum = proposal.sum(roster: known.roster) else {
            return .refuse("a contributor is not in the roster")
        }
        return decide(Commitment(proposal.announcement, sum: sum), beside: known.commitments)
    }

    /// Why not to give shares of the sum that this holder has committed to; nil when a quorum has committed to it.
    public func objection(toSharing agreed: Commitment, commits: [SumCommit], roster: Roster) -> String? {
        manifest.objection(to: commits, on: agreed, roster: roster)
    }

    /// A round of an older roster is only one that was announced here before that roster was replaced: a frozen round is
    /// never abandoned. What was committed to under it stands.
    private func objectionToRoster(of announcement: RoundAnnouncement, _ known: Knowledge) -> String? {
        let number = announcement.rosterNumber
        if number > known.roster.number { return "the round's roster is not known here" }
        if number > known.acceptedRoster { return "roster \(number) is not accepted here; see --accept-roster" }
        if number < known.roster.number, !known.knows(announcement.digest) {
            return "the round's roster \(number) is older than roster \(known.roster.number)"
        }
        return nil
    }

    private func objectionToAnnouncement(_ announcement: RoundAnnouncement, _ known: Knowledge) -> String? {
        if let announced = known.announced, announced != announcement.digest {
            return "the round is not the one that was announced here"
        }
        return announcement.objection(manifest: manifest, digest: manifestDigest, codec: codec)
    }

    /// Who was revoked after a round was announced may be in its sum. Only who was sent the announcement can tell that
    /// it came before.
    private func objectionToContributions(of proposal: SumProposal, _ known: Knowledge) -> String? {
        let wasOlder =
            known.knows(proposal.announcement.digest) && proposal.announcement.rosterNumber < known.roster.number
        return audit.objection(to: proposal, roster: known.roster, allowsRevoked: wasOlder)
    }

    /// Whoever committed to the sum that was opened on this model: the next one is of the same contributors, or somebody
    /// could be subtracted.
    private func objectionToContributors(of proposal: SumProposal, _ known: Knowledge) -> String? {
        guard let bound = known.head.contributors else { return nil }
        let names = proposal.contributions.map(\.statement.participant).sorted()
        return names == bound ? nil : "a sum of other contributors was opened on this base model before"
    }

    private func objectionToOwn(_ proposal: SumProposal, _ known: Knowledge) -> String? {
        guard let own = known.acknowledged ?? known.prepared else { return nil }
        let mine = proposal.contributions.first { $0.statement.participant == name }
        guard let mine, let member = known.roster.member(name) else {
            return known.acknowledged == nil ? nil : "the sum leaves out this participant's acknowledged contribution"
        }
        return mine.statement.digest(key: member.key) == own
            ? nil : "the sum holds another contribution in this one's name"
    }

    private func decide(_ commitment: Commitment, beside known: [Commitment]) -> Decision {
        if known.contains(where: { $0.sum == commitment.sum }) { return .commit(commitment) }
        if let other = known.first(where: { !$0.goes(with: commitment) }) {
            return .refuse("another sum on this base model was committed to in round \(other.round)")
        }
        if let last = known.map(\.round).max(), commitment.round <= last {
            return .refuse("round \(commitment.round) is not newer than round \(last), which was committed to before")
        }
        return .commit(commitment)
    }
}
