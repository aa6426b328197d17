/// Which model a federation trains, and how a message becomes its input.
public struct ModelSpecification: Codable, Hashable, Sendable {
    /// Rows of the embedding, a power of two: the range of the hash of a token.
    public let rows: Int
    /// Components of a row.
    public let dimension: Int
    /// How text becomes tokens and tokens become rows; a client that does not know the name cannot take part.
    public let tokenizer: String
    /// Distinct tokens of a message that are looked at, in order.
    public let maximumTokens: Int

    /// Words alone: runs of letters and digits, NFC, lower-cased, FNV-1a folded.
    public static let wordsTokenizer = "words-nfc-lower/fnv1a64-xor"
    /// Words, their first four characters, the subject's words once more, how many there are; rows weigh less where a
    /// message has many.
    public static let stemsTokenizer = "words-stem4-subject-length-nfc-lower/fnv1a64-xor/n^-0.75"
    /// The same, and the text's first twenty words once more.
    public static let openingsTokenizer = "words-stem4-subject-opening20-length-nfc-lower/fnv1a64-xor/n^-0.75"
    /// Every name that this version knows how to follow.
    static let tokenizers: Set = [wordsTokenizer, stemsTokenizer, openingsTokenizer]

    /// The spam embedding model.
    public init(
        rows: Int = 1 << 16, dimension: Int = 1, tokenizer: String = openingsTokenizer, maximumTokens: Int = 500
    ) {
        self.rows = rows
        self.dimension = dimension
        self.tokenizer = tokenizer
        self.maximumTokens = maximumTokens
    }

    /// What is out of bounds, and which field; nil when nothing is.
    public var flaw: String? {
        if !(rows.nonzeroBitCount == 1 && (1 << 4...1 << 20).contains(rows)) { return "rows must be a power of two" }
        if !(1...64).contains(dimension) { return "dimension must be 1 to 64" }
        if !Self.tokenizers.contains(tokenizer) { return "the tokenizer \(tokenizer) is not known to this version" }
        return (1...100_000).contains(maximumTokens) ? nil : "maximumTokens must be 1 to 100000"
    }
}
