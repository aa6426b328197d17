/// A figure that the project promises, as a comparison within one run.
struct Goal {
    /// What is promised about a number, and the number.
    enum Bound {
        /// Ours over theirs is at most this.
        case atMost(Double, of: String, Quantity)
        /// Theirs, times a factor, over ours is at least this.
        case atLeast(Double, timesFasterThan: String, Quantity, factor: Double = 1)
        /// Ours is at most this many seconds.
        case seconds(atMost: Double)
    }

    let title: String
    let entrant: String
    let quantity: Quantity
    let bound: Bound

    /// How a goal fared.
    struct Outcome: Codable {
        let title: String
        let bound: String
        /// Median, first and third quartile over the repetitions.
        let value: Double
        let quartiles: [Double]
        let isMet: Bool
        /// The value over the bound, or the bound over the value: above 1 where it is missed.
        let excess: Double

        var cells: [String] {
            let spread = quartiles.map(Figure.text).joined(separator: "–")
            return [
                title, bound, "\(Figure.text(value)) (\(spread))",
                isMet ? "met" : "missed by a factor of \(Figure.text(excess))",
            ]
        }
    }

    /// Nil where not everything that it compares was measured.
    func outcome(in results: Results) -> Outcome? {
        guard let ours = results.samples(quantity, of: entrant) else { return nil }
        switch bound {
        case .atMost(let limit, let name, let other):
            guard let theirs = results.samples(other, of: name) else { return nil }
            let values = zip(ours, theirs).map { $0 / $1 }
            return outcome(values, "≤ \(Figure.text(limit)) × \(name)", excess: values.median / limit)
        case .atLeast(let limit, let name, let other, let factor):
            guard let theirs = results.samples(other, of: name) else { return nil }
            let values = zip(ours, theirs).map { $1 * factor / $0 }
            let scaled = factor == 1 ? name : "\(factor) × \(name)"
            return outcome(values, "≥ \(Figure.text(limit)) × faster than \(scaled)", excess: limit / values.median)
        case .seconds(let limit):
            let values = ours.map { $0 * 1000 }
            return outcome(values, "≤ \(Figure.text(limit * 1000)) ms", excess: values.median / 1000 / limit)
        }
    }

    private func outcome(_ values: [Double], _ bound: String, excess: Double) -> Outcome {
        Outcome(
            title: title, bound: bound, value: values.median,
            quartiles: [values.quantile(0.25), values.quantile(0.75)], isMet: excess <= 1, excess: excess)
    }
}
