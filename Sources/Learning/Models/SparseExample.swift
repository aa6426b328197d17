/// A message as the model sees it: which words it holds, and whether it is spam.
public struct SparseExample: Sendable, Equatable {
    /// The distinct rows of the embedding that the message's words hash to, each once.
    public var features: [UInt32]
    /// What each of them weighs.
    public var scale: Float
    /// Whether the message is spam.
    public var label: Bool

    /// An example of distinct `features` that each weigh `scale`.
    public init(features: [UInt32], scale: Float = 1, label: Bool) {
        self.features = features
        self.scale = scale
        self.label = label
    }
}
