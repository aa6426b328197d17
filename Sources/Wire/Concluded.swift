package import Federation
package import Primitives

/// A round is over.
package struct Concluded: Equatable, Sendable {
    package enum Outcome: Sendable {
        case abandoned, evaluated, published, void
    }

    package var round: Int
    package var outcome: Outcome
    package var reason: String
    package var model: Digest
    /// What the round has left behind; nil when it was abandoned.
    package var transcript: Digest?
    package var published: Int
    package var base: MetricTotals?
    package var contributors: [PartyName]

    package init(
        round: Int, outcome: Outcome, reason: String, model: Digest, transcript: Digest?, published: Int,
        base: MetricTotals?, contributors: [PartyName]
    ) {
        self.round = round
        self.outcome = outcome
        self.reason = reason
        self.model = model
        self.transcript = transcript
        self.published = published
        self.base = base
        self.contributors = contributors
    }
}
