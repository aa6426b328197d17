/// What a training saw.
public struct TrainingReport: Sendable, Equatable {
    /// How many examples there were.
    public let examples: Int
    /// What the last epoch saw, each example measured before the model learnt from it.
    public internal(set) var metrics = BinaryMetrics()
    /// Whether the training stopped before its end; the model is then as it was.
    public internal(set) var wasCancelled = false

    init(examples: Int) {
        self.examples = examples
    }
}
