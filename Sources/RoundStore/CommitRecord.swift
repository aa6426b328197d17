package import Federation

/// A holder's signed commit to the sum of a round.
package struct CommitRecord: Equatable, Sendable {
    package var round: Int
    package var commit: SumCommit

    package init(round: Int, commit: SumCommit) {
        self.round = round
        self.commit = commit
    }
}
