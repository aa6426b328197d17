import Learning

@testable import Federation

extension RoundSimulation {
    /// One thing that can happen now, drawn at random.
    mutating func step() {
        now = now.advanced(bySeconds: Double(generator.integer(below: 8000)) / 1000)
        switch generator.integer(below: 100) {
        case 0..<25: if let name = generator.element(of: policy.participants) { connect(name) }
        case 25..<35: if let name = generator.element(of: connected) { disconnect(name) }
        case 35..<55: if let name = generator.element(of: policy.participants) { contribute(name) }
        case 55..<58: if let name = generator.element(of: connected) { refuseContribution(of: name) }
        case 58..<68: wake()
        case 68..<74: sum()
        case 74..<80: commit(generator.element(of: unready))
        case 80..<88: answer(generator.element(of: asked))
        case 88..<91: refuse(generator.element(of: asked))
        case 91..<92: drop(generator.element(of: asked))
        case 92..<97: conclude(isVoid: generator.chance(20))
        case 97..<98: revoke()
        default: restart()
        }
    }

    mutating func connect(_ name: PartyName) {
        guard !isFinished else { return }
        hangUp(name)
        connected.insert(name)
        perform(machine.connect(name, at: now))
    }

    mutating func disconnect(_ name: PartyName) {
        hangUp(name)
        connected.remove(name)
        perform(machine.disconnect(name, at: now))
    }

    private mutating func hangUp(_ name: PartyName) {
        refused.remove(name)
        unready.remove(name)
        ready.remove(name)
    }

    /// A commit arrives and is made durable.
    mutating func commit(_ name: PartyName?) {
        guard let name, frozen != nil, isSummed, !isCombining else { return }
        require(machine.takesCommits, "takes no commit")
        unready.remove(name)
        ready.insert(name)
        committed.insert(name)
        perform(machine.acceptCommit(of: name, at: now))
    }

    mutating func contribute(_ name: PartyName) {
        guard machine.accepts(name, round: opened) else { return }
        require(frozen == nil && !contributed.contains(name), "accepted out of turn")
        contributed.insert(name)
        perform(machine.contribute([name], at: now))
    }

    mutating func refuseContribution(of name: PartyName) { perform(machine.refuse(name, at: now)) }

    mutating func wake() {
        if let next = wakes.min() {
            wakes.remove(next)
            now = max(now, next)
        }
        perform(machine.wake(at: now))
    }

    mutating func sum() {
        guard frozen != nil, !isSummed else { return }
        isSummed = true
        blocks = blocks == 0 ? generator.integer(in: 1...9) : blocks
        let durable = policy.holders.filter { committed.contains($0.name) }.map(\.index)
        let shares = policy.holders.map { ($0.index, done[$0.name, default: []]) }
        perform(
            machine.summed(
                blocks: blocks, committed: Set(durable),
                done: Dictionary(uniqueKeysWithValues: shares).filter { !$0.value.isEmpty }, at: now))
    }

    /// A holder's answer arrives, perhaps after its connection broke; the server takes what the machine expects.
    mutating func answer(_ answer: Asked?) {
        guard let answer else { return }
        asked.remove(answer)
        guard machine.expectsShares(of: answer.blocks, from: answer.holder) else { return }
        require(!dropped.contains(answer.holder), "expects shares of somebody who was dropped")
        require(done[answer.holder, default: []].isDisjoint(with: answer.blocks), "expects the same shares twice")
        done[answer.holder, default: []].formUnion(answer.blocks)
        perform(machine.acceptShares(of: answer.blocks, from: answer.holder, at: now))
    }

    mutating func refuse(_ answer: Asked?) {
        guard let answer, frozen != nil, isSummed, !isCombining, connected.contains(answer.holder) else { return }
        asked.remove(answer)
        hangUp(answer.holder)
        refused.insert(answer.holder)
        perform(machine.refuseHelp(answer.holder, at: now))
    }

