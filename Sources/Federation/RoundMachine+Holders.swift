extension RoundMachine {
    /// Asks the holders that are there for what is open: all to commit, and those who have, once there is a quorum, for
    /// shares.
    func assign(in decrypting: inout Decrypting, at now: Timestamp) -> [RoundAction] {
        guard var plans = decrypting.plans else { return [] }
        if plans.areComplete {
            decrypting.isCombining = true
            return Self.say(nil, in: &decrypting) + [.combine]
        }
        let available = policy.holders.filter { connected.contains($0.name) }
        let unready = plans.commits.assign(to: available.map(\.index), at: now)
        var actions = available.filter { unready.contains($0.index) }.map { RoundAction.requestCommit(holder: $0.name) }
        actions += requests(of: &plans, to: available, at: now)
        if !actions.isEmpty { actions.append(.wake(at: now.advanced(bySeconds: policy.shareSeconds))) }
        decrypting.plans = plans
        let waiting = plans.commits.hasQuorum ? waitingForShares(plans, at: now) : waitingForCommits(plans, at: now)
        return actions + Self.say(waiting, in: &decrypting)
    }

    private func requests(
        of plans: inout Decrypting.Plans, to available: [Manifest.Holder], at now: Timestamp
    ) -> [RoundAction] {
        guard plans.commits.hasQuorum else { return [] }
        let ready = available.filter { plans.commits.ready.contains($0.index) }
        return plans.shares.assign(to: ready.map(\.index), at: now).compactMap { request in
            ready.first { $0.index == request.holder }
                .map { .requestShares(holder: $0.name, blocks: request.blocks) }
        }
    }

    /// Says for whom the round waits, or that it waits no longer, each time that this changes.
    private static func say(_ waiting: RoundAction?, in decrypting: inout Decrypting) -> [RoundAction] {
        guard waiting != decrypting.waiting else { return [] }
        decrypting.waiting = waiting
        return [waiting ?? .goOn]
    }

    /// What is missing that is not under way.
    private func waitingForCommits(_ plans: Decrypting.Plans, at now: Timestamp) -> RoundAction? {
        let commits = plans.commits
        let missing = commits.missing - commits.underWay(at: now)
        guard missing > 0 else { return nil }
        let names = candidates(plans).filter { holder in
            !commits.committed.contains(holder.index)
                && (!connected.contains(holder.name) || commits.isIdle(holder.index, at: now))
        }
        return .waitForCommits(missing, of: names.map(\.name))
    }

    private func waitingForShares(_ plans: Decrypting.Plans, at now: Timestamp) -> RoundAction? {
        guard !plans.shares.isOnItsWay(at: now), !plans.commits.isAnybodyAsked(at: now) else { return nil }
        let names = candidates(plans).filter { holder in
            !connected.contains(holder.name) || !plans.commits.ready.contains(holder.index)
                || plans.shares.isIdle(holder.index, at: now)
        }
        return .waitForHolders(names.map(\.name))
    }

    private func candidates(_ plans: Decrypting.Plans) -> [Manifest.Holder] {
        policy.holders.filter {
            policy.participants.contains($0.name) && !plans.commits.dropped.contains($0.index)
        }
    }
}
