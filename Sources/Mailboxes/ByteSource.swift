import Glibc
import Mail

/// Bytes that come in pieces: a file, or an entry of an archive.
protocol ByteSource {
    /// Fills the front of a buffer. Returns the number of bytes, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int
}

/// A source that broke off: what came before is good.
struct SourceFailure: Error {
    let reason: SkipReason
    let detail: String
}

/// A regular file, open for reading.
final class FileSource: ByteSource {
    private let descriptor: Int32

    init(path: String) throws(SourceFailure) {
        // O_NONBLOCK: a pipe put in the file's place since it was looked at must not hang the open.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SourceFailure(reason: .unreadable, detail: systemMessage(errno)) }
    }

    deinit {
        close(descriptor)
    }

    /// Whether this is a file and nothing else.
    var isRegularFile: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            let code = errno
            if code != EINTR { throw SourceFailure(reason: .unreadable, detail: systemMessage(code)) }
        }
    }
}

/// What the system says about an `errno`.
func systemMessage(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
}
