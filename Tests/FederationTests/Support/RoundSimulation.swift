import Learning

@testable import Federation

/// A server around a ``RoundMachine`` in a world of chance, which notes every action that must not be.
struct RoundSimulation {
    struct Asked: Hashable, Comparable {
        let holder: PartyName
        let blocks: [Int]

        static func < (left: Asked, right: Asked) -> Bool {
            left.holder == right.holder
                ? left.blocks.lexicographicallyPrecedes(right.blocks) : left.holder < right.holder
        }
    }

    var generator: SeededGenerator
    var policy: RoundPolicy
    var machine: RoundMachine
    var now = RoundDriver.epoch
    var wakes: Set<Timestamp> = []
    var blocks = 0
    /// What the store of a server would know.
    var opened = 0
    var openedKind = RoundKind.training
    var openedDeadline = RoundDriver.epoch
    var contributed: Set<PartyName> = []
    var frozen: [PartyName]?
    var isSummed = false
    var waits = false
    var isCombining = false
    var isFinished = false
    /// Whose sum was opened on the model as it is, and how often in vain.
    var bound: Set<PartyName>?
    var voids = 0
    var hasGivenUp = false
    /// Whether the roster is being changed at this moment.
    var isRevoking = false
    var published = 0
    var evaluated = false
    /// What each published round measured on its base model.
    var errorRates: [Double?] = []
    var connected: Set<PartyName> = []
    /// Holders that were asked to commit and have not answered on this connection.
    var unready: Set<PartyName> = []
    /// Holders that have committed on this connection.
    var ready: Set<PartyName> = []
    /// Holders whose commit is durable.
    var committed: Set<PartyName> = []
    /// Requests whose answers may still come.
    var asked: Set<Asked> = []
    var done: [PartyName: Set<Int>] = [:]
    var dropped: Set<PartyName> = []
    var refused: Set<PartyName> = []
    var faults: [String] = []

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let names = Parties.names + ["dave", "erin"]
        let participants = Set(names.prefix(generator.integer(in: 3...6)))
        let holders = participants.sorted().prefix(generator.integer(in: 2...participants.count)).enumerated()
        let threshold = generator.integer(in: 1...min(3, holders.underestimatedCount))
        let quorum = generator.integer(in: threshold...holders.underestimatedCount)
        policy = RoundPolicy(
            participants: participants, holders: holders.map { Manifest.Holder(index: $0 + 1, name: $1) },
            sharesPerBlock: threshold, quorum: quorum,
            minimumContributors: generator.integer(in: 2...participants.count),
            rounds: generator.integer(in: 1...3))
        policy.stopAfter = generator.integer(in: 0...2)
        machine = RoundMachine(policy: policy, at: RoundDriver.epoch)
        self.generator = generator
        perform(machine.start(at: now))
    }

    mutating func require(_ condition: Bool, _ fault: String) {
        if !condition { faults.append("round \(opened): \(fault)") }
    }

    mutating func perform(_ actions: [RoundAction]) {
        for action in actions { perform(action) }
    }

    private mutating func perform(_ action: RoundAction) {
        require(!isFinished, "something after the end")
        switch action {
        case .abandon(let round, _):
            require(round == opened && frozen == nil, "abandoned after the freeze")
            let areEnough = contributed.count >= policy.minimumContributors && bound.map(contributed.isSuperset) ?? true
            let isShort = isRevoking && !areEnough
            require(now >= openedDeadline || isShort, "abandoned before the deadline")
            opened = round
            contributed = []
        case .announce(let name): require(connected.contains(name) && frozen == nil, "announced to the wrong one")
        case .combine: combine()
        case .finish: isFinished = true
        case .freeze(let round, let contributors): freeze(round, contributors)
        case .giveUp(let voids, let names):
            require(voids == self.voids && voids >= 3 && Set(names) == bound, "gave up after \(self.voids) void sums")
            hasGivenUp = true
        case .goOn:
            require(waits, "goes on without having waited")
            waits = false
        case .open(let round, let kind, let deadline):
            open(round, kind, deadline)
            waits = false
        case .reachQuorum: require(committed.count >= policy.quorum && !isCombining, "a quorum of too few")
        case .requestCommit(let holder): requestCommit(holder)
        case .requestShares(let holder, let blocks): request(holder, blocks)
        case .stopTraining(let stalled):
            require(stalled == self.stalled && stalled == policy.stopAfter, "stopped after \(errorRates)")
            require(published < policy.rounds, "stopped early at the end")
        case .waitForCommits(let count, let names):
            waits = true
            require(count > 0 && committed.count + count <= policy.quorum, "waits for \(count) commits")
            require(
                names.allSatisfy { !committed.contains($0) && !dropped.contains($0) }, "waits for who has committed")
        case .waitForHolders(let names):
            waits = true
            require(committed.count >= policy.quorum, "waits for shares before the quorum")
            require(names.allSatisfy { !dropped.contains($0) && policy.participants.contains($0) }, "waits in vain")
        case .waitForContributors(let missing, let names):
            require(Set(names) == bound && !missing.isEmpty, "waits for contributors in vain")
            require(connected.isDisjoint(with: missing), "waits for contributors who are there")
        case .wake(let moment): wakes.insert(moment)
        }
    }

    private mutating func open(_ round: Int, _ kind: RoundKind, _ deadline: Timestamp) {
        require(round > opened, "number \(round) used twice")
        require(frozen == nil, "opened while another is being decrypted")
        require(connected.count >= policy.minimumContributors, "opened for too few")
        require(connected.isSuperset(of: bound ?? []), "opened without whom it is bound to")
        require((kind == .evaluation) == hasTrained, "opened as \(kind)")
        (opened, openedKind, openedDeadline, contributed) = (round, kind, deadline, [])
    }

    private mutating func freeze(_ round: Int, _ contributors: [PartyName]) {
        if let frozen {
            require(contributors == frozen && !isSummed, "another set is frozen")
        } else {
            require(contributors.count >= policy.minimumContributors, "frozen with too few")
            require(Set(contributors) == bound ?? Set(contributors), "frozen with others than before on this model")
            require(Set(contributors) == contributed && contributors == contributors.sorted(), "frozen with others")
            require(policy.participants.isSuperset(of: contributors), "frozen with somebody revoked")
            (done, dropped, asked) = ([:], [], [])
            (committed, ready, unready) = ([], [], [])
        }
        require(round == opened, "froze round \(round)")
        (frozen, isSummed, isCombining) = (contributors, false, false)
    }

    private mutating func requestCommit(_ holder: PartyName) {
        require(frozen != nil && isSummed && !isCombining, "asked to commit out of turn")
        require(connected.contains(holder), "asked somebody to commit who is away")
        require(!dropped.contains(holder) && !refused.contains(holder), "asked somebody to commit who will not")
        require(!ready.contains(holder) && !unready.contains(holder), "asked twice to commit")
        unready.insert(holder)
    }

    private mutating func request(_ holder: PartyName, _ blocks: [Int]) {
        require(frozen != nil && isSummed && !isCombining, "asked out of turn")
        require(connected.contains(holder), "asked somebody who is away")
        require(committed.count >= policy.quorum, "asked for shares before the quorum")
        require(ready.contains(holder), "asked somebody who has not committed on this connection")
        require(!dropped.contains(holder), "asked somebody who was dropped")
        require(!refused.contains(holder), "asked somebody who refused on this connection")
        require(done[holder, default: []].isDisjoint(with: blocks), "asked for what is done")
        require(!blocks.isEmpty && blocks == blocks.sorted(), "asked for blocks out of order")
        for block in blocks { require(count(block) < policy.sharesPerBlock, "asked for more than enough") }
        asked.insert(Asked(holder: holder, blocks: blocks))
    }

    private mutating func combine() {
        require(frozen != nil && isSummed && !isCombining, "combined out of turn")
        require(committed.count >= policy.quorum, "combined without a quorum")
        for block in 0..<blocks { require(count(block) >= policy.sharesPerBlock, "combined without enough shares") }
        isCombining = true
    }

    /// Measured error rates after the lowest, which counts where it was measured first.
    var stalled: Int {
        let measured = errorRates.compactMap(\.self)
        guard let lowest = measured.min(), let first = measured.firstIndex(of: lowest) else { return 0 }
        return measured.count - 1 - first
    }

    var hasTrained: Bool {
        published >= policy.rounds || policy.stopAfter > 0 && stalled >= policy.stopAfter
    }

    func count(_ block: Int) -> Int { done.values.count { $0.contains(block) } }
}
