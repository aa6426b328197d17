/// Rounds from some number on, and what is needed to count on from there.
package struct RoundSlice: Equatable, Sendable {
    /// Training rounds that were published before the first of these.
    package let publishedBefore: Int
    /// The rounds, in order.
    package let rounds: [RoundRecord]

    package init(publishedBefore: Int, rounds: [RoundRecord]) {
        self.publishedBefore = publishedBefore
        self.rounds = rounds
    }
}
