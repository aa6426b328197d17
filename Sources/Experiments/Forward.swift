import Learning

extension Experiment {
    /// Chapter 3: a prediction is a weighted sum. From one input, from several, to several outputs, and through a layer
    /// in between; inputs and weights are the book's, so its numbers come out.
    public static let forward = Experiment(
        name: "forward", chapters: "3",
        summary: "predictions from several inputs to several outputs, before any learning"
    ) { options in
        try options.checkCancellation()
        // Before a team's first game: toes a player, part of the games won, millions of fans.
        let game = Tensor<Float>(rows: [[8.5, 0.65, 1.2]])
        let toes = game.slice(axis: 1, 0..<1)
        let won = game.slice(axis: 1, 1..<2)
        var result = ExperimentResult()

        let one = toes.matmul(Tensor(rows: [[0.1]]))
        result.add("one input: wins", one.scalar)

        let several = game.matmul(Tensor(rows: [[0.1], [0.2], [0]]))
        result.add("several inputs: wins", several.scalar)

        let outputs = won.matmul(Tensor(rows: [[0.3, 0.2, 0.9]]))
        result.add(outcomes: "several outputs", outputs)

        // A row of weights an output, as layers keep them.
        let weights = Tensor<Float>(rows: [[0.1, 0.1, -0.3], [0.1, 0.2, 0], [0, 1.3, 0.1]])
        result.add(outcomes: "several of both", game.matmul(weights.transposed()))

        let hidden = Tensor<Float>(rows: [[0.1, 0.2, -0.1], [-0.1, 0.1, 0.9], [0.1, 0.4, 0.1]])
        let output = Tensor<Float>(rows: [[0.3, 1.1, -0.3], [0.1, 0.2, 0], [0, 1.3, 0.1]])
        result.add(outcomes: "two layers", game.matmul(hidden.transposed()).matmul(output.transposed()))
        return result
    }
}

extension ExperimentResult {
    fileprivate mutating func add(outcomes name: String, _ outputs: Tensor<Float>) {
        for (outcome, value) in zip(["hurt", "wins", "sad"], outputs.elements) { add("\(name): \(outcome)", value) }
    }

    fileprivate mutating func add(_ name: String, _ value: Float) { add(name, Double(value)) }
}
