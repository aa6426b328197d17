/// A message as Apple Mail stores it: a line with the message's length, the message, and a property list with flags.
package struct Emlx {
    let message: [UInt8]
    /// The flags, as IMAP names them.
    let flags: [String]

    /// Bits of the number `flags` in the property list.
    private static let bits: [(bit: UInt64, flag: String)] = [
        (1 << 1, MailFlags.deleted), (1 << 6, MailFlags.draft), (1 << 24, MailFlags.junk), (1 << 25, MailFlags.notJunk),
    ]

    package static func isEmlx(_ head: ArraySlice<UInt8>, name: String) -> Bool {
        name.lowercased().hasSuffix(".emlx") && length(inLine: head.prefix { $0 != .lineFeed }) != nil
    }

    /// - Returns: nil when the first line is no length.
    init?(_ bytes: [UInt8]) {
        let start = bytes.endOfLine(from: 0, limit: bytes.count)
        guard let length = Self.length(inLine: bytes[..<start]) else { return nil }
        let end = start + min(length, bytes.count - start)
        message = Array(bytes[start..<end])
        let number = Self.number(inPropertyList: String(decoding: bytes[end...].prefix(64 << 10), as: UTF8.self))
        flags = Self.bits.compactMap { number & $0.bit != 0 ? $0.flag : nil }
    }

    private static func length(inLine line: ArraySlice<UInt8>) -> Int? {
        guard line.count < 32 else { return nil }
        return Int(String(decoding: line, as: UTF8.self).trimmed).flatMap { $0 >= 0 ? $0 : nil }
    }

    /// The integer after `<key>flags</key>`; 0 without one.
    private static func number(inPropertyList text: String) -> UInt64 {
        guard let key = text.firstRange(of: "<key>flags</key>") else { return 0 }
        let rest = text[key.upperBound...].drop(while: \.isWhitespace)
        guard rest.hasPrefix("<integer>") else { return 0 }
        return UInt64(rest.dropFirst("<integer>".count).prefix { $0.isNumber }) ?? 0
    }
}
