import Foundation
import Primitives

/// Files that only their owner reads.
enum PrivateFile {
    /// Creates a file that was not there, with mode 0600 from the first moment, and waits until it is on the disk.
    ///
    /// - Throws: ``ProvisionError/file(path:reason:)``.
    static func create(_ path: String, _ text: borrowing SecretBytes) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        try text.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure(path) }
                rest = rest.dropFirst(count)
            }
        }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// Waits until a directory's entries are on the disk.
    static func synchronize(_ directory: String) throws {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(directory) }
    }

    private static func failure(_ path: String) -> ProvisionError {
        .file(path: path, reason: String(cString: strerror(errno)))
    }
}
