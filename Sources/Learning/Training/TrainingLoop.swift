/// Epochs of shuffled mini-batches: forward, backward, step. The same seed gives the same bits.
public struct TrainingLoop {
    /// How many times each example is seen at most.
    public var epochs: Int
    /// Examples a step; the last batch of an epoch may be shorter.
    public var batchSize: Int
    /// Decides the order of examples and what dropout drops.
    public var seed: UInt64
    /// The norm that gradients are clipped to; nil leaves them.
    public var clippingNorm: Double?
    /// Epochs without improvement after which to stop and go back to the best; nil runs all epochs.
    public var patience: Int?

    /// A loop of `epochs` over batches of `batchSize`.
    public init(epochs: Int, batchSize: Int, seed: UInt64 = 0, clippingNorm: Double? = nil, patience: Int? = nil) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.seed = seed
        self.clippingNorm = clippingNorm
        self.patience = patience
    }

    /// How far a training is.
    public struct Progress: Sendable {
        /// The epoch that ended, from 0.
        public let epoch: Int
        /// The mean loss of its batches, each before its step, weighted by their sizes.
        public let loss: Double
        /// What `evaluate` said after it.
        public let score: Double?
    }

    /// Trains `parameters`.
    ///
    /// - Parameters:
    ///   - count: how many examples there are.
    ///   - loss: the mean loss of the examples of these numbers, recorded on this tape.
    ///   - evaluate: the score after an epoch, of which more is better; early stopping goes by it.
    ///   - progress: called after every epoch.
    ///   - isCancelled: asked before every batch; a cancelled training keeps what it has learnt so far.
    /// - Returns: the progress of every epoch that ended, in order.
    @discardableResult
    public func run<Scalar: TensorScalar>(
        _ parameters: Parameters<Scalar>, _ optimizer: some Optimizer<Scalar>, count: Int,
        loss: (Tape<Scalar>, [Int]) -> Variable<Scalar>, evaluate: (() -> Double)? = nil,
        progress: (Progress) -> Void = { _ in }, isCancelled: () -> Bool = { false }
    ) -> [Progress] {
        var (optimizer, generator) = (optimizer, SeededGenerator(seed: seed))
        var stopping = EarlyStopping<Scalar>(patience: patience ?? epochs)
        var history: [Progress] = []
        for epoch in 0..<epochs {
            var total = 0.0
            for batch in generator.batches(count, of: batchSize) {
                if isCancelled() { return history }
                let tape = Tape<Scalar>(seed: generator.next())
                let value = loss(tape, batch)
                total += Double(value.value.scalar) * Double(batch.count)
                var gradients = value.backward()
                if let clippingNorm { gradients.clip(norm: Scalar(clippingNorm)) }
                optimizer.step(parameters, gradients)
            }
            history.append(Progress(epoch: epoch, loss: total / Double(max(count, 1)), score: evaluate?()))
            progress(history[epoch])
            if let score = history[epoch].score, !stopping.shouldContinue(after: epoch, score: score, parameters) {
                break
            }
        }
        if patience != nil { stopping.restore(parameters) }
        return history
    }
}

extension SeededGenerator {
    /// The numbers 0..<count in a random order, in batches of `size`, the last one perhaps shorter.
    public mutating func batches(_ count: Int, of size: Int) -> [[Int]] {
        precondition(size > 0, "batches of \(size)")
        let order = permutation(count)
        return stride(from: 0, to: count, by: size).map { Array(order[$0..<min($0 + size, count)]) }
    }
}
