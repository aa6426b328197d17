package import Federation

/// Asks a holder to commit to the sum of a round.
package struct CommitRequest: Equatable, Sendable {
    package var announcement: SignedAnnouncement
    package var contributions: Blob

    package init(announcement: SignedAnnouncement, contributions: Blob) {
        self.announcement = announcement
        self.contributions = contributions
    }
}
