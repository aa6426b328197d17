import Federation
import Foundation
import Primitives

/// The directory of a new federation: all of its files, or nothing.
package struct FederationDirectory: Sendable {
    /// Where it will be.
    package let path: String

    /// The directory that will be at `path`, whose parent is there.
    package init(path: String) {
        var path = path
        while path.count > 1, path.last == "/" { path.removeLast() }
        self.path = path
    }

    /// - Throws: ``ProvisionError`` when something is there already, or the parent is not.
    package func checkIsFree() throws {
        let parent = URL(filePath: path).standardizedFileURL.deletingLastPathComponent().path(percentEncoded: false)
        guard access(parent, W_OK | X_OK) == 0 else { throw failure(parent) }
        let found = try? FileManager.default.contentsOfDirectory(atPath: path)
        guard found?.isEmpty ?? !FileManager.default.fileExists(atPath: path) else {
            throw ProvisionError.directoryExists(path: path)
        }
    }

    /// Writes the files of a federation under a temporary name, and renames their directory once all are safe.
    ///
    /// - Parameter isInterrupted: is asked before each file and before the renaming.
    /// - Throws: ``ProvisionError``; then there is nothing, not even a part of it.
    package func write(_ federation: ProvisionedFederation, isInterrupted: () -> Bool = { false }) throws {
        try checkIsFree()
        let temporary = "\(path).\(UUID().uuidString)"
        guard mkdir(temporary, 0o700) == 0 else { throw failure(path) }
        do {
            try writeFiles(federation, in: temporary, isInterrupted: isInterrupted)
            try publish(temporary)
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    private func writeFiles(
        _ federation: ProvisionedFederation, in directory: String, isInterrupted: () -> Bool
    ) throws {
        func write(_ name: String, _ text: borrowing SecretBytes) throws {
            if isInterrupted() { throw ProvisionError.interrupted }
            try PrivateFile.create("\(directory)/\(name)", text)
        }
        for kit in [federation.server] + federation.participants {
            try write("\(kit.role).kit", kit.serialized())
        }
        try write("ca.pem", SecretBytes(copying: Array(federation.authority.certificate.pem.utf8)))
        try write("ca.key", federation.authority.key.pem())
        if isInterrupted() { throw ProvisionError.interrupted }
    }

    /// rename(2) replaces an empty directory, and fails on anything else that came to be there meanwhile.
    private func publish(_ temporary: String) throws {
        try PrivateFile.synchronize(temporary)
        guard rename(temporary, path) != 0 else { return }
        let number = errno
        let isOccupied = [EEXIST, ENOTEMPTY, ENOTDIR].contains(number)
        throw isOccupied ? ProvisionError.directoryExists(path: path) : failure(path, number)
    }

    private func failure(_ path: String, _ number: Int32 = errno) -> ProvisionError {
        .file(path: path, reason: String(cString: strerror(number)))
    }
}
