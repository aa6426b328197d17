/// Turns a message into the rows of an embedding: the distinct words of subject and text, in the order in which they
/// appear, and what else its feature set makes of them, hashed.
///
/// A word is a run of letters and digits (`[\p{L}\p{N}]+`) of the text's NFC form, lower-cased character by character
/// by Unicode's default mapping. Its row is the FNV-1a 64-bit hash of its UTF-8 bytes, folded by exclusive-or of its
/// base-`rows` digits. Two words are the same when their 64-bit hashes are.
public struct Tokenizer: Hashable, Sendable {
    /// What is made of the words; named in a model's metadata.
    public let featureSet: FeatureSet
    /// The distinct words taken from a message.
    public let maximumTokens: Int
    /// The number of rows, a power of two up to 2^20.
    public let rows: Int

    /// A tokenizer; by default words, stems, subject, opening and lengths, of 500 words, in 65,536 rows.
    public init(_ featureSet: FeatureSet = .openings, maximumTokens: Int = 500, rows: Int = 1 << 16) {
        precondition(maximumTokens > 0, "a message of no words teaches nothing")
        precondition((2...1 << 20).contains(rows) && rows.nonzeroBitCount == 1, "rows: a power of two up to 2^20")
        (self.featureSet, self.maximumTokens, self.rows) = (featureSet, maximumTokens, rows)
    }

    /// The first distinct words, lower-cased, in order.
    public func tokens(subject: String, text: String) -> [String] {
        var tokens: [String] = []
        scan(subject, text) { word, _ in tokens.append(word.text) }
        return tokens
    }

    /// The distinct rows of a message, in order, each below `rows`.
    public func features(subject: String, text: String) -> [UInt32] {
        var found = RowSet(below: rows)
        let lengths = scan(subject, text) { word, place in
            found.insert(row(hash: word.hash))
            guard featureSet != .words else { return }
            if let stem = word.stem { found.insert(row(hash: stem)) }
            if let mark = mark(place) { found.insert(row(hash: word.hash(after: mark))) }
        }
        if featureSet != .words { for length in lengths { found.insert(row(of: length.hashed)) } }
        return found.rows
    }

    /// The weight of each row of a message that has so many.
    public func scale(rows count: Int) -> Float {
        featureSet.scale(rows: count)
    }

    /// What the rows of a message stand for, in the order of the rows; those that share a row follow each other's
    /// words. Each comes once.
    public func namedFeatures(subject: String, text: String) -> [(feature: MessageFeature, row: UInt32)] {
        var found: [(feature: MessageFeature, row: UInt32)] = []
        var seen: Set<String> = []
        func add(_ feature: MessageFeature) {
            guard seen.insert(feature.hashed).inserted else { return }
            found.append((feature, row(of: feature.hashed)))
        }
        let lengths = scan(subject, text) { word, place in
            let text = word.text
            add(.word(text))
            guard featureSet != .words else { return }
            if word.stem != nil {
                add(.stem(String(String.UnicodeScalarView(text.unicodeScalars.prefix(FeatureSet.stemLength)))))
            }
            if mark(place) != nil { add(place == .subject ? .subject(text) : .opening(text)) }
        }
        if featureSet != .words { lengths.forEach(add) }
        return found
    }

    /// The row of a word that is lower-cased already.
    public func row(of token: String) -> UInt32 {
        var hash = FNV1a()
        for byte in token.utf8 { hash.add(byte) }
        return row(hash: hash.value)
    }

    /// All words of a text with their repetitions: what a message has to teach, before any limit.
    public static func words(in text: String) -> [String] {
        var words: [String] = []
        _ = WordScanner.scan(text) { word in
            words.append(word.text)
            return true
        }
        return words
    }

    private func row(hash: UInt64) -> UInt32 {
        FNV1a.fold(hash, bits: rows.trailingZeroBitCount)
    }

    /// Where a word stands.
    private enum Place {
        case opening, rest, subject
    }

    /// What a word is hashed after to stand for its place too; nil where its place says nothing.
    private func mark(_ place: Place) -> UInt8? {
        switch place {
        case .opening: featureSet == .openings ? UInt8(ascii: "^") : nil
        case .rest: nil
        case .subject: UInt8(ascii: ":")
        }
    }

    /// Hands on the first distinct words, and where they stand; says how many words it has read.
    @discardableResult
    @inline(__always)
    private func scan(
        _ subject: String, _ text: String, _ receive: (WordScanner.Word, Place) -> Void
    ) -> [MessageFeature] {
        var seen = Set<UInt64>(minimumCapacity: 256)
        var (inSubject, inText) = (0, 0)
        for (source, isSubject) in [(subject, true), (text, false)] where seen.count < maximumTokens {
            _ = WordScanner.scan(source) { word in
                if isSubject { inSubject += 1 } else { inText += 1 }
                let place = isSubject ? Place.subject : inText <= FeatureSet.openingLength ? .opening : .rest
                if seen.insert(word.hash).inserted { receive(word, place) }
                return seen.count < maximumTokens
            }
        }
        return [
            .length(.text(digits: inText.binaryDigits)), .length(.subject(inSubject)),
            .length(.distinct(digits: seen.count.binaryDigits)),
        ]
    }
}

extension Int {
    /// How many digits the number has in base 2; none for 0.
    fileprivate var binaryDigits: Int { bitWidth - leadingZeroBitCount }
}
