import Learning

extension Experiment {
    /// Chapters 8 to 10: 1,000 images to learn from, all others to test on. A tenth of the 1,000 finds the epoch to stop
    /// at; the network that is tested then learns from all of them for as long. Data: a folder with MNIST's IDX files.
    public static let digits = Experiment(
        name: "digits", chapters: "8–10",
        summary: "handwritten digits: what dropout, tanh and softmax, and convolution add to two plain layers"
    ) { options in
        let data = try options.data.map { try DigitImages(folder: $0) } ?? DigitImages(drawn: options.seed)
        var result = ExperimentResult()
        var curves: [Plot.Series] = []
        for (number, kind) in DigitNetwork.all.enumerated() {
            let seed = options.seed &+ UInt64(number)
            options.progress("\(kind.name): looking for the epoch to stop at")
            let (epochs, accuracies) = try search(kind, data, seed, options)
            options.progress("\(kind.name): \(epochs) epochs with all images that may be learnt from")
            let accuracy = data.accuracy(try train(kind, data, epochs, seed, options), data.test)
            result.add("\(kind.name): test accuracy", accuracy)
            curves.append(
                .init(name: kind.name, points: accuracies.enumerated().map { (Double($0.offset), $0.element) }))
            options.progress("\(kind.name): \(accuracy.rounded(to: 4)) after \(epochs) epochs")
        }
        result.plots = [Plot("digits", x: "epoch", y: "accuracy on the validation images", curves)]
        return result
    }

    /// Learns from nine tenths of the images until the others say that it is enough: how many epochs that takes, and
    /// what part of the others was told right after each.
    private static func search(
        _ kind: DigitNetwork, _ data: DigitImages, _ seed: UInt64, _ options: ExperimentOptions
    ) throws -> (epochs: Int, accuracies: [Double]) {
        var generator = SeededGenerator(seed: seed)
        let network = kind.make(data, &generator)
        var loop = TrainingLoop(epochs: kind.epochs, batchSize: 100, seed: seed)
        loop.patience = 30
        var accuracies: [Double] = []
        let history = loop.run(network.parameters, kind.optimizer, count: data.training.count) { tape, batch in
            kind.loss(network, data, batch.map { data.training[$0] }, tape)
        } evaluate: {
            accuracies.append(data.accuracy(network, data.validation))
            // The loss of so few images says more than how many of them are right.
            return -Double(kind.loss(network, data, data.validation, .evaluation()).value.scalar)
        } isCancelled: {
            options.isCancelled()
        }
        try options.checkCancellation()
        return (1 + (history.max { ($0.score ?? 0) < ($1.score ?? 0) }?.epoch ?? 0), accuracies)
    }

    /// Learns from all images that may be learnt from.
    private static func train(
        _ kind: DigitNetwork, _ data: DigitImages, _ epochs: Int, _ seed: UInt64, _ options: ExperimentOptions
    ) throws -> Sequential<Float> {
        var generator = SeededGenerator(seed: seed)
        let network = kind.make(data, &generator)
        let known = data.training + data.validation
        TrainingLoop(epochs: epochs, batchSize: 100, seed: seed).run(
            network.parameters, kind.optimizer, count: known.count
        ) { tape, batch in
            kind.loss(network, data, batch.map { known[$0] }, tape)
        } isCancelled: {
            options.isCancelled()
        }
        try options.checkCancellation()
        return network
    }
}

/// The networks of the chapters.
struct DigitNetwork {
    let name: String
    let isClassifier: Bool
    let epochs: Int
    let optimizer: Adam<Float>
    let make: (DigitImages, inout SeededGenerator) -> Sequential<Float>

    /// The mean loss of the images of `indices`.
    func loss(
        _ network: Sequential<Float>, _ data: DigitImages, _ indices: [Int], _ tape: Tape<Float>
    ) -> Variable<Float> {
        let (images, labels) = data.batch(indices)
        let outputs = network(tape.constant(images))
        if isClassifier { return outputs.crossEntropy(labels) }
        return outputs.meanSquaredError(
            Tensor<Float>([10, 10], (0..<100).map { $0 % 11 == 0 ? 1 : 0 }).gathered(labels))
    }

    static var all: [DigitNetwork] {
        [
            DigitNetwork(name: "two layers", isClassifier: false, epochs: 150, optimizer: Adam(0.001)) {
                data, generator in
                Sequential(
                    .flatten(), Linear(data.pixels, 100, using: &generator), .relu(), Linear(100, 10, using: &generator)
                )
            },
            DigitNetwork(name: "dropout", isClassifier: false, epochs: 200, optimizer: Adam(0.001)) { data, generator in
                Sequential(
                    .flatten(), Linear(data.pixels, 100, using: &generator), .relu(), .dropout(0.5),
                    Linear(100, 10, using: &generator))
            },
            DigitNetwork(name: "tanh and softmax", isClassifier: true, epochs: 200, optimizer: Adam(0.001)) {
                data, generator in
                Sequential(
                    .flatten(), .dropout(0.4), Linear(data.pixels, 300, initializer: .glorot, using: &generator),
                    .tanh(),
                    .dropout(0.5), Linear(300, 10, initializer: .zeros, using: &generator))
            },
            DigitNetwork(name: "convolution", isClassifier: true, epochs: 100, optimizer: Adam(0.001)) {
                data, generator in
                let side = (data.side - 4) / 2
                return Sequential(
                    Conv2D(1, 24, size: 5, initializer: .he, using: &generator), .relu(), .maxPool(2), .flatten(),
                    .dropout(0.5), Linear(24 * side * side, 10, initializer: .zeros, using: &generator))
            },
        ]
    }
}
