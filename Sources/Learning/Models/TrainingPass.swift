/// The model in training: forward, backward and update of one batch after another.
struct TrainingPass {
    private let network: SpamNetwork
    private let parameters: Parameters<Float>
    private let hamWeight: Float
    private var optimizer: Adam<Float>

    init(model: SpamModel, learningRate: Float, hamWeight: Float) {
        self.hamWeight = hamWeight
        network = SpamNetwork(model)
        parameters = network.parameters
        optimizer = Adam(learningRate)
    }

    /// The parameters as they are now.
    var flattened: [Float] { parameters.flattened() }

    /// One step on the mean loss of `batch`.
    mutating func step(_ batch: [SparseExample], metrics: inout BinaryMetrics) {
        let tape = Tape<Float>()
        let logits = network.logits(batch, on: tape)
        for (logit, example) in zip(logits.value.elements, batch) { metrics.record(logit: logit, label: example.label) }
        optimizer.step(parameters, loss(logits, labels: batch.map(\.label)).backward())
    }

    /// The mean cross-entropy, that of ham times its weight.
    private func loss(_ logits: Variable<Float>, labels: [Bool]) -> Variable<Float> {
        let plain = Tensor<Float>(labels.map { $0 ? 1 : 0 })
        let ham = labels.indices.filter { !labels[$0] }
        guard hamWeight != 1, !ham.isEmpty else { return logits.binaryCrossEntropy(plain) }
        let more = logits.gathered(ham).binaryCrossEntropy(Tensor([Float](repeating: 0, count: ham.count)))
        return logits.binaryCrossEntropy(plain) + more * ((hamWeight - 1) * Float(ham.count) / Float(labels.count))
    }
}
