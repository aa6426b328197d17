package import Primitives
package import Wire

/// What a ``ClientNode`` wants done, in order.
package enum ClientEffect: Sendable {
    /// The preparation for this round is no longer needed, nor is what is left to upload.
    case cancel(announcement: Digest)
    case connect(after: Double)
    case disconnect
    case leave(ClientOutcome)
    /// Run off the node's queue; the result comes back as ``ClientEvent/done(_:)``.
    case run(ClientJob)
    case send(WireMessage)
    /// Send `message`, then `body` in chunks named `digest`, no faster than the server takes them.
    case upload(WireMessage, digest: Digest, body: [UInt8])
}
