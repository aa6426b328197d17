package import Federation
package import Wire

/// What a ``ServerNode`` wants done, in order.
package enum ServerEffect: Sendable {
    /// Flush what was sent, then close.
    case close(ConnectionID)
    /// The run is over; leave when the participants have left.
    case finish
    /// Nothing will come of going on; the reason is for the operator.
    case giveUp(String)
    /// Run off the node's queue; the result comes back as ``ServerEvent/done(_:)``.
    case run(ServerJob)
    case send(ConnectionID, WireMessage)
    case wake(at: Timestamp)
}
