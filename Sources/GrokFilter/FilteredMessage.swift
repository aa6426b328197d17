/// A message with header fields of a filter's own in front, every other byte as it came.
///
/// The fields stand above all others (RFC 5322 §3.6.7 puts trace fields there, and no signature of RFC 6376 covers what
/// is added above it), after the `From ` line of an mbox, with the line ends of the message. Fields of these names that
/// came with the message are taken out: who wrote them wants to be believed.
package struct FilteredMessage: Sendable {
    /// The header and everything above it, as it goes out.
    package private(set) var head: [UInt8] = []
    /// Where in the message that came the rest of it begins.
    package private(set) var bodyStart = 0

    /// The beginning of the names that belong to the filter.
    static let prefix = Array("x-grok-".utf8)

    /// Puts fields into a message, or into the beginning of one that holds all of its header.
    package init(_ bytes: [UInt8], fields: [(name: String, value: String)]) {
        let first = Self.line(of: bytes, from: 0)
        let isCRLF = first.count > 1 && bytes[first].suffix(2).elementsEqual("\r\n".utf8)
        let lineEnd = Array((isCRLF ? "\r\n" : "\n").utf8)
        if bytes[first].starts(with: "From ".utf8) {
            head += bytes[first]
            if head.last != .lineFeed { head += lineEnd }
            bodyStart = first.upperBound
        }
        for (name, value) in fields { head += Array("\(name): \(value)".utf8) + lineEnd }
        if Self.hasHeader(bytes[bodyStart...]) {
            takeHeader(of: bytes)
        } else {
            head += lineEnd
        }
    }

    /// Copies the lines up to the first blank one, which ends a header (RFC 5322 §2.1), without the filter's fields.
    private mutating func takeHeader(of bytes: [UInt8]) {
        var isDropped = false
        while bodyStart < bytes.count {
            let line = Self.line(of: bytes, from: bodyStart)
            if bytes[line].elementsEqual("\n".utf8) || bytes[line].elementsEqual("\r\n".utf8) { return }
            if !Self.isBlank(bytes[line.lowerBound]) { isDropped = Self.isOwn(bytes[line]) }
            if !isDropped { head += bytes[line] }
            bodyStart = line.upperBound
        }
    }

    /// The line from a position, with its end.
    private static func line(of bytes: [UInt8], from start: Int) -> Range<Int> {
        let end = bytes[start...].firstIndex(of: .lineFeed).map { $0 + 1 }
        return start..<(end ?? bytes.count)
    }

    /// Whether a message begins with a header, which may be empty, or with text that nothing may be put in front of
    /// without a blank line.
    private static func hasHeader(_ bytes: ArraySlice<UInt8>) -> Bool {
        let line = bytes.prefix { $0 != .lineFeed }
        if line.isEmpty || line.elementsEqual("\r".utf8) { return line.endIndex < bytes.endIndex }
        if line.starts(with: ">From ".utf8) || line.starts(with: "From ".utf8) { return true }
        // RFC 5322 §2.2 — printable ASCII, then a colon; §4.5 — blanks before it, in old mail.
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let name = line[..<colon].prefix { !isBlank($0) }
        return !name.isEmpty && name.allSatisfy { (33...126).contains($0) }
            && line[name.endIndex..<colon].allSatisfy(isBlank)
    }

    private static func isOwn(_ line: ArraySlice<UInt8>) -> Bool {
        line.prefix(prefix.count).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }.elementsEqual(prefix)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}

extension UInt8 {
    fileprivate static let lineFeed = UInt8(ascii: "\n")
}
