/// How well a model tells spam from ham, as counts that add up over batches, participants and rounds.
public struct BinaryMetrics: Sendable, Equatable {
    /// Spam found to be spam.
    public var truePositives = 0
    /// Ham taken for spam.
    public var falsePositives = 0
    /// Ham found to be ham.
    public var trueNegatives = 0
    /// Spam taken for ham.
    public var falseNegatives = 0
    /// The sum of the examples' binary cross-entropies, in nats.
    public var lossSum = 0.0

    /// Nothing measured yet.
    public init() {}

    /// What `model` makes of `examples`.
    public init(_ model: SpamModel, on examples: some Sequence<SparseExample>) {
        for example in examples {
            record(logit: model.logit(example), label: example.label)
        }
    }

    /// Counts one example; a logit above zero says spam.
    public mutating func record(logit: Float, label: Bool) {
        switch (logit > 0, label) {
        case (true, true): truePositives += 1
        case (true, false): falsePositives += 1
        case (false, true): falseNegatives += 1
        case (false, false): trueNegatives += 1
        }
        lossSum += Double(Logistic.loss(logit: logit, label: label))
    }

    /// How many examples were counted.
    public var examples: Int { correct + falsePositives + falseNegatives }

    /// How many of them were told right.
    public var correct: Int { truePositives + trueNegatives }

    /// The part that was told right; nil without examples.
    public var accuracy: Double? { Self.ratio(correct, examples) }

    /// The mean binary cross-entropy in nats; nil without examples.
    public var loss: Double? { examples > 0 ? lossSum / Double(examples) : nil }

    /// The part of what was called spam that is; nil when nothing was called spam.
    public var precision: Double? { Self.ratio(truePositives, truePositives + falsePositives) }

    /// The part of the spam that was found; nil without spam.
    public var recall: Double? { Self.ratio(truePositives, truePositives + falseNegatives) }

    /// The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN); nil when there was no spam and none
    /// was seen.
    public var f1: Double? { Self.ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) }

    /// The counts of both.
    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.truePositives += right.truePositives
        sum.falsePositives += right.falsePositives
        sum.trueNegatives += right.trueNegatives
        sum.falseNegatives += right.falseNegatives
        sum.lossSum += right.lossSum
        return sum
    }

    /// Adds the counts of the other.
    public static func += (left: inout Self, right: Self) {
        left = left + right
    }

    private static func ratio(_ part: Int, _ whole: Int) -> Double? {
        whole > 0 ? Double(part) / Double(whole) : nil
    }
}
