/// How far a training is.
public struct TrainingProgress: Sendable {
    /// The epoch under way, from 0.
    public let epoch: Int
    /// How many epochs there will be.
    public let epochs: Int
    /// Examples of this epoch that are done.
    public let done: Int
    /// Examples an epoch has.
    public let examples: Int
    /// What this epoch saw so far, each example measured before the model learnt from it.
    public let metrics: BinaryMetrics

    init(epoch: Int, epochs: Int, done: Int, metrics: BinaryMetrics, of examples: Int) {
        self.epoch = epoch
        self.epochs = epochs
        self.done = done
        self.examples = examples
        self.metrics = metrics
    }

    /// The part of the whole training that is done, from 0 to 1.
    public var fraction: Double {
        (Double(epoch) + Double(done) / Double(examples)) / Double(epochs)
    }
}
