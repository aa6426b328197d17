import Federation
import Foundation
import GRDB
import Testing

@testable import RoundStore

/// What is looked at before a program starts with a state directory.
struct StateCheckTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/state" }
    private var newest: String { "\(path)/\(BlobName.model(Samples.digest("model 2")).fileName)" }

    init() throws { folder = try TemporaryFolder() }

    private func oddity(_ name: String? = nil) throws -> String? {
        try StateDirectory.oddity(
            at: path, federation: Samples.name("office"), name: name.map { try Samples.name($0) })
    }

    /// Two rounds, the second's model among the blobs.
    private func publish() throws {
        let store = try ServerBench.open(folder.path)
        for round in 1...2 { try store.run(round, to: .published) }
        try store.saveBlob(Array("model 2".utf8), as: .model(Samples.digest("model 2")))
        try store.close()
    }

    @Test("What was left in order is in order, and so is what is not there yet")
    func order() throws {
        #expect(try oddity() == nil)
        try publish()
        #expect(try oddity() == nil)
    }

    @Test("A database that SQLite cannot read is damaged, of a server and of a participant")
    func database() throws {
        try publish()
        try save(Data(repeating: 0x5a, count: 8192), path + "/state.sqlite")
        #expect(performing: { try oddity() }, throws: isDamage)
        try FileManager.default.removeItem(atPath: path)
        try ClientBench.open(folder.path).close()
        #expect(try oddity("alice") == nil)
        try save(Data(repeating: 0x5a, count: 8192), path + "/state.sqlite")
        #expect(performing: { try oddity("alice") }, throws: isDamage)
        try save(Data(), path + "/state.sqlite")
        #expect(performing: { try oddity("alice") }, throws: isDamage)
        try FileManager.default.removeItem(atPath: path + "/state.sqlite")
        #expect(throws: StoreError.missing(path + "/state.sqlite")) { try oddity("alice") }
    }

    @Test("A newest model that is another or gone is found")
    func model() throws {
        try publish()
        try save(Data("another".utf8), newest)
        #expect(performing: { try oddity() }, throws: isDamage)
        try FileManager.default.removeItem(atPath: newest)
        let gone = StoreError.missing(BlobName.model(Samples.digest("model 2")).description)
        #expect(throws: gone) { try oddity() }
    }

    @Test("A database without its log is damaged")
    func log() throws {
        let store = try ServerBench.open(folder.path)
        try store.run(1, to: .training)
        let copy = folder.path + "/copy"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        try store.close()
        try FileManager.default.removeItem(atPath: copy + "/state.sqlite-wal")
        #expect(
            performing: {
                try StateDirectory.oddity(at: copy, federation: Samples.name("office"), name: nil)
            }, throws: isDamage)
    }

    @Test("An initial model that is another is found, one that is gone is made")
    func initialModel() throws {
        try ServerBench.open(folder.path).close()
        let initial = Samples.digest("initial")
        let check = { [path] in
            try StateDirectory.oddity(at: path, federation: Samples.name("office"), name: nil, initialModel: initial)
        }
        #expect(try check() == nil)
        let file = "\(path)/\(BlobName.model(initial).fileName)"
        try FileManager.default.createDirectory(
            atPath: path + "/blobs/models", withIntermediateDirectories: true)
        try save(Data("initial".utf8), file)
        #expect(try check() == nil)
        try save(Data("another".utf8), file)
        #expect(performing: { try check() }, throws: isDamage)
    }

    @Test("A server's history is not looked for in a participant's directory")
    func participant() throws {
        try ClientBench.open(folder.path).close()
        let error = try #require(throws: StoreError.self) { _ = try SQLiteServerHistory(at: path) }
        #expect("\(error)".contains("/participant/alice, not to a server"))
    }

    @Test(
        "The names of owners that are servers",
        arguments: [
            ("grok://office/server", true), ("grok://office/participant/server", false),
            ("grok://server/participant/a", false), ("", false),
        ])
    func owners(_ owner: String, _ isServer: Bool) {
        #expect(StateDirectory.isServer(owner) == isServer)
    }
}
