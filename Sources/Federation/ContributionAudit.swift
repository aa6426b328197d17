import Paillier
import Primitives

/// What is checked of the contributions of a sum without their ciphertexts: by a holder before it commits, and by anybody
/// who reads the transcript later.
struct ContributionAudit: Sendable {
    let manifest: Manifest
    let scheme: any AdditiveScheme

    /// Why the sum of these contributions must not be opened; nil when nothing speaks against it.
    ///
    /// - Parameter allowsRevoked: whether somebody who was revoked in this roster may be in the sum.
    func objection(to proposal: SumProposal, roster: Roster, allowsRevoked: Bool) -> String? {
        if let objection = objectionToNumber(of: proposal.contributions) { return objection }
        let form = Form(proposal.announcement, scheme: scheme)
        var members: [Roster.Member] = []
        for contribution in proposal.contributions {
            let participant = contribution.statement.participant
            guard let member = roster.member(participant) else { return "\(participant) is not in the roster" }
            if member.revoked, !allowsRevoked { return "\(participant) takes no part any more" }
            if let objection = form.objection(to: contribution, of: member) { return objection }
            members.append(member)
        }
        return flaw(in: proposal.contributions.map(\.statement), of: members, layout: proposal.announcement.layout)
    }

    private func objectionToNumber(of contributions: [SignedContribution]) -> String? {
        let names = Set(contributions.map(\.statement.participant))
        if names.count != contributions.count { return "a contributor is in the sum twice" }
        if names.count < manifest.minimumContributors {
            return "the sum has \(names.count) contributors, fewer than the \(manifest.minimumContributors) it needs"
        }
        let room = manifest.codec.maximumParticipants
        return names.count > room
            ? "the sum has \(names.count) contributors, more than the \(room) it can hold" : nil
    }

    /// What every contribution to a round has in common.
    private struct Form {
        let digest: Digest
        let headerByteCount: Int

        init(_ announcement: RoundAnnouncement, scheme: any AdditiveScheme) {
            digest = announcement.digest
            headerByteCount = scheme.headerByteCount(layout: announcement.layout)
        }

        func objection(to contribution: SignedContribution, of member: Roster.Member) -> String? {
            guard contribution.statement.announcement == digest else {
                return "\(member.name)'s contribution is to another round"
            }
            guard contribution.statement.header.byteCount == headerByteCount else {
                return "the header of \(member.name)'s contribution has another size than this round's"
            }
            return contribution.isSigned(by: member) ? nil : "\(member.name) did not sign its contribution"
        }
    }

    /// Whether the contributors know the randomness of what they contributed.
    private func flaw(
        in statements: [ContributionStatement], of members: [Roster.Member], layout: BlockLayout
    ) -> String? {
        let claims = zip(statements, members).map { statement, member in
            let context = ContributionStatement.context(
                announcement: statement.announcement, participant: member.name, key: member.key)
            return ContributionClaim(header: statement.header, root: statement.root, context: context)
        }
        return scheme.firstFlaw(in: claims, layout: layout).map { flaw in
            "\(members[flaw.place].name)'s contribution: \(flaw.error)"
        }
    }
}
