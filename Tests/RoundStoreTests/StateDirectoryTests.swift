import Federation
import Foundation
import Testing

@testable import RoundStore

struct StateDirectoryTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/deep/state" }

    init() throws { folder = try TemporaryFolder() }

    private func open(_ name: String? = nil, federation: String = "office") throws -> StateDirectory {
        try StateDirectory(
            at: path, federation: Samples.name(federation), name: try name.map { try Samples.name($0) })
    }

    @Test("A new directory and everything in it is for its owner alone")
    func modes() throws {
        let store = try SQLiteServerStore(open())
        try store.run(1, to: .decrypting)
        for name in try BlobStoreTests.names() { try store.saveBlob([1], as: name) }
        let staged = try store.stageBlob()
        let entries = try FileManager.default.subpathsOfDirectory(atPath: path)
        let files = Set(try RoundStoreTests.files(below: path))
        #expect(files.isSuperset(of: ["lock", "owner", "state.sqlite", "state.sqlite-wal", "state.sqlite-shm"]))
        #expect(files.count { $0.hasSuffix(".part") } == 1)
        for entry in entries {
            #expect(try mode("\(path)/\(entry)") == (files.contains(entry) ? 0o600 : 0o700), "\(entry)")
        }
        #expect(try mode(path) == 0o700)
        #expect(try mode(folder.path + "/deep") == 0o700)
        staged.discard()
    }

    @Test("A second opener is told which process has it; a later one gets it")
    func locked() throws {
        let first = try open()
        #expect(throws: StoreError.locked(path: path, process: Int(getpid()))) { try open() }
        #expect(throws: StoreError.locked(path: path, process: Int(getpid()))) { try open() }
        first.close()
        let second = try open()
        #expect(throws: StoreError.locked(path: path, process: Int(getpid()))) { try open() }
        second.close()
    }

    @Test("The lock goes with the object")
    func released() throws {
        for _ in 0..<3 {
            let store = try SQLiteServerStore(open())
            #expect(throws: StoreError.locked(path: path, process: Int(getpid()))) { try open() }
            _ = try store.snapshot()
        }
    }

    @Test("A directory of another federation or party is left alone, and says whose it is")
    func otherOwner() throws {
        try SQLiteServerStore(open()).close()
        let owners: [(name: String?, federation: String, uri: String)] = [
            ("alice", "office", "grok://office/participant/alice"), (nil, "home", "grok://home/server"),
            ("server", "office", "grok://office/participant/server"),
        ]
        for owner in owners {
            let error = StoreError.otherOwner(path: path, expected: owner.uri, found: "grok://office/server")
            #expect(throws: error) { try open(owner.name, federation: owner.federation) }
        }
        try open().close()
    }

    @Test("A directory that holds other things is not taken over, and loses nothing")
    func stranger() throws {
        try FileManager.default.createDirectory(atPath: path + "/tmp", withIntermediateDirectories: true)
        try save(Data("mine".utf8), path + "/tmp/thesis.txt")
        try save(Data(), path + "/.bashrc")
        let error = StoreError.otherOwner(
            path: path, expected: "grok://office/server", found: "somebody who keeps .bashrc there")
        #expect(throws: error) { try open() }
        #expect(try files(below: path) == [".bashrc", "tmp/thesis.txt"])
    }

    @Test("What a killed process staged is removed at the next start")
    func leftovers() throws {
        try SQLiteServerStore(open()).close()
        try save(Data([1]), path + "/tmp/0123456789abcdef.part")
        let directory = try open()
        #expect(try files(below: path + "/tmp").isEmpty)
        directory.close()
    }

    @Test("A start that was cut short before there was an owner is begun again")
    func cutShort() throws {
        _ = try open()
        try save(Data(), path + "/state.sqlite")
        try save(Data("grok://of".utf8), path + "/owner.new")
        let store = try SQLiteServerStore(open())
        try store.run(1, to: .training)
        #expect(try String(decoding: load(path + "/owner"), as: UTF8.self) == "grok://office/server\n")
    }

    @Test("State is below $XDG_STATE_HOME, else below the home directory")
    func location() throws {
        let (office, alice) = (try Samples.name("office"), try Samples.name("alice"))
        func location(_ name: PartyName?, _ environment: [String: String]) -> String {
            StateDirectory.location(federation: office, name: name, environment: environment)
        }
        #expect(location(alice, ["XDG_STATE_HOME": "/x", "HOME": "/h"]) == "/x/grok/office/alice")
        #expect(location(nil, ["HOME": "/h"]) == "/h/.local/state/grok/office/server")
        #expect(location(nil, ["XDG_STATE_HOME": "x", "HOME": "/h"]) == "/h/.local/state/grok/office/server")
        #expect(location(nil, ["XDG_STATE_HOME": "", "HOME": "/h"]) == "/h/.local/state/grok/office/server")
        #expect(location(nil, [:]).hasSuffix("/.local/state/grok/office/server"))
    }

    @Test("Where no directory can be, the error names the path")
    func notADirectory() throws {
        try save(Data(), folder.path + "/deep")
        #expect(throws: StoreError.inputOutput(path: path, reason: "Not a directory")) { try open() }
    }
}
