package import CommandSupport
import Foundation
import Sysexits

/// The file in a state directory that says where the running server's admin page is.
package struct AdminAddress {
    private let path: String

    private static func path(in directory: String) -> String { "\(directory)/admin" }

    /// Writes the file.
    ///
    /// - Throws: ``CommandFailure``.
    package init(_ address: HostPort, in directory: String) throws {
        path = Self.path(in: directory)
        try AtomicFile.write(Array("\(address)\n".utf8), to: path)
    }

    /// Removes the file: what a killed server leaves is found out by asking there.
    package func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// What the file says; nil when there is none, or no address in it.
    package static func read(in directory: String) -> HostPort? {
        guard let text = try? String(contentsOfFile: path(in: directory), encoding: .utf8) else { return nil }
        return HostPort(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
