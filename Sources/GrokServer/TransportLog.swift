import Federation
import Logging

/// What happens to connections: before anybody has shown who it is, and when they break.
struct TransportLog: Sendable {
    let logger: Logger
    let federation: PartyName
    let tally: EventTally

    func listening(on address: String) {
        event("server.listening", "listening on \(address)", level: .info)
    }

    func refused(_ address: String, _ reason: String) {
        event("connection.refused", "connection from \(address) refused: \(reason)", level: .warning)
    }

    func broken(_ participant: PartyName, _ address: String, _ reason: String) {
        event(
            "connection.broken", "connection of \(participant) from \(address) broke: \(reason)", level: .warning,
            participant: participant)
    }

    private func event(_ name: String, _ message: String, level: Logger.Level, participant: PartyName? = nil) {
        var metadata: Logger.Metadata = ["event": "\(name)", "federation": "\(federation)"]
        if let participant { metadata["participant"] = "\(participant)" }
        tally.count(name)
        logger.log(level: level, "\(message)", metadata: metadata)
    }
}
