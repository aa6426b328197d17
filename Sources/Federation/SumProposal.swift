/// What the server asks holders to commit to: the sum of these contributions.
public struct SumProposal: Sendable {
    /// The round.
    public let announcement: RoundAnnouncement
    /// Every contribution of the sum, signed by its contributor.
    public let contributions: [SignedContribution]

    /// A proposal as it came from somewhere; ``HolderMachine`` decides whether to commit.
    public init(announcement: RoundAnnouncement, contributions: [SignedContribution]) {
        self.announcement = announcement
        self.contributions = contributions
    }

    /// The sum that the contributions make, by the roster's keys, whoever was revoked since; nil when a contributor was
    /// never in the roster.
    public func sum(roster: Roster) -> SumStatement? {
        var entries: [SumStatement.Entry] = []
        for contribution in contributions {
            guard let member = roster.member(contribution.statement.participant) else { return nil }
            entries.append(
                SumStatement.Entry(
                    participant: member.name, contribution: contribution.statement.digest(key: member.key)))
        }
        return SumStatement(announcement: announcement.digest, contributions: entries)
    }
}
