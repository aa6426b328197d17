extension RoundMachine {
    /// Opens the next round when the roster is complete, or some time after the minimum is; ends a run that is done.
    mutating func openIfReady(at now: Timestamp) -> [RoundAction] {
        guard case .recruiting(let minimumSince) = state else { return [] }
        if isOver(at: now) { return finish() }
        guard areEnough(connected) else {
            state = .recruiting(minimumSince: nil)
            return limitEvaluation(at: now) + waitForBound()
        }
        evaluationLimit = nil
        saidBound = false
        let since = minimumSince ?? now
        let opening = since.advanced(bySeconds: policy.gatherSeconds)
        if connected.isSuperset(of: eligible) || opening <= now { return open(at: now) }
        state = .recruiting(minimumSince: since)
        return minimumSince == nil ? [.wake(at: opening)] : []
    }

    /// Whether no further model is trained, and the last model is evaluated or there is nobody to do it.
    private mutating func isOver(at now: Timestamp) -> Bool {
        guard hasTrained else { return false }
        if let limit = evaluationLimit, limit <= now { evaluation = .missed }
        return evaluation != .due || published == 0
    }

    /// A run that has its last model waits for evaluators no longer than an evaluation may last.
    private mutating func limitEvaluation(at now: Timestamp) -> [RoundAction] {
        guard hasTrained, evaluationLimit == nil else { return [] }
        let limit = now.advanced(bySeconds: policy.evaluationSeconds)
        evaluationLimit = limit
        return [.wake(at: limit)]
    }

    private mutating func open(at now: Timestamp) -> [RoundAction] {
        let kind: RoundKind = hasTrained ? .evaluation : .training
        lastRound += 1
        let deadline = now.advanced(bySeconds: policy.seconds(for: kind))
        state = .training(
            Training(
                round: lastRound, kind: kind, deadline: deadline, joined: connected.intersection(eligible),
                contributors: []))
        return [.open(round: lastRound, kind: kind, deadline: deadline), .wake(at: deadline)]
    }

    /// Says once whom the next sum cannot do without.
    private mutating func waitForBound() -> [RoundAction] {
        guard let bound, connected.count >= policy.minimumContributors, !saidBound else { return [] }
        saidBound = true
        return [.waitForContributors(bound.subtracting(connected).sorted(), of: bound.sorted())]
    }

    private mutating func finish() -> [RoundAction] {
        state = .finished
        return [.finish(evaluated: evaluation == .done)]
    }
}
