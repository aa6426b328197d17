package import Wire

/// What happens to a ``ClientNode``.
package enum ClientEvent: Sendable {
    /// The TLS connection to the server stands.
    case connected
    /// The connection failed or broke; `draw` is a uniform random number from 0 to 1.
    case disconnected(draw: Double)
    case done(ClientJob.Result)
    /// A frame arrived that is not a message.
    case malformed(WireError)
    case received(WireMessage)
    case started
}
