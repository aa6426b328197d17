/// The decrypted totals of all contributors of a round.
public struct MetricTotals: Codable, Equatable, Sendable {
    /// Sum of the weights, in units of 1 / weightCap.
    public var weightUnits: Int
    /// Examples held out of training.
    public var heldOutExamples: Int
    /// Spam found to be spam.
    public var truePositives: Int
    /// Ham taken for spam.
    public var falsePositives: Int
    /// Spam taken for ham.
    public var falseNegatives: Int
    /// Sum of the cross-entropy over the held-out examples, in nats.
    public var lossSum: Double
    /// Components of the deltas that lay outside the clip range.
    public var clippedComponents: Int

    /// Totals as they were decrypted or received.
    public init(
        weightUnits: Int, heldOutExamples: Int, truePositives: Int, falsePositives: Int, falseNegatives: Int,
        lossSum: Double, clippedComponents: Int
    ) {
        self.weightUnits = weightUnits
        self.heldOutExamples = heldOutExamples
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        self.falseNegatives = falseNegatives
        self.lossSum = lossSum
        self.clippedComponents = clippedComponents
    }

    /// Share of the held-out examples classified wrongly, at even odds; nil when there were none.
    ///
    /// What models are compared by. The loss of one that learns goes up again while it errs less and less: the few
    /// messages that it is wrong about, it is ever surer of.
    public var errorRate: Double? {
        heldOutExamples > 0 ? Double(falsePositives + falseNegatives) / Double(heldOutExamples) : nil
    }

    /// Share of the held-out examples classified rightly; nil when there were none.
    public var accuracy: Double? { errorRate.map { 1 - $0 } }

    /// Mean cross-entropy of a held-out example, in nats; nil when there were none.
    public var loss: Double? { heldOutExamples > 0 ? lossSum / Double(heldOutExamples) : nil }
}
