package import Federation
import Foundation
import Primitives

/// Kits as files, readable by their owner alone.
package enum KitFile {
    /// No kit is larger: the largest part by far is a holder's secret, some hundred kilobytes at most.
    static let maximumByteCount = 4 << 20

    /// Reads a kit.
    ///
    /// - Throws: ``CommandError``: the file is missing, open to others or too large, or what is in it is no kit.
    package static func load(
        _ path: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> Kit {
        var mode: mode_t = 0
        let text = try read(path, mode: &mode)
        guard mode & 0o077 == 0 || isCredential(path, mode, environment) || !holdsKey(text) else {
            throw CommandError.kitExposed(path: path, mode: UInt32(mode))
        }
        return try naming(path) { try Kit(parsing: text) }
    }

    /// Does something with a kit; when the kit is not up to it, the error names its file.
    ///
    /// - Throws: ``CommandError/kitRefused(path:_:)``; what else `body` throws.
    package static func naming<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as KitError {
            throw CommandError.kitRefused(path: path, error)
        }
    }

    /// Whether a key stands in it: a roster or a certificate, taken for a kit, need not be kept from anybody.
    private static func holdsKey(_ text: borrowing SecretBytes) -> Bool {
        text.withUnsafeBytes { bytes in
            ["PRIVATE KEY", "SECRET KEY"].contains { bytes.firstRange(of: Array($0.utf8)) != nil }
        }
    }

    /// A service's credential under systemd (`LoadCredential=`), in a directory that only the service may enter: its
    /// group bits can be the mask of the access list that names the service's user.
    private static func isCredential(_ path: String, _ mode: mode_t, _ environment: [String: String]) -> Bool {
        guard mode & 0o037 == 0, let directory = environment["CREDENTIALS_DIRECTORY"] else {
            return false
        }
        let parent = URL(filePath: path).standardizedFileURL.deletingLastPathComponent()
        return directory.hasPrefix("/")
            && parent.pathComponents == URL(filePath: directory).standardizedFileURL.pathComponents
    }

    private static func read(_ path: String, mode: inout mode_t) throws -> SecretBytes {
        do {
            return try BoundedFile.secretBytes(of: path, limit: maximumByteCount, mode: &mode)
        } catch let error as BoundedFile.Failure {
            throw error.isMissing
                ? CommandError.kitMissing(path: path) : CommandError.kitUnreadable(path: path, reason: error.reason)
        }
    }
}
