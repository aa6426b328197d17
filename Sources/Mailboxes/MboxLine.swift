import Mail

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
