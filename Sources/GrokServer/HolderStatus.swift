/// What a server knows of a key holder: that it is there, and how far it is with opening the sum.
package struct HolderStatus: Codable, Equatable, Sendable {
    /// How far it is.
    package enum State: String, Codable, CaseIterable, Sendable {
        /// It has committed to the sum.
        case committed
        /// A commit or a share of it was wrong: it is not asked again in this round.
        case dropped
        /// There is no sum that it has committed to.
        case idle
        /// It has given shares.
        case shared
    }

    package var name: String
    /// Nil when nobody knows.
    package var connected: Bool?
    package var state: State
    /// Blocks of the sum that it has given shares of.
    package var shares: Int
}
