import Learning
import Testing

/// Layers, losses and optimizers: the same trainings as PyTorch (Fixtures/torch_training.py), in Double.
struct TorchTrainingTests {
    struct Numbers: Decodable {
        var shape: [Int]
        var elements: [Double]

        var tensor: Tensor<Double> { Tensor(shape, elements) }
    }

    struct Case: Decodable {
        var before: [String: Numbers]
        var after: [String: Numbers]
        var inputs: [Numbers]
        var losses: [Double]
    }

    static let classes = [0, 1, 1, 0]

    @Test func momentumAndDecay() throws {
        let layers = Self.perceptron(.tanh())
        try check("momentum", layers.parameters, SGD(0.1, momentum: 0.9, weightDecay: 0.01)) { tape, inputs, _ in
            layers(tape.constant(inputs[0])).crossEntropy(Self.classes)
        }
    }

    @Test func adam() throws {
        let layers = Self.perceptron(.relu())
        try check("adam", layers.parameters, Adam(0.05)) { tape, inputs, _ in
            layers(tape.constant(inputs[0])).meanSquaredError(inputs[1])
        }
    }

    /// Lazy Adam: rows without a gradient rest.
    @Test func rows() throws {
        var generator = SeededGenerator(seed: 0)
        let table = EmbeddingBag<Double>(6, 3, using: &generator)
        let bags: [[[UInt32]]] = [[[0, 1], [5, 1]], [[4, 1], [2, 0]]]
        try check("rows", Parameters(["embedding": table.parameters]), Adam(0.05, epsilon: 1e-30)) { tape, _, step in
            let sums = table(bags[[0, 1, 0, 1, 1][step]], on: tape)
            return (sums * sums).mean()
        }
    }

    @Test func convolution() throws {
        var generator = SeededGenerator(seed: 0)
        let layers = Sequential<Double>(
            Conv2D(1, 2, size: 3, using: &generator), .relu(), .maxPool(2), .flatten(),
            Linear(8, 2, using: &generator))
        try check("convolution", layers.parameters, SGD(0.1)) { tape, inputs, _ in
            layers(tape.constant(inputs[0])).crossEntropy(Self.classes)
        }
    }

    @Test func recurrentCells() throws {
        var generator = SeededGenerator(seed: 0)
        try check("rnn", cell: RNNCell<Double>(2, 5, using: &generator))
        try check("lstm", cell: LSTMCell<Double>(2, 5, using: &generator))
    }

    @Test func tripletLoss() throws {
        let layers = Self.single()
        try check("triplet", layers.parameters, SGD(0.1)) { tape, inputs, _ in
            let embedded = inputs.map { layers(tape.constant($0)) }
            return .tripletLoss(anchor: embedded[0], positive: embedded[1], negative: embedded[2])
        }
    }

    @Test func contrastiveLoss() throws {
        let layers = Self.single()
        try check("contrastive", layers.parameters, SGD(0.1)) { tape, inputs, _ in
            let embedded = inputs.map { layers(tape.constant($0)) }
            return .contrastiveLoss(anchors: embedded[0], positives: embedded[1], temperature: 0.2)
        }
    }

    private static func perceptron(_ activation: Activation<Double>) -> Sequential<Double> {
        var generator = SeededGenerator(seed: 0)
        return Sequential(Linear(3, 4, using: &generator), activation, Linear(4, 2, using: &generator))
    }

    private static func single() -> Sequential<Double> {
        var generator = SeededGenerator(seed: 0)
        return Sequential(Linear(3, 2, using: &generator))
    }

    private func check(_ name: String, cell: some RecurrentCell<Double>) throws {
        var generator = SeededGenerator(seed: 0)
        let top = Linear<Double>(5, 2, using: &generator)
        let parameters = Parameters(["cell": cell.parameters, "top": top.parameters])
        try check(name, parameters, Adam(0.02), clip: 0.2) { tape, inputs, _ in
            var state = cell.initialState(4).map(tape.constant)
            for step in 0..<3 { state = cell(tape.constant(inputs[0].element(step)), state) }
            return top(state[0]).crossEntropy(Self.classes)
        }
    }

    private func check(
        _ name: String, _ parameters: Parameters<Double>, _ optimizer: some Optimizer<Double>, clip: Double? = nil,
        _ loss: (Tape<Double>, [Tensor<Double>], Int) -> Variable<Double>
    ) throws {
        let known = try #require(try Fixture.decode([String: Case].self, "torch-training.json")[name])
        #expect(Set(parameters.map(\.name)) == Set(known.before.keys), "\(name)")
        for (key, parameter) in parameters { parameter.value = try #require(known.before[key]).tensor }
        var optimizer = optimizer
        let inputs = known.inputs.map(\.tensor)
        for (step, expected) in known.losses.enumerated() {
            let value = loss(Tape(), inputs, step)
            #expect(abs(value.value.scalar - expected) < 1e-9, "\(name), step \(step)")
            var gradients = value.backward()
            if let clip { gradients.clip(norm: clip) }
            optimizer.step(parameters, gradients)
        }
        for (key, parameter) in parameters {
            let expected = try #require(known.after[key]).elements
            // PyTorch divides by the norm plus 10⁻⁶ when it clips.
            let tolerance = clip == nil ? 1e-8 : 1e-5
            #expect(
                zip(parameter.value.elements, expected).allSatisfy { abs($0 - $1) < tolerance }, "\(name), \(key)")
        }
    }
}
