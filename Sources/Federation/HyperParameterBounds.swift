/// The range the server may choose hyper-parameters from; signed in the manifest, away from 0.
///
/// A server that could set the learning rate to 0 for all but one participant would read that one's delta off the sum.
public struct HyperParameterBounds: Codable, Hashable, Sendable {
    /// Inclusive bounds of one number.
    public struct Range: Codable, Hashable, Sendable {
        /// The smallest value allowed.
        public let minimum: Double
        /// The largest value allowed.
        public let maximum: Double

        func contains(_ value: Double) -> Bool { minimum <= value && value <= maximum }
        var isUsable: Bool { minimum > 0 && minimum <= maximum && maximum <= HyperParameterBounds.largest }
    }

    /// Bounds of the passes over the local mail.
    public let epochs: Range
    /// Bounds of the examples a step.
    public let batchSize: Range
    /// Bounds of the step size.
    public let learningRate: Range

    /// No hyper-parameter is larger: what the wire carries.
    static let largest = 1_048_576.0

    /// What `grok-provision create` signs.
    public static let standard = HyperParameterBounds(
        epochs: Range(minimum: 1, maximum: 16), batchSize: Range(minimum: 1, maximum: 1024),
        learningRate: Range(minimum: 0.0001, maximum: 0.5))

    /// Whether every hyper-parameter lies within its bounds.
    public func contain(_ parameters: HyperParameters) -> Bool {
        epochs.contains(Double(parameters.epochs)) && batchSize.contains(Double(parameters.batchSize))
            && learningRate.contains(parameters.learningRate)
    }

    func validate() throws {
        guard epochs.isUsable, batchSize.isUsable, learningRate.isUsable else {
            throw FederationError.malformed(
                document: "manifest", reason: "the bounds of a hyper-parameter are not above 0 and in order")
        }
    }
}
