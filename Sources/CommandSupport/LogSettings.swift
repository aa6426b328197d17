package import Logging

/// The two settings that every program has.
package struct LogSettings: Equatable, Sendable {
    /// How lines look.
    package let format: LogFormat
    /// From which level on there are lines.
    package let level: Logger.Level

    static let keys = [
        ConfigurationKey(
            "log-format", .choice(LogFormat.allCases.map(\.rawValue)), default: "auto",
            help: "text for people, json for programs; auto is text on a terminal and json elsewhere"),
        ConfigurationKey(
            "log-level", .choice(Logger.Level.allCases.map(\.rawValue)), default: "info",
            help: "the least severe level that is logged"),
    ]

    init(_ settings: Settings) throws {
        guard let format = LogFormat(rawValue: try settings.text("log-format")),
            let level = Logger.Level(rawValue: try settings.text("log-level"))
        else { preconditionFailure("the table allows only formats and levels") }
        self.format = format
        self.level = level
    }
}
