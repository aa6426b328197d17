/// A message as the model sees it: which words it holds, and whether it is spam.
public struct SparseExample: Sendable, Equatable {
    /// The distinct rows of the embedding that the message's words hash to, in the order of the text.
    public var features: [UInt32]
    /// Whether the message is spam.
    public var label: Bool

    /// An example of distinct `features`.
    public init(features: [UInt32], label: Bool) {
        self.features = features
        self.label = label
    }
}
