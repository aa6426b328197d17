package import Federation
package import Primitives
package import Wire

/// What happens to a ``ServerNode``.
package enum ServerEvent: Sendable {
    /// A participant's certificate was accepted by TLS.
    case connected(ConnectionID, name: PartyName, key: VerificationKey)
    case disconnected(ConnectionID)
    /// A job that the node asked for is done.
    case done(ServerJob.Result)
    /// A frame arrived that is not a message.
    case malformed(ConnectionID, WireError)
    case received(ConnectionID, WireMessage)
    /// The authority has signed a newer roster.
    case rosterChanged(SignedDocument<Roster>)
    case started
    /// The operator stops the server.
    case stopping
    /// The moment of an earlier ``ServerEffect/wake(at:)`` has come.
    case wake
}
