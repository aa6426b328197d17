/// What a server shows of itself at one moment.
package struct ServerView: Sendable {
    package let status: ServerStatus
    package let meters: ServerMeters
    /// How often each event was logged since the process started.
    package let events: [String: Int]
    /// Connections of participants that are open.
    package let connections: Int
    /// Bytes received and not yet dealt with.
    package let bytesInFlight: Int

    package init(
        status: ServerStatus, meters: ServerMeters, events: [String: Int], connections: Int, bytesInFlight: Int
    ) {
        self.status = status
        self.meters = meters
        self.events = events
        self.connections = connections
        self.bytesInFlight = bytesInFlight
    }
}
