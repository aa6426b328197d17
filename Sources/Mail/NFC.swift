import CGMime

/// Unicode normalisation form C (UAX #15), by GLib.
enum NFC {
    /// GLib sorts combining marks in quadratic time: the text goes to it in pieces of so many characters, cut in
    /// front of a character that composes with none before it, or where there is none for this long.
    private static let pieceLength = 64
    private static let longestPiece = 256

    static func composed(_ text: String) -> String {
        // UAX #15 — below U+0300 every character is its own normal form and combines with none before it.
        guard text.unicodeScalars.contains(where: { $0.value >= 0x300 }) else { return text }
        var result = ""
        var piece = String.UnicodeScalarView()
        var length = 0
        for scalar in text.unicodeScalars {
            if length >= longestPiece || (length >= pieceLength && scalar.startsPiece) {
                result += normalized(piece)
                (piece, length) = (String.UnicodeScalarView(), 0)
            }
            piece.append(scalar)
            length += 1
        }
        return result + normalized(piece)
    }

    private static func normalized(_ piece: String.UnicodeScalarView) -> String {
        var text = String(piece)
        return text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { bytes in
                guard let form = g_utf8_normalize(bytes.baseAddress, bytes.count, G_NORMALIZE_DEFAULT_COMPOSE) else {
                    return String(decoding: utf8, as: UTF8.self)
                }
                defer { g_free(form) }
                return String(cString: form)
            }
        }
    }
}

extension Unicode.Scalar {
    /// Whether no character before this one composes with it: neither a mark nor the vowel or final of a Hangul
    /// syllable in jamo.
    fileprivate var startsPiece: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: false
        default: !(0x1160...0x11FF).contains(value)
        }
    }
}
