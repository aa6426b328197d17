import Foundation
import GRDB
import GRDBSQLite
import Primitives
import Synchronization

/// The SQLite file of a state directory. Every transaction goes through ``write(_:_:)`` or ``read(_:_:)``.
final class StateDatabase: Sendable {
    private let path: String
    /// nil once closed: GRDB crashes when a closed connection is used. Held during each transaction, so none is cut off.
    private let queue: Mutex<DatabaseQueue?>
    private let policy: BusyPolicy

    /// A page of a database has 512 bytes or more (SQLite file format §1.3); SQLite takes less for a new database.
    private static let smallestByteCount = 512

    /// Opens the database to write, creates it when it is missing, and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - isExpected: whether it must be there already; a missing or empty file is damage then, not a new beginning.
    /// - Throws: ``StoreError``: `corrupted`, `inputOutput`, `locked`, `newerSchema`.
    init(path: String, schema: DatabaseMigrator, isExpected: Bool, policy: BusyPolicy = BusyPolicy()) throws {
        self.path = path
        self.policy = policy
        // Created here for its mode: SQLite's files beside it inherit it.
        let byteCount = try FileDescriptor(opening: path, O_RDWR | O_CREAT).byteCount()
        if isExpected { try Self.refuseSmall(byteCount, path: path) }
        try Folder.synchronize(Folder.parent(of: path))
        let queue = try translating("opening", path: path) {
            var configuration = Configuration()
            configuration.journalMode = .wal
            configuration.busyMode = .timeout(policy.seconds)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase(Self.makeDurable)
            return queue
        }
        self.queue = Mutex(queue)
        try read("checking") { try Self.check($0, schema: schema, path: path) }
        if isExpected { try refuseEmpty(schema) }
        try translating("migrating", path: path) { try schema.migrate(queue) }
    }

    /// Opens an existing database to read, while another process may be writing to it. Creates nothing.
    ///
    /// - Throws: ``StoreError``: `corrupted`, `inputOutput`, `missing`, `newerSchema`.
    convenience init(reading path: String, schema: DatabaseMigrator) throws {
        try self.init(readOnly: path)
        try read("checking") { database in
            try Self.refuseNewer(database, schema: schema, path: path)
            guard try schema.hasCompletedMigrations(database) else { throw StoreError.missing("a record of rounds") }
        }
    }

    /// The same, of a version that may be an older one, with a look at every page.
    convenience init(checking path: String, schema: DatabaseMigrator) throws {
        try self.init(readOnly: path)
        if let file = try FileDescriptor.existing(path) { try Self.refuseSmall(file.byteCount(), path: path) }
        try read("checking") { try Self.check($0, schema: schema, path: path) }
        try refuseEmpty(schema)
    }

    private init(readOnly path: String) throws {
        self.path = path
        policy = BusyPolicy()
        guard try FileDescriptor.existing(path) != nil else { throw StoreError.missing(path) }
        let queue = try translating("opening", path: path) {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(Double(BusyPolicy().attempts) * BusyPolicy().seconds)
            return try DatabaseQueue(path: path, configuration: configuration)
        }
        self.queue = Mutex(queue)
    }

    /// Runs one transaction: all of it is durable when this returns, none of it when it throws.
    ///
    /// Tried again while another program is writing; a transaction takes the write lock when it begins (GRDB begins
    /// them IMMEDIATE), so nothing of it has run then.
    func write<Result>(_ name: StaticString, _ body: (Database) throws -> Result) throws -> Result {
        var attempt = 1
        while true {
            do {
                return try transaction(name, body)
            } catch StoreError.locked where attempt < policy.attempts {
                policy.willRetry(attempt)
                attempt += 1
            }
        }
    }

    private func transaction<Result>(
        _ name: StaticString, _ body: (Database) throws -> Result
    ) throws -> Result {
        let result = try use(name) { queue in
            try queue.write { database in
                let result = try body(database)
                FaultPoint.reach("writing/\(name)")
                return result
            }
        }
        FaultPoint.reach("written/\(name)")
        return result
    }

    /// Reads from one snapshot of the database.
    func read<Result>(_ name: StaticString, _ body: (Database) throws -> Result) throws -> Result {
        try use(name) { try $0.read(body) }
    }

    /// Ends the use of the database: every later call throws.
    func close() throws {
        try queue.withLock { queue in
            try translating("closing", path: path) { try queue.take()?.close() }
        }
    }

    private func use<Result>(_ name: StaticString, _ body: (DatabaseQueue) throws -> Result) throws -> Result {
        var result: Result?
        try queue.withLock { queue in
            result = try queue.map { queue in try translating(name, path: path) { try body(queue) } }
        }
        guard let result else { throw StoreError.inputOutput(path: path, reason: "\(name): the store was closed") }
        return result
    }
}

extension StateDatabase {
    /// Each commit is on the disk when it returns, and the log beside the database stays for readers to open.
    ///
    /// GRDB sets `synchronous` to NORMAL when it turns on WAL, which loses commits at a power failure; so it is set
    /// afterwards, and read back.
    private static func makeDurable(_ database: Database) throws {
        var isPersistent: CInt = 1
        sqlite3_file_control(database.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &isPersistent)
        try database.execute(sql: "PRAGMA synchronous = FULL")
        _ = try Int.fetchOne(database, sql: "PRAGMA journal_size_limit = 1048576")
        for (pragma, wanted) in [("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1")] {
            let found = try String.fetchOne(database, sql: "PRAGMA \(pragma)")
            guard found == wanted else {
                throw DatabaseError(message: "SQLite insists on \(pragma) = \(found ?? "nothing"), not \(wanted)")
            }
        }
    }

    private static func check(_ database: Database, schema: DatabaseMigrator, path: String) throws {
        let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
        guard verdict == "ok" else {
            throw StoreError.corrupted(path: path, reason: verdict?.oneLine ?? "SQLite cannot check it")
        }
        try refuseNewer(database, schema: schema, path: path)
    }

    private static func refuseSmall(_ byteCount: Int, path: String) throws {
        guard byteCount < smallestByteCount else { return }
        throw StoreError.corrupted(path: path, reason: "it has only \(byteCount) bytes")
    }

    private func refuseEmpty(_ schema: DatabaseMigrator) throws {
        guard try read("checking", schema.appliedIdentifiers).isEmpty else { return }
        throw StoreError.corrupted(path: path, reason: "it holds no tables; is the file \(path)-wal lost?")
    }

    private static func refuseNewer(_ database: Database, schema: DatabaseMigrator, path: String) throws {
        guard try schema.hasBeenSuperseded(database) else { return }
        let unknown = try schema.appliedIdentifiers(database).subtracting(schema.migrations)
        throw StoreError.newerSchema(path: path, found: unknown.sorted().joined(separator: ", "))
    }
}
