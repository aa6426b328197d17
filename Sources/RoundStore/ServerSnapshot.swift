package import Federation
package import Primitives

/// Where the server is, as its store knows it.
package struct ServerSnapshot: Equatable, Sendable {
    /// Training rounds published.
    package var published = 0
    /// The highest round number used.
    package var lastRound = 0
    /// The model after the newest round that ended; nil before one has.
    package var model: Digest?
    /// The newest transcript; nil before there is one.
    package var transcript: Digest?
    /// The totals of the newest evaluation; nil when there is none, or a model was published since.
    package var evaluation: MetricTotals?
    /// The round in progress.
    package var open: RoundRecord?
    /// The accepted contributions to the round in progress, sorted by name.
    package var contributions: [ContributionRecord] = []
    /// The accepted commits for the round in progress, sorted by holder.
    package var commits: [CommitRecord] = []
    /// The accepted shares of the round in progress, sorted by holder and first block.
    package var shares: [ShareRecord] = []

    package init() {}
}
