package import Federation
package import Primitives

/// Asks a holder that has committed to a sum for its shares of some blocks.
package struct ShareRequest: Equatable, Sendable {
    package var announcement: Digest
    package var sum: Digest
    package var blocks: [Int]
    package var commits: [SumCommit]
    package var input: Blob

    /// More commits than there can be holders are not taken.
    package static let mostCommits = 16

    package init(announcement: Digest, sum: Digest, blocks: [Int], commits: [SumCommit], input: Blob) {
        self.announcement = announcement
        self.sum = sum
        self.blocks = blocks
        self.commits = commits
        self.input = input
    }
}
