/// What a round's decrypted sum says.
public struct AggregateUpdate: Equatable, Sendable {
    /// Weighted mean of the deltas, one component a parameter; empty in an evaluation.
    public let mean: [Float]
    /// Totals of the contributors' metrics.
    public let totals: MetricTotals
}
