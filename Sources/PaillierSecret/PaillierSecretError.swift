/// What can go wrong in `PaillierSecret`: each case prints as one line, and none carries a secret.
public enum PaillierSecretError: Error, Hashable, Sendable {
    /// A key of this size is not made.
    case keyBitsRefused(bits: Int, reason: String)
    /// A federation cannot have this many key holders.
    case holderCountInvalid(holders: Int)
    /// A secret block is not one, or not one of this scheme.
    case secretInvalid(reason: String)
    /// A secret block is one of another key.
    case secretOfAnotherKey
    /// The public parameters would not decrypt to what was encrypted.
    case parametersFlawed(reason: String)
}

extension PaillierSecretError: CustomStringConvertible {
    /// One line for a log or a terminal.
    public var description: String {
        switch self {
        case .holderCountInvalid(let holders): "key: \(holders) holders; at least one is needed"
        case .keyBitsRefused(let bits, let reason): "key of \(bits) bits: \(reason)"
        case .parametersFlawed(let reason): "public key: \(reason); the federation has to be created again"
        case .secretInvalid(let reason): "secret key of the kit: \(reason); ask for the kit again"
        case .secretOfAnotherKey: "secret key of the kit: belongs to another federation's public key"
        }
    }
}
