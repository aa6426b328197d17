/// Something in a message that a model has a row for.
public enum MessageFeature: Hashable, Sendable, CustomStringConvertible {
    /// The beginning of a longer word.
    case stem(String)
    /// A word of the subject, as such.
    case subject(String)
    /// A word, wherever it is.
    case word(String)

    /// What is hashed.
    ///
    /// A stem is hashed as the word it looks like; no word has a colon.
    var hashed: String {
        switch self {
        case .stem(let text), .word(let text): text
        case .subject(let text): ":" + text
        }
    }

    /// `meet…`, `subject:meeting`, `meeting`.
    public var description: String {
        switch self {
        case .stem(let text): text + "…"
        case .subject(let text): "subject:" + text
        case .word(let text): text
        }
    }
}
