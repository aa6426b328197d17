import Learning

extension Experiment {
    /// Chapters 12 and 14: a text letter by letter, a plain recurrent cell against long short-term memory; what becomes
    /// of gradients on the way back through time. Data: a text file.
    public static let shakespeare = Experiment(
        name: "shakespeare", chapters: "12, 14",
        summary: "verse letter by letter: RNN against LSTM, exploding and vanishing gradients"
    ) { options in
        let text = try options.data.map { String(decoding: try Archive.read($0).first?.bytes ?? [], as: UTF8.self) }
        var vocabulary = Vocabulary()
        let letters = (text ?? sonnet).map { vocabulary.add(String($0)) }
        var generator = SeededGenerator(seed: options.seed)
        let (count, hidden) = (vocabulary.words.count, 128)
        let models: [(String, LetterModel)] = [
            ("RNN", LetterModel(letters: count, hidden, RNNCell(hidden, hidden, using: &generator), &generator)),
            ("LSTM", LetterModel(letters: count, hidden, LSTMCell(hidden, hidden, using: &generator), &generator)),
        ]
        var result = ExperimentResult()
        var curves: [Plot.Series] = []
        for (name, model) in models {
            let losses = try model.learn(letters, passes: text == nil ? 60 : 10, options) { pass, loss in
                options.progress("\(name): pass \(pass + 1), loss \(loss.rounded(to: 3))")
            }
            result.add("\(name): loss", losses.last ?? .nan)
            curves.append(.init(name: name, points: losses.enumerated().map { (Double($0.offset), $0.element) }))
            let verse = model.write(120, from: letters[0], &generator).map { vocabulary.words[$0] }.joined()
            result.text.append("\(name) writes: \(verse.replacing("\n", with: " / "))")
            options.progress("\(name): loss \((losses.last ?? .nan).rounded(to: 4)) nats a letter")
        }
        for (name, scale) in [("vanishing", 0.5), ("exploding", 2.0)] as [(String, Float)] {
            result.add("\(name): gradient after 20 steps back, of the last one's", gradientRatio(scale, &generator))
        }
        result.plots = [Plot("shakespeare", x: "pass", y: "loss in nats a letter", curves)]
        return result
    }

    /// How large the gradient by a state 20 steps back is, relative to that by the last one, when the transition is
    /// `scale` times an orthogonal matrix.
    private static func gradientRatio(_ scale: Float, _ generator: inout SeededGenerator) -> Double {
        let order = generator.permutation(16)
        let transition = Tensor<Float>([16, 16], (0..<256).map { order[$0 / 16] == $0 % 16 ? scale : 0 })
        let tape = Tape<Float>()
        let first = tape.variable(.normal([1, 16], deviation: 1e-3, using: &generator))
        var state = first
        for _ in 0..<20 { state = state.matmul(tape.constant(transition)) }
        let gradient = state.sum().backward()[first]
        return Double((Tensor.dot(gradient, gradient) / 16).squareRoot())
    }

    private static let sonnet = String(
        repeating: """
            Shall I compare thee to a summer's day?
            Thou art more lovely and more temperate:
            Rough winds do shake the darling buds of May,
            And summer's lease hath all too short a date;

            """, count: 12)
}

/// Letters to vectors, through a recurrent cell, to the next letter.
struct LetterModel {
    private let embedding: Embedding<Float>
    private let cell: any RecurrentCell<Float>
    private let output: Linear<Float>

    init(letters: Int, _ hidden: Int, _ cell: any RecurrentCell<Float>, _ generator: inout SeededGenerator) {
        embedding = Embedding(letters, hidden, initializer: .normal(0.3), using: &generator)
        self.cell = cell
        output = Linear(hidden, letters, using: &generator)
    }

    /// The mean loss of each pass, by backpropagation through 25 steps at a time.
    func learn(
        _ letters: [Int], passes: Int, _ options: ExperimentOptions, progress: (Int, Double) -> Void
    ) throws -> [Double] {
        let parameters = Parameters([
            "embedding": embedding.parameters, "cell": cell.parameters, "output": output.parameters,
        ])
        var optimizer = Adam<Float>(0.003)
        return try (0..<passes).map { pass in
            var (carried, losses) = (cell.initialState(8), [Double]())
            for window in SequenceBatches(letters, streams: 8, length: 25) {
                try options.checkCancellation()
                let tape = Tape<Float>()
                let (loss, state) = loss(window, carried.map(tape.constant))
                // The state goes on as a constant: that is what truncates.
                carried = state.map(\.value)
                losses.append(Double(loss.value.scalar))
                var gradients = loss.backward()
                gradients.clip(norm: 5)
                optimizer.step(parameters, gradients)
            }
            let mean = losses.reduce(0, +) / Double(max(losses.count, 1))
            progress(pass, mean)
            return mean
        }
    }

    /// Letters drawn one after the other from what the model expects.
    func write(_ count: Int, from first: Int, _ generator: inout SeededGenerator) -> [Int] {
        let tape = Tape<Float>.evaluation()
        var (state, letter) = (cell.initialState(1).map(tape.constant), first)
        return (0..<count).map { _ in
            state = cell(embedding([letter], on: tape), state)
            let chances = output(state[0]).softmax().value.elements
            var rest = generator.unitFloat()
            letter =
                chances.firstIndex { chance in
                    rest -= chance
                    return rest < 0
                } ?? letter
            return letter
        }
    }

    private func loss(
        _ window: SequenceBatches.Window, _ state: [Variable<Float>]
    ) -> (loss: Variable<Float>, state: [Variable<Float>]) {
        let tape = state[0].tape
        let vectors = embedding(Array(window.inputs.joined()), on: tape)
        let inputs = vectors.reshaped([window.inputs.count, window.inputs[0].count, -1])
        let states = cell.unrolled(inputs, state)
        let logits = output(.concatenated(states.map { $0[0] }))
        return (logits.crossEntropy(Array(window.targets.joined())), states.last ?? state)
    }
}
