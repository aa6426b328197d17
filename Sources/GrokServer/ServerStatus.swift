/// How a server stands, for people and programs that watch it.
///
/// It has what a server may see: names, counts, times, totals. Nothing in it comes from one participant's mail or delta.
package struct ServerStatus: Codable, Equatable, Sendable {
    /// Who says so.
    package enum Source: String, Codable, Sendable {
        /// What the state directory has; nobody knows who is connected.
        case database
        /// The running server.
        case server
    }

    /// What the server is doing.
    package enum State: String, Codable, CaseIterable, Sendable {
        case combining, committing, finished, opening, recruiting, stopping, summing, training
        /// Only the database was asked, and it knows of a frozen round.
        case decrypting
        /// Only the database was asked, and it knows of no open round.
        case idle
    }

    /// A round in progress.
    package struct Round: Codable, Equatable, Sendable {
        package var number: Int
        /// `training` or `evaluation`.
        package var kind: String
        package var base: String
        package var openedAt: Moment
        package var deadline: Moment
        /// Contributions that are durable.
        package var contributions: Int
        /// Commits to the sum, and blocks of shares, that are durable.
        package var commits: Int
        package var shares: Int
        /// Shares of blocks that are needed; nil when only the database was asked.
        package var sharesWanted: Int?
    }

    package var source: Source
    package var at: Moment
    package var federation: String
    package var state: State
    /// Training rounds published.
    package var published: Int
    /// Training rounds wanted; nil when only the database was asked.
    package var rounds: Int?
    package var round: Round?
    /// The newest model.
    package var model: String?
    /// The number of the last round that ended; 0 before one has.
    package var lastRound: Int
    /// Of the newest measured model, all contributors together.
    package var loss: Double?
    package var accuracy: Double?
    /// Without whom it does not go on: key holders of a frozen round, or contributors to a sum that was opened before.
    package var waitingFor: [String]
    /// Sorted by name; of the database, those who have contributed to the open round.
    package var participants: [ParticipantStatus]
    /// In the order of the manifest; of the database, those who have committed or given shares.
    package var holders: [HolderStatus]
}
