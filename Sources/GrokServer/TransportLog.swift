import Federation
import Foundation
import Logging
import Synchronization

/// What happens to connections: before anybody has shown who it is, and when they break.
final class TransportLog: Sendable {
    private let logger: Logger
    private let federation: PartyName
    private let tally: EventTally
    private let refusals = Mutex(RefusalLimit())

    init(logger: Logger, federation: PartyName, tally: EventTally) {
        self.logger = logger
        self.federation = federation
        self.tally = tally
    }

    func listening(on address: String) {
        event("server.listening", "listening on \(address)", level: .info)
    }

    func refused(_ address: String, _ reason: String) {
        guard let suppressed = refusals.withLock({ $0.admit(at: ProcessInfo.processInfo.systemUptime) }) else {
            return tally.count("connection.refused")
        }
        let others = suppressed > 0 ? "; so were \(suppressed) others since the last such line" : ""
        event("connection.refused", "connection from \(address) refused: \(reason)\(others)", level: .warning)
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
