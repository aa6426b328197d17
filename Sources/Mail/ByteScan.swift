import Glibc

extension Slice<UnsafeRawBufferPointer> {
    /// The first index of a byte, by the C library's vectorised search.
    package func firstIndexFast(of byte: UInt8) -> Int? {
        guard let start = base.baseAddress, !isEmpty else { return nil }
        return memchr(start + startIndex, Int32(byte), count).map { UnsafeRawPointer($0) - start }
    }
}

extension [UInt8] {
    /// The index past the line feed of the line that starts at `start`, or `limit` when there is none before it.
    package func endOfLine(from start: Int, limit: Int) -> Int {
        withUnsafeBytes { $0[start..<limit].firstIndexFast(of: .lineFeed).map { $0 + 1 } ?? limit }
    }

    /// A line's range without its `\n` or `\r\n`.
    package func trimmingLineEnd(_ line: Range<Int>) -> Range<Int> {
        var end = line.upperBound
        if end > line.lowerBound, self[end - 1] == .lineFeed { end -= 1 }
        if end > line.lowerBound, self[end - 1] == .carriageReturn { end -= 1 }
        return line.lowerBound..<end
    }
}

extension Collection<UInt8> {
    /// Whether the bytes begin with an ASCII text.
    package func starts(withASCII text: StaticString) -> Bool {
        text.withUTF8Buffer { starts(with: $0) }
    }
}

extension UInt8 {
    package static let carriageReturn = UInt8(ascii: "\r")
    package static let lineFeed = UInt8(ascii: "\n")
    package static let space = UInt8(ascii: " ")
    package static let tab = UInt8(ascii: "\t")

    /// Space or tab (RFC 5234's WSP).
    package var isBlank: Bool { self == .space || self == .tab }
}
