/// What can go wrong in `Primitives`: each case prints as one line, and none carries a secret.
public enum PrimitivesError: Error, Hashable, Sendable {
    /// A certificate, or something that was to go into one, is not what this system accepts.
    case certificateInvalid(reason: String)
    /// OpenSSL refused an operation; the reason is its own.
    case cryptographyFailed(operation: String, reason: String)
    /// A key is not an Ed25519 key in the expected form, or does not belong where it was used.
    case keyInvalid(reason: String)
    /// A text is not strict PEM (RFC 7468); lines count from one.
    case pemInvalid(line: Int, reason: String)
}

extension PrimitivesError: CustomStringConvertible {
    /// One line for a log or a terminal.
    public var description: String {
        switch self {
        case .certificateInvalid(let reason): "certificate: \(reason)"
        case .cryptographyFailed(let operation, let reason): "OpenSSL cannot \(operation): \(reason)"
        case .keyInvalid(let reason): "key: \(reason)"
        case .pemInvalid(let line, let reason): "PEM text, line \(line): \(reason)"
        }
    }
}
