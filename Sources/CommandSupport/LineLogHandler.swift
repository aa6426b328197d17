import Logging

/// Writes log events as lines to a console.
struct LineLogHandler: LogHandler {
    let settings: Logs
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(settings: Logs, provider: Logger.MetadataProvider? = nil) {
        self.settings = settings
        logLevel = settings.level
        metadataProvider = provider
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        for more in [metadataProvider?.get(), event.metadata] { all.merge(more ?? [:]) { $1 } }
        if let error = event.error { all["error"] = .string("\(error)") }
        settings.write(
            LogRecord(time: settings.now(), level: event.level, message: "\(event.message)", metadata: all))
    }
}
