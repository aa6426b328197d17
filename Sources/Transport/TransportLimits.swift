/// What one connection may use.
package struct TransportLimits: Sendable {
    /// The longest frame, either way, without its four bytes of length.
    package var frameByteCount = 1 << 20
    /// How much may wait to be sent before the peer counts as too slow.
    package var queuedByteCount = 8 << 20
    /// How long one address may take to answer.
    package var connectDeadline: Duration = .seconds(10)
    /// How long TLS may take to begin.
    package var handshakeDeadline: Duration = .seconds(10)
    /// How long nothing may move in either direction. Whoever waits longer sends something meanwhile.
    package var idleDeadline: Duration = .seconds(120)
    /// How long a connection that is being closed may take to deliver what is queued.
    package var lingerDeadline: Duration = .seconds(5)

    package init() {}
}
