/// Trains a spam model on one participant's mail: mini-batches of binary cross-entropy, Adam on the rows that a
/// batch touches. Equal seed, model and examples give equal bits.
public struct LocalTrainer: Sendable {
    /// How many times each example is seen.
    public var epochs = 1
    /// Examples a step; the last batch of an epoch may be shorter.
    public var batchSize = 32
    /// Adam's step size.
    public var learningRate: Float = 0.01
    /// Decides the order of the examples.
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
    public func train(
        _ model: inout SpamModel,
        on examples: [SparseExample],
        progress: (TrainingProgress) -> Void = { _ in },
        isCancelled: () -> Bool = { false }
    ) -> TrainingReport {
        checkArguments(model, examples)
        var generator = SeededGenerator(seed: seed)
        var order = Array(examples.indices)
        var pass = TrainingPass(model: model, learningRate: learningRate)
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
                pass.step(order[start..<end].map { examples[$0] }, metrics: &report.metrics)
                progress(
                    TrainingProgress(epoch: epoch, epochs: epochs, done: end, metrics: report.metrics, of: examples))
            }
        }
        model.parameters = pass.flattened
        return report
    }

    private func checkArguments(_ model: SpamModel, _ examples: [SparseExample]) {
        precondition(epochs >= 0 && batchSize > 0, "a trainer of \(epochs) epochs of batches of \(batchSize)")
        for example in examples {
            precondition(example.scale.isFinite, "a message of scale \(example.scale)")
            for feature in example.features {
                precondition(feature < model.rows, "feature \(feature) of a model of \(model.rows) rows")
            }
        }
    }
}
