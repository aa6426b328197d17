package import Sysexits

extension TransportError: ExitStatusProviding {
    /// A certificate that is not accepted is the kit's fault; everything else means that the other side is away.
    package var exitStatus: ExitStatus {
        switch self {
        case .handshakeFailed(.certificate), .handshakeFailed(.otherPeer), .identityInvalid: .kit
        case .notLoopback: .configuration
        case .addressInUse, .cancelled, .cannotListen, .cannotOpen, .cannotResolve, .connectionLost, .frameTooLong,
            .frameTruncated, .handshakeFailed, .peerClosed, .peerTooSlow, .refused, .timedOut, .tooManyConnections,
            .unreachable:
            .unavailable
        }
    }
}
