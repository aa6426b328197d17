import Learning

extension Workload {
    static func besidePyTorch(_ mail: [SparseExample]) -> [Workload] {
        [
            Workload(
                name: "spam model, an epoch of \(mail.count) messages", peerNames: ["spam", "spam, sparse"],
                rival: .pytorch, goal: 3
            ) {
                var model = SpamModel()
                return { LocalTrainer(seed: 1).train(&model, on: mail) }
            },
            Workload(name: "digits, perceptron 784–300–10", peerNames: ["perceptron"], rival: .pytorch, goal: 0.8) {
                digits([1000, 784]) { generator in
                    Sequential(
                        .dropout(0.2), Linear(784, 300, using: &generator), .tanh(), .dropout(0.5),
                        Linear(300, 10, using: &generator))
                }
            },
            Workload(
                name: "digits, 24 kernels of 5 × 5", peerNames: ["convolution"], rival: .pytorch, goal: 0.8
            ) {
                digits([1000, 1, 28, 28]) { generator in
                    Sequential(
                        Conv2D(1, 24, size: 5, using: &generator), .relu(), .maxPool(2), .flatten(), .dropout(0.5),
                        Linear(24 * 144, 10, using: &generator))
                }
            },
            Workload(name: "letters, RNN of 128", peerNames: ["RNN"], rival: .pytorch, goal: 1) {
                letters(windows: 40) { RNNCell(128, 128, using: &$0) }
            },
            Workload(name: "letters, LSTM of 128", peerNames: ["LSTM"], rival: .pytorch, goal: 1) {
                letters(windows: 40) { LSTMCell(128, 128, using: &$0) }
            },
        ]
    }

    static func besideTheBook() -> [Workload] {
        [
            Workload(name: "chapter 6, a pattern of lights a step", peerNames: ["streetlight"], rival: .book, goal: 10)
            {
                small([3, 4, 1], Tensor(rows: [[1, 0, 1], [0, 1, 1], [0, 0, 1], [1, 1, 1]]), batch: 1, .relu())
            },
            Workload(name: "chapter 12, a sentence a step", peerNames: ["sentences"], rival: .book, goal: 10) {
                sentences()
            },
            Workload(name: "chapter 13, the book's tensors", peerNames: ["small tensors"], rival: .book, goal: 10) {
                small([2, 3, 1], Tensor(rows: [[0, 0], [0, 1], [1, 0], [1, 1]]), batch: 4, .tanh())
            },
            Workload(
                name: "chapter 8, an image a step", peerNames: ["one example at a time"], rival: .book, goal: 2
            ) {
                digits([200, 784], batch: 1, SGD(0.005)) { generator in
                    Sequential(
                        Linear(784, 40, bias: false, using: &generator), .relu(),
                        Linear(40, 10, bias: false, using: &generator))
                }
            },
            Workload(name: "chapter 14, LSTM on the book's tensors", peerNames: ["letters"], rival: .book, goal: 2) {
                letters(windows: 4) { LSTMCell(128, 128, using: &$0) }
            },
            Workload(name: "chapter 9, 100 images a step", peerNames: ["mini-batches"], rival: .book, goal: 2) {
                digits([1000, 784], SGD(2)) { generator in
                    Sequential(
                        Linear(784, 100, bias: false, initializer: .uniform(0.01), using: &generator), .tanh(),
                        .dropout(0.5), Linear(100, 10, bias: false, using: &generator))
                }
            },
            Workload(name: "chapter 10, 16 kernels of 3 × 3", peerNames: ["sections"], rival: .book, goal: 2) {
                digits([256, 1, 28, 28], batch: 128, SGD(0.01)) { generator in
                    Sequential(
                        Conv2D(1, 16, size: 3, using: &generator), .tanh(), .dropout(0.5), .flatten(),
                        Linear(16 * 26 * 26, 10, bias: false, using: &generator))
                }
            },
        ]
    }

