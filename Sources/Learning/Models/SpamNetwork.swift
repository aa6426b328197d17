/// The spam model as layers: what is learnt on.
struct SpamNetwork {
    private let embedding: EmbeddingBag<Float>
    private let hidden: (weight: Parameter<Float>, bias: Parameter<Float>)?
    private let output: Parameter<Float>?
    private let bias: Parameter<Float>

    init(_ model: SpamModel) {
        func parameter(_ name: String, _ shape: [Int]) -> Parameter<Float>? {
            model.layout.range(of: name).map { Parameter(Tensor(shape, Array(model.parameters[$0]))) }
        }
        let table = Array(model.parameters[..<(model.rows * model.dimension)])
        embedding = EmbeddingBag(Parameter(Tensor([model.rows, model.dimension], table)))
        if let weight = parameter("hidden.weight", [model.hidden, model.dimension]),
            let bias = parameter("hidden.bias", [model.hidden])
        {
            hidden = (weight, bias)
        } else {
            hidden = nil
        }
        output = parameter("output.weight", [1, model.hidden > 0 ? model.hidden : model.dimension])
        bias = Parameter(Tensor(model.parameters.suffix(1)))
    }

    /// In the order of the model's layout.
    var parameters: Parameters<Float> {
        let inner: Parameters<Float> = hidden.map { ["hidden.weight": $0.weight, "hidden.bias": $0.bias] } ?? [:]
        let weights: Parameters<Float> = output.map { ["output.weight": $0] } ?? [:]
        return Parameters(["embedding": embedding.parameters]) + inner + weights + ["output.bias": bias]
    }

    /// The log-odds of each message: [messages.count, 1].
    func logits(_ messages: [SparseExample], on tape: Tape<Float>) -> Variable<Float> {
        var sums = embedding(messages.map(\.features), on: tape)
        if messages.contains(where: { $0.scale != 1 }) {
            sums = sums * tape.constant(Tensor([messages.count, 1], messages.map(\.scale)))
        }
        if let hidden { sums = sums.affine(tape[hidden.weight], tape[hidden.bias]).tanh() }
        return output.map { sums.affine(tape[$0], tape[bias]) } ?? sums + tape[bias]
    }
}
