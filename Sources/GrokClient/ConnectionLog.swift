import Logging
import Transport

/// What a client says about its connection.
struct ConnectionLog: Sendable {
    let logger: Logger
    let server: String

    func away(_ reason: String) {
        logger.warning("\(server) is away: \(reason); trying again", metadata: ["event": "server.away"])
    }
}

extension TransportError {
    /// A certificate that one side does not accept will not be accepted after a pause either.
    var isFinal: Bool {
        switch self {
        case .handshakeFailed(.certificate), .handshakeFailed(.otherPeer): true
        default: false
        }
    }
}
