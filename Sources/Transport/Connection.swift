package import Dispatch

/// A connection to an authenticated peer that carries frames, in order, both ways: over TLS, or in memory for tests.
package protocol Connection: AnyObject, Sendable {
    /// Who is at the other end.
    var peer: PeerIdentity { get }
    /// Where the other end is, for logs.
    var remoteAddress: String { get }
    /// The serial queue that the handler is called on.
    var queue: DispatchQueue { get }

    /// Begins to read: from now on the handler is called, and kept until the connection is closed. To be called once;
    /// what the peer sent before waits until then.
    func start(_ handler: any ConnectionHandler)

    /// Sends a frame, after those before it. Never blocks: it waits in a queue, and a peer that lets more than
    /// `TransportLimits.queuedByteCount` wait is cut off. On a connection that is closed it does nothing.
    ///
    /// - Precondition: the payload is not longer than `TransportLimits.frameByteCount`.
    func send(_ payload: [UInt8])

    /// Calls back on the connection's queue once everything sent so far has been taken from this side; never if the
    /// connection closes before. Whoever has much to send waits for it between frames.
    func whenSent(_ body: @escaping @Sendable () -> Void)

    /// Stops reading, sends what is queued, and closes the connection, `TransportLimits.lingerDeadline` later at most.
    func close()
}

/// Who receives a connection's frames. Each call comes on the connection's queue, which must not be blocked: every
/// connection that shares it would wait.
package protocol ConnectionHandler: AnyObject, Sendable {
    /// A frame arrived. While the receipt lives, the frame's bytes count as in flight, and when too many do, reading
    /// stops.
    func connection(_ connection: any Connection, didReceive frame: [UInt8], receipt: ReceiptToken)

    /// The connection is closed, and nothing more will be called: without an error if this side closed it.
    func connection(_ connection: any Connection, didCloseWith error: TransportError?)
}