    /// A hundred passes over four examples through layers of so many numbers.
    private static func small(
        _ sizes: [Int], _ inputs: Tensor<Float>, batch: Int, _ activation: Activation<Float>
    ) -> () -> Void {
        var (generator, optimizer) = (SeededGenerator(seed: 1), SGD<Float>(0.1))
        let network = Sequential<Float>(
            Linear(sizes[0], sizes[1], bias: false, using: &generator), activation,
            Linear(sizes[1], sizes[2], bias: false, using: &generator))
        let targets = Tensor<Float>(rows: [[1], [1], [0], [0]])
        let parameters = network.parameters
        return {
            for start in Array(repeating: Array(stride(from: 0, to: 4, by: batch)), count: 100).joined() {
                let range = start..<(start + batch)
                let outputs = network(Tape().constant(inputs.slice(range)))
                optimizer.step(parameters, outputs.meanSquaredError(targets.slice(range)).backward())
            }
        }
    }

    /// A hundred sentences of six words through a state of ten numbers, each word predicted from those before.
    private static func sentences() -> () -> Void {
        var (generator, optimizer) = (SeededGenerator(seed: 1), SGD<Float>(0.001))
        let table = Embedding<Float>(50, 10, initializer: .uniform(0.05), using: &generator)
        let transition = Linear<Float>(10, 10, bias: false, initializer: .identity, using: &generator)
        let decoder = Linear<Float>(10, 50, bias: false, initializer: .uniform(0.05), using: &generator)
        let start = Parameter(Tensor<Float>([1, 10], repeating: 0))
        let parameters =
            Parameters([
                "table": table.parameters, "transition": transition.parameters, "decoder": decoder.parameters,
            ]) + ["start": start]
        let stories = (0..<100).map { _ in (0..<6).map { _ in generator.integer(below: 50) } }
        return {
            for story in stories {
                let tape = Tape<Float>()
                var states = [tape[start]]
                let words = table(story, on: tape)
                for word in 0..<5 { states.append(transition(states[word]) + words.slice(word..<(word + 1))) }
                optimizer.step(parameters, decoder(.concatenated(states)).crossEntropy(story).backward())
            }
        }
    }

    /// An epoch over made-up images of `shape`.
    private static func digits(
        _ shape: [Int], batch: Int = 100, _ optimizer: any Optimizer<Float> = Adam(0.001),
        _ make: (inout SeededGenerator) -> Sequential<Float>
    ) -> () -> Void {
        var (generator, optimizer) = (SeededGenerator(seed: 1), optimizer)
        let network = make(&generator)
        let parameters = network.parameters
        let images = Tensor<Float>.uniform(shape, using: &generator)
        let labels = (0..<shape[0]).map { _ in generator.integer(below: 10) }
        return {
            for batch in generator.batches(shape[0], of: batch) {
                let outputs = network(Tape(seed: generator.next()).constant(images.gathered(batch)))
                optimizer.step(parameters, outputs.crossEntropy(batch.map { labels[$0] }).backward())
            }
        }
    }

    /// So many windows of 25 letters in 8 streams through a cell of 128 units.
    private static func letters(
        windows: Int, _ make: (inout SeededGenerator) -> some RecurrentCell<Float>
    ) -> () -> Void {
        var (generator, optimizer) = (SeededGenerator(seed: 1), Adam<Float>(0.003))
        let cell = make(&generator)
        let embedding = Embedding<Float>(60, 128, using: &generator)
        let output = Linear<Float>(128, 60, using: &generator)
        let text = (0..<(8 * (25 * windows + 1))).map { _ in generator.integer(below: 60) }
        let parameters = Parameters([
            "embedding": embedding.parameters, "cell": cell.parameters, "output": output.parameters,
        ])
        return {
            for window in SequenceBatches(text, streams: 8, length: 25) {
                let tape = Tape<Float>()
                let inputs = embedding(Array(window.inputs.joined()), on: tape).reshaped([25, 8, 128])
                let states = cell.unrolled(inputs, cell.initialState(8).map(tape.constant))
                let logits = output(.concatenated(states.map { $0[0] }))
                var gradients = logits.crossEntropy(Array(window.targets.joined())).backward()
                gradients.clip(norm: 5)
                optimizer.step(parameters, gradients)
            }
        }
    }
}
