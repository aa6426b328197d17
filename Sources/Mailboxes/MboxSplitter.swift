import Mail

/// Cuts an mbox (RFC 4155) into messages, one at a time, undoing `From`-quoting on the way: mboxo, mboxrd, and
/// mboxcl and mboxcl2 by their `Content-Length:`.
///
/// GMime can do this too, but holds a message of any size; here one that is too large passes through unstored.
final class MboxSplitter {
    enum Item: Equatable {
        case message([UInt8])
        case tooLarge
    }

    /// What a line, or a piece of one, turns out to be.
    private enum Piece {
        /// Part of the message.
        case content
        /// Past the end that the message claimed, and no `From_` line; here are its bytes.
        case refutesClaim([UInt8])
        /// The `From_` line of the next message.
        case separator
    }

    private let reader: ByteReader
    private let limit: Int
    private var isFinished = false
    private var isInMessage = false
    private var message: [UInt8] = []
    private var bodyStart: Int?
    private var isTooLarge = false
    private var isAtLineStart = true
    private var isAfterBlankLine = true
    private var hasQuotedLines = false
    private var claim: ContentLengthClaim?
    /// A file whose lengths were wrong once is not believed again, so that reading ahead of a false one costs once.
    private var believesClaims = true

    init(_ reader: ByteReader, limit: Int) {
        (self.reader, self.limit) = (reader, limit)
    }

    /// The next message without its `From_` line, or nil at the end.
    ///
    /// When the source breaks off, `next` throws; what had come of the last message is dropped.
    func next() throws(SourceFailure) -> Item? {
        while !isFinished {
            switch try reader.withNextPiece({ take($0) }) {
            case .content:
                continue
            case .refutesClaim(let piece):
                if let item = giveBack(piece) { return item }
            case .separator:
                // What comes before the first From_ line is no message.
                if isInMessage { return finishMessage() }
                startMessage()
                isInMessage = true
            case nil:
                if claim?.covers(message.count) == true, let item = giveBack([]) { return item }
                isFinished = true
                if isInMessage { return finishMessage() }
            }
        }
        return nil
    }

    private func take(_ piece: UnsafeRawBufferPointer) -> Piece {
        let startsLine = isAtLineStart
        if startsLine, MboxLine.isSeparator(piece, afterBlankLine: isAfterBlankLine) {
            guard let open = claim, open.covers(message.count) else { return .separator }
            claim?.firstBreak = open.firstBreak ?? message.count
        }
        if claim?.isRefuted(by: piece, at: message.count, startsLine: startsLine) == true {
            return .refutesClaim(Array(piece))
        }
        isAtLineStart = piece.last == .lineFeed
        append(piece)
        if startsLine { note(line: piece) }
        return .content
    }

    private func append(_ bytes: UnsafeRawBufferPointer) {
        let start = message.count
        isTooLarge = isTooLarge || start + bytes.count > limit
        if isTooLarge { message = [] } else { message.append(contentsOf: bytes) }
        claim?.stretch(over: start..<max(start, message.count))
    }

    /// Notes what a line that was appended says about those that follow.
    private func note(line: UnsafeRawBufferPointer) {
        isAfterBlankLine = MboxLine.isBlank(line)
        if bodyStart != nil {
            hasQuotedLines = hasQuotedLines || MboxLine.isQuoted(line)
        } else if isAfterBlankLine {
            bodyStart = message.count
            claim?.startsBody(at: message.count, limit: limit)
            if claim?.isUsable == false { claim = nil }
        } else if believesClaims, claim == nil {
            claim = ContentLengthClaim(headerLine: line)
        }
    }

    /// The length was false: the message ends at the first `From_` line that was passed for it, if there was one, and
    /// what came after is read again.
    private func giveBack(_ piece: [UInt8]) -> Item? {
        let firstBreak = claim?.firstBreak
        (claim, believesClaims) = (nil, false)
        guard let firstBreak else {
            reader.putBack(piece)
            return nil
        }
        reader.putBack(message[firstBreak...] + piece)
        message.removeSubrange(firstBreak...)
        isInMessage = false
        return finishMessage()
    }

    private func finishMessage() -> Item {
        defer { startMessage() }
        if isTooLarge { return .tooLarge }
        if let claim, claim.isUsable, !claim.covers(message.count) {
            message.removeSubrange(claim.end...)
        } else {
            removeSeparatingBlankLine()
        }
        // In mboxcl2 nothing is quoted: a From_ line in the body tells it from mboxcl.
        if hasQuotedLines, claim?.firstBreak == nil { return .message(unquoted()) }
        return .message(message)
    }

    private func startMessage() {
        message.removeAll(keepingCapacity: message.count < 1 << 20)
        (bodyStart, claim) = (nil, nil)
        (isTooLarge, hasQuotedLines, isAtLineStart, isAfterBlankLine) = (false, false, true, true)
    }

    /// RFC 4155: a blank line follows each message, and is none of its lines.
    private func removeSeparatingBlankLine() {
        for blankLine in [[UInt8.lineFeed, .carriageReturn, .lineFeed], [.lineFeed, .lineFeed]]
        where message.suffix(blankLine.count).elementsEqual(blankLine) {
            return message.removeLast(blankLine.count - 1)
        }
    }

    /// The message without the first `>` of its quoted lines.
    private func unquoted() -> [UInt8] {
        var position = bodyStart ?? message.count
        var result = Array(message[..<position])
        result.reserveCapacity(message.count)
        while position < message.count {
            let end = message.endOfLine(from: position, limit: message.count)
            let isQuoted = message.withUnsafeBytes { bytes in
                MboxLine.isQuoted(UnsafeRawBufferPointer(rebasing: bytes[position..<end]))
            }
            result += message[(isQuoted ? position + 1 : position)..<end]
            position = end
        }
        return result
    }
}
