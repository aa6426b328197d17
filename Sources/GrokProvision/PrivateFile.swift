import CommandSupport
import Foundation
import Primitives

/// Files that only their owner reads.
enum PrivateFile {
    /// Creates a file that was not there, with mode 0600 from the first moment, and waits until it is on the disk.
    ///
    /// - Throws: ``ProvisionError/file(path:reason:)``.
    static func create(_ path: String, _ text: borrowing SecretBytes) throws {
        try write(text, to: path, O_EXCL, mode: 0o600)
    }

    /// Puts a file in the place of another, or where there was none: whoever looks sees the old one or the new one,
    /// whole, whatever happens meanwhile.
    ///
    /// - Throws: ``ProvisionError/file(path:reason:)``; then the old one is still there.
    static func replace(_ path: String, _ text: borrowing SecretBytes, mode: mode_t = 0o600) throws {
        let url = URL(filePath: path)
        let directory = url.deletingLastPathComponent().path(percentEncoded: false)
        let temporary = directory + ".\(url.lastPathComponent).new"
        unlink(temporary)  // Of a process that was killed.
        try write(text, to: temporary, O_EXCL, mode: mode)
        guard rename(temporary, path) == 0 else {
            defer { unlink(temporary) }
            throw failure(path)
        }
        try synchronize(directory)
    }

    private static func write(
        _ text: borrowing SecretBytes, to path: String, _ flags: Int32, mode: mode_t
    ) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, mode)
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

    /// The private key in a file, which passes through no memory that is not wiped.
    ///
    /// - Throws: ``ProvisionError/directory(path:reason:)``, `PrimitivesError` when it is no key.
    static func readKey(_ path: String) throws -> SigningKey {
        let text = try InputFile.readSecret(path, limit: 1 << 16)
        let blocks = try text.withUnsafeBytes { try PEMDocument(parsing: $0) }.blocks
        guard let block = blocks.first(where: { $0.label == SigningKey.pemLabel }) else {
            throw ProvisionError.directory(path: path, reason: "there is no \(SigningKey.pemLabel) in it")
        }
        return try block.withUnsafeBytes { try SigningKey(privateKeyInfo: $0) }
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
