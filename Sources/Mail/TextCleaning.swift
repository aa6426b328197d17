extension String {
    /// Without whitespace and line ends at either end.
    package var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }

    /// A subject on one line: control characters turned to spaces, outer blanks removed.
    var asSubject: String {
        let isClean = utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        return isClean ? trimmed : String(String.UnicodeScalarView(unicodeScalars.map(\.withoutControl))).trimmed
    }

    /// Lines that end in a line feed alone, whatever carriage returns stood before it or end the text.
    var withLineFeeds: String {
        guard utf8.contains(.carriageReturn) else { return self }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            if byte == .lineFeed { while bytes.last == .carriageReturn { bytes.removeLast() } }
            bytes.append(byte)
        }
        while bytes.last == .carriageReturn { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Without the line feed at its very end, if there is one: it ends the last line and is no part of it.
    var withoutLastLineFeed: String {
        utf8.last == .lineFeed ? String(decoding: utf8.dropLast(), as: UTF8.self) : self
    }
}

extension Unicode.Scalar {
    fileprivate var withoutControl: Unicode.Scalar {
        value < 0x20 || value == 0x7F ? " " : self
    }
}
