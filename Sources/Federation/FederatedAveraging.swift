/// Adds the weighted mean of the deltas (McMahan et al. 2017, algorithm 1).
public struct FederatedAveraging: AggregationStrategy {
    /// The strategy has no state.
    public init() {}

    /// `fedavg`.
    public var name: String { "fedavg" }

    /// base + mean, component by component.
    public func apply(mean: [Float], to base: [Float]) -> [Float] {
        zip(base, mean).map(+)
    }
}
