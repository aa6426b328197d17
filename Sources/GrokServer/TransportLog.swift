import Federation
import Logging

/// What happens before anybody has shown who it is.
struct TransportLog: Sendable {
    let logger: Logger
    let federation: PartyName

    func listening(on address: String) {
        event("server.listening", "listening on \(address)", level: .info)
    }

    func refused(_ address: String, _ reason: String) {
        event("connection.refused", "connection from \(address) refused: \(reason)", level: .warning)
    }

    private func event(_ name: String, _ message: String, level: Logger.Level) {
        logger.log(level: level, "\(message)", metadata: ["event": "\(name)", "federation": "\(federation)"])
    }
}
