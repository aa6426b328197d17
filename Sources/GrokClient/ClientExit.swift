package import Transport

/// Why a client came to its end.
package enum ClientExit: Sendable {
    /// Ctrl-C or SIGTERM.
    case interrupted
    case outcome(ClientOutcome)
    /// One side does not accept the other's certificate.
    case refused(TransportError)
}
