/// The model in training: forward, backward and update of one batch after another.
struct TrainingPass {
    private let network: SpamNetwork
    private let parameters: Parameters<Float>
    private var optimizer: Adam<Float>

    init(model: SpamModel, learningRate: Float) {
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
        let loss = logits.binaryCrossEntropy(Tensor(batch.map { $0.label ? 1 : 0 }))
        optimizer.step(parameters, loss.backward())
    }
}
