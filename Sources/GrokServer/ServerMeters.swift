package import Federation
package import RoundStore

/// What this process has measured of the rounds that ended since it started.
package struct ServerMeters: Equatable, Sendable {
    /// Rounds by how they ended.
    package private(set) var ended: [RoundRecord.Phase: Int] = [:]
    /// The server's own work of a round, by phase.
    package private(set) var work: [ServerPhase: Histogram] = [:]
    /// From the opening of a round to the freezing of its contributors.
    package private(set) var contributionWait = Histogram()
    /// From the sum of a round to its opened plaintexts.
    package private(set) var shareWait = Histogram()
    package private(set) var bytesIn = 0
    package private(set) var bytesOut = 0
    /// The newest totals; nil before there are any.
    package var newest: MetricTotals?

    package init() {}

    package mutating func add(_ conclusion: RoundConclusion) {
        let statistics = conclusion.statistics
        ended[conclusion.phase, default: 0] += 1
        bytesIn += statistics.bytesIn
        bytesOut += statistics.bytesOut
        // An abandoned round has no sum, and what it waited for did not come.
        guard conclusion.phase != .abandoned else { return }
        for phase in ServerPhase.allCases { work[phase, default: Histogram()].add(statistics[phase]) }
        contributionWait.add(statistics.trainSeconds)
        shareWait.add(statistics.decryptSeconds)
        newest = conclusion.totals ?? newest
    }
}
