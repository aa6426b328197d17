/// Something in a message that a model has a row for.
public enum MessageFeature: Hashable, Sendable, CustomStringConvertible {
    /// How many words there are.
    case length(Length)
    /// A word at the beginning of the text, as such.
    case opening(String)
    /// The beginning of a longer word.
    case stem(String)
    /// A word of the subject, as such.
    case subject(String)
    /// A word, wherever it is.
    case word(String)

    /// A number of words, of those that are read of a message; the larger ones by their binary digits.
    public enum Length: Hashable, Sendable {
        /// So many distinct ones need this many digits.
        case distinct(digits: Int)
        /// So many in the subject.
        case subject(Int)
        /// So many in the text need this many digits.
        case text(digits: Int)
    }

    /// What is hashed.
    ///
    /// A stem is hashed as the word it looks like; no word has a colon or a circumflex.
    var hashed: String {
        switch self {
        case .length(.distinct(let digits)): "distinct:\(digits)"
        case .length(.subject(let count)): "subject:\(count)"
        case .length(.text(let digits)): "text:\(digits)"
        case .opening(let text): "^" + text
        case .stem(let text), .word(let text): text
        case .subject(let text): ":" + text
        }
    }

    /// `meet…`, `subject:meeting`, `opening:meeting`, `meeting`, `(words in the text: 64 to 127)`.
    public var description: String {
        switch self {
        case .length(.distinct(let digits)): "(distinct words: \(Self.range(digits)))"
        case .length(.subject(let count)): "(words in the subject: \(count))"
        case .length(.text(let digits)): "(words in the text: \(Self.range(digits)))"
        case .opening(let text): "opening:" + text
        case .stem(let text): text + "…"
        case .subject(let text): "subject:" + text
        case .word(let text): text
        }
    }

    /// The numbers of so many binary digits.
    private static func range(_ digits: Int) -> String {
        digits < 2 ? "\(digits)" : "\(1 << (digits - 1)) to \(1 << digits - 1)"
    }
}
