package import Federation

/// A round as the server's store keeps it.
package struct RoundRecord: Equatable, Sendable {
    /// How far a round is, or how it ended.
    package enum Phase: String, CaseIterable, Sendable {
        case abandoned, decrypting, evaluated, published, training, void

        /// Whether the round is still going on.
        package var isOpen: Bool { self == .training || self == .decrypting }
    }

    package var announcement: RoundAnnouncement
    package var phase: Phase
    package var openedAt: Timestamp
    /// Whose contributions the sum is of, sorted; empty while the round is training.
    package var contributors: [PartyName]
    /// How it ended; nil while it is open.
    package var conclusion: RoundConclusion?

    package init(
        announcement: RoundAnnouncement, phase: Phase, openedAt: Timestamp, contributors: [PartyName],
        conclusion: RoundConclusion?
    ) {
        self.announcement = announcement
        self.phase = phase
        self.openedAt = openedAt
        self.contributors = contributors
        self.conclusion = conclusion
    }
}
