/// Why a connection could not be made, or had to end: each case prints as one line for a log or a terminal.
package enum TransportError: Error, Hashable, Sendable {
    /// Another process listens there.
    case addressInUse(address: String)
    /// Whoever asked for the connection no longer wants it.
    case cancelled
    /// The system does not let this process listen there.
    case cannotListen(address: String, reason: String)
    /// The system has no descriptor or memory left for another connection.
    case cannotOpen(reason: String)
    /// The name has no address.
    case cannotResolve(host: String, reason: String)
    /// The connection broke; what was under way may be lost.
    case connectionLost(reason: String)
    /// The peer announced a frame that is longer than any may be.
    case frameTooLong(byteCount: Int, limit: Int)
    /// The peer closed the connection in the middle of a frame.
    case frameTruncated
    /// The two sides could not agree to talk.
    case handshakeFailed(HandshakeProblem)
    /// Certificate, key and CA do not belong together.
    case identityInvalid(reason: String)
    /// The address can be reached from other hosts, and nothing there asks who is calling.
    case notLoopback(address: String)
    /// The peer closed the connection in order.
    case peerClosed
    /// The peer does not take what is sent to it.
    case peerTooSlow(queuedByteCount: Int)
    /// Nothing listens there.
    case refused(address: String)
    /// Something took longer than it may.
    case timedOut(Wait)
    /// The caps on connections leave no room for this one.
    case tooManyConnections(Cap)
    /// The network does not lead there.
    case unreachable(address: String, reason: String)

    /// The caps on connections, see `AdmissionLimits`.
    package enum Cap: Hashable, Sendable {
        case total
        case unauthenticated
        case unauthenticatedFromAddress
    }

    /// What has a deadline.
    package enum Wait: Hashable, Sendable {
        case closing
        case connecting
        case handshaking
        case idle
    }
}

extension TransportError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .addressInUse(let address): "\(address) is in use by another process: stop that, or listen elsewhere"
        case .cancelled: "the connection was given up"
        case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
        case .cannotOpen(let reason): "no more connections can be opened now: \(reason)"
        case .cannotResolve(let host, let reason): "cannot find the address of \(host): \(reason)"
        case .connectionLost(let reason): "connection lost: \(reason)"
        case .frameTooLong(let count, let limit):
            "the peer announced a frame of \(count) bytes, above the \(limit) allowed"
        case .frameTruncated: "the peer closed the connection in the middle of a frame"
        case .handshakeFailed(let problem): "TLS handshake failed: \(problem)"
        case .identityInvalid(let reason): "certificate, key and CA do not fit together: \(reason)"
        case .notLoopback(let address): "\(address) can be reached from other hosts; 127.0.0.1 and [::1] cannot"
        case .peerClosed: "the peer closed the connection"
        case .peerTooSlow(let count): "the peer does not take what is sent to it: \(count) bytes wait"
        case .refused(let address): "nothing listens on \(address)"
        case .timedOut(let wait): "\(wait)"
        case .tooManyConnections(let cap): "too many connections: \(cap)"
        case .unreachable(let address, let reason): "cannot reach \(address): \(reason)"
        }
    }
}

extension TransportError.Cap: CustomStringConvertible {
    package var description: String {
        switch self {
        case .total: "the cap on all of them is reached"
        case .unauthenticated: "the cap on those not authenticated yet is reached"
        case .unauthenticatedFromAddress: "the cap on those not authenticated yet from this address is reached"
        }
    }
}

extension TransportError.Wait: CustomStringConvertible {
    package var description: String {
        switch self {
        case .closing: "the peer did not take the rest before the connection had to close"
        case .connecting: "no answer before the deadline for connecting"
        case .handshaking: "the TLS handshake was not done before its deadline"
        case .idle: "the peer was silent for too long"
        }
    }
}
