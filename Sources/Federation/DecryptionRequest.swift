/// What the server asks of a holder: help to open the sum of these contributions, in these blocks.
public struct DecryptionRequest: Sendable {
    /// The round.
    public let announcement: RoundAnnouncement
    /// Every contribution of the sum, signed by its contributor.
    public let contributions: [SignedContribution]
    /// The blocks that this holder is asked for, ascending.
    public let blocks: [Int]

    /// A request as it came from somewhere; ``HolderMachine`` decides whether to help.
    public init(
        announcement: RoundAnnouncement, contributions: [SignedContribution], blocks: [Int]
    ) {
        self.announcement = announcement
        self.contributions = contributions
        self.blocks = blocks
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
