import CGMime
import Glibc

/// Decodes the charsets of mail to text: never fails, and says when it had to guess.
package enum Charset {
    /// Text in a declared charset; one that is unknown counts as not declared. A byte order mark, and the NULs of
    /// UTF-16 in what claims to be made of bytes, say more than a declaration (WHATWG Encoding Standard §6).
    static func decode(_ bytes: [UInt8], charset name: String?) -> (text: String, isKnown: Bool) {
        let name = CharsetName.canonical(name ?? "")
        if let actual = UTF16Text.charset(of: bytes, declared: name), let utf8 = convert(bytes, from: actual) {
            return (String(decoding: utf8, as: UTF8.self).withoutByteOrderMark, true)
        }
        if undeclared.contains(name) { return (guess(bytes), true) }
        if utf8.contains(name) { return (String(decoding: bytes, as: UTF8.self), true) }
        if latin.contains(name) {
            let isUTF8 = bytes.starts(with: ByteOrderMark.utf8)
            return (isUTF8 ? guess(bytes).withoutByteOrderMark : windows1252(bytes), true)
        }
        guard CharsetName.isOfMail(name), let converted = convert(bytes, from: name) else {
            return (guess(bytes), false)
        }
        return (String(decoding: converted, as: UTF8.self), true)
    }

    /// Text of which nothing is known: UTF-8 where it is valid, else in the charset of what surrounds it, else
    /// windows-1252.
    package static func guess(_ bytes: [UInt8], surroundings name: String? = nil) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        guard let name, case let known = CharsetName.canonical(name), !utf8.contains(known) else {
            return windows1252(bytes)
        }
        // Shift states and wide characters do not stand bare in a header.
        guard CharsetName.isOfMail(known), !known.hasPrefix("utf-"), let text = convert(bytes, from: known) else {
            return windows1252(bytes)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let undeclared: Set = [
        "", "8bit", "ansi_x3.4-1968", "ascii", "default", "none", "unknown", "unknown-8bit", "us-ascii", "x-unknown",
    ]
    private static let utf8: Set = ["unicode-1-1-utf-8", "utf-8", "utf8"]
    private static let latin: Set = [
        "cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "l1", "latin-1", "latin1", "windows-1252",
    ]

    /// Bytes as windows-1252, the superset of ISO 8859-1 that mail means by either (WHATWG Encoding Standard §4.2);
    /// the five bytes that it leaves open are C1 controls, as there.
    private static func windows1252(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        text.reserveCapacity(bytes.count)
        for byte in bytes {
            text.append(0x80..<0xA0 ~= byte ? upperControls[Int(byte) - 0x80] : Unicode.Scalar(byte))
        }
        return String(text)
    }

    private static let upperControls = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars
    )

    /// Converts to UTF-8, an invalid byte to U+FFFD; nil when iconv does not know the charset.
    private static func convert(_ bytes: [UInt8], from name: String) -> [UInt8]? {
        GMime.initialize()
        guard let converter = g_mime_iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else { return nil }
        defer { g_mime_iconv_close(converter) }
        var input = bytes
        return input.withUnsafeMutableBytes { convert($0, with: converter) }
    }

    private static func convert(_ input: UnsafeMutableRawBufferPointer, with converter: iconv_t) -> [UInt8] {
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        var source = input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = input.count
        while left > 0 {
            let before = left
            let (produced, code) = step(&source, &left, into: &chunk, with: converter)
            output += chunk[..<produced]
            let isStuck = before == left && produced == 0
            guard code == EILSEQ || (isStuck && code != EINVAL) else {
                if code == EINVAL { break }  // a character cut off at the end
                continue
            }
            output += [0xEF, 0xBF, 0xBD]
            source = source.map { $0 + 1 }
            left -= 1
        }
        return output
    }

    /// One call of iconv: the bytes that it produced, and errno or 0.
    private static func step(
        _ source: inout UnsafeMutablePointer<CChar>?,
        _ left: inout Int,
        into chunk: inout [UInt8],
        with converter: iconv_t
    ) -> (produced: Int, code: Int32) {
        chunk.withUnsafeMutableBytes { buffer in
            var target = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            var space = buffer.count
            let isDone = iconv(converter, &source, &left, &target, &space) != -1
            return (buffer.count - space, isDone ? 0 : errno)
        }
    }
}

extension String {
    fileprivate var withoutByteOrderMark: String {
        unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
    }
}
