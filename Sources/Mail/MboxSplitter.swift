/// Cuts an mbox (RFC 4155) into messages, one at a time, undoing `From`-quoting on the way.
///
/// GMime can do this too, but holds a message of any size; here one that is too large passes through unstored.
final class MboxSplitter {
    enum Item: Equatable {
        case message([UInt8])
        case tooLarge
    }

    private let reader: ByteReader
    private let limit: Int
    private var isStarted = false
    private var isFinished = false
    private var message: [UInt8] = []
    private var isTooLarge = false
    private var isInBody = false
    private var isAtLineStart = true
    private var isAfterBlankLine = true

    init(_ reader: ByteReader, limit: Int) {
        (self.reader, self.limit) = (reader, limit)
    }

    /// The next message without its `From_` line, or nil at the end.
    ///
    /// When the source breaks off, `next` throws; what had come of the last message is dropped.
    func next() throws(SourceFailure) -> Item? {
        while !isFinished {
            let separates = try reader.withNextPiece { take($0) }
            isFinished = separates == nil
            guard separates != false else { continue }
            // The first From_ line ends nothing.
            if isStarted { return finishMessage() }
            isStarted = true
        }
        return nil
    }

    /// Takes a line or a piece of one; true when it is a `From_` line.
    private func take(_ piece: UnsafeRawBufferPointer) -> Bool {
        defer { isAtLineStart = piece.last == .lineFeed }
        guard isAtLineStart else {
            append(piece[...])
            return false
        }
        if MboxLine.isSeparator(piece, afterBlankLine: isAfterBlankLine) { return true }
        let isBlank = MboxLine.isBlank(piece)
        append(isInBody && MboxLine.isQuoted(piece) ? piece.dropFirst() : piece[...])
        isInBody = isInBody || isBlank
        isAfterBlankLine = isBlank
        return false
    }

    private func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
        isTooLarge = isTooLarge || message.count + bytes.count > limit
        if isTooLarge { message = [] } else { message.append(contentsOf: bytes) }
    }

    private func finishMessage() -> Item {
        defer {
            message.removeAll(keepingCapacity: message.count < 1 << 20)
            (isTooLarge, isInBody, isAfterBlankLine) = (false, false, true)
        }
        if isTooLarge { return .tooLarge }
        removeSeparatingBlankLine()
        return .message(message)
    }

    /// RFC 4155: a blank line follows each message, and is none of its lines.
    private func removeSeparatingBlankLine() {
        for blankLine in [[UInt8.lineFeed, .carriageReturn, .lineFeed], [.lineFeed, .lineFeed]]
        where message.suffix(blankLine.count).elementsEqual(blankLine) {
            return message.removeLast(blankLine.count - 1)
        }
    }
}

/// What the lines of an mbox are.
enum MboxLine {
    static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
        line.first == .lineFeed || (line.count == 2 && line[0] == .carriageReturn && line[1] == .lineFeed)
    }

    /// `>From `, `>>From `, …: mboxrd's quoting, a superset of mboxo's.
    static func isQuoted(_ line: UnsafeRawBufferPointer) -> Bool {
        guard line.first == UInt8(ascii: ">") else { return false }
        return line.drop { $0 == UInt8(ascii: ">") }.starts(withASCII: "From ")
    }

    /// A `From_` line: one with a time and a year as every mail program writes it, or after a blank line also one of
    /// an address at most. So a sentence that begins with From does not cut a message in two.
    static func isSeparator(_ line: UnsafeRawBufferPointer, afterBlankLine: Bool) -> Bool {
        guard line.starts(withASCII: "From ") else { return false }
        let words = line.dropFirst(5).prefix(256).split { $0 <= .space }
        if afterBlankLine, words.count <= 1 { return true }
        return words.contains(where: isTime) && words.contains(where: isYear)
    }

    private static func isTime(_ word: Slice<UnsafeRawBufferPointer>) -> Bool {
        let parts = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return (2...3).contains(parts.count)
            && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(isDigit) }
    }

    private static func isYear(_ word: Slice<UnsafeRawBufferPointer>) -> Bool {
        word.count == 4 && word.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}
