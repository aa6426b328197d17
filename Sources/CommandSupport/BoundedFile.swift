import Foundation
import Primitives

/// Files that are read whole, so that their size is bounded first.
enum BoundedFile {
    /// Why a file was not read.
    struct Failure: Error {
        let reason: String
        let isMissing: Bool
    }

    /// The bytes of a regular file and its mode, both of one open descriptor.
    ///
    /// - Throws: ``Failure``.
    static func bytes(of path: String, limit: Int) throws -> (bytes: [UInt8], mode: mode_t) {
        var mode: mode_t = 0
        let bytes = try secretBytes(of: path, limit: limit, mode: &mode)
        return (bytes.withUnsafeBytes { Array($0) }, mode)
    }

    /// The same in memory that is wiped, for files with a secret in them.
    ///
    /// - Throws: ``Failure``.
    static func secretBytes(of path: String, limit: Int, mode: inout mode_t) throws -> SecretBytes {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(reason: "it is not a file", isMissing: false) }
        mode = status.st_mode & 0o7777
        return try read(descriptor, limit: limit)
    }

    /// Reads to the end, so that a file that grows meanwhile is not cut.
    private static func read(_ descriptor: Int32, limit: Int) throws -> SecretBytes {
        var bytes = SecretBytes(capacity: 1 << 16)
        var chunk = SecretBytes(zeroCount: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(errno) }
            if count == 0 { return bytes }
            chunk.withUnsafeBytes { bytes.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            guard bytes.count <= limit else {
                throw Failure(reason: "it has more than \(Quantity.bytes(limit))", isMissing: false)
            }
        }
    }

    private static func failure(_ number: Int32) -> Failure {
        Failure(reason: String(cString: strerror(number)), isMissing: number == ENOENT || number == ENOTDIR)
    }
}
