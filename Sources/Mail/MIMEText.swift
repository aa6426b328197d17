/// Collects the text of a message: every text part that is no attachment, in order, wherever it is nested.
///
/// Parts are found by a walk of our own over ranges of the message, because GMime's parser spends 260 bytes and more
/// on each byte of mail made of empty parts; decoding is GMime's. Time and memory grow with the message alone.
struct MIMEText {
    private var bytes: [UInt8]
    private let limits: MailLimits
    private var pieces: [String] = []
    private var textLeft: Int
    private var htmlLeft: Int
    private var partsLeft: Int
    /// The bytes of encoded forwarded messages that may still be decoded, at all depths together.
    private var forwardedLeft: Int
    /// Whether there is a part that holds text where nobody without a key, or without Outlook, gets at it.
    private var hasClosedPart = false
    private(set) var quality = TextQuality()
    /// The charset that the first text part declares.
    private(set) var charset: String?

    /// Reads the message whose headers have been taken apart.
    init(_ bytes: [UInt8], headers: HeaderBlock, limits: MailLimits) {
        (self.bytes, self.limits) = (bytes, limits)
        (textLeft, htmlLeft, partsLeft) = (limits.textBytes, limits.htmlBytes, limits.parts)
        forwardedLeft = limits.textBytes * 4
        walk(headers, body: headers.bodyStart..<bytes.count, depth: 0)
        quality.closed = hasClosedPart && pieces.isEmpty
    }

    /// The texts of all parts, joined by line feeds.
    var text: String { pieces.joined(separator: "\n") }

    private mutating func walk(_ headers: HeaderBlock, body: Range<Int>, depth: Int) {
        guard partsLeft > 0, depth < limits.depth else { return quality.cut = true }
        partsLeft -= 1
        let type = headers.raw("content-type").map(GMime.contentType) ?? .plainText
        switch (type.type, type.subtype) {
        case ("multipart", _):
            walkParts(of: body, boundary: type.boundary, depth: depth)
        case ("message", "rfc822"), ("message", "global"), ("message", "news"):
            walkForwarded(body, encoding: headers.text("content-transfer-encoding") ?? "", depth: depth + 1)
        case ("text", _) where !Self.isAttachment(headers):
            take(body, type: type, encoding: headers.text("content-transfer-encoding") ?? "")
        default:
            hasClosedPart = hasClosedPart || Self.isClosed(type)
        }
    }

    /// Walks a message in a message, which programs encode though RFC 2046 §5.2.1 forbids it.
    private mutating func walkForwarded(_ range: Range<Int>, encoding: String, depth: Int) {
        guard GMime.isEncoding(encoding) else { return walkEntity(in: range, depth: depth) }
        let encoded = range.prefix(forwardedLeft)
        quality.cut = quality.cut || encoded.count < range.count
        forwardedLeft -= encoded.count
        let outer = bytes
        bytes = GMime.decoded(bytes[encoded.startIndex..<encoded.endIndex], encoding: encoding)
        walkEntity(in: bytes.indices, depth: depth)
        bytes = outer
    }

    private mutating func walkEntity(in range: Range<Int>, depth: Int) {
        let headers = HeaderBlock(bytes, in: range, limit: limits.headerBytes)
        walk(headers, body: headers.bodyStart..<range.upperBound, depth: depth)
    }

    /// Walks the parts between the lines `--boundary` (RFC 2046 §5.1.1). Without any, the whole counts as text: it is
    /// what a reader would show.
    private mutating func walkParts(of body: Range<Int>, boundary: [UInt8]?, depth: Int) {
        let parts = boundary.flatMap {
            $0.isEmpty ? nil : MultipartBody(bytes, in: body, boundary: $0, limit: partsLeft)
        }
        guard let parts, !parts.ranges.isEmpty else {
            return take(body, type: .plainText, encoding: "")
        }
        quality.cut = quality.cut || parts.isCut
        for range in parts.ranges { walkEntity(in: range, depth: depth + 1) }
    }

    private mutating func take(_ body: Range<Int>, type: ContentType, encoding: String) {
        guard !body.isEmpty else { return }
        let isHTML = type.subtype.hasSuffix("html")
        let decoded = decode(body, encoding: encoding, limit: isHTML ? min(htmlLeft, textLeft * 4) : textLeft)
        let charset = type.charset ?? (isHTML ? HTMLText.declaredCharset(decoded) : nil)
        self.charset = self.charset ?? charset
        let (text, isKnown) = Charset.decode(decoded, charset: charset)
        quality.unknownCharset = quality.unknownCharset || !isKnown
        if isHTML {
            htmlLeft -= decoded.count
            append(HTMLText.text(of: text))
        } else {
            append(text.withLineFeeds.withoutLastLineFeed)
        }
    }

    /// At most `limit` decoded bytes of a part, cut after a blank where that is near.
    private mutating func decode(_ body: Range<Int>, encoding: String, limit: Int) -> [UInt8] {
        // Quoted-printable, the longest encoding, takes three bytes for one, and a soft line break now and then.
        let encoded = body.prefix(limit * 4 + 1_024)
        var decoded = GMime.decoded(bytes[encoded.startIndex..<encoded.endIndex], encoding: encoding)
        guard decoded.count > limit || encoded.count < body.count else { return decoded }
        quality.cut = true
        decoded.removeLast(max(0, decoded.count - limit))
        if let blank = decoded.suffix(64).lastIndex(where: { $0 <= .space }) {
            decoded.removeSubrange((blank + 1)...)
        }
        return decoded
    }

    private mutating func append(_ text: String) {
        guard !text.isEmpty else { return }
        pieces.append(text)
        textLeft = max(0, textLeft - text.utf8.count)
    }

    /// Outlook's winmail.dat (MS-OXTNEF), S/MIME and PGP (RFC 8551, RFC 3156).
    private static func isClosed(_ type: ContentType) -> Bool {
        type.type == "application"
            && ["ms-tnef", "vnd.ms-tnef", "pkcs7-mime", "x-pkcs7-mime", "pgp-encrypted"].contains(type.subtype)
    }

    private static func isAttachment(_ headers: HeaderBlock) -> Bool {
        headers.text("content-disposition")?.lowercased().hasPrefix("attachment") ?? false
    }
}
