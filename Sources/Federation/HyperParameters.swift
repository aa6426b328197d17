/// How a participant trains in one round; announced by the server within the bounds of the manifest.
public struct HyperParameters: Codable, Hashable, Sendable {
    /// Passes over the local mail.
    public var epochs: Int
    /// Examples a step.
    public var batchSize: Int
    /// Step size of Adam.
    public var learningRate: Double

    /// The defaults are those of the design.
    public init(epochs: Int = 1, batchSize: Int = 32, learningRate: Double = 0.01) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.learningRate = learningRate
    }
}
