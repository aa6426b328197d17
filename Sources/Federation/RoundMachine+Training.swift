extension RoundMachine {
    /// Whether a contribution to `round` would be counted now.
    public func accepts(_ name: PartyName, round: Int) -> Bool {
        guard case .training(let training) = state else { return false }
        return training.round == round && eligible.contains(name) && !training.contributors.contains(name)
    }

    /// Contributions of these to the open round were found to be well formed. A
    /// ``RoundAction/freeze(round:contributors:)`` that follows has to wait until they are durable.
    public mutating func contribute(_ names: [PartyName], at now: Timestamp) -> [RoundAction] {
        guard case .training(var training) = state else { return [] }
        training.contributors.formUnion(eligible.intersection(names))
        state = .training(training)
        return freezeIfComplete(at: now)
    }

    /// A contribution was refused: the round does not wait for its participant any more, who may still do better.
    public mutating func refuse(_ name: PartyName, at now: Timestamp) -> [RoundAction] {
        guard case .training(var training) = state else { return [] }
        training.joined.remove(name)
        state = .training(training)
        return freezeIfComplete(at: now)
    }

    mutating func join(_ name: PartyName) -> [RoundAction] {
        guard case .training(var training) = state, eligible.contains(name) else { return [] }
        training.joined.insert(name)
        state = .training(training)
        return [.announce(to: name)]
    }

    /// Forgets who may not take part any more. Who comes from now on knows the new roster and takes no part in a round of
    /// the old one: where those who were sent the announcement are too few, nobody need wait for the deadline.
    mutating func strikeOut(at now: Timestamp) -> [RoundAction] {
        guard case .training(var training) = state else { return [] }
        training.joined.formIntersection(eligible)
        training.contributors.formIntersection(eligible)
        state = .training(training)
        let able = training.joined.union(training.contributors)
        guard !areEnough(able) else { return freezeIfComplete(at: now) }
        let least = max(policy.minimumContributors, bound?.count ?? 0)
        let reason = "the roster has changed, and \(able.count) of at least \(least) can still contribute"
        return abandon(training, reason: reason, at: now)
    }

    /// Freezes when all who joined and are still connected have contributed, and they are enough.
    mutating func freezeIfComplete(at now: Timestamp) -> [RoundAction] {
        guard case .training(let training) = state else { return [] }
        let awaited = training.joined.intersection(connected).subtracting(training.contributors)
        guard awaited.isEmpty, areEnough(training.contributors) else { return [] }
        if let notBefore = training.notBefore, now < notBefore, training.contributors != eligible {
            return []
        }
        return freeze(training)
    }

    /// The deadline has come.
    mutating func close(_ training: Training, at now: Timestamp) -> [RoundAction] {
        guard !areEnough(training.contributors) else { return freeze(training) }
        if training.kind == .evaluation { evaluation = .missed }
        let least = max(policy.minimumContributors, bound?.count ?? 0)
        let reason = "\(training.contributors.count) of at least \(least) contributions at the deadline"
        return abandon(training, reason: reason, at: now)
    }

    private mutating func abandon(_ training: Training, reason: String, at now: Timestamp) -> [RoundAction] {
        state = .recruiting(minimumSince: nil)
        return [.abandon(round: training.round, reason: reason)] + openIfReady(at: now)
    }

    private mutating func freeze(_ training: Training) -> [RoundAction] {
        let contributors = training.contributors.sorted()
        state = .decrypting(Decrypting(round: training.round, kind: training.kind, contributors: contributors))
        return [.freeze(round: training.round, contributors: contributors)]
    }
}
