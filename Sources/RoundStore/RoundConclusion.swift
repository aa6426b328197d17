package import Federation
package import Primitives

/// How a round ended.
package struct RoundConclusion: Equatable, Sendable {
    package var phase: RoundRecord.Phase
    package var at: Timestamp
    /// The newest model after the round.
    package var model: Digest
    /// The round's transcript; nil when it was abandoned.
    package var transcript: Digest?
    /// What the contributors measured on the base model; nil unless the sum was opened.
    package var totals: MetricTotals?
    /// Why it was abandoned or void.
    package var reason: String?
    /// Who gave the shares, sorted.
    package var holders: [PartyName]
    package var statistics: RoundStatistics

    package init(
        phase: RoundRecord.Phase, at: Timestamp, model: Digest, transcript: Digest?, totals: MetricTotals?,
        reason: String?, holders: [PartyName], statistics: RoundStatistics
    ) {
        self.phase = phase
        self.at = at
        self.model = model
        self.transcript = transcript
        self.totals = totals
        self.reason = reason
        self.holders = holders
        self.statistics = statistics
    }
}
