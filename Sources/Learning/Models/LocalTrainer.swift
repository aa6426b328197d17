/// Trains a spam model on one participant's mail: mini-batches of binary cross-entropy, Adam on the rows that a
/// batch touches. Equal seed, model and examples give equal bits.
public struct LocalTrainer: Sendable {
    /// How many times each example is seen.
    public var epochs = 1
    /// Examples a step; the last batch of an epoch may be shorter.
    public var batchSize = 32
    /// Adam's step size.
    public var learningRate: Float = 0.01
    /// The part of a message's words that a step does not see, at random (Srivastava et al. 2014): no word is relied
    /// upon alone, so that mail with other words is told right too. Those that are left weigh the more.
    public var dropout: Float = 0
    /// How many times more it costs to be wrong about ham than about spam. The model's odds are lower by that factor
    /// than spam's are.
    public var hamWeight: Float = 1
    /// Decides the order of the examples and which words a step sees.
    public var seed: UInt64

    /// A trainer with the defaults of the federation.
    public init(seed: UInt64) {
        self.seed = seed
    }

    /// Trains `model` in place. A cancelled training leaves it as it was.
    ///
    /// - Parameters:
    ///   - model: what to start from.
    ///   - examples: their features must be below `model.rows`.
    ///   - progress: called after every batch.
    ///   - isCancelled: asked before every batch.
    /// - Returns: what the last epoch saw.
    @discardableResult
    public func train<Examples: RandomAccessCollection>(
        _ model: inout SpamModel,
        on examples: Examples,
        progress: (TrainingProgress) -> Void = { _ in },
        isCancelled: () -> Bool = { false }
    ) -> TrainingReport where Examples.Element == SparseExample, Examples.Index == Int {
        checkArguments(model, examples)
        var generator = SeededGenerator(seed: seed)
        var order = Array(examples.indices)
        var pass = TrainingPass(model: model, learningRate: learningRate, hamWeight: hamWeight)
        var report = TrainingReport(examples: examples.count)
        for epoch in 0..<epochs {
            generator.shuffle(&order)
            report.metrics = BinaryMetrics()
            for start in stride(from: 0, to: order.count, by: batchSize) {
                guard !isCancelled() else {
                    report.wasCancelled = true
                    return report
                }
                let end = min(start + batchSize, order.count)
                pass.step(
                    order[start..<end].map { thinned(examples[$0], using: &generator) }, metrics: &report.metrics)
                progress(
                    TrainingProgress(
                        epoch: epoch, epochs: epochs, done: end, metrics: report.metrics, of: examples.count))
            }
        }
        model.parameters = pass.flattened
        return report
    }

    private func thinned(_ example: SparseExample, using generator: inout SeededGenerator) -> SparseExample {
        guard dropout > 0 else { return example }
        var thinned = example
        thinned.features.removeAll { _ in generator.unitFloat() < dropout }
        thinned.scale /= 1 - dropout
        return thinned
    }

    private func checkArguments(_ model: SpamModel, _ examples: some Sequence<SparseExample>) {
        precondition(epochs >= 0 && batchSize > 0, "a trainer of \(epochs) epochs of batches of \(batchSize)")
        precondition((0..<1).contains(dropout), "a dropout of \(dropout)")
        precondition(hamWeight > 0 && hamWeight.isFinite, "ham of weight \(hamWeight)")
        for example in examples {
            precondition(example.scale.isFinite, "a message of scale \(example.scale)")
            for feature in example.features {
                precondition(feature < model.rows, "feature \(feature) of a model of \(model.rows) rows")
            }
        }
    }
}
