package import Glibc
package import Primitives

/// Files that are read whole, so that their size is bounded first.
package enum BoundedFile {
    /// Why a file was not read.
    package struct Failure: Error {
        package let reason: String
        package let isMissing: Bool

        fileprivate init(reason: String, isMissing: Bool) {
            (self.reason, self.isMissing) = (reason, isMissing)
        }

        fileprivate init(tooLargeFor limit: Int) {
            self.init(reason: "it has more than \(Quantity.bytes(limit))", isMissing: false)
        }
    }

    /// The bytes of a regular file.
    ///
    /// - Throws: ``Failure``.
    package static func bytes(of path: String, limit: Int) throws -> [UInt8] {
        let (descriptor, _) = try openFile(path)
        defer { close(descriptor) }
        do {
            let bytes = try DescriptorInput.read(from: descriptor, upTo: limit + 1)
            guard bytes.count <= limit else { throw Failure(tooLargeFor: limit) }
            return bytes
        } catch let error as DescriptorError {
            throw failure(error.number)
        }
    }

    /// The same in memory that is wiped, for files with a secret in them, and the file's mode.
    ///
    /// - Throws: ``Failure``.
    package static func secretBytes(of path: String, limit: Int, mode: inout mode_t) throws -> SecretBytes {
        let (descriptor, found) = try openFile(path)
        defer { close(descriptor) }
        mode = found
        return try readSecret(descriptor, limit: limit)
    }

    /// A descriptor of a regular file, and the mode of that very file.
    private static func openFile(_ path: String) throws -> (descriptor: Int32, mode: mode_t) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(errno) }
        var status = stat()
        do {
            guard fstat(descriptor, &status) == 0 else { throw failure(errno) }
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw Failure(reason: "it is not a file", isMissing: false)
            }
        } catch {
            close(descriptor)
            throw error
        }
        return (descriptor, status.st_mode & 0o7777)
    }

    /// Reads to the end, so that a file that grows meanwhile is not cut.
    private static func readSecret(_ descriptor: Int32, limit: Int) throws -> SecretBytes {
        var bytes = SecretBytes(capacity: 1 << 16)
        var chunk = SecretBytes(zeroCount: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(errno) }
            if count == 0 { return bytes }
            chunk.withUnsafeBytes { bytes.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            guard bytes.count <= limit else { throw Failure(tooLargeFor: limit) }
        }
    }

    private static func failure(_ number: Int32) -> Failure {
        Failure(reason: String(cString: strerror(number)), isMissing: number == ENOENT || number == ENOTDIR)
    }
}
