import Glibc
package import Primitives
import Sysexits

/// Files that a command is given.
package enum InputFile {
    /// The bytes of a file of at most `limit` bytes.
    ///
    /// - Throws: ``CommandFailure`` saying which file and why.
    package static func read(_ path: String, limit: Int) throws -> [UInt8] {
        do {
            return try BoundedFile.bytes(of: path, limit: limit)
        } catch let failure as BoundedFile.Failure {
            throw Self.failure(path, failure)
        }
    }

    /// The same in memory that is wiped, for files with a secret in them.
    ///
    /// - Throws: ``CommandFailure`` saying which file and why.
    package static func readSecret(_ path: String, limit: Int) throws -> SecretBytes {
        var mode: mode_t = 0
        do {
            return try BoundedFile.secretBytes(of: path, limit: limit, mode: &mode)
        } catch let failure as BoundedFile.Failure {
            throw Self.failure(path, failure)
        }
    }

    private static func failure(_ path: String, _ failure: BoundedFile.Failure) -> CommandFailure {
        CommandFailure(.data, "\(path) cannot be read: \(failure.reason)")
    }
}
