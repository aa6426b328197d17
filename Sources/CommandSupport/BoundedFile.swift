import Foundation

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
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(reason: "it is not a file", isMissing: false) }
        return (try read(descriptor, limit: limit), status.st_mode & 0o7777)
    }

    /// Reads to the end, so that a file that grows meanwhile is not cut.
    private static func read(_ descriptor: Int32, limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(errno) }
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
            guard bytes.count <= limit else {
                throw Failure(reason: "it has more than \(Quantity.bytes(limit))", isMissing: false)
            }
        }
    }

    private static func failure(_ number: Int32) -> Failure {
        Failure(reason: String(cString: strerror(number)), isMissing: number == ENOENT || number == ENOTDIR)
    }
}
