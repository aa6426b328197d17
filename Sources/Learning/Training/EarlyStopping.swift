/// Stops a training that no longer improves, and keeps the best parameters seen (chapter 8).
public struct EarlyStopping<Scalar: TensorScalar> {
    private let patience: Int
    private var best: [Tensor<Scalar>] = []
    /// The best epoch, from 0; nil before the first.
    public private(set) var bestEpoch: Int?
    /// Its score.
    public private(set) var bestScore = -Double.infinity

    /// Stops after `patience` epochs without improvement.
    public init(patience: Int) {
        self.patience = patience
    }

    /// Notes an epoch's score, of which more is better; false when it is time to stop.
    public mutating func shouldContinue(after epoch: Int, score: Double, _ parameters: Parameters<Scalar>) -> Bool {
        if bestEpoch == nil || score > bestScore {
            (bestEpoch, bestScore, best) = (epoch, score, parameters.values)
        }
        return epoch - (bestEpoch ?? epoch) < patience
    }

    /// Puts the parameters of the best epoch back.
    public func restore(_ parameters: Parameters<Scalar>) {
        if bestEpoch != nil { parameters.values = best }
    }
}
