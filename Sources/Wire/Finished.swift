package import Federation
package import Primitives

/// The run is over.
package struct Finished: Equatable, Sendable {
    package var model: Digest
    /// The newest transcript.
    package var transcript: Digest
    package var published: Int
    package var final: MetricTotals?

    package init(model: Digest, transcript: Digest, published: Int, final: MetricTotals?) {
        self.model = model
        self.transcript = transcript
        self.published = published
        self.final = final
    }
}
