extension RoundMachine {
    /// The sum of the frozen contributions is made and has `blocks` blocks; `done` are shares verified before a restart.
    public mutating func summed(blocks: Int, done: [Int: Set<Int>] = [:], at now: Timestamp) -> [RoundAction] {
        guard case .decrypting(var decrypting) = state, decrypting.plan == nil else { return [] }
        decrypting.plan = DecryptionPlan(
            blocks: blocks, sharesPerBlock: policy.sharesPerBlock, patience: policy.shareSeconds, done: done)
        state = .decrypting(decrypting)
        return assignShares(at: now)
    }

    /// Whether the answer of a holder is one that was asked for, was not yet given and is still of use.
    public func expectsShares(of blocks: [Int], from name: PartyName) -> Bool {
        guard case .decrypting(let decrypting) = state, !decrypting.isCombining, let holder = holder(name) else {
            return false
        }
        return decrypting.plan?.expects(blocks, from: holder.index) ?? false
    }

    /// A holder's shares are verified and durable; such as are not expected change nothing.
    public mutating func acceptShares(of blocks: [Int], from name: PartyName, at now: Timestamp) -> [RoundAction] {
        guard expectsShares(of: blocks, from: name), let holder = holder(name) else { return [] }
        return update(at: now) { $0.complete(blocks, from: holder.index) }
    }

    /// A holder would not or could not help: others are asked, and it again once it has connected anew.
    public mutating func refuseShares(_ name: PartyName, at now: Timestamp) -> [RoundAction] {
        guard let holder = holder(name) else { return [] }
        return update(at: now) { $0.refuse(holder.index) }
    }

    /// A holder's shares are wrong: it is not asked again for this round.
    public mutating func dropHolder(_ name: PartyName, at now: Timestamp) -> [RoundAction] {
        guard let holder = holder(name) else { return [] }
        return update(at: now) { $0.drop(holder.index) }
    }

    /// The round's model is published.
    public mutating func publish(at now: Timestamp) -> [RoundAction] {
        guard case .decrypting(let decrypting) = state, decrypting.isCombining else { return [] }
        switch decrypting.kind {
        case .evaluation: evaluation = .done
        case .training: (published, evaluation) = (published + 1, .due)
        }
        state = .recruiting(minimumSince: nil)
        return openIfReady(at: now)
    }

    /// The opened sum cannot be one of well-formed contributions: nothing changes, nobody is named.
    public mutating func void(at now: Timestamp) -> [RoundAction] {
        guard case .decrypting(let decrypting) = state, decrypting.isCombining else { return [] }
        if decrypting.kind == .evaluation { evaluation = .missed }
        state = .recruiting(minimumSince: nil)
        return openIfReady(at: now)
    }

    /// What a holder was asked for on a connection that is gone is asked for again, of whoever is there.
    mutating func releaseShares(of name: PartyName, at now: Timestamp) -> [RoundAction] {
        guard let holder = holder(name) else { return assignShares(at: now) }
        return update(at: now) { $0.release(holder.index) }
    }

    mutating func assignShares(at now: Timestamp) -> [RoundAction] {
        update(at: now) { _ in }
    }

    private func holder(_ name: PartyName) -> Manifest.Holder? { policy.holders.first { $0.name == name } }

    private mutating func update(at now: Timestamp, _ change: (inout DecryptionPlan) -> Void) -> [RoundAction] {
        guard case .decrypting(var decrypting) = state, var plan = decrypting.plan, !decrypting.isCombining else {
            return []
        }
        change(&plan)
        let actions = actions(for: &plan, in: &decrypting, at: now)
        decrypting.plan = plan
        state = .decrypting(decrypting)
        return actions
    }

    private func actions(
        for plan: inout DecryptionPlan, in decrypting: inout Decrypting, at now: Timestamp
    ) -> [RoundAction] {
        if plan.isComplete {
            decrypting.isCombining = true
            return [.combine]
        }
        let available = policy.holders.filter { connected.contains($0.name) }
        let requests = plan.assign(to: available.map(\.index), at: now)
        var actions: [RoundAction] = requests.compactMap { request in
            available.first { $0.index == request.holder }
                .map { .requestShares(holder: $0.name, blocks: request.blocks) }
        }
        if !requests.isEmpty { actions.append(.wake(at: now.advanced(bySeconds: policy.shareSeconds))) }
        return actions + waiting(for: plan, in: &decrypting, at: now)
    }

    private func waiting(
        for plan: DecryptionPlan, in decrypting: inout Decrypting, at now: Timestamp
    ) -> [RoundAction] {
        guard !plan.isOnItsWay(at: now) else {
            decrypting.saidWaiting = false
            return []
        }
        guard !decrypting.saidWaiting else { return [] }
        decrypting.saidWaiting = true
        let missing = policy.holders.filter { holder in
            policy.participants.contains(holder.name) && !plan.dropped.contains(holder.index)
                && (!connected.contains(holder.name) || plan.isIdle(holder.index, at: now))
        }
        return [.waitForHolders(missing.map(\.name))]
    }
}
