/// What one participant measured; encrypted like its delta, so only the sum over the contributors is ever seen.
public struct LocalMetrics: Equatable, Sendable {
    /// Examples held out of training.
    public var heldOutExamples = 0
    /// Spam found to be spam.
    public var truePositives = 0
    /// Ham taken for spam.
    public var falsePositives = 0
    /// Spam taken for ham.
    public var falseNegatives = 0
    /// Sum of the cross-entropy over the held-out examples, in nats.
    public var lossSum = 0.0
    /// Components of the delta that lay outside the clip range.
    public var clippedComponents = 0

    /// Nothing measured.
    public init() {}
}
