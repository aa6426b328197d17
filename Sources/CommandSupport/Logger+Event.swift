package import Logging

extension Logger {
    /// Logs an event by its stable name, such as `round.opened`, with the line that a person reads.
    package func event(_ name: String, level: Logger.Level = .info, _ message: String) {
        log(level: level, "\(message)", metadata: ["event": "\(name)"])
    }
}
