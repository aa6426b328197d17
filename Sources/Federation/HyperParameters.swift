/// How a participant trains in one round; announced by the server within the bounds of the manifest.
public struct HyperParameters: Codable, Hashable, Sendable {
    /// Passes over the local mail.
    public var epochs: Int
    /// Examples a step.
    public var batchSize: Int
    /// Step size of Adam.
    public var learningRate: Double

    /// The part of a message's words that a step does not see; the same for everybody, so that nobody announces it.
    public static let dropout: Float = 0.5
    /// How many times more it costs to take ham for spam than spam for ham; the same for everybody too.
    public static let hamWeight: Float = 2

    /// The defaults did best on later mail that was held out of the training mail.
    public init(epochs: Int = 12, batchSize: Int = 32, learningRate: Double = 0.01) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.learningRate = learningRate
    }
}
