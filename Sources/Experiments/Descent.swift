import Learning

extension Experiment {
    /// Chapters 3 to 5: predictions from several inputs to several outputs; hot and cold against gradient descent; the
    /// step size α; a weight that is frozen.
    public static let descent = Experiment(
        name: "descent", chapters: "3–5", summary: "predict, compare, learn: what the step size decides"
    ) { options in
        // A team's toes, wins and fans; whether it was hurt, won and was sad (the book's example).
        let inputs = Tensor<Float>(rows: [[8.5, 0.65, 1.2], [9.5, 0.8, 1.3], [9.9, 0.8, 0.5], [9.0, 0.9, 1.0]])
        let targets = Tensor<Float>(rows: [[0.1, 1, 0.1], [0, 1, 0], [0, 0, 0.1], [0.1, 1, 0.2]])
        var result = ExperimentResult()
        var curves: [Plot.Series] = []
        for alpha in [0.0001, 0.001, 0.01, 0.03] as [Float] {
            let errors = try descend(inputs, targets, alpha, options)
            result.add("α \(alpha): error after 100 steps", errors.last ?? .nan)
            // What diverges would flatten all other curves.
            let points = errors.enumerated().filter { $0.element < 2 }.map { (x: Double($0.offset), y: $0.element) }
            curves.append(.init(name: "α \(alpha)", points: points))
        }
        let frozen = try descend(inputs, targets, 0.01, options, freezesFirst: true)
        result.add("α 0.01, first weight frozen: error after 100 steps", frozen.last ?? .nan)
        let guesses = hotAndCold(input: 0.5, target: 0.8, step: 0.001)
        result.add("hot and cold: steps to 10⁻⁶", Double(guesses))
        result.add("gradient descent: steps to 10⁻⁶", Double(steepest(input: 0.5, target: 0.8, alpha: 1)))
        result.plots = [Plot("descent", x: "step", y: "mean squared error", curves)]
        return result
    }

    private static func descend(
        _ inputs: Tensor<Float>, _ targets: Tensor<Float>, _ alpha: Float, _ options: ExperimentOptions,
        freezesFirst: Bool = false
    ) throws -> [Double] {
        try options.checkCancellation()
        let weight = Parameter(Tensor<Float>(rows: [[0.1, 0.1, -0.3], [0.1, 0.2, 0], [0, 1.3, 0.1]]))
        var errors: [Double] = []
        for _ in 0...100 {
            let tape = Tape<Float>()
            let error = tape.constant(inputs).affine(tape[weight]).meanSquaredError(targets)
            errors.append(Double(error.value.scalar))
            guard var change = error.backward()[weight] else { continue }
            if freezesFirst { for output in 0..<3 { change[output, 0] = 0 } }
            weight.value.accumulate(change, scale: -alpha)
        }
        return errors
    }

    /// Tries a little more and a little less, and keeps what is better.
    private static func hotAndCold(input: Double, target: Double, step: Double) -> Int {
        var (weight, steps) = (0.5, 0)
        func error(_ weight: Double) -> Double { (input * weight - target) * (input * weight - target) }
        while error(weight) > 1e-6, steps < 100_000 {
            weight += error(weight + step) < error(weight - step) ? step : -step
            steps += 1
        }
        return steps
    }

    private static func steepest(input: Double, target: Double, alpha: Double) -> Int {
        var (weight, steps) = (0.5, 0)
        while (input * weight - target) * (input * weight - target) > 1e-6, steps < 100_000 {
            weight -= alpha * 2 * (input * weight - target) * input
            steps += 1
        }
        return steps
    }
}
