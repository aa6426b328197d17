import Mail

/// What `Content-Length:` says about where a message of an mbox ends. It is true when the end of the file or a `From_`
/// line follows there, a blank line perhaps between; many are false, because a program changed the body or because
/// the header came with the mail.
struct ContentLengthClaim {
    /// Where the message ends, counted from its start; before the body starts, how long the body is.
    private(set) var end: Int
    /// Where the first `From_` line inside it is.
    var firstBreak: Int?
    /// Whether the body has started and may be as long as that.
    private(set) var isUsable = false

    private static let name = Array("content-length:".utf8)

    /// A claim from a line of the header, if it makes one.
    init?(headerLine line: UnsafeRawBufferPointer) {
        guard line.count > Self.name.count, line[0] | 0x20 == Self.name[0],
            line.prefix(Self.name.count).elementsEqual(Self.name, by: { $0 | 0x20 == $1 | 0x20 })
        else { return nil }
        let value = line.dropFirst(Self.name.count).prefix(32).drop(while: \.isBlank).prefix { $0 > .space }
        guard let length = Int(String(decoding: value, as: UTF8.self)), length >= 0 else { return nil }
        end = length
    }

    /// The header has ended.
    mutating func startsBody(at position: Int, limit: Int) {
        isUsable = end <= limit - position
        if isUsable { end += position }
    }

    /// A line was appended: its end belongs to the body, though it may not have been counted.
    mutating func stretch(over line: Range<Int>) {
        if isUsable, line.lowerBound < end, end < line.upperBound { end = line.upperBound }
    }

    /// Whether a piece, no `From_` line, that begins at a position shows the claim to be false.
    func isRefuted(by piece: UnsafeRawBufferPointer, at position: Int, startsLine: Bool) -> Bool {
        guard isUsable, position + piece.count > end else { return false }
        if startsLine, position >= end { return !MboxLine.isBlank(piece) }
        let beyond = piece.dropFirst(max(0, end - position))
        return !beyond.allSatisfy { $0 == .carriageReturn || $0 == .lineFeed }
    }

    /// Whether the body has started and goes on beyond a position.
    func covers(_ position: Int) -> Bool {
        isUsable && position < end
    }
}
