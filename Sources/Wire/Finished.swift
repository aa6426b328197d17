package import Federation
package import Primitives

/// The run is over.
package struct Finished: Equatable, Sendable {
    package var model: Digest
    package var published: Int
    package var final: MetricTotals?

    package init(model: Digest, published: Int, final: MetricTotals?) {
        self.model = model
        self.published = published
        self.final = final
    }
}
