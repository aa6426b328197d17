/// What a server knows of a participant: that it is there, and how far it is with the round.
package struct ParticipantStatus: Codable, Equatable, Sendable {
    /// How far it is.
    package enum State: String, Codable, CaseIterable, Sendable {
        /// Its contribution is being checked.
        case checking
        /// It takes no part in the open round: it declined, or its contribution was refused.
        case declined
        /// No round asks anything of it.
        case idle
        /// Its contribution is durable.
        case submitted
        /// The open round was announced to it.
        case training
        /// Its contribution is on its way.
        case uploading
    }

    package var name: String
    /// Nil when nobody knows.
    package var connected: Bool?
    /// When something last came from it; nil when nothing has since the server started, or nobody knows.
    package var heardAt: Moment?
    package var state: State
}
