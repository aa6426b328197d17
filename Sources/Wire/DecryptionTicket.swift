package import Federation

/// Asks a holder for shares.
package struct DecryptionTicket: Equatable, Sendable {
    package var announcement: RoundAnnouncement
    package var blocks: [Int]
    package var contributions: Blob
    package var input: Blob

    package init(announcement: RoundAnnouncement, blocks: [Int], contributions: Blob, input: Blob) {
        self.announcement = announcement
        self.blocks = blocks
        self.contributions = contributions
        self.input = input
    }
}
