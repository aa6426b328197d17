/// The text of an unstructured header, encoded words (RFC 2047) decoded and raw 8-bit bytes guessed.
///
/// GMime has this too, but loses what follows a padded base64 word, which is how many mail programs write long
/// subjects, and asks iconv for any charset that a header names.
struct HeaderText {
    private(set) var text = ""
    /// Whether a charset was unknown, and its words guessed.
    private(set) var hasUnknownCharset = false

    /// Words of one charset and encoding that follow each other; a character may be cut between two of them, against
    /// RFC 2047 §5 but seen.
    private var run: (charset: String, bytes: [UInt8])?

    /// The charset of bytes that declare none, where they are no UTF-8.
    private let undeclared: String?

    init(_ raw: [UInt8], undeclared: String? = nil) {
        self.undeclared = undeclared
        var position = 0
        while position < raw.count {
            guard let word = EncodedWord.next(in: raw, from: position) else { break }
            let between = raw[position..<word.range.lowerBound]
            // RFC 2047 §6.2 — blanks between encoded words are no text.
            if run == nil || !between.allSatisfy(\.isBlank) { add(plain: between) }
            add(word)
            position = word.range.upperBound
        }
        add(plain: raw[position...])
    }

    private mutating func add(_ word: EncodedWord) {
        if run?.charset != word.charset { endRun() }
        run = (word.charset, (run?.bytes ?? []) + word.bytes)
    }

    private mutating func add(plain bytes: ArraySlice<UInt8>) {
        endRun()
        text += Charset.guess(Array(bytes), surroundings: undeclared)
    }

    private mutating func endRun() {
        guard let (charset, bytes) = run else { return }
        let (decoded, isKnown) = Charset.decode(bytes, charset: charset)
        text += decoded
        hasUnknownCharset = hasUnknownCharset || !isKnown
        run = nil
    }
}

/// `=?charset?encoding?text?=` (RFC 2047 §2).
private struct EncodedWord {
    let range: Range<Int>
    let charset: String
    let bytes: [UInt8]

    private static let question = UInt8(ascii: "?")
    private static let equals = UInt8(ascii: "=")

    /// The first encoded word at or after a position.
    static func next(in raw: [UInt8], from position: Int) -> EncodedWord? {
        // Without an end no word is looked for, so that a field of beginnings takes linear time.
        guard let last = lastEnd(in: raw, after: position) else { return nil }
        var start = position
        while let mark = raw[start..<last].firstIndex(of: equals) {
            if let word = EncodedWord(raw, at: mark) { return word }
            start = mark + 1
        }
        return nil
    }

    /// The index of the last `?=` after a position.
    private static func lastEnd(in raw: [UInt8], after position: Int) -> Int? {
        (position..<max(position, raw.count - 1)).last { raw[$0] == question && raw[$0 + 1] == equals }
    }

    private init?(_ raw: [UInt8], at start: Int) {
        guard raw[start...].starts(withASCII: "=?"),
            let charsetEnd = raw[(start + 2)...].firstIndex(of: Self.question),
            charsetEnd + 2 < raw.count, raw[charsetEnd + 2] == Self.question
        else { return nil }
        let textStart = charsetEnd + 3
        var textEnd = textStart
        while !raw[textEnd...].starts(withASCII: "?=") {
            guard textEnd < raw.count else { return nil }
            textEnd += 1
        }
        guard let bytes = Self.decode(raw[textStart..<textEnd], encoding: raw[charsetEnd + 1]) else { return nil }
        range = start..<(textEnd + 2)
        // RFC 2231 §5 — a language may follow the charset.
        charset = String(decoding: raw[(start + 2)..<charsetEnd].prefix { $0 != 0x2A }, as: UTF8.self)
        self.bytes = bytes
    }

    private static func decode(_ text: ArraySlice<UInt8>, encoding: UInt8) -> [UInt8]? {
        switch encoding | 0x20 {
        case UInt8(ascii: "b"): GMime.decoded(text, encoding: "base64")
        case UInt8(ascii: "q"): GMime.decoded(text.map { $0 == 0x5F ? .space : $0 }[...], encoding: "quoted-printable")
        default: nil
        }
    }
}
