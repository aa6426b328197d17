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
    package static func load(_ path: String) throws -> Kit {
        var mode: mode_t = 0
        let text = try read(path, mode: &mode)
        guard mode & 0o077 == 0 else { throw CommandError.kitExposed(path: path, mode: UInt32(mode)) }
        do {
            return try Kit(parsing: text)
        } catch let error as KitError {
            throw CommandError.kitRefused(path: path, error)
        }
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
