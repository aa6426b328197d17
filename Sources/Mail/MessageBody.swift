import CGMime

/// The bytes of a message's body and the headers that say how to read them.
struct MessageBody {
    let bytes: [UInt8]
    let contentType: String
    let transferEncoding: String

    /// RFC 5322 §2.1.1, and so for 8bit (RFC 2045 §2.8): octets in a line without its end.
    private static let longestLine = 998

    init(_ body: OutgoingMessage.Body) {
        switch body {
        case .text(let text):
            self.init(text: text)
        case .encoded(let bytes, let contentType, let transferEncoding):
            self.init(bytes: bytes.endingInLineFeed, contentType: contentType, transferEncoding: transferEncoding)
        }
    }

    private init(bytes: [UInt8], contentType: String, transferEncoding: String) {
        (self.bytes, self.contentType, self.transferEncoding) = (bytes, contentType, transferEncoding)
    }

    /// The text and the end of its last line: 8bit where that may be, else quoted-printable, or base64 where
    /// quoting would make it longer.
    private init(text: String) {
        let plain = Array(text.withLineFeeds.utf8) + [.lineFeed]
        contentType = "text/plain; charset=utf-8"
        if Self.isLines(plain) {
            (bytes, transferEncoding) = (plain, "8bit")
        } else if plain.count(where: Self.needsQuoting) * 6 < plain.count {
            let quoted = GMime.encoded(plain, encoding: GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
            (bytes, transferEncoding) = (quoted.endingInLineFeed, "quoted-printable")
        } else {
            let encoded = GMime.encoded(plain, encoding: GMIME_CONTENT_ENCODING_BASE64)
            (bytes, transferEncoding) = (encoded.endingInLineFeed, "base64")
        }
    }

    /// Whether the bytes are what 8bit allows: no NUL, no lone CR, no line too long (RFC 2045 §2.8).
    private static func isLines(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(where: { $0 == 0 || $0 == .carriageReturn }) { return false }
        return bytes.split(separator: .lineFeed).allSatisfy { $0.count <= longestLine }
    }

    private static func needsQuoting(_ byte: UInt8) -> Bool {
        byte > 0x7E || (byte < .space && byte != .lineFeed && byte != .tab) || byte == UInt8(ascii: "=")
    }
}

extension [UInt8] {
    fileprivate var endingInLineFeed: [UInt8] {
        last == .lineFeed ? self : self + [.lineFeed]
    }
}
