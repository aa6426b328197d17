/// How the mean of the deltas changes the global model.
public protocol AggregationStrategy: Sendable {
    /// The name that an announcement carries and an auditor computes with.
    var name: String { get }

    /// The parameters of the next model, from those of the base model and the round's mean; equally many.
    func apply(mean: [Float], to base: [Float]) -> [Float]
}
