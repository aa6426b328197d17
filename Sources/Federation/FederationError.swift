/// What can be wrong with the documents, numbers and messages of a federation.
///
/// No case carries a value derived from a participant's mail or delta.
public enum FederationError: Error, Equatable, Sendable {
    /// The budget of the update codec does not fit; the sentence says which number and what would fit.
    case budget(String)
    /// A document (manifest, roster, kit) cannot be read: which one, and why.
    case malformed(document: String, reason: String)
    /// A metric is larger than its slot can hold.
    case metricOutOfRange(name: String)
    /// A name is not `[a-z0-9]` followed by up to 62 of `[a-z0-9._-]`.
    case name(String)
    /// The delta has another number of components than the federation's model.
    case parameterCount(expected: Int, found: Int)
    /// A component of the delta is not a finite number.
    case parameterNotFinite
    /// A signature does not verify under the key it is claimed to be from.
    case signature(document: String)
    /// The decrypted sum could not have come from contributions within their slots; nobody can be named.
    case sumOutOfRange(String)
}

extension FederationError: CustomStringConvertible {
    /// One line: what is wrong, and where.
    public var description: String {
        switch self {
        case .budget(let sentence): sentence
        case .malformed(let document, let reason): "the \(document) cannot be read: \(reason)"
        case .metricOutOfRange(let name): "the metric \(name) does not fit its slot"
        case .name(let name):
            "\(String(reflecting: name)) is not a name: use lower-case letters, digits, '.', '_' and '-', at most 63"
        case .parameterCount(let expected, let found):
            "the model has \(found) parameters where the federation's has \(expected)"
        case .parameterNotFinite: "training diverged: a parameter of the model is not a finite number"
        case .signature(let document): "the signature of the \(document) is not valid"
        case .sumOutOfRange(let sentence): "the decrypted sum is not a sum of well-formed contributions: \(sentence)"
        }
    }
}
