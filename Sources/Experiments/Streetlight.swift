import Learning

extension Experiment {
    /// Chapter 6: whether to walk follows from which of three lights are on, but from none of them alone.
    public static let streetlight = Experiment(
        name: "streetlight", chapters: "6", summary: "a pattern that no linear model can learn, and two layers do"
    ) { options in
        // Walk when exactly one of the first two lights is on: the third says nothing.
        let lights = Tensor<Float>(rows: [
            [1, 0, 1], [0, 1, 1], [0, 0, 1], [1, 1, 1], [0, 1, 0], [1, 0, 0], [1, 1, 0],
        ])
        let walk = Tensor<Float>(rows: [[1], [1], [0], [0], [1], [1], [0]])
        var generator = SeededGenerator(seed: options.seed)
        let linear = Sequential<Float>(Linear(3, 1, using: &generator))
        let layered = Sequential<Float>(
            Linear(3, 8, initializer: .glorot, using: &generator), .tanh(),
            Linear(8, 1, initializer: .glorot, using: &generator))
        var result = ExperimentResult()
        var curves: [Plot.Series] = []
        for (name, network) in [("linear", linear), ("two layers", layered)] {
            var losses: [(x: Double, y: Double)] = []
            TrainingLoop(epochs: 400, batchSize: 7, seed: options.seed).run(
                network.parameters, SGD<Float>(0.1, momentum: 0.9), count: 7
            ) { tape, batch in
                network(tape.constant(lights.gathered(batch))).meanSquaredError(walk.gathered(batch))
            } progress: {
                losses.append((Double($0.epoch), $0.loss))
            } isCancelled: {
                options.isCancelled()
            }
            try options.checkCancellation()
            let output = network(Tape.evaluation().constant(lights)).value
            let right = zip(output.elements, walk.elements).count { ($0 > 0.5) == ($1 > 0.5) }
            result.add("\(name): right of 7", Double(right))
            result.add("\(name): squared error", losses.last?.y ?? .nan)
            curves.append(.init(name: name, points: losses))
        }
        result.plots = [Plot("streetlight", x: "epoch", y: "mean squared error", curves)]
        return result
    }
}
