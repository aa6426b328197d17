package import Dispatch

/// Makes connections to a listener.
package enum TLSDialer {
    /// Connects to a host: asks for its addresses, tries one after the other, and does the TLS handshake with the first
    /// that answers.
    ///
    /// - Parameters:
    ///   - host: a name, or an IPv4 or IPv6 address.
    ///   - port: where it listens.
    ///   - expectedPeer: the URI that the certificate of whoever listens there must name.
    ///   - identity: what this side shows.
    ///   - limits: deadlines and sizes.
    ///   - budget: bounds what is received; shared by all connections of a process.
    ///   - queue: a serial queue that the connection is then confined to.
    ///   - completion: called once, on `queue`. The server may still refuse this side's certificate: in TLS 1.3 that
    ///     comes to light when the connection first reads, and closes it with the reason.
    /// - Returns: a handle to give up with.
    @discardableResult
    package static func connect(
        host: String, port: UInt16, expectedPeer: String, identity: TLSIdentity,
        limits: TransportLimits = TransportLimits(), budget: ByteBudget, queue: DispatchQueue,
        completion: @escaping @Sendable (Result<TLSConnection, TransportError>) -> Void
    ) -> DialAttempt {
        let target = DialTarget(
            host: host, port: port, expectedPeer: expectedPeer, identity: identity, limits: limits, budget: budget)
        let attempt = DialAttempt(target, queue: queue, completion: completion)
        attempt.start()
        return attempt
    }
}

/// Where a connection is to go, and how.
struct DialTarget: Sendable {
    let host: String
    let port: UInt16
    let expectedPeer: String
    let identity: TLSIdentity
    let limits: TransportLimits
    let budget: ByteBudget
}
