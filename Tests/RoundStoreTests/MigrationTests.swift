import Federation
import Foundation
import GRDB
import Primitives
import ProgramBasics
import Testing

@testable import RoundStore

/// Directories of the version before, which knew no commits or no chain.
struct MigrationTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/state/state.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    /// A state directory as the version before left it.
    private func begin(_ name: PartyName?, _ schema: DatabaseMigrator, upTo migration: String) throws -> DatabaseQueue {
        let directory = try StateDirectory(
            at: folder.path + "/state", federation: Samples.name("office"), name: name)
        let queue = try DatabaseQueue(path: path)
        try schema.migrate(queue, upTo: migration)
        _ = try FileBlobStore(folder: directory.blobsPath, staging: directory.stagingPath)
        try directory.claim()
        directory.close()
        return queue
    }

    @Test("What a participant agreed to before, the newest on each model, binds it still")
    func client() throws {
        let old = try begin(Samples.name("alice"), ClientSchema.migrator, upTo: "client 1: participation")
        try old.write { database in
            for (transcript, kind, sum, round) in [
                ("before 1", "training", "void", 1), ("before 2", "training", "a", 2),
                ("before 3", "evaluation", "b", 3),
            ] {
                try database.execute(
                    sql: """
                        INSERT INTO commitment (baseModel, previousTranscript, kind, sum, round) VALUES (?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        Samples.digest("base 1").column, Samples.digest(transcript).column, kind,
                        Samples.digest(sum).column, round,
                    ])
            }
        }
        try old.close()
        let store = try ClientBench.open(folder.path)
        let promises = try store.commitments()
        #expect(promises.map(\.round) == [3])
        #expect(promises.map(\.sum) == [Samples.digest("b")])
        #expect(promises.allSatisfy { $0.contributors.isEmpty && $0.baseModel == Samples.digest("base 1") })
        #expect(try store.announcement(round: 1) == nil)
        #expect(try store.verifiedHeads().isEmpty)
        let alice = try Samples.name("alice")
        #expect(throws: StoreError.conflict("another sum on the base model of round 1 was committed to")) {
            try store.saveCommitment(Samples.commitment(1, sum: "c", contributors: [alice]))
        }
        // A round that was being decrypted goes on: its sum is the one that was agreed to.
        try store.saveCommitment(Samples.commitment(1, sum: "b", contributors: [alice]))
        let instance = try store.instance()
        try store.close()
        let again = try ClientBench.open(folder.path)
        #expect(try again.instance() == instance)
        #expect(try again.commitments() == promises)
    }

    @Test("The best model by its loss is forgotten, and one by its errors is kept")
    func bestModel() throws {
        let old = try begin(Samples.name("alice"), ClientSchema.migrator, upTo: "client 4: best model")
        try old.write { database in
            try database.execute(
                sql: "INSERT INTO bestModel (id, digest, loss) VALUES (1, ?, 0.1)",
                arguments: [Samples.digest("by loss").column])
        }
        try old.close()
        let file = "\(folder.path)/state/\(StateFiles.bestModel)"
        try Data([1]).write(to: URL(filePath: file))
        let store = try ClientBench.open(folder.path)
        #expect(try store.bestModel() == nil)
        #expect(!FileManager.default.fileExists(atPath: file))
        try store.saveBestModel(Samples.digest("by errors"), errorRate: 0.2)
        #expect(try store.bestModel()?.digest == Samples.digest("by errors"))
    }

    @Test("A server's rounds stay, and take commits from then on")
    func server() throws {
        let old = try begin(nil, ServerSchema.migrator, upTo: "server 1: rounds")
        try old.write { database in
            try database.insert(
                RoundRecord(
                    announcement: Samples.announcement(1), phase: .training, openedAt: Timestamp(milliseconds: 5),
                    contributors: [], conclusion: nil))
            for name in ["alice", "bob"] { try database.insert(Samples.contribution(name, round: 1)) }
        }
        try old.close()
        let store = try ServerBench.open(folder.path)
        #expect(try store.snapshot().contributions.count == 2)
        try store.freezeRound(1, contributors: [Samples.name("alice"), Samples.name("bob")])
        try store.acceptCommit(Samples.commit(1, holder: 2))
        #expect(try store.snapshot().commits == [Samples.commit(1, holder: 2)])
        #expect(try store.evidence().isEmpty)
    }
}
