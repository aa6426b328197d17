/// Which rows a message gives a model, and with which weight. A model is of use with the set it was trained on alone,
/// so its file names that set; a set never changes once models of it exist.
public enum FeatureSet: String, CaseIterable, Sendable {
    /// The distinct words of subject and text, each with weight 1.
    case words = "words-nfc-lower/fnv1a64-xor"
    /// The distinct words; for a word of more than four characters its first four as one more word, so that `meeting`
    /// and `meetings` share what they say; the subject's words once more, told apart by a colon in front; how many
    /// words there are. With n rows, each weighs (100/n)^¾: without that, a long message speaks as loudly as it has
    /// words.
    case stems = "words-stem4-subject-length-nfc-lower/fnv1a64-xor/n^-0.75"
    /// As `stems`, and those of the text's first twenty words that had not come before once more, told apart by a
    /// circumflex in front: how a message begins says more than what stands somewhere in it.
    case openings = "words-stem4-subject-opening20-length-nfc-lower/fnv1a64-xor/n^-0.75"

    /// The characters of a word that are its stem.
    static let stemLength = 4
    /// The words of a text that are its opening.
    static let openingLength = 20
    /// The rows at which a row of `stems` or `openings` weighs 1: about what a message has.
    private static let typicalRows: Float = 100

    /// The weight of each row of a message of so many rows.
    ///
    /// By multiplications, divisions and square roots, which IEEE 754 rounds the same way everywhere, as no power is.
    public func scale(rows count: Int) -> Float {
        switch self {
        case .words: return 1
        case .stems, .openings:
            let ratio = Self.typicalRows / Float(max(count, 1))
            return (ratio * ratio * ratio).squareRoot().squareRoot()
        }
    }
}
