/// Turns a message into the rows of an embedding: the distinct words of subject and text, in the order in which they
/// appear, hashed.
///
/// A word is a run of letters and digits (`[\p{L}\p{N}]+`) of the text's NFC form, lower-cased character by character
/// by Unicode's default mapping. Its row is the FNV-1a 64-bit hash of its UTF-8 bytes, folded by exclusive-or of its
/// base-`rows` digits. Two words are the same when their 64-bit hashes are.
public struct Tokenizer: Hashable, Sendable {
    /// Names this way of finding words and rows, for a model's metadata.
    public static let identifier = "words-nfc-lower/fnv1a64-xor"

    /// The distinct words taken from a message.
    public let maximumTokens: Int
    /// The number of rows, a power of two up to 2^20.
    public let rows: Int

    /// A tokenizer; by default 500 words, 65,536 rows.
    public init(maximumTokens: Int = 500, rows: Int = 1 << 16) {
        precondition(maximumTokens > 0, "a message of no words teaches nothing")
        precondition((2...1 << 20).contains(rows) && rows.nonzeroBitCount == 1, "rows: a power of two up to 2^20")
        (self.maximumTokens, self.rows) = (maximumTokens, rows)
    }

    /// The first distinct words, lower-cased, in order.
    public func tokens(subject: String, text: String) -> [String] {
        var tokens: [String] = []
        scan(subject, text) { tokens.append($0.text) }
        return tokens
    }

    /// The distinct rows of the first distinct words, in order, each below `rows`.
    public func features(subject: String, text: String) -> [UInt32] {
        var features: [UInt32] = []
        var seen = Set<UInt32>(minimumCapacity: 256)
        scan(subject, text) { word in
            let row = FNV1a.fold(word.hash, bits: rows.trailingZeroBitCount)
            if seen.insert(row).inserted { features.append(row) }
        }
        return features
    }

    /// The row of a word that is lower-cased already.
    public func row(of token: String) -> UInt32 {
        var hash = FNV1a()
        for byte in token.utf8 { hash.add(byte) }
        return FNV1a.fold(hash.value, bits: rows.trailingZeroBitCount)
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

    /// Hands on the first distinct words.
    @inline(__always)
    private func scan(_ subject: String, _ text: String, _ receive: (WordScanner.Word) -> Void) {
        var seen = Set<UInt64>(minimumCapacity: 256)
        for source in [subject, text] {
            let goesOn = WordScanner.scan(source) { word in
                if seen.insert(word.hash).inserted { receive(word) }
                return seen.count < maximumTokens
            }
            if !goesOn { return }
        }
    }
}