    /// A wrong share; enough honest holders are left.
    mutating func drop(_ answer: Asked?) {
        guard let answer, frozen != nil, isSummed, !isCombining else { return }
        let active = policy.holders.filter { policy.participants.contains($0.name) && !dropped.contains($0.name) }
        let left = active.filter { $0.name != answer.holder }
        guard left.count >= policy.sharesPerBlock,
            committed.union(left.map(\.name)).count >= policy.quorum
        else { return }
        hangUp(answer.holder)
        asked = asked.filter { $0.holder != answer.holder }
        dropped.insert(answer.holder)
        perform(machine.dropHolder(answer.holder, at: now))
    }

    mutating func conclude(isVoid: Bool) {
        guard isCombining, let frozen else { return }
        // Nobody can go on without whom a void sum binds to.
        let isVoid = isVoid && policy.participants.isSuperset(of: frozen)
        bound = isVoid || openedKind == .evaluation ? Set(frozen) : nil
        voids = isVoid ? voids + 1 : 0
        let errorRate = generator.chance(10) ? nil : Double(generator.integer(in: 1...3))
        if openedKind == .training, !isVoid {
            (published, evaluated) = (published + 1, false)
            errorRates.append(errorRate)
        }
        if openedKind == .evaluation { evaluated = !isVoid }
        (self.frozen, isSummed, isCombining, blocks) = (nil, false, false, 0)
        (contributed, asked, refused) = ([], [], [])
        (committed, ready, unready) = ([], [], [])
        let actions = isVoid ? machine.void(at: now) : machine.publish(baseErrorRate: errorRate, at: now)
        require(machine.published == published, "\(machine.published) published instead of \(published)")
        perform(actions)
        if hasGivenUp { restart() }
    }

    /// Somebody who is not needed for enough contributors and holders is revoked.
    mutating func revoke() {
        guard let name = generator.element(of: policy.participants) else { return }
        let rest = policy.participants.subtracting([name])
        let holders = policy.holders.filter { rest.contains($0.name) && !dropped.contains($0.name) }
        guard rest.count >= policy.minimumContributors, rest.isSuperset(of: bound ?? []),
            holders.count >= policy.sharesPerBlock,
            holders.count >= policy.quorum
        else { return }
        hangUp(name)
        policy.participants = rest
        connected.remove(name)
        if frozen == nil { contributed.remove(name) }
        isRevoking = true
        perform(machine.update(participants: rest, at: now))
        isRevoking = false
    }

    /// The server stops and begins again with what its store knows.
    mutating func restart() {
        guard !isFinished else { return }
        (connected, refused, asked, wakes) = ([], [], [], [])
        (ready, unready) = ([], [])
        (isSummed, isCombining, dropped) = (false, false, [])
        (voids, hasGivenUp) = (0, false)
        var round: RoundResumption.Round?
        if let frozen {
            round = .decrypting(round: opened, kind: openedKind, contributors: frozen)
        } else if case .training = machine.state {
            round = .training(
                round: opened, kind: openedKind, deadline: openedDeadline, contributors: contributed.sorted())
        }
        machine = RoundMachine(
            policy: policy,
            resuming: RoundResumption(
                published: published, lastRound: opened, evaluation: evaluated ? .done : .due, bound: bound,
                errorRates: errorRates,
                round: round),
            at: now)
        perform(machine.start(at: now))
    }

    /// Everybody comes back and does what is asked; the run must come to its end.
    mutating func settle() {
        for name in connected { disconnect(name) }
        for _ in 0..<200 where !isFinished {
            for name in policy.participants.sorted() where !connected.contains(name) { connect(name) }
            for name in policy.participants.sorted() { contribute(name) }
            sum()
            for name in unready.sorted() { commit(name) }
            for answer in asked.sorted() { self.answer(answer) }
            conclude(isVoid: false)
            wake()
        }
        require(isFinished, "the run does not end: \(machine.state)")
        require(hasTrained, "\(published) of \(policy.rounds) rounds were published, of error rates \(errorRates)")
    }
}
