/// Why two sides could not agree to talk.
package enum HandshakeProblem: Hashable, Sendable {
    /// A certificate was refused: the peer's by this side, or this side's own by the peer.
    case certificate(Flaw, of: Side)
    /// The peer closed the connection before the handshake was done.
    case closed
    /// The peer's certificate names somebody else.
    case otherPeer(found: String, expected: String)
    /// Something else went wrong inside TLS.
    case other(reason: String)
    /// The peer does not speak TLS 1.3.
    case protocolVersion

    /// Whose certificate is meant.
    package enum Side: Hashable, Sendable {
        case own
        case peers
    }

    /// What is wrong with a certificate.
    package enum Flaw: Hashable, Sendable {
        case expired
        case foreign
        case missing
        case notYetValid
        case other(reason: String)
    }
}

extension HandshakeProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .certificate(let flaw, of: .own): "the peer refuses our certificate: \(flaw)"
        case .certificate(let flaw, of: .peers): "the peer's certificate is refused: \(flaw)"
        case .closed: "the peer closed the connection before it was done"
        case .otherPeer(let found, let expected): "expected \(expected), but the peer's certificate names \(found)"
        case .other(let reason): reason
        case .protocolVersion: "the peer does not speak TLS 1.3"
        }
    }
}

extension HandshakeProblem.Flaw: CustomStringConvertible {
    package var description: String {
        switch self {
        case .expired: "certificate has expired"
        case .foreign: "certificate not issued by this federation's CA"
        case .missing: "no certificate was shown"
        case .notYetValid: "certificate is not valid yet; is a clock wrong?"
        case .other(let reason): reason
        }
    }
}
