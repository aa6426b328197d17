package import Federation
package import Primitives

/// A contribution that this participant made.
package struct OwnContribution: Equatable, Sendable {
    /// What became of it.
    package enum State: Equatable, Sendable {
        case acknowledged(Acknowledgement)
        case prepared
        case refused
    }

    package var round: Int
    package var contribution: SignedContribution
    package var state: State

    /// Whether the server has signed that it is durable.
    package var isAcknowledged: Bool {
        if case .acknowledged = state { true } else { false }
    }

    package var announcement: Digest { contribution.statement.announcement }

    package init(round: Int, contribution: SignedContribution, state: State) {
        self.round = round
        self.contribution = contribution
        self.state = state
    }
}
