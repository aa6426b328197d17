import Federation
import Primitives
import RoundStore
import Wire

extension ServerNode {
    /// The opened sum has become a model (or nothing): durable already, now it is told.
    func conclude(_ round: Int, _ outcome: ServerJob.Outcome, at now: Timestamp) throws {
        guard let current, current.number == round, case .decrypting(let decrypting) = machine.state else { return }
        let conclusion = conclusion(of: current, outcome, at: now)
        try store.concludeRound(round, conclusion)
        successors[current.announcement.previousTranscript] = round
        (model, transcript) = (outcome.model, outcome.transcript)
        switch conclusion.phase {
        case .evaluated: evaluation = outcome.totals
        case .published: evaluation = nil
        case .abandoned, .decrypting, .training, .void: break
        }
        retired = current.fetchable
        self.current = nil
        let isNew = outcome.model != current.announcement.baseModel
        let actions =
            conclusion.phase == .void
            ? machine.void(at: now) : machine.publish(baseErrorRate: outcome.totals?.errorRate, isNew: isNew, at: now)
        tell(conclusion, round: round, contributors: decrypting.contributors)
        // Ciphertexts that are no longer needed could be opened by whoever gets hold of enough shares later.
        try store.deleteBlobs(ofRoundsBefore: round + 1 - options.keepRounds)
        try perform(actions, at: now)
    }

    private func conclusion(
        of round: CurrentRound, _ outcome: ServerJob.Outcome, at now: Timestamp
    ) -> RoundConclusion {
        var statistics = round.statistics
        statistics[.decrypt] += outcome.openSeconds
        statistics[.publish] += outcome.publishSeconds
        if let summedAt = round.summedAt { statistics.decryptSeconds = now.seconds(since: summedAt) }
        let ended: RoundRecord.Phase = round.announcement.kind == .training ? .published : .evaluated
        let names = federation.manifest.content.holders
        let indices = Set(round.shares.map(\.share.statement.holder))
        return RoundConclusion(
            phase: outcome.totals == nil ? .void : ended, at: now, model: outcome.model, transcript: outcome.transcript,
            totals: outcome.totals, reason: outcome.reason,
            holders: names.filter { indices.contains($0.index) }.map(\.name).sorted(), statistics: statistics)
    }

    private func tell(_ conclusion: RoundConclusion, round: Int, contributors: [PartyName]) {
        meters.add(conclusion)
        log.concluded(
            conclusion, round: round, published: machine.published, contributors: contributors,
            participants: machine.policy.participants.count)
        broadcast(
            .concluded(
                Concluded(
                    round: round, outcome: Concluded.Outcome(conclusion.phase), reason: conclusion.reason ?? "",
                    model: model, transcript: conclusion.transcript, published: machine.published,
                    base: conclusion.totals, contributors: contributors)))
    }

    /// Too few contributions at the deadline.
    func abandon(_ round: Int, reason: String, at now: Timestamp) throws {
        guard let current, current.number == round else { return }
        let conclusion = RoundConclusion(
            phase: .abandoned, at: now, model: model, transcript: nil, totals: nil, reason: reason, holders: [],
            statistics: current.statistics)
        try store.concludeRound(round, conclusion)
        self.current = nil
        tell(conclusion, round: round, contributors: [])
        for name in current.contributions.keys.sorted() {
            try store.deleteBlob(.contribution(round: round, participant: name))
        }
    }
}

extension Concluded.Outcome {
    fileprivate init(_ phase: RoundRecord.Phase) {
        switch phase {
        case .evaluated: self = .evaluated
        case .published: self = .published
        case .void: self = .void
        case .abandoned, .decrypting, .training: self = .abandoned
        }
    }
}
