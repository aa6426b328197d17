public import Primitives

/// What ``ParticipantMachine`` wants done, in order.
public enum ParticipantAction: Equatable, Sendable {
    /// The round this was prepared for is over: stop training for it.
    case cancelPreparation(announcement: Digest)
    /// Connect, after a pause in seconds.
    case connect(after: Double)
    /// Tell the server that this participant takes no part in the round, and why.
    case decline(RoundAnnouncement, reason: String)
    /// Fetch the transcript that follows this one from the server, and verify it.
    case fetchTranscript(after: Digest)
    /// Say hello on the new connection.
    case greet
    /// The run is over and its last model is here: there is nothing to stay for, unless the server comes back with more
    /// rounds.
    case leave
    /// Train, encrypt, sign and persist a contribution.
    case prepare(RoundAnnouncement)
    /// Send the persisted contribution to this round.
    case upload(announcement: Digest)
}
