package import Foundation
package import Logging

/// How a program logs, and the loggers that do it.
package struct Logs: Sendable {
    /// How lines look, never ``LogFormat/auto``.
    package let format: LogFormat
    let level: Logger.Level
    let now: @Sendable () -> Date
    private let console: Console
    private let zone: TimeZone

    /// - Parameters:
    ///   - now: the clock; a test passes its own.
    ///   - zone: whose time of day the text lines show; JSON is always in UTC.
    package init(
        format: LogFormat = .auto, level: Logger.Level = .info, console: Console = .standardError,
        zone: TimeZone = .current, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.format = format.resolved(on: console)
        self.level = level
        self.console = console
        self.zone = zone
        self.now = now
    }

    /// A logger of these logs, whether or not they are the process's.
    package func logger(_ label: String, metadata: Logger.Metadata = [:]) -> Logger {
        var logger = Logger(label: label) { _ in LineLogHandler(settings: self) }
        for (key, value) in metadata { logger[metadataKey: key] = value }
        return logger
    }

    /// Makes these logs the process's: what libraries log comes here too. Once a process.
    package func bootstrap() {
        LoggingSystem.bootstrap(
            { _, provider in LineLogHandler(settings: self, provider: provider) }, metadataProvider: nil)
    }

    func write(_ record: LogRecord) {
        switch format {
        case .auto, .text: console.line(record.text(in: zone))
        case .json: console.line(record.json)
        }
    }
}
