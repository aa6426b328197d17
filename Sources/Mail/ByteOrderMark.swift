/// The bytes with which programs of Windows begin text (Unicode §23.8).
package enum ByteOrderMark {
    package static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let utf16: [(mark: [UInt8], charset: String)] = [
        ([0xFF, 0xFE], "utf-16le"), ([0xFE, 0xFF], "utf-16be"),
    ]

    /// The charset that a mark says, and the length of the mark.
    static func charset(of bytes: some Collection<UInt8>) -> (name: String, length: Int)? {
        if bytes.starts(with: utf8) { return ("utf-8", utf8.count) }
        return utf16.first { bytes.starts(with: $0.mark) }.map { ($0.charset, $0.mark.count) }
    }

    /// A whole file as the bytes of a message: without a mark, and in UTF-8 where it was saved as UTF-16.
    package static func removed(from bytes: [UInt8]) -> [UInt8] {
        guard let (name, length) = charset(of: bytes) else { return bytes }
        let rest = Array(bytes.dropFirst(length))
        return name == "utf-8" ? rest : Array(Charset.decode(rest, charset: name).text.utf8)
    }
}
