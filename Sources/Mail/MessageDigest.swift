import Primitives

/// What tells one message from another, wherever its copies are kept and whatever programs did to them there.
enum MessageDigest {
    /// SHA-256 of a message with the line ends of Unix and without the headers that mail programs keep their own notes
    /// in. So reading or filing a message does not make it another one.
    static func of(_ message: [UInt8], headers: HeaderBlock) -> Digest {
        if !headers.names.contains(where: isNote), !message.hasCarriageReturn {
            return Digest(sha256: message)
        }
        var hasher = SHA256Hasher()
        var position = 0
        var isInNote = false
        while position < message.count {
            let line = position..<message.endOfLine(from: position, limit: message.count)
            position = line.upperBound
            if line.lowerBound < headers.bodyStart {
                isInNote = startsNote(message[line]) ?? isInNote
                if isInNote { continue }
            }
            add(line, of: message, to: &hasher)
        }
        return hasher.finish()
    }

    private static func add(_ line: Range<Int>, of message: [UInt8], to hasher: inout SHA256Hasher) {
        let content = message.trimmingLineEnd(line)
        let hasCarriageReturn = line.upperBound - content.upperBound == 2
        message.withUnsafeBytes { bytes in
            hasher.update(UnsafeRawBufferPointer(rebasing: bytes[hasCarriageReturn ? content : line]))
        }
        if hasCarriageReturn { hasher.update([.lineFeed]) }
    }

    /// Whether a line of the header starts a note; nil when it goes on with the field before it.
    private static func startsNote(_ line: ArraySlice<UInt8>) -> Bool? {
        if line.first?.isBlank == true { return nil }
        return isNote(
            String(decoding: line.prefix(64).prefix { $0 != 0x3A && !$0.isBlank }, as: UTF8.self).lowercased())
    }

    private static func isNote(_ name: String) -> Bool {
        notes.contains(name) || name.hasPrefix("x-mozilla-") || name.hasPrefix("x-grok-")
    }

    /// UW IMAP's and Dovecot's, mboxcl's, Gmail's, Evolution's.
    private static let notes: Set = [
        "content-length", "lines", "status", "x-evolution", "x-gm-thrid", "x-gmail-labels", "x-imap", "x-imapbase",
        "x-keywords", "x-status", "x-uid",
    ]
}

extension [UInt8] {
    fileprivate var hasCarriageReturn: Bool {
        withUnsafeBytes { $0[...].firstIndexFast(of: .carriageReturn) != nil }
    }
}
