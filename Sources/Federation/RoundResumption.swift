/// Where a stopped server left the rounds, read from its store.
public struct RoundResumption: Sendable {
    /// A round in progress.
    public enum Round: Sendable {
        /// Contributors are frozen.
        case decrypting(round: Int, kind: RoundKind, contributors: [PartyName])
        /// Contributions are accepted.
        case training(round: Int, kind: RoundKind, deadline: Timestamp, contributors: [PartyName])
    }

    /// Training rounds published.
    public let published: Int
    /// The highest round number used.
    public let lastRound: Int
    /// What became of the evaluation of the newest model. One that was missed is not tried again: participants were told
    /// that the run is over.
    public let evaluation: RoundMachine.Evaluation
    /// Whose sum was opened on the newest model, nil when none was.
    public let bound: Set<PartyName>?
    /// What each published training round measured on its base model, in order: the error rate, nil where nothing was held
    /// out.
    public let errorRates: [Double?]
    /// The round in progress, nil between rounds.
    public let round: Round?

    /// A state to resume; by default that of a federation that has not begun.
    public init(
        published: Int = 0, lastRound: Int = 0, evaluation: RoundMachine.Evaluation = .due,
        bound: Set<PartyName>? = nil,
        errorRates: [Double?] = [], round: Round? = nil
    ) {
        self.published = published
        self.lastRound = lastRound
        self.evaluation = evaluation
        self.bound = bound
        self.errorRates = errorRates
        self.round = round
    }

    /// A round that was taking contributions gets time for its participants to find back, and no more than any round has:
    /// the clock may have been set back since. The contributions of those who were revoked meanwhile are left out. A
    /// frozen sum stays what it is.
    func state(policy: RoundPolicy, at now: Timestamp) -> RoundMachine.State {
        switch round {
        case nil: return .recruiting(minimumSince: nil)
        case .decrypting(let round, let kind, let contributors):
            return .decrypting(.init(round: round, kind: kind, contributors: contributors.sorted()))
        case .training(let round, let kind, let deadline, let contributors):
            let notBefore = now.advanced(bySeconds: policy.gatherSeconds)
            let latest = now.advanced(bySeconds: policy.seconds(for: kind))
            let contributors = (bound.map(policy.participants.intersection) ?? policy.participants)
                .intersection(contributors)
            return .training(
                .init(
                    round: round, kind: kind,
                    deadline: max(min(deadline, latest), notBefore.advanced(bySeconds: policy.gatherSeconds)),
                    joined: contributors, contributors: contributors, notBefore: notBefore))
        }
    }
}
