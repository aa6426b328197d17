@testable import Federation

/// A machine and a clock that stands still until it is told to go on.
struct RoundDriver {
    static let epoch = Timestamp(milliseconds: 1_700_000_000_000)

    var machine: RoundMachine
    var now = RoundDriver.epoch

    /// - Parameter quorum: by default all holders, so that they begin to open a sum together.
    init(
        participants: Set<PartyName> = ["alice", "bob", "carol", "sue"], sharesPerBlock: Int = 1, quorum: Int = 3,
        minimum: Int = 3, rounds: Int = 2, stopAfter: Int = 0,
        resuming resumption: RoundResumption = RoundResumption()
    ) {
        var policy = RoundPolicy(
            participants: participants, holders: Parties.holders, sharesPerBlock: sharesPerBlock,
            quorum: quorum, minimumContributors: minimum, rounds: rounds)
        policy.stopAfter = stopAfter
        machine = RoundMachine(policy: policy, resuming: resumption, at: Self.epoch)
    }

    mutating func start() -> [RoundAction] { machine.start(at: now) }

    mutating func connect(_ names: PartyName...) -> [RoundAction] {
        names.flatMap { commit(machine.connect($0, at: now)) }
    }

    mutating func disconnect(_ names: PartyName...) -> [RoundAction] {
        names.flatMap { machine.disconnect($0, at: now) }
    }

    mutating func contribute(_ names: PartyName...) -> [RoundAction] {
        names.flatMap { machine.contribute([$0], at: now) }
    }

    mutating func wake(after seconds: Double = 0) -> [RoundAction] {
        now = now.advanced(bySeconds: seconds)
        return machine.wake(at: now)
    }

    func moment(_ seconds: Double) -> Timestamp { now.advanced(bySeconds: seconds) }

    /// Commits to the sum wherever that is asked for, and tells only what else is to be done.
    mutating func commit(_ actions: [RoundAction]) -> [RoundAction] {
        var rest = actions
        while let index = rest.firstIndex(where: { if case .requestCommit = $0 { true } else { false } }) {
            guard case .requestCommit(let holder) = rest.remove(at: index) else { break }
            if rest.allSatisfy({ $0 == .goOn || $0 == .wake(at: moment(machine.policy.shareSeconds)) }) { rest = [] }
            rest += machine.acceptCommit(of: holder, at: now)
        }
        return rest.filter { $0 != .reachQuorum }
    }

    /// All connected, all contributed, the sum of so many blocks made and committed to; holders that are away have
    /// committed before.
    mutating func decrypt(blocks: Int, by connected: [PartyName] = ["alice", "bob", "carol", "sue"]) -> [RoundAction] {
        for name in machine.policy.participants.sorted() { _ = connect(name) }
        for name in machine.policy.participants.sorted() { _ = contribute(name) }
        for name in machine.connected.subtracting(connected).sorted() { _ = disconnect(name) }
        let away = machine.policy.holders.filter { !machine.connected.contains($0.name) }
        return commit(machine.summed(blocks: blocks, committed: Set(away.map(\.index)), at: now))
    }

    /// Answers everything that a set of requests asks for.
    mutating func answer(_ actions: [RoundAction]) -> [RoundAction] {
        actions.flatMap { action -> [RoundAction] in
            guard case .requestShares(let holder, let blocks) = action else { return [] }
            return machine.acceptShares(of: blocks, from: holder, at: now)
        }
    }

    /// A whole round with everybody there, up to its publication.
    mutating func publish(baseErrorRate: Double? = nil) -> [RoundAction] {
        let actions = decrypt(blocks: 1)
        _ = answer(actions)
        return machine.publish(baseErrorRate: baseErrorRate, at: now)
    }
}
