/// What can break in a simulation.
package enum Strike: CaseIterable, Sendable {
    /// A participant's process is killed.
    case client
    /// Somebody sets the clock of the server's machine, which shows when the server starts again.
    case clock
    /// A participant's connection breaks: what it sent is lost.
    case connection
    /// The authority enrols somebody, where somebody is left to be enrolled.
    case enrolment
    /// All processes are killed.
    case everything
    /// A participant's connection ends: what it sent arrives, what it was sent is lost.
    case hangUp
    /// A participant cannot reach the server for a while.
    case network
    /// The authority signs a newer roster without a participant.
    case revocation
    /// The authority signs a newer roster of the same people.
    case roster
    /// The server's process is killed.
    case server
    /// All machines sleep for a while: whatever was to happen meanwhile is late.
    case sleep

    /// Crashes of processes and of the network.
    package static let ordinary: [Strike] = [.server, .client, .connection, .hangUp, .network]
}
