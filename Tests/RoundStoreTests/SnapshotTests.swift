import Federation
import Testing

@testable import RoundStore

/// Where a restarted server finds itself, in every phase.
struct SnapshotTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("A new store is at the beginning", arguments: StoreKind.allCases)
    func empty(_ kind: StoreKind) throws {
        #expect(try ServerBench(kind, in: folder).store.snapshot() == ServerSnapshot())
    }

    @Test("Training: the round and its contributions", arguments: StoreKind.allCases)
    func training(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        try store.run(1, to: .training)
        let snapshot = try store.snapshot()
        #expect(snapshot.open?.phase == .training)
        #expect(snapshot.open?.announcement == (try Samples.announcement(1)))
        #expect(snapshot.open?.contributors == [])
        #expect(snapshot.contributions.map(\.contribution.statement.participant.text) == ["alice", "bob"])
        #expect(snapshot.lastRound == 1)
        #expect((snapshot.published, snapshot.model, snapshot.transcript, snapshot.evaluation) == (0, nil, nil, nil))
    }

    @Test("Decrypting: the frozen contributors, the commits and the shares", arguments: StoreKind.allCases)
    func decrypting(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        try store.run(1, to: .published)
        try store.run(2, to: .decrypting)
        let snapshot = try store.snapshot()
        #expect(snapshot.open?.phase == .decrypting)
        #expect(snapshot.open?.contributors.map(\.text) == ["alice", "bob"])
        #expect(snapshot.contributions.map(\.round) == [2, 2])
        #expect(snapshot.commits == [try Samples.commit(2, holder: 2)])
        #expect(snapshot.shares == [Samples.share(2, holder: 2, blocks: [0, 3])])
        #expect((snapshot.published, snapshot.lastRound) == (1, 2))
    }

    @Test("Between rounds: model and transcript of the newest that have one", arguments: StoreKind.allCases)
    func between(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        try store.run(1, to: .published)
        try store.run(2, to: .void)
        try store.run(3, to: .abandoned)
        let snapshot = try store.snapshot()
        #expect(snapshot.published == 1)
        #expect(snapshot.lastRound == 3)
        #expect(snapshot.model == Samples.digest("base 3"))
        #expect(snapshot.transcript == Samples.digest("transcript 2"))
        #expect(snapshot.open == nil)
        #expect(snapshot.contributions.isEmpty && snapshot.commits.isEmpty && snapshot.shares.isEmpty)
    }

    @Test("An evaluation counts until a model is published after it", arguments: StoreKind.allCases)
    func evaluation(_ kind: StoreKind) throws {
        let store = try ServerBench(kind, in: folder).store
        try store.run(1, to: .published)
        #expect(try store.snapshot().evaluation == nil)
        try store.run(2, to: .evaluated, kind: .evaluation)
        #expect(try store.snapshot().evaluation == Samples.totals(102))
        #expect(try store.snapshot().published == 1)
        try store.run(3, to: .abandoned)
        try store.run(4, to: .void)
        #expect(try store.snapshot().evaluation == Samples.totals(102))
        #expect(try store.snapshot().transcript == Samples.digest("transcript 4"))
        try store.run(5, to: .decrypting)
        #expect(try store.snapshot().evaluation == Samples.totals(102))
        try store.concludeRound(5, Samples.conclusion(5, .published))
        #expect(try store.snapshot().evaluation == nil)
    }
}
