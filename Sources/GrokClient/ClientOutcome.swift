package import Federation
package import Primitives
package import RoundStore
package import Wire

/// How a participant's run ends.
package enum ClientOutcome: Sendable {
    /// What the server says does not hold.
    case distrusted(String)
    /// The federation has finished, and its last model is stored here.
    case finished(model: Digest, published: Int, totals: MetricTotals?)
    /// The server does not want this participant, and will not after a pause either.
    case rejected(Rejection)
    /// The state directory failed.
    case store(StoreError)
    /// Training cannot go on with this data or model.
    case training(String)
}
