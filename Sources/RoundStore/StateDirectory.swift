package import Federation
import Foundation
import Synchronization

/// A directory that one process of one party keeps its state in.
///
/// `lock` (held while this object lives or until ``close()``), `owner` (whose it is, written once the database exists),
/// `state.sqlite`, `blobs/`, and `tmp/` for blobs on their way.
package final class StateDirectory: Sendable {
    /// Where it is.
    package let path: String
    /// Whether a store has been here before, so that its files must be there.
    let isClaimed: Bool
    private let owner: String
    private let lock: Mutex<FileDescriptor?>

    /// Opens the directory, creating it with mode 0700 when it is missing, and removes what a killed process staged.
    ///
    /// - Parameters:
    ///   - federation: whose state it is.
    ///   - name: the participant; nil for the server.
    /// - Throws: ``StoreError``: `locked`, `otherOwner`, `inputOutput`.
    package init(at path: String, federation: PartyName, name: PartyName?) throws {
        self.path = path
        owner = Self.owner(federation: federation, name: name)
        try Folder.create(path)
        _ = try Self.checkOwner(owner, at: path)
        lock = Mutex(try Self.takeLock(at: path))
        isClaimed = try Self.checkOwner(owner, at: path)
        for leftover in try Folder.entries(stagingPath) { try Folder.removeFile("\(stagingPath)/\(leftover)") }
    }

    /// Gives up the directory to the next process.
    package func close() { lock.withLock { $0 = nil } }

    var databasePath: String { Self.databasePath(in: path) }
    var blobsPath: String { Self.blobsPath(in: path) }
    var stagingPath: String { "\(path)/tmp" }

    static let blobsFolder = "blobs"
    static func databasePath(in directory: String) -> String { "\(directory)/state.sqlite" }
    static func blobsPath(in directory: String) -> String { "\(directory)/\(blobsFolder)" }

    /// Writes down whose directory it is. Called when the database exists: from then on a missing one is damage.
    func claim() throws {
        if !isClaimed { try Folder.replace("\(path)/owner", with: Array("\(owner)\n".utf8)) }
    }
}

extension StateDirectory {
    /// Takes the lock and leaves this process's number for whoever finds it taken.
    private static func takeLock(at path: String) throws -> FileDescriptor {
        let file = try FileDescriptor(opening: "\(path)/lock", O_RDWR | O_CREAT)
        guard try file.lock() else {
            throw StoreError.locked(path: path, process: Int(try text(of: file)))
        }
        try file.truncate()
        try file.write(Array("\(getpid())\n".utf8))
        return file
    }

    /// Whether the directory belongs to `owner` already; false when it is new.
    ///
    /// A directory with other things in it is not taken over: it would be a home directory, mistyped.
    private static func checkOwner(_ owner: String, at path: String) throws -> Bool {
        if let found = try Self.owner(at: path) {
            guard found == owner else { throw StoreError.otherOwner(path: path, expected: owner, found: found) }
            return true
        }
        let ours = ["blobs", "lock", "lost+found", "owner.new", "roster.pem", "tmp"]
        let stranger = try Folder.entries(path).first { !ours.contains($0) && !$0.hasPrefix("state.sqlite") }
        if let stranger {
            throw StoreError.otherOwner(path: path, expected: owner, found: "somebody who keeps \(stranger) there")
        }
        return false
    }

    /// The first line of a small file.
    static func text(of file: borrowing FileDescriptor) throws -> String {
        let text = String(decoding: try file.read(from: 0, count: 256), as: UTF8.self)
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
