import Glibc
public import Mail

/// Writes an mbox (RFC 4155) in its mboxrd form: lines that begin with `From `, quoted or not, get a `>` in front,
/// so that undoing it gives the same bytes. The file appears under its name when it is complete, and not before.
public final class MboxWriter {
    private let path: String
    private let temporaryPath: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []

    /// Messages written so far.
    public private(set) var count = 0

    private static let bufferSize = 256 << 10

    /// Opens a file beside `path` to write to.
    ///
    /// - Throws: `MailError.unwritable`.
    public init(path: String) throws {
        self.path = path
        temporaryPath = path + ".part"
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw MailError.unwritable(path: path, reason: systemMessage(errno)) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporaryPath)
    }

    /// Appends a message.
    ///
    /// - Throws: `MailError.unwritable`.
    public func append(_ message: OutgoingMessage) throws {
        precondition(descriptor >= 0, "an mbox that was closed takes no more messages")
        let date = CivilDate(secondsSince1970: message.date ?? 0)
        buffer += Array("From \(message.from.envelope) \(date.asctime)\n".utf8)
        Self.quote(message.serialized(), onto: &buffer)
        buffer.append(.lineFeed)
        count += 1
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Writes what is left and puts the file in its place.
    ///
    /// - Throws: `MailError.unwritable`.
    public func finish() throws {
        try flush()
        let isClosed = close(descriptor) == 0
        descriptor = -1
        guard isClosed, rename(temporaryPath, path) == 0 else {
            let code = errno
            unlink(temporaryPath)
            throw MailError.unwritable(path: path, reason: systemMessage(code))
        }
    }

    /// Appends a message's lines, quoting those of its body that need it.
    private static func quote(_ message: [UInt8], onto buffer: inout [UInt8]) {
        var position = 0
        var isInBody = false
        while position < message.count {
            let end = message.endOfLine(from: position, limit: message.count)
            let needsQuote = message[position..<end].drop { $0 == UInt8(ascii: ">") }.starts(withASCII: "From ")
            if isInBody && needsQuote { buffer.append(UInt8(ascii: ">")) }
            buffer += message[position..<end]
            isInBody = isInBody || end - position == 1
            position = end
        }
    }

    private func flush() throws {
        var written = 0
        while written < buffer.count {
            let result = buffer.withUnsafeBytes { bytes in
                write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            let code = errno
            if result < 0, code == EINTR { continue }
            guard result >= 0 else { throw MailError.unwritable(path: path, reason: systemMessage(code)) }
            written += result
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
