extension RoundMachine {
    /// The sum of the frozen contributions is made and has `blocks` blocks.
    ///
    /// - Parameters:
    ///   - committed: holders whose commit to it was durable before a restart.
    ///   - done: shares verified before a restart.
    public mutating func summed(
        blocks: Int, committed: Set<Int> = [], done: [Int: Set<Int>] = [:], at now: Timestamp
    ) -> [RoundAction] {
        guard case .decrypting(var decrypting) = state, decrypting.phase == .summing else { return [] }
        let shares = DecryptionPlan(
            blocks: blocks, sharesPerBlock: policy.sharesPerBlock, patience: policy.shareSeconds, done: done)
        let commits = CommitPlan(quorum: policy.quorum, patience: policy.shareSeconds, committed: committed)
        decrypting.plans = Decrypting.Plans(commits: commits, shares: shares)
        state = .decrypting(decrypting)
        return assignWork(at: now)
    }

    /// Whether a holder's commit to the sum would be counted now.
    public var takesCommits: Bool {
        guard case .decrypting(let decrypting) = state else { return false }
        return decrypting.phase == .committing || decrypting.phase == .opening
    }

    /// A holder's commit to the sum is verified and durable; the same again says that it is ready to help.
    public mutating func acceptCommit(of name: PartyName, at now: Timestamp) -> [RoundAction] {
        guard case .decrypting(let decrypting) = state, let holder = holder(name) else { return [] }
        let actions = update(at: now) { $0.commits.complete(holder.index) }
        guard decrypting.phase == .committing, case .decrypting(let after) = state, after.phase != .committing else {
            return actions
        }
        return [.reachQuorum] + actions
    }

    /// Whether the answer of a holder is one that was asked for, was not yet given and is still of use.
    public func expectsShares(of blocks: [Int], from name: PartyName) -> Bool {
        guard case .decrypting(let decrypting) = state, decrypting.phase == .opening, let holder = holder(name) else {
            return false
        }
        return decrypting.plans?.shares.expects(blocks, from: holder.index) ?? false
    }

    /// A holder's shares are verified and durable; such as are not expected change nothing.
    public mutating func acceptShares(of blocks: [Int], from name: PartyName, at now: Timestamp) -> [RoundAction] {
        guard expectsShares(of: blocks, from: name), let holder = holder(name) else { return [] }
        return update(at: now) { $0.shares.complete(blocks, from: holder.index) }
    }

    /// A holder would not or could not commit or give shares: it is asked again once it has connected anew.
    public mutating func refuseHelp(_ name: PartyName, at now: Timestamp) -> [RoundAction] {
        guard let holder = holder(name) else { return [] }
        return update(at: now) { plans in
            plans.commits.refuse(holder.index)
            plans.shares.refuse(holder.index)
        }
    }

    /// A holder's commit or shares are wrong: it is not asked again for this round.
    public mutating func dropHolder(_ name: PartyName, at now: Timestamp) -> [RoundAction] {
        guard let holder = holder(name) else { return [] }
        return update(at: now) { plans in
            plans.commits.drop(holder.index)
            plans.shares.drop(holder.index)
        }
    }

    /// The round's model is published.
    ///
    /// - Parameters:
    ///   - baseErrorRate: what the round measured on the model before, nil where nothing was held out.
    ///   - isNew: whether the model is another than before. Where the deltas come to nothing it is not, and the next sum on
    ///     it is of the same contributors, as after an evaluation.
    public mutating func publish(
        baseErrorRate: Double? = nil, isNew: Bool = true, at now: Timestamp
    ) -> [RoundAction] {
        guard case .decrypting(let decrypting) = state, decrypting.isCombining else { return [] }
        let hadTrained = hasTrained
        switch decrypting.kind {
        case .evaluation: (bound, evaluation) = (Set(decrypting.contributors), .done)
        case .training:
            bound = isNew ? nil : Set(decrypting.contributors)
            (published, evaluation) = (published + 1, .due)
            earlyStop.measured(baseErrorRate)
        }
        voids = 0
        state = .recruiting(minimumSince: nil)
        let isEarly = !hadTrained && earlyStop.isDue && published < policy.rounds
        return (isEarly ? [.stopTraining(stalled: earlyStop.stalled)] : []) + openIfReady(at: now)
    }

    /// The opened sum cannot be one of well-formed contributions: nothing changes, nobody is named. The same contributors
    /// may do better; when they do not, going on is of no use.
    public mutating func void(at now: Timestamp) -> [RoundAction] {
        guard case .decrypting(let decrypting) = state, decrypting.isCombining else { return [] }
        if decrypting.kind == .evaluation { evaluation = .missed }
        bound = Set(decrypting.contributors)
        voids += 1
        state = .recruiting(minimumSince: nil)
        return voids < Self.mostVoids ? openIfReady(at: now) : [.giveUp(voids: voids, of: decrypting.contributors)]
    }

    /// One may be an accident; a participant that does it again does it on purpose.
    private static let mostVoids = 3

    /// What a holder was asked for on a connection that is gone is asked for again, of whoever is there.
    mutating func releaseWork(of name: PartyName, at now: Timestamp) -> [RoundAction] {
        guard let holder = holder(name) else { return assignWork(at: now) }
        return update(at: now) { plans in
            plans.commits.release(holder.index)
            plans.shares.release(holder.index)
        }
    }

    mutating func assignWork(at now: Timestamp) -> [RoundAction] { update(at: now) { _ in } }

    private func holder(_ name: PartyName) -> Manifest.Holder? { policy.holders.first { $0.name == name } }

    private mutating func update(at now: Timestamp, _ change: (inout Decrypting.Plans) -> Void) -> [RoundAction] {
        guard case .decrypting(var decrypting) = state, var plans = decrypting.plans, !decrypting.isCombining else {
            return []
        }
        change(&plans)
        decrypting.plans = plans
        let actions = assign(in: &decrypting, at: now)
        state = .decrypting(decrypting)
        return actions
    }
}
