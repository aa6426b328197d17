import Paillier

/// What is checked of the contributions of a sum without their ciphertexts: by a holder before it commits, and by anybody
/// who reads the transcript later.
struct ContributionAudit: Sendable {
    let manifest: Manifest
    let scheme: any AdditiveScheme

    /// Why the sum of these contributions must not be opened; nil when nothing speaks against it.
    ///
    /// - Parameter allowsRevoked: whether somebody who was revoked in this roster may be in the sum.
    func objection(to proposal: SumProposal, roster: Roster, allowsRevoked: Bool) -> String? {
        objectionToNumber(of: proposal.contributions)
            ?? proposal.contributions.lazy.compactMap {
                objection(to: $0, in: proposal.announcement, roster: roster, allowsRevoked: allowsRevoked)
            }.first
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

    private func objection(
        to contribution: SignedContribution, in announcement: RoundAnnouncement, roster: Roster, allowsRevoked: Bool
    ) -> String? {
        let statement = contribution.statement
        let participant = statement.participant
        guard let member = roster.member(participant) else { return "\(participant) is not in the roster" }
        if member.revoked, !allowsRevoked { return "\(participant) takes no part any more" }
        guard statement.announcement == announcement.digest else {
            return "\(participant)'s contribution is to another round"
        }
        guard statement.header.byteCount == scheme.headerByteCount(layout: announcement.layout) else {
            return "the header of \(participant)'s contribution has another size than this round's"
        }
        guard contribution.isSigned(by: member) else { return "\(participant) did not sign its contribution" }
        return flaw(in: statement, of: member, layout: announcement.layout)
    }

    /// Whether the contributor knows the randomness of what it contributed.
    private func flaw(in statement: ContributionStatement, of member: Roster.Member, layout: BlockLayout) -> String? {
        let context = ContributionStatement.context(
            announcement: statement.announcement, participant: member.name, key: member.key)
        do {
            try scheme.audit(statement.header, root: statement.root, layout: layout, context: context)
            return nil
        } catch { return "\(member.name)'s contribution: \(error)" }
    }
}
