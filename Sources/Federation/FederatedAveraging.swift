/// Adds the weighted mean of the deltas (McMahan et al. 2017, algorithm 1).
public struct FederatedAveraging: AggregationStrategy {
    /// The strategy has no state.
    public init() {}

    /// `fedavg`.
    public var name: String { "fedavg" }

    /// base + mean, component by component.
    ///
    /// - Precondition: there are equally many.
    public func apply(mean: [Float], to base: [Float]) -> [Float] {
        precondition(mean.count == base.count, "\(mean.count) components for a model of \(base.count)")
        return zip(base, mean).map(+)
    }
}
