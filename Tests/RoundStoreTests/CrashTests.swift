import Federation
import Foundation
import GRDB
import Testing

@testable import RoundStore

/// What is left of the files when the process is killed: copies of the directory, made while it runs.
struct CrashTests {
    private let folder: TemporaryFolder
    private let copies: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        copies = try TemporaryFolder()
    }

    /// The directory as a killed process leaves it; the shared-memory file does not outlive the machine.
    private func kill(_ name: String) throws -> String {
        let copy = "\(copies.path)/\(name)"
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: folder.path + "/state", toPath: copy + "/state")
        try FileManager.default.removeItem(atPath: copy + "/state/state.sqlite-shm")
        return copy
    }

    @Test("After every step a killed server finds what was done, and goes on")
    func everyStep() throws {
        let store = try ServerBench.open(folder.path)
        let steps: [(SQLiteServerStore) throws -> Void] = [
            { try $0.openRound(Samples.announcement(1), at: Timestamp(milliseconds: 5)) },
            { try $0.acceptContribution(Samples.contribution("bob", round: 1)) },
            { try $0.acceptContribution(Samples.contribution("alice", round: 1)) },
            { try $0.freezeRound(1, contributors: [Samples.name("alice"), Samples.name("bob")]) },
            { try $0.acceptShare(Samples.share(1, holder: 2, blocks: [0])) },
            { try $0.concludeRound(1, Samples.conclusion(1, .published)) },
        ]
        for (index, step) in steps.enumerated() {
            try step(store)
            let survivor = try ServerBench.open(kill("step \(index)"))
            #expect(try survivor.snapshot() == store.snapshot())
            #expect(try survivor.rounds() == store.rounds())
            for next in steps[(index + 1)...] { try next(survivor) }
            #expect(try survivor.rounds().map(\.phase) == [.published])
        }
    }

    @Test("A server killed within a transaction finds nothing of it")
    func withinTransaction() throws {
        let store = try ServerBench.open(folder.path)
        try store.run(1, to: .training)
        let before = try store.snapshot()
        let copy = try store.database.write("testing") { database in
            // A cache of one page spills, so that the log holds pages of the open transaction.
            try database.execute(sql: "PRAGMA cache_size = 1")
            for variant in 0..<200 { try database.insert(Samples.contribution("sue-\(variant)", round: 1)) }
            return try kill("open")
        }
        #expect(try store.snapshot().contributions.count == 202)
        #expect(try ServerBench.open(copy).snapshot() == before)
    }

    @Test("Wherever the log is torn, what is left is a moment of the past")
    func tornLog() throws {
        let store = try ServerBench.open(folder.path)
        var past = [try store.snapshot()]
        for round in 1...3 {
            try store.openRound(Samples.announcement(round), at: Timestamp(milliseconds: 5))
            past.append(try store.snapshot())
            for name in ["alice", "bob"] {
                try store.acceptContribution(Samples.contribution(name, round: round))
                past.append(try store.snapshot())
            }
            try store.concludeRound(round, Samples.conclusion(round, .abandoned))
            past.append(try store.snapshot())
        }
        let log = try load(folder.path + "/state/state.sqlite-wal")
        var newest = 0
        // A log is a header of 32 bytes and frames of 24 + 4096 (SQLite file format §4.1); half of a frame is torn.
        for (index, size) in stride(from: 32 + 2060, through: log.count, by: 2060).enumerated() {
            let copy = try kill("torn \(index)")
            try save(log.prefix(size), copy + "/state/state.sqlite-wal")
            let snapshot: ServerSnapshot
            do {
                snapshot = try ServerBench.open(copy).snapshot()
            } catch {
                // Torn within what was there before the server's first word: damage, no new beginning.
                #expect(isDamage(error) && newest == 0, "torn after \(size) bytes: \(error)")
                continue
            }
            let moment = try #require(past.firstIndex(of: snapshot), "torn after \(size) bytes")
            #expect(moment >= newest, "torn after \(size) bytes")
            newest = moment
        }
        #expect(newest == past.count - 1)
    }

    @Test("A copy without its log is damage, not a new beginning")
    func lostLog() throws {
        let store = try ServerBench.open(folder.path)
        try store.run(1, to: .training)
        let copy = try kill("lost")
        try FileManager.default.removeItem(atPath: copy + "/state/state.sqlite-wal")
        #expect(performing: { try ServerBench.open(copy) }, throws: isDamage)
    }

    @Test("A blob that was not committed disappears, one that was stays")
    func stagedBlob() throws {
        let store = try ServerBench.open(folder.path)
        let staged = try store.stageBlob()
        try staged.append([1, 2, 3])
        try store.saveBlob([4], as: .transcript(round: 1))
        let copy = try kill("staged")
        #expect(try files(below: copy + "/state/tmp").count == 1)
        let survivor = try ServerBench.open(copy)
        #expect(try files(below: copy + "/state/tmp").isEmpty)
        #expect(try files(below: copy + "/state/blobs") == ["transcripts/round-000001.transcript"])
        #expect(try survivor.blob(.transcript(round: 1)) == [4])
        try staged.commit(as: .transcript(round: 2))
        #expect(try !survivor.hasBlob(.transcript(round: 2)))
    }

    @Test("A killed participant remembers what it made and agreed to")
    func client() throws {
        let store = try ClientBench.open(folder.path)
        try store.saveContribution(Samples.own(1))
        try store.saveCommitment(Samples.commitment(1, sum: "a"))
        let survivor = try ClientBench.open(kill("client"))
        #expect(try survivor.contributions(before: 2) == [Samples.own(1)])
        #expect(throws: StoreError.conflict("another sum on the base model of round 1 was committed to")) {
            try survivor.saveCommitment(Samples.commitment(1, sum: "b"))
        }
    }
}
