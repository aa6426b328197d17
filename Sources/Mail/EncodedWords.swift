import CGMime

/// Header text in ASCII, by encoded words (RFC 2047) where it must.
enum EncodedWords {
    /// The UTF-8 bytes in a word: 75 characters at most (RFC 2047 §2) less `=?utf-8?B?` and `?=`, as base64.
    private static let bytesPerWord = 45

    /// The value of an unstructured header, folded: as it is where that reads back the same, else as encoded words.
    static func header(_ text: String) -> String {
        let isPlain =
            text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?") && !text.contains("  ")
        return isPlain ? folded(text) : encoded(text)
    }

    /// A line of encoded words for as many characters as fit, and so on; the blanks between words do not count
    /// (RFC 2047 §6.2).
    static func encoded(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > bytesPerWord { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?" + base64($0) + "?=" }.joined(separator: "\n ")
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let encoded = GMime.encoded(bytes, encoding: GMIME_CONTENT_ENCODING_BASE64)
        return String(decoding: encoded.filter { $0 > .space }, as: UTF8.self)
    }

    /// Lines of 78 characters where blanks allow it (RFC 5322 §2.1.1). A word too long for 998 is encoded.
    private static func folded(_ text: String) -> String {
        var lines: [String] = []
        var line = "Subject:"  // the longest name in use stands before the first line
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if word.utf8.count > 900 { return encoded(text) }
            if line.utf8.count + 1 + word.utf8.count > 78, !line.isEmpty {
                lines.append(line)
                line = ""
            }
            line += " " + word
        }
        return (lines + [line]).joined(separator: "\n").dropFirst("Subject: ".count).description
    }
}
