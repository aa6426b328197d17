/// Collects the text of a message: every text part that is no attachment, in order, wherever it is nested.
///
/// Parts are found by a walk of our own over ranges of the message, because GMime's parser spends 260 bytes and more
/// on each byte of mail made of empty parts; decoding is GMime's. Time and memory grow with the message alone.
struct MIMEText {
    private let bytes: [UInt8]
    private let limits: MailLimits
    private var pieces: [String] = []
    private var textLeft: Int
    private var htmlLeft: Int
    private var partsLeft: Int
    private(set) var quality = TextQuality()

    /// Reads the message whose headers have been taken apart.
    init(_ bytes: [UInt8], headers: HeaderBlock, limits: MailLimits) {
        (self.bytes, self.limits) = (bytes, limits)
        (textLeft, htmlLeft, partsLeft) = (limits.textBytes, limits.htmlBytes, limits.parts)
        walk(headers, body: headers.bodyStart..<bytes.count, depth: 0)
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
            walkEntity(in: body, depth: depth + 1)
        case ("text", _) where !Self.isAttachment(headers):
            take(body, type: type, encoding: headers.text("content-transfer-encoding") ?? "")
        default:
            return
        }
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
        let isHTML = type.subtype == "html" || type.subtype == "xhtml"
        let decoded = decode(body, encoding: encoding, limit: isHTML ? min(htmlLeft, textLeft * 4) : textLeft)
        let charset = type.charset ?? (isHTML ? HTMLText.declaredCharset(decoded) : nil)
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

    private static func isAttachment(_ headers: HeaderBlock) -> Bool {
        headers.text("content-disposition")?.lowercased().hasPrefix("attachment") ?? false
    }
}

/// The parts of a multipart body.
struct MultipartBody {
    private(set) var ranges: [Range<Int>] = []
    /// Whether there were more parts than were asked for.
    private(set) var isCut = false

    init(_ bytes: [UInt8], in body: Range<Int>, boundary: [UInt8], limit: Int) {
        let delimiter = [UInt8(ascii: "-"), UInt8(ascii: "-")] + boundary
        var position = body.lowerBound
        var partStart: Int?
        while position < body.upperBound {
            let line = position..<bytes.endOfLine(from: position, limit: body.upperBound)
            position = line.upperBound
            guard let isLast = Self.delimits(bytes[bytes.trimmingLineEnd(line)], delimiter) else { continue }
            if let partStart { ranges.append(partStart..<max(partStart, line.lowerBound)) }
            partStart = isLast ? nil : line.upperBound
            isCut = ranges.count >= limit
            if isLast || isCut { return }
        }
        // Truncated mail lacks the last delimiter.
        if let partStart { ranges.append(partStart..<body.upperBound) }
    }

    /// Whether a line is the delimiter (false), the last one (true) or neither (nil).
    private static func delimits(_ line: ArraySlice<UInt8>, _ delimiter: [UInt8]) -> Bool? {
        guard line.starts(with: delimiter) else { return nil }
        let rest = line.dropFirst(delimiter.count)
        if rest.allSatisfy(\.isBlank) { return false }
        return rest.starts(withASCII: "--") && rest.dropFirst(2).allSatisfy(\.isBlank) ? true : nil
    }
}
