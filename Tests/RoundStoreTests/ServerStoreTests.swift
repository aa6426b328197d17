import Federation
import Testing

@testable import RoundStore

/// What holds for every implementation of ``ServerStore``.
struct ServerStoreTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("Everything of every kind of round is there after a restart", arguments: StoreKind.allCases)
    func roundTrip(_ kind: StoreKind) throws {
        let bench = try ServerBench(kind, in: folder)
        try bench.store.run(1, to: .published)
        try bench.store.run(2, to: .abandoned)
        try bench.store.run(3, to: .void)
        try bench.store.run(4, to: .evaluated, kind: .evaluation)
        try bench.store.run(7, to: .decrypting)
        let before = (rounds: try bench.store.rounds(), snapshot: try bench.store.snapshot())
        try bench.reopen()
        #expect(try bench.store.rounds() == before.rounds)
        #expect(try bench.store.snapshot() == before.snapshot)
        #expect(before.rounds.map(\.phase) == [.published, .abandoned, .void, .evaluated, .decrypting])
        #expect(before.rounds[0].announcement == (try Samples.announcement(1)))
        #expect(before.rounds[0].openedAt == Timestamp(milliseconds: 5))
        #expect(before.rounds[0].contributors.map(\.text) == ["alice", "bob"])
        #expect(before.rounds[1].contributors.isEmpty)
        for (round, phase) in [(1, .published), (2, .abandoned), (3, .void), (4, .evaluated)]
            as [(
                Int, RoundRecord.Phase
            )]
        {
            #expect(before.rounds[round - 1].conclusion == (try Samples.conclusion(round, phase)))
        }
        let old = try bench.store.contribution(round: 1, participant: Samples.name("bob"))
        #expect(old == (try Samples.contribution("bob", round: 1)))
    }

    @Test("Accepting a contribution twice changes nothing; another one is refused", arguments: StoreKind.allCases)
    func contributeTwice(_ kind: StoreKind) throws {
        let bench = try ServerBench(kind, in: folder)
        try bench.store.run(1, to: .training)
        var again = try Samples.contribution("bob", round: 1)
        again.at = Timestamp(milliseconds: 9)
        try bench.store.acceptContribution(again)
        #expect(throws: StoreError.conflict("round 1 has another contribution of bob")) {
            try bench.store.acceptContribution(Samples.contribution("bob", round: 1, variant: 1))
        }
        let first = try Samples.contribution("bob", round: 1)
        #expect(try bench.store.snapshot().contributions == [Samples.contribution("alice", round: 1), first])
        try bench.store.freezeRound(1, contributors: [first.contribution.statement.participant])
        try bench.store.acceptContribution(first)
        #expect(throws: StoreError.conflict("round 1 is decrypting and takes no contribution of sue")) {
            try bench.store.acceptContribution(Samples.contribution("sue", round: 1))
        }
    }

    @Test("A number is used once, numbers rise, and one round is open at a time", arguments: StoreKind.allCases)
    func opening(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        try store.run(2, to: .training)
        #expect(throws: StoreError.conflict("round 3 cannot open before round 2 has ended")) {
            try store.run(3, to: .training)
        }
        try store.concludeRound(2, Samples.conclusion(2, .abandoned))
        for used in [1, 2] {
            #expect(throws: StoreError.conflict("round \(used) cannot open: the number 2 was used before")) {
                try store.run(used, to: .training)
            }
        }
        try store.run(3, to: .training)
        #expect(try store.rounds().map(\.number) == [2, 3])
    }

    @Test("Contributors are settled once, of contributions that are there", arguments: StoreKind.allCases)
    func freezing(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        try store.run(1, to: .training)
        let (alice, bob, sue) = (try Samples.name("alice"), try Samples.name("bob"), try Samples.name("sue"))
        #expect(throws: StoreError.missing("the contribution of sue to round 1")) {
            try store.freezeRound(1, contributors: [alice, sue])
        }
        #expect(try store.snapshot().open?.phase == .training)
        try store.freezeRound(1, contributors: [bob, alice])
        try store.freezeRound(1, contributors: [alice, bob])
        #expect(throws: StoreError.conflict("round 1 is decrypting and its contributors are settled")) {
            try store.freezeRound(1, contributors: [alice])
        }
        #expect(try store.snapshot().open?.contributors == [alice, bob])
    }

    @Test("Commits come to a frozen round, the first of each holder, and outlive it", arguments: StoreKind.allCases)
    func commits(_ kind: StoreKind) throws {
        let bench = try ServerBench(kind, in: folder)
        try bench.store.run(1, to: .training)
        let first = try Samples.commit(1, holder: 3)
        #expect(throws: StoreError.conflict("round 1 is training and takes no commits")) {
            try bench.store.acceptCommit(first)
        }
        try bench.store.freezeRound(1, contributors: [Samples.name("alice"), Samples.name("bob")])
        for commit in try [first, Samples.commit(1, holder: 1), first] { try bench.store.acceptCommit(commit) }
        for other in try [Samples.commit(1, holder: 3, sum: "other"), Samples.commit(1, holder: 3, variant: 1)] {
            #expect(throws: StoreError.conflict("round 1 has another commit of holder 3")) {
                try bench.store.acceptCommit(other)
            }
        }
        #expect(try bench.store.snapshot().commits == [Samples.commit(1, holder: 1), first])
        try bench.store.concludeRound(1, Samples.conclusion(1, .void))
        try bench.reopen()
        #expect(try bench.store.snapshot().commits.isEmpty)
        #expect(try bench.store.commits(baseModel: first.commit.baseModel) == [Samples.commit(1, holder: 1), first])
        #expect(try bench.store.commits(baseModel: Samples.digest("base 2")).isEmpty)
    }

    @Test("Evidence is kept once, in the order of its finding", arguments: StoreKind.allCases)
    func evidence(_ kind: StoreKind) throws {
        let bench = try ServerBench(kind, in: folder)
        #expect(try bench.store.evidence().isEmpty)
        for round in [2, 1, 2] { try bench.store.saveEvidence(Samples.evidence(round)) }
        try bench.reopen()
        #expect(try bench.store.evidence() == [Samples.evidence(2), Samples.evidence(1)])
    }

    @Test("Shares come to a frozen round, each once, and end with it", arguments: StoreKind.allCases)
    func shares(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        try store.run(1, to: .training)
        let late = Samples.share(1, holder: 1, blocks: [4, 5, 9])
        #expect(throws: StoreError.conflict("round 1 is training and takes no shares")) { try store.acceptShare(late) }
        try store.freezeRound(1, contributors: [Samples.name("alice"), Samples.name("bob")])
        let shares = [Samples.share(1, holder: 2, blocks: [10]), late, Samples.share(1, holder: 1, blocks: [0])]
        for share in shares + [late] { try store.acceptShare(share) }
        #expect(throws: StoreError.conflict("round 1 has another share of holder 1 from block 4 on")) {
            try store.acceptShare(Samples.share(1, holder: 1, blocks: [4, 5, 9], variant: 1))
        }
        #expect(try store.snapshot().shares == [shares[2], shares[1], shares[0]])
        try store.concludeRound(1, Samples.conclusion(1, .published))
        try store.run(2, to: .training)
        #expect(try store.snapshot().shares.isEmpty)
    }

    @Test("A round ends once; abandoned only before it is frozen", arguments: StoreKind.allCases)
    func concluding(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        try store.run(1, to: .training)
        #expect(throws: StoreError.conflict("round 1 is training and cannot end as published")) {
            try store.concludeRound(1, Samples.conclusion(1, .published))
        }
        try store.freezeRound(1, contributors: [Samples.name("alice")])
        #expect(throws: StoreError.conflict("round 1 is decrypting and cannot end as abandoned")) {
            try store.concludeRound(1, Samples.conclusion(1, .abandoned))
        }
        try store.concludeRound(1, Samples.conclusion(1, .published))
        try store.concludeRound(1, Samples.conclusion(1, .published))
        #expect(throws: StoreError.conflict("round 1 is published and cannot end as void")) {
            try store.concludeRound(1, Samples.conclusion(1, .void))
        }
        #expect(try store.rounds().map(\.conclusion) == [Samples.conclusion(1, .published)])
    }

    @Test("A round that never opened is missing", arguments: StoreKind.allCases)
    func unknownRound(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        let missing = StoreError.missing("round 4")
        #expect(throws: missing) { try store.acceptContribution(Samples.contribution("bob", round: 4)) }
        #expect(throws: missing) { try store.freezeRound(4, contributors: []) }
        #expect(throws: missing) { try store.acceptCommit(Samples.commit(4, holder: 1)) }
        #expect(throws: missing) { try store.acceptShare(Samples.share(4, holder: 1, blocks: [0])) }
        #expect(throws: missing) { try store.concludeRound(4, Samples.conclusion(4, .void)) }
        #expect(try store.contribution(round: 4, participant: Samples.name("bob")) == nil)
        #expect(try store.snapshot() == ServerSnapshot())
    }
}
