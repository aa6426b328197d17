import Sysexits

/// Files that a command is given.
package enum InputFile {
    /// The bytes of a file of at most `limit` bytes.
    ///
    /// - Throws: ``CommandFailure`` saying which file and why.
    package static func read(_ path: String, limit: Int) throws -> [UInt8] {
        do {
            return try BoundedFile.bytes(of: path, limit: limit).bytes
        } catch let failure as BoundedFile.Failure {
            throw CommandFailure(.data, "\(path) cannot be read: \(failure.reason)")
        }
    }
}
