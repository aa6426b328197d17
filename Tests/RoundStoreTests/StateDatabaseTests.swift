import Federation
import Foundation
import GRDB
import Synchronization
import Testing

@testable import RoundStore

struct StateDatabaseTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/state/state.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    @Test("Each commit is on the disk: WAL, synchronous=FULL, foreign keys, after every start")
    func durable() throws {
        let server = try ServerBench.open(folder.path)
        for round in 1...2 {
            try server.run(round, to: .abandoned)
            #expect(try pragma("synchronous", server.database) == "2")
        }
        try server.close()
        let again = try ServerBench.open(folder.path)
        #expect(try pragma("synchronous", again.database) == "2")
        #expect(try pragma("journal_mode", again.database) == "wal")
        #expect(try pragma("foreign_keys", again.database) == "1")
    }

    @Test("The participant's database too")
    func durableClient() throws {
        let client = try ClientBench.open(folder.path)
        #expect(try pragma("synchronous", client.database) == "2")
    }

    @Test("A database of a later version is refused, by the server and by readers")
    func newer() throws {
        try ServerBench.open(folder.path).close()
        try DatabaseQueue(path: path).write { database in
            try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('server 9: colours')")
        }
        let error = StoreError.newerSchema(path: path, found: "server 9: colours")
        #expect(throws: error) { try ServerBench.open(folder.path) }
        #expect(throws: error) { try SQLiteServerHistory(at: folder.path + "/state") }
    }

    @Test(
        "A truncated or overwritten database is damage, in one clear line", arguments: [0, 1, 511, 4096, 6000, 20_000])
    func truncated(_ size: Int) throws {
        let store = try ServerBench.open(folder.path)
        for round in 1...6 { try store.run(round, to: .published) }
        try store.close()
        let bytes = try load(path)
        #expect(bytes.count > 20_000)
        try save(bytes.prefix(size), path)
        #expect(performing: { try ServerBench.open(folder.path) }, throws: isDamage)
        if size > 0 {
            try save(Data(repeating: 0x5a, count: size), path)
            #expect(performing: { try ServerBench.open(folder.path) }, throws: isDamage)
        }
    }

    @Test("A database that was deleted is damage, not a new beginning")
    func deleted() throws {
        try ServerBench.open(folder.path).close()
        for suffix in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: path + suffix) }
        #expect(throws: StoreError.corrupted(path: path, reason: "it has only 0 bytes")) {
            try ServerBench.open(folder.path)
        }
    }

    @Test("A value that no version wrote is damage that names its column")
    func malformed() throws {
        let store = try ServerBench.open(folder.path)
        try store.run(1, to: .published)
        let damages = [
            ("UPDATE round SET model = x'00'", "the column model holds no such thing"),
            ("UPDATE round SET statistics = '{}'", "the column statistics holds no such thing"),
            ("UPDATE round SET holders = NULL", "the column holders holds no such thing"),
            ("UPDATE round SET announcement = x'ff'", "a frame is not a message of this protocol"),
        ]
        for (sql, reason) in damages {
            let rounds = Result {
                try store.database.write("testing") { database in
                    try database.execute(sql: sql)
                    _ = try database.rounds
                }
            }
            let error = StoreError.corrupted(path: path, reason: "testing: \(reason)")
            #expect(throws: error) { try rounds.get() }
        }
        #expect(try store.rounds().count == 1)
    }

    @Test("A failing transaction leaves nothing behind, and a full disk says so")
    func full() throws {
        let store = try ServerBench.open(folder.path)
        try store.run(1, to: .training)
        try store.database.read("testing") { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages)")
        }
        let before = try store.snapshot()
        let reason = "testing: database or disk is full"
        #expect(throws: StoreError.inputOutput(path: path, reason: reason)) {
            try store.database.write("testing") { database in
                for number in 0..<1000 { try database.insert(Samples.contribution("sue-\(number)", round: 1)) }
            }
        }
        #expect(try store.snapshot() == before)
    }

    @Test("Another program's transaction is waited for")
    func busy() throws {
        let tries = Mutex<[Int]>([])
        let other = Mutex<DatabaseQueue?>(nil)
        let policy = BusyPolicy(attempts: 4, seconds: 0) { attempt in
            tries.withLock { $0.append(attempt) }
            if attempt == 2 { try? other.withLock { try $0?.inDatabase { try $0.execute(sql: "ROLLBACK") } } }
        }
        let store = try open(policy)
        other.withLock { [path] in $0 = try? Self.blocker(path) }
        try store.run(1, to: .training)
        #expect(tries.withLock { $0 } == [1, 2])
    }

    @Test("But not for ever")
    func busyForEver() throws {
        let tries = Mutex<[Int]>([])
        let store = try open(BusyPolicy(attempts: 3, seconds: 0) { attempt in tries.withLock { $0.append(attempt) } })
        let blocker = try Self.blocker(path)
        #expect(throws: StoreError.locked(path: path, process: nil)) { try store.run(1, to: .training) }
        #expect(tries.withLock { $0 } == [1, 2])
        #expect(try store.snapshot() == ServerSnapshot())
        try blocker.inDatabase { try $0.execute(sql: "ROLLBACK") }
        try store.run(1, to: .training)
    }

    @Test("Shares of a round that ended are deleted; its contributions stay")
    func forgottenShares() throws {
        let store = try ServerBench.open(folder.path)
        func rows(_ table: String) throws -> Int? {
            try store.database.read("testing") { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
        }
        try store.run(1, to: .decrypting)
        #expect(try (rows("share"), rows("contribution")) == (1, 2))
        try store.concludeRound(1, Samples.conclusion(1, .published))
        #expect(try (rows("share"), rows("contribution")) == (0, 2))
    }

    @Test("A store that was closed throws")
    func closed() throws {
        let store = try ServerBench.open(folder.path)
        try store.close()
        let reasons = ["reading where the rounds are: the store was closed", "opening a round: the store was closed"]
        #expect(throws: StoreError.inputOutput(path: path, reason: reasons[0])) { try store.snapshot() }
        #expect(throws: StoreError.inputOutput(path: path, reason: reasons[1])) { try store.run(1, to: .training) }
        try store.close()
    }

    private func pragma(_ name: String, _ database: StateDatabase) throws -> String? {
        try database.read("testing") { try String.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    private func open(_ policy: BusyPolicy) throws -> SQLiteServerStore {
        let directory = try StateDirectory(
            at: folder.path + "/state", federation: Samples.name("office"), name: nil)
        return try SQLiteServerStore(directory, policy: policy)
    }

    /// A program that has begun to write.
    private static func blocker(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        return queue
    }
}

/// One line that names the file, says that it is damaged and what to do.
@Sendable func isDamage(_ error: any Error) -> Bool {
    guard case StoreError.corrupted(let path, _)? = error as? StoreError else { return false }
    let text = "\(error)"
    return text.hasPrefix("\(path) is damaged: ") && text.contains("put an intact copy back") && !text.contains("\n")
}
